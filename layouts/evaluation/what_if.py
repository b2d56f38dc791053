"""What if: sliders for the measures' weights and for a target, and what would come of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from data.catalog.catalog import Catalog, Indicator
from evaluation.assessment import Assessment
from evaluation.findings.explain import leaves, score_tree
from evaluation.findings.what_if import Moved, adjustable, retargeted, reweighted, what_if
from layouts.kit import ids
from layouts.kit.components import choice, explained, named, panel
from layouts.kit.context import Context
from layouts.kit.view import View
from reading.text import amount, listed, unit, written
from speech.numbers import least_written, signed
from speech.words import called, words

WHOLE = 100  # a target as it is, in per cent
LEAST, MOST, STEP = 50, 150, 5
VISIBLE = least_written(1)


@dataclass(frozen=True)
class Trial:
    """Where the sliders stand: weights by measure, an indicator's targets in per cent of what they are."""

    weights: Mapping[str, float] = field(default_factory=dict)
    indicator: str = ""
    percent: float = WHOLE

    def changes(self, catalog: Catalog) -> bool:
        """Tell whether anything differs from the plan."""
        own = {code: measure.weight for code, measure in catalog.measures.items()}
        return self.percent != WHOLE or any(own[code] != weight for code, weight in self.weights.items())


def tried(assessment: Assessment, view: View) -> Indicator | None:
    """Find the indicator whose target can be tried: the view's, or that which loses the place most points."""
    found = {each.indicator: each for each in adjustable(assessment.catalog)}
    place = view.place or assessment.catalog.plan.city
    own = {name: each for name, each in found.items() if (place, "total", name) in assessment.judged}
    if view.indicator in own:
        return own[view.indicator]
    tree = score_tree(assessment, place)
    losing = [leaf for leaf in leaves(tree) if leaf.code in own] if tree else []
    most = max(losing, key=lambda leaf: leaf.lost, default=None)
    return own[most.code] if most else next(iter(own.values()), None)


def what_if_panel(context: Context) -> Component:
    """Lay out the sliders as the plan has them, and the scores as they are."""
    assessment, view, side = context.assessment, context.view, context.side
    measures = context.catalog.measures.values()
    most = max(20.0, 2 * max(measure.weight for measure in measures))
    sliders = [
        _slider(
            called(measure, "short"),
            ids.what_if_weight(side, measure.measure),
            (0.0, most, 1.0, measure.weight),
            (ids.what_if_shown(side, measure.measure), weight_text(measure.weight, measure.weight)),
        )
        for measure in measures
    ]
    reset = html.Button(words("evaluation.what_if.reset"), id=ids.what_if_reset(side), type="button", className="reset")
    form = html.Div(
        [
            dcc.Store(id=ids.what_if_view(side), data=view.but(table="").href),
            html.H3(words("evaluation.what_if.weights")),
            html.Div(sliders, className="what-if-weights"),
            html.Div([*_tries(context), *_target(context)], className="what-if-target"),
            reset,
        ],
        className="what-if-form",
    )
    shown = html.Div(
        result(assessment, Trial()), id=ids.what_if_result(side), className="what-if-result", role="status"
    )
    body = html.Div([form, named(shown, words("evaluation.what_if.result"))], className="what-if")
    return panel(words("evaluation.what_if.title"), body, note=words("evaluation.what_if.note"), name="what-if")


def _slider(
    name: str, key: Mapping[str, str], scale: tuple[float, float, float, float], shown: tuple[Mapping[str, str], str]
) -> Component:
    least, most, step, value = scale
    slider = dbc.Input(id=dict(key), type="range", min=least, max=most, step=step, value=value)
    head = html.Span([html.Span(name), html.Span(shown[1], id=dict(shown[0]), className="slider-shown")])
    return html.Label([head, slider], className="slider")


def _tries(context: Context) -> list[Component]:
    """Choose the target to try; one list serves both sides of a comparison."""
    if context.side:
        return []
    options = [("", words("evaluation.try_default"))]
    options += [(each.indicator, called(each, "short")) for each in adjustable(context.catalog)]
    return [choice("indicator", words("evaluation.try_indicator"), options, context.view.indicator)]


def _target(context: Context) -> list[Component]:
    indicator = tried(context.assessment, context.view)
    if indicator is None:
        return [html.P(words("evaluation.what_if.target_none"), className="panel-reading")]
    trial = Trial(indicator=indicator.indicator)
    slider = _slider(
        words("evaluation.what_if.target", name=called(indicator)),
        ids.what_if_target(context.side, indicator.indicator),
        (LEAST, MOST, STEP, WHOLE),
        (ids.what_if_shown(context.side, "target"), target_text(context.assessment, context.view, trial)),
    )
    return [slider]


