"""Infrastructure: how far the stations reach, on the map, and everything else that is built, against its target."""

from dash.development.base_component import Component

from data.catalog.catalog import Indicator
from layouts.infrastructure.page import FIRST, PAGE
from layouts.kit.context import Context
from layouts.kit.explorer import own
from layouts.wall.arrange import Node, Part, columns, rows
from layouts.wall.indicators import indicator_course, indicator_map, ranked, value_head, value_rows
from layouts.wall.pieces import explained
from layouts.wall.stage import Box, Stage
from speech.words import called, words


def arrangement(stage: Stage) -> Node:
    """Put the map of the first coverage in the middle, and all that is built at its right."""
    head, county, course = Part("infra-head", _head), Part("map", _map), Part("infra-course", _course)
    order, built = Part("infra-ranked", _ranked), Part("infra-built", _built)
    if stage.shape == "tower":
        return rows((0.76, columns((1.25, head), (1, course))), (0.9, county), (1.2, built))
    if stage.shape == "screen":
        return columns((1, rows((0.9, head), (1, order))), (1.45, county), (1.35, built))
    if stage.shape == "wide":
        return columns((0.9, rows((0.6, head), (1, course))), (0.9, order), (1.6, county), (1.2, built))
    return columns((1, rows((0.6, head), (1, course))), (1, order), (2, county), (2, built))


def _first(context: Context) -> Indicator | None:
    """Give the coverage that opens the scene: the plan's own, or the first of its kind in another plan."""
    found = {each.indicator: each for each in own(context.assessment, PAGE)}
    return found.get(context.catalog.one_with_role(FIRST)) or next(iter(found.values()), None)


def _head(context: Context, _: Box) -> Component:
    first = _first(context)
    return explained(words("wall.nothing")) if first is None else value_head(context, first, called(first))


def _map(context: Context, box: Box) -> Component:
    first = _first(context)
    if first is None:
        return explained(words("wall.nothing"))
    return indicator_map(context, first, words("wall_infrastructure.map", name=called(first, "short")), box)


def _course(context: Context, box: Box) -> Component:
    first = _first(context)
    if first is None:
        return explained(words("wall.nothing"))
    return indicator_course(context, first, words("wall_infrastructure.course"), box)


def _ranked(context: Context, _: Box) -> Component:
    first = _first(context)
    if first is None:
        return explained(words("wall.nothing"))
    return ranked(context, first, words("wall_infrastructure.ranked"))


def _built(context: Context, box: Box) -> Component:
    first = _first(context)
    rest = [each for each in own(context.assessment, PAGE) if each != first]
    return value_rows(context, words("wall_infrastructure.built"), rest, box)
