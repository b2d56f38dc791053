"""A county on one page: its place in the city, its measures, what it leads and lags in, its peers, its reports."""

from collections import Counter

from dash import html
from dash.development.base_component import Component

from data.catalog.catalog import Catalog
from data.catalog.terms import STATUSES
from evaluation.assessment import Assessment
from evaluation.findings.arrivals import is_silent
from evaluation.findings.county import rows_of
from figures.bullets import bullets
from figures.kit.theme import DESK
from figures.map import county_map
from geo.neighbours import neighbours
from layouts.county.lists import lags_panel, memory_panel, reports_exhibit, score_panel, strengths_panel
from layouts.county.tables import indicators_exhibit, peers_exhibit
from layouts.kit import paths
from layouts.kit.components import link, marked, named
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, Exhibits, show
from layouts.kit.filters import measure_choice
from layouts.kit.tables import measures_table, score_table
from layouts.kit.view import View
from reading.doubt import score_words, silent_words, standing_words
from reading.maps import rank_text, score_rows, source_line
from reading.measures import bullet_rows, bullet_words
from reading.text import listed, month_name
from speech.numbers import number
from speech.words import LANGUAGES, called, language, speaking, words

ROOM = (350.0, 340.0)  # the map is shown this small, in pixels
COUNTED = STATUSES[:4]


def knows(code: str, catalog: Catalog) -> bool:
    """Tell whether a place of this code has a page: the counties and the city."""
    return code == catalog.plan.city or any(code == place.place for place in catalog.counties)


def settle(view: View, assessment: Assessment) -> View:
    """Put the code of the path into the view; a county that was chosen by a click or a list comes first."""
    code = view.place or view.path.removeprefix(paths.PLACES)
    return view.but(path=paths.PLACES + code, place="" if code == assessment.catalog.plan.city else code)


def controls(context: Context) -> list[Component]:
    """Lead to the other counties' pages, and narrow the indicators to one measure."""
    links = [_place_link(context, place.place) for place in (context.catalog.city, *context.catalog.counties)]
    every = words("county.every_measure")
    label = words("county.measure")
    return [
        named(html.Nav(links, className="county-links"), words("county.others")),
        measure_choice(context, label, every),
    ]


def _place_link(context: Context, place: str) -> Component:
    name = called(context.catalog.places[place])
    if place == context.place:
        return marked(html.Span(name), "aria-current", "page")
    return link(name, page_of(context, place).href)


def page_of(context: Context, place: str) -> View:
    """Lead to a place's page, at the same month and in the same language."""
    return View(paths.PLACES + place, month=context.view.month, targets=context.view.targets, lang=context.view.lang)


def layout(context: Context) -> list[Component]:
    """Compose the page for a view with data."""
    parts = html.Div(
        [
            html.Div([score_panel(context), show(context, location_exhibit(context))], className="column county-where"),
            html.Div([show(context, measures_exhibit(context))], className="column county-measures"),
            html.Div([lags_panel(context), strengths_panel(context)], className="column county-ends"),
            html.Div([show(context, peers_exhibit(context))], className="column county-peers"),
            html.Div(
                [show(context, reports_exhibit(context)), memory_panel(context)], className="column county-memory"
            ),
        ],
        className="county",
    )
    table = html.Div([show(context, indicators_exhibit(context))], className="county-table")
    return [_headline(context), parts, table, _print_foot(context)]


def _headline(context: Context) -> Component:
    names: list[Component | str] = [called(context.catalog.places[context.place]), *_other_names(context)]
    button = html.Button(words("county.print"), className="print-page", type="button")
    return html.Div(
        [html.Div([html.H1(names), button], className="county-names"), html.P(sentence(context), className="reading")],
        className="headline",
    )


def _other_names(context: Context) -> list[Component]:
    """The Tibetan name, and the name in the page's other language."""
    place = context.catalog.places[context.place]
    doubt = "" if place.bo_confirmed else words("pages.place.bo_unconfirmed")
    names: list[Component] = [html.Span(place.name_bo, lang="bo", className="name-bo", title=doubt)]
    for other in LANGUAGES:
        if other != language():
            with speaking(other):
                names.append(html.Span(called(place), lang=other, className="name-en"))
    return names


