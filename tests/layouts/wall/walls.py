"""Shows of a city, made as the server makes them, and what stands on them."""

import json
import re
from html import unescape
from typing import Any

from data.catalog.wall import WallPlan
from evaluation.assessment import Assessments
from evaluation.findings.records import Records
from geo.shapes import Boundaries
from layouts.wall.scenes import IN_TURN
from layouts.wall.show import Shows, Sources
from tests.small import BOUNDARIES, EAST, WEST, SmallCity

Scene = dict[str, Any]
FIGURED = re.compile(r'data-figure="([^"]*\|[^"]*)">(.*?)</span>', re.DOTALL)


def shows_of(
    assessments: Assessments, records: Records, counties: tuple[str, ...], boundaries: Boundaries = BOUNDARIES
) -> Shows:
    return Shows(Sources(assessments, records, boundaries, None), WallPlan(IN_TURN, 20.0, counties))


def shows_in(city: SmallCity) -> Shows:
    return shows_of(city.assessments, Records(city.store, city.catalog), (EAST, WEST))


def show(shows: Shows, **query: str) -> dict[str, Any]:
    return dict(json.loads(shows.show(query)))


def scene(city: SmallCity, key: str, **query: str) -> Scene:
    (found,) = show(shows_in(city), scenes=key, **query)["scenes"]
    return dict(found)


def part(made: Scene, name: str) -> str:
    """The HTML of one part of a scene."""
    return str(made["html"].split(f'class="part part-{name}"')[1].split('<section class="part')[0])


def text(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", " ", html))


def said(html: str) -> str:
    """The words without the spaces between them."""
    return re.sub(r"\s+", "", text(html))
