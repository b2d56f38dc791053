"""The map on a wall."""

from collections.abc import Collection, Sequence
from typing import Any

from dash.development.base_component import Component

from figures.kit.theme import WALL
from figures.map import MapRow, colour_domain, county_map
from layouts.kit.context import Context
from layouts.wall.pieces import drawing, drawing_room, titled
from layouts.wall.stage import Box
from reading.maps import score_rows
from speech.numbers import number
from speech.words import words

ROOMY = 640  # pixels of width, from which all counties can be named
SCALE_STEPS = (0.0, 0.5, 1.0)


def score_map(context: Context, box: Box) -> Component:
    """The counties' scores with their rank bands; the place looked at is outlined, in a small map it alone is named."""
    alone = [context.view.place] if context.view.place and box.width < ROOMY else None
    figure = map_figure(context, score_rows(context.assessment, ""), box, labelled=alone)
    return titled(words("wall.map"), drawing(figure), note=words("wall.map_note"))


def map_figure(
    context: Context, found: Sequence[MapRow], box: Box, *, unit: str = "", labelled: Collection[str] | None = None
) -> dict[str, Any]:
    """Draw a map for a part of this size, with the scale of its colours."""
    low, high = colour_domain(found)
    scale = [number(low + (high - low) * step) + unit for step in SCALE_STEPS]
    return county_map(
        context.boundaries.shapes,
        found,
        WALL,
        selected=context.view.place,
        scale_labels=scale,
        panel=drawing_room(box),
        labelled=labelled,
    )
