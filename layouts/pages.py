"""The application's pages: one list, in the order of the navigation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dash import html
from dash.development.base_component import Component

from editions.opened import Editions, Opened
from evaluation.assessment import Assessments
from evaluation.findings.records import Records
from figures.kit.files import as_csv, as_xlsx
from geo.boundaries import Boundaries
from layouts.actions import page as actions
from layouts.county import page as county
from layouts.data import page as data_page
from layouts.editions import list as briefs
from layouts.editions import page as edition
from layouts.evaluation import page as evaluation
from layouts.funding import page as funding
from layouts.gap import page as gap
from layouts.indicators import page as indicator_page
from layouts.infrastructure import page as infrastructure
from layouts.kit import paths
from layouts.kit.components import marked, named
from layouts.kit.context import Context
from layouts.kit.downloads import header_block
from layouts.kit.filters import against_choice, filter_bar
from layouts.kit.grids import drawer
from layouts.kit.shell import Frame, empty, header, message
from layouts.kit.view import View, settle
from layouts.method import page as method
from layouts.overview import page as overview
from layouts.page import Download, Page, Rendered
from layouts.plan import page as plan
from layouts.training import page as training
from reading.text import month_name
from speech.words import called, speaking, words

RIGHT = "b-"  # what stands on the right side has this before its name
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


PAGES = (
    Page(paths.OVERVIEW, "overview", overview.layout, overview.controls, exhibits=overview.EXHIBITS),
    Page(
        paths.INFRASTRUCTURE,
        "infrastructure",
        infrastructure.layout,
        infrastructure.controls,
        infrastructure.settle,
        infrastructure.EXHIBITS,
    ),
    Page(paths.TRAINING, "training", training.layout, training.controls, training.settle, training.EXHIBITS),
    Page(paths.FUNDING, "funding", funding.layout, funding.controls, funding.settle, funding.EXHIBITS),
    Page(paths.ACTIONS, "actions", actions.layout, actions.controls, actions.settle, actions.EXHIBITS),
    Page(paths.GAP, "gap", gap.layout, gap.controls, gap.settle, gap.EXHIBITS),
    Page(
        paths.EVALUATION,
        "evaluation",
        evaluation.layout,
        evaluation.controls,
        evaluation.settle,
        evaluation.EXHIBITS,
    ),
    Page(paths.PLAN, "plan", plan.layout, plan.controls, plan.settle, plan.EXHIBITS),
    Page(paths.DATA, "data", data_page.layout, data_page.controls, data_page.settle, data_page.EXHIBITS),
    Page(paths.METHOD, "method", method.layout, exhibits=method.EXHIBITS, compares=False),
    Page(paths.BRIEFS, "briefs", briefs.layout, briefs.controls, compares=False),
    Page(
        paths.EDITIONS,
        "edition",
        edition.layout,
        exhibits=edition.EXHIBITS,
        listed=False,
        compares=False,
        knows=edition.knows,
    ),
    Page(
        paths.PLACES,
        "county",
        county.layout,
        county.controls,
        county.settle,
        county.EXHIBITS,
        listed=False,
        knows=county.knows,
    ),
    Page(
        paths.INDICATORS,
        "indicator",
        indicator_page.layout,
        indicator_page.controls,
        indicator_page.settle,
        indicator_page.EXHIBITS,
        listed=False,
        knows=indicator_page.knows,
    ),
)
BY_PATH: Mapping[str, Page] = {page.path: page for page in PAGES}


def page_of(path: str) -> Page | None:
    """Find the page that answers to a path."""
    return BY_PATH.get(path) or BY_PATH.get(path[: path.rindex("/") + 1] if path.count("/") > 1 else path)


class Pages:
    """Lay out any view, from what all pages need: assessments, reports, boundaries, the map's review number."""

    def __init__(
        self,
        assessments: Assessments,
        records: Records,
        boundaries: Boundaries,
        review: str | None,
        editions: Editions | None = None,
    ) -> None:
        self._assessments = assessments
        self._records = records
        self._boundaries = boundaries
        self._review = review
        self._editions = editions

    def render(self, asked: View) -> Rendered:
        """Lay out a view; an unknown path and an empty database have pages of their own."""
        context = self._context(asked)
        with speaking(context.view.language):
            return self._rendered(context)

    def drawer(self, asked: View) -> list[Component]:
        """Lay out the table that is open; nothing when none is."""
        context = self._context(asked)
        with speaking(context.view.language):
            return self._drawer(context)

    def download(self, asked: View, name: str, kind: str) -> Download | None:
        """Write an exhibit's table as a file; None where there is no such exhibit or kind of file."""
        context = self._context(asked)
        with speaking(context.view.language):
            page = self._page(context)
            if page is None or name not in page.exhibits or kind not in TYPES or not context.assessment.months:
                return None
            context = self._settled(page, context)
            exhibit = page.exhibits[name](context)
            table = exhibit.table()
            block = header_block(context, exhibit, table)
            content = as_csv(table, block) if kind == "csv" else as_xlsx(table, block, exhibit.title)
            file = f"{words(f'pages.titles.{page.title}')}-{exhibit.title}-{context.view.month}.{kind}"
            return Download(file.replace("/", "-"), TYPES[kind], content)

    def _context(self, asked: View) -> Context:
        opened = self._opened(asked)
        if opened is not None:
            return self._sealed(asked, opened)
        view, assessment = settle(asked, self._assessments)
        listed = self._editions.listed() if self._editions and view.path == paths.BRIEFS else ()
        newer = self._assessments.newer(assessment.month)
        return Context(view, assessment, self._records, self._boundaries, self._review, editions=listed, newer=newer)

    def _opened(self, asked: View) -> Opened | None:
        """Open the edition that an address names, if there is one."""
        if self._editions is None or not asked.path.startswith(paths.EDITIONS):
            return None
        return self._editions.open(asked.path.removeprefix(paths.EDITIONS))

    def _sealed(self, asked: View, opened: Opened) -> Context:
        """Look at an edition's own month and place, with the figures that it has sealed."""
        sealed = opened.edition
        place = sealed.place if sealed.place != opened.assessments.catalog.plan.city else ""
        wanted = asked.but(month=sealed.month, place=place or asked.place)
        view, assessment = settle(wanted, opened.assessments)
        current = self._assessments.at(sealed.month)
        return Context(
            view, assessment, opened.records, opened.boundaries, self._review, sealed=sealed, current=current
        )

    def _page(self, context: Context) -> Page | None:
        """Find the page of a view; of a family's page, the code must be known."""
        page = page_of(context.view.path)
        if page is not None and page.path == paths.EDITIONS and context.sealed is None:
            return None
        return page if page is None or page.knows(context.view.path.rpartition("/")[2], context.catalog) else None

    def _settled(self, page: Page, context: Context) -> Context:
        return replace(context, view=page.settle(context.view, context.assessment))

    def _rendered(self, context: Context) -> Rendered:
        view = context.view
        page = self._page(context)
        if page is None:
            text = words("pages.missing.text", path=view.path)
            return self._framed(context, "missing", [message(words("pages.titles.missing"), text, view)], 404)
        if not context.assessment.months:
            return self._framed(context, page.title, [empty()])
        context = self._settled(page, context)
        title = words(f"pages.titles.{page.title}")
        controls = [*page.controls(context), *([against_choice(context)] if page.compares else [])]
        content = [filter_bar(context, title, controls), *self._body(page, context)]
        return self._framed(context, page.title, content)

    def _body(self, page: Page, context: Context) -> list[Component]:
        """Lay a page out once, or twice side by side when something is set against it."""
        other = self._other(page, context)
        if other is None:
            return [html.Div(page.layout(context), className="page-body")]
        sides = [
            html.Section(
                [html.P(_caption(side), className="side-name"), html.Div(page.layout(side), className="page-body")],
                className="side",
            )
            for side in (context, other)
        ]
        return [html.Div(sides, className="sides")]

    def _other(self, page: Page, context: Context) -> Context | None:
        view = context.view
        if not view.against or not page.compares:
            return None
        key = "place" if view.against in context.catalog.places else "month"
        other = view.but(against="", **{key: view.against})
        assessment = self._assessments.at(other.month, first_targets=view.targets == "first")
        right = Context(other, assessment, self._records, self._boundaries, self._review, RIGHT)
        return self._settled(page, right)

    def _drawer(self, context: Context) -> list[Component]:
        page = self._page(context)
        name = context.view.table.removeprefix(RIGHT)
        if page is None or name not in page.exhibits or not context.assessment.months:
            return []
        context = self._settled(page, context)
        shown = self._other(page, context) if context.view.table.startswith(RIGHT) else context
        return [drawer(context, shown or context, page.exhibits[name](shown or context))]

    def _framed(self, context: Context, title: str, content: Sequence[Component], status: int = 200) -> Rendered:
        navigation = [(page.path, words(f"pages.titles.{page.title}")) for page in PAGES if page.listed]
        name = f"{words(f'pages.titles.{title}')} · {words('pages.brand')}"
        # The browser's title follows the name of what is shown, its links the address they were drawn for (kesu.js).
        main = named(html.Main(list(content), id="main", className=f"page page-{title}", tabIndex="-1"), name)
        main = marked(main, "data-address", context.view.but(table="").href)
        if context.assessment.months:
            main = marked(main, "data-caption", _caption(context))
        frame = Frame(context.view, context.assessment, navigation)
        return Rendered(context.view, name, [header(frame), main], status)


def _caption(context: Context) -> str:
    """Say which month and place are shown: over one of two sides, and on a picture that leaves the page."""
    return f"{month_name(context.view.month)} {called(context.catalog.places[context.place])}"


def failure(view: View, number: str) -> Rendered:
    """Give the page that is shown when another one couldn't be made."""
    with speaking(view.language):
        text = words("pages.failed.text", number=number)
        title = words("pages.titles.failed")
        content = [named(html.Main(message(title, text, view), id="main", className="page"), title)]
        return Rendered(view, title, content, 500)