def sentence(context: Context) -> str:
    """Say in one sentence how the place stands: score, rank, and how many items are where."""
    assessment, catalog = context.assessment, context.catalog
    month = month_name(context.view.month)
    total = assessment.scores.get((context.place, "total", "total"))
    if total is None or total.score is None:
        silent = is_silent(assessment, context.place)
        parts = [words(f"county.{'no_report' if silent else 'no_score'}", month=month)]
    else:
        parts = [words("county.standing_score", month=month, standing=standing_words(assessment, context.place))]
        parts.append(score_words(catalog, total))
        rank = rank_text(assessment, context.place)
        if rank:
            parts.append(words("county.rank", rank=rank, count=len(catalog.counties)))
        parts.append(silent_words(assessment, context.place))
    counts = (
        Counter(row.status for row in rows_of(assessment, context.place))
        if total is None or total.score is None
        else Counter()
    )
    items = [words(f"county.counts.{status}", count=counts[status]) for status in COUNTED if counts[status]]
    if items:
        parts.append(words("county.items", items=listed(items)))
    return "".join([*parts, words("pages.overview.stop")])


def location_exhibit(context: Context) -> Exhibit:
    """Where the place lies, among the scores of all counties."""
    assessment = context.assessment
    rows = score_rows(assessment, "")
    return Exhibit(
        name="location",
        title=words("county.location"),
        reading=_neighbours_sentence(context),
        table=lambda: score_table(assessment, ""),
        figure=lambda: county_map(context.boundaries.shapes, rows, DESK, selected=context.view.place, panel=ROOM),
        key="place",
        note=words("pages.overview.map_note"),
        foot=html.P(html.Span(source_line(context.boundaries, context.review)), className="foot"),
        where=View(paths.EVALUATION, month=context.view.month, place=context.view.place, lang=context.view.lang),
    )


def _neighbours_sentence(context: Context) -> str:
    beside = neighbours(context.boundaries.shapes).get(context.place, ())
    if not beside:
        return ""
    names = listed(called(context.catalog.places[code]) for code in beside)
    return words("county.neighbours", names=names)


def measures_exhibit(context: Context) -> Exhibit:
    """Each measure's way to the target."""
    assessment = context.assessment
    rows = bullet_rows(assessment, context.place)
    return Exhibit(
        name="measures",
        title=words("pages.place.measures"),
        reading=measures_sentence(context),
        table=lambda: measures_table(assessment, context.place, rows),
        figure=lambda: bullets(rows, DESK, bullet_words()),
        key="measure",
        note=words("county.measures_note"),
        where=View(paths.EVALUATION, month=context.view.month, place=context.view.place, lang=context.view.lang),
    )


def measures_sentence(context: Context) -> str:
    """Name the measure furthest above its line and the one furthest below."""
    rows = [row for row in bullet_rows(context.assessment, context.place) if row.score is not None]
    ends = sorted((row.distance, row.code) for row in rows if row.distance is not None)
    if not ends:
        return ""
    names = {code: called(context.catalog.measures[code], "short") for _, code in ends}
    (low, worst), (_, best) = ends[0], ends[-1]
    key = "measures_even" if low >= 0 else "measures_ends"
    return words(f"county.{key}", worst=names[worst], difference=number(abs(low), 1), best=names[best])


def _print_foot(context: Context) -> Component:
    """What the paper must say for itself: the plan, the month, the state of the data."""
    assessment = context.assessment
    kind = words("pages.demonstration_long") if assessment.kind == "demonstration" else ""
    plan = called(context.catalog.plan, "title")
    text = words("county.printed", plan=plan, month=month_name(context.view.month), version=assessment.version)
    return html.P([html.Span(text), html.Span(kind)], className="paper-foot")


EXHIBITS: Exhibits = {
    "location": location_exhibit,
    "measures": measures_exhibit,
    "peers": peers_exhibit,
    "reports": reports_exhibit,
    "indicators": indicators_exhibit,
}
