"""What if: the sliders' trial is computed at once, and kept nowhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import ALL, MATCH, Dash, Input, Output, State
from dash.development.base_component import Component

from evaluation.assessment import Assessments
from layouts.evaluation.what_if import WHOLE, Trial, result, shown_texts
from layouts.kit import ids
from layouts.kit.view import read_address, settle
from speech.words import speaking

Ids = Sequence[Mapping[str, str]]
Number = float | str | None


def register(app: Dash, assessments: Assessments) -> None:
    """Wire the sliders of each side, and the button that sets them back."""

    @app.callback(
        Output(ids.what_if_result(MATCH), "children"),
        Output(ids.what_if_shown(MATCH, ALL), "children"),
        Input(ids.what_if_weight(MATCH, ALL), "value"),
        Input(ids.what_if_target(MATCH, ALL), "value"),
        State(ids.what_if_weight(MATCH, ALL), "id"),
        State(ids.what_if_target(MATCH, ALL), "id"),
        State(ids.what_if_shown(MATCH, ALL), "id"),
        State(ids.what_if_view(MATCH), "data"),
        prevent_initial_call=True,
    )
    def _try(
        weights: Sequence[Number], targets: Sequence[Number], of_weights: Ids, of_targets: Ids, shown: Ids, address: str
    ) -> tuple[list[Component], list[str]]:
        trial = trial_of(weights, targets, of_weights, of_targets)
        return try_out(assessments, address, trial, [each["name"] for each in shown])

    @app.callback(
        Output(ids.what_if_weight(MATCH, ALL), "value"),
        Output(ids.what_if_target(MATCH, ALL), "value"),
        Input(ids.what_if_reset(MATCH), "n_clicks"),
        State(ids.what_if_weight(MATCH, ALL), "id"),
        State(ids.what_if_target(MATCH, ALL), "id"),
        prevent_initial_call=True,
    )
    def _reset(_: int, of_weights: Ids, of_targets: Ids) -> tuple[list[float], list[float]]:
        measures = assessments.catalog.measures
        return [measures[each["measure"]].weight for each in of_weights], [WHOLE for _ in of_targets]


def trial_of(weights: Sequence[Any], targets: Sequence[Any], of_weights: Ids, of_targets: Ids) -> Trial:
    """Read where the sliders stand; browsers send their values as text."""
    known = {each["measure"]: float(weight or 0) for each, weight in zip(of_weights, weights, strict=True)}
    if not of_targets:
        return Trial(known)
    return Trial(known, of_targets[0]["indicator"], float(targets[0] or WHOLE))


def try_out(
    assessments: Assessments, address: str, trial: Trial, names: Sequence[str]
) -> tuple[list[Component], list[str]]:
    """Lay out what comes of a trial, and what the sliders stand at."""
    view, assessment = settle(read_address(address), assessments)
    with speaking(view.language):
        return result(assessment, trial), shown_texts(assessment, view, trial, names)