def weight_text(weight: float, own: float) -> str:
    """Say where a weight's slider stands, and what the plan has where that differs."""
    key = "shown_weight" if weight == own else "shown_changed"
    return words(f"evaluation.what_if.{key}", weight=written(weight), old=written(own))


def target_text(assessment: Assessment, view: View, trial: Trial) -> str:
    """Say what the target's slider makes of the place's target."""
    indicator = assessment.catalog.indicators[trial.indicator]
    row = assessment.judged.get((view.place or assessment.catalog.plan.city, "total", trial.indicator))
    target = None if row is None else row.target
    if target is None:
        return words("evaluation.what_if.shown_city", factor=written(trial.percent))
    if trial.percent == WHOLE:
        return words("evaluation.what_if.shown_same", target=amount(target, indicator))
    new = _precise(target * trial.percent / WHOLE, indicator)
    return words(
        "evaluation.what_if.shown_target", factor=written(trial.percent), target=amount(target, indicator), new=new
    )


def _precise(value: float, indicator: Indicator) -> str:
    """Write a target that is tried without rounding it to a whole that isn't what is computed with."""
    decimals = indicator.decimals if value == round(value, indicator.decimals) else indicator.decimals + 1
    return written(value, decimals) + unit(indicator)


def shown_texts(assessment: Assessment, view: View, trial: Trial, names: Sequence[str]) -> list[str]:
    """Say where each slider stands, by the names under which their words are shown."""
    measures = assessment.catalog.measures
    return [
        weight_text(trial.weights[name], measures[name].weight)
        if name in measures
        else target_text(assessment, view, trial)
        for name in names
    ]


def result(assessment: Assessment, trial: Trial) -> list[Component]:
    """Set the scores and ranks of a trial beside the plan's own."""
    catalog = assessment.catalog
    other = reweighted(catalog, trial.weights)
    if trial.indicator:
        other = retargeted(other, trial.indicator, trial.percent / WHOLE)
    rows = what_if(assessment, other)
    if all(row.new_score is None for row in rows):
        return [explained(words("evaluation.what_if.no_score"))]
    text = _sentence(catalog, rows) if trial.changes(catalog) else words("evaluation.what_if.same")
    return [html.P(text, className="panel-reading"), _table(catalog, rows)]


def _sentence(catalog: Catalog, rows: Sequence[Moved]) -> str:
    city = rows[0]
    moving = [row for row in rows if row.rank != row.new_rank]
    names = listed(
        words(
            "evaluation.what_if.move",
            name=called(catalog.places[row.place]),
            old=_rank(row.rank),
            new=_rank(row.new_rank),
        )
        for row in moving
    )
    moves = words("evaluation.what_if.no_moves")
    if moving:
        moves = words("evaluation.what_if.moves", count=len(moving), names=names)
    old, new = written(city.score, 2), written(city.new_score, 2)
    return words("evaluation.what_if.sentence", old=old, new=new, difference=_difference(city), moves=moves)


def _rank(rank: int | None) -> str:
    return words("pages.none") if rank is None else str(rank)


def _difference(row: Moved) -> str:
    if row.score is None or row.new_score is None:
        return words("pages.none")
    return signed(row.new_score - row.score, 2)


def _table(catalog: Catalog, rows: Sequence[Moved]) -> Component:
    keys = ("place", "old", "new", "difference", "old_rank", "new_rank")
    head = [
        html.Th(words(f"evaluation.what_if.columns.{key}"), scope="col", className="" if key == "place" else "numeric")
        for key in keys
    ]
    body = [_row(called(catalog.places[row.place]), row) for row in rows]
    table = html.Table([html.Thead(html.Tr(head)), html.Tbody(body)], className="figures")
    return named(
        html.Div(table, className="table-scroll", tabIndex="0", role="region"), words("evaluation.what_if.caption")
    )


def _row(name: str, row: Moved) -> Component:
    texts = (written(row.score, 1), written(row.new_score, 1), _difference(row), _rank(row.rank), _rank(row.new_rank))
    cells = [html.Td(text, className="numeric") for text in texts]
    return html.Tr([html.Th(name, scope="row"), *cells], className="moves" if row.rank != row.new_rank else "")
