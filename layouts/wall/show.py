"""A show: all scenes of a wall at one version of the data, made once and handed to every screen that asks alike."""

import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from cachetools import LRUCache
from dash import html
from plotly.io.json import to_json_plotly

from data.catalog.wall import WallPlan
from evaluation.assessment import Assessment, Assessments
from evaluation.findings.records import Records
from geo.boundaries import Boundaries
from layouts.kit import paths
from layouts.kit.context import Context
from layouts.kit.view import View
from layouts.wall.arrange import Part, arrange
from layouts.wall.asked import Asked, read_asked
from layouts.wall.frame import bands, inner
from layouts.wall.markup import as_html
from layouts.wall.pieces import explained, failed
from layouts.wall.scenes import SCENES, SPOTLIGHT
from layouts.wall.stage import Box
from reading.text import month_name
from speech.months import Month
from speech.words import called, speaking, words

KEPT = 16  # shows; one is about half a megabyte

log = logging.getLogger("kesu.wall")


@dataclass(frozen=True)
class Sources:
    """What scenes are laid out from, besides what is asked for."""

    assessments: Assessments
    records: Records
    boundaries: Boundaries
    review: str | None


class Shows:
    """Makes shows, and keeps the latest of them."""

    def __init__(self, sources: Sources, plan: WallPlan) -> None:
        self._sources = sources
        self._plan = plan
        self._made: LRUCache[tuple[int, str, Asked], str] = LRUCache(KEPT)
        self._lock = Lock()

    def show(self, query: Mapping[str, str]) -> str:
        """Give the show that an address asks for, as JSON: version, month, stage, dwell, and the scenes in turn."""
        asked = read_asked(query, self._plan, self._sources.assessments.catalog)
        assessment = self._sources.assessments.at(asked.month)
        key = (assessment.version, assessment.month, asked)
        with self._lock:  # screens that ask at once after an import get one show
            if key not in self._made:
                self._made[key] = self._make(asked, assessment)
            return self._made[key]

    def month_at(self, version: int) -> Month:
        """Give the month of a show whose address asks for none; NO_MONTH when it isn't known for that version."""
        return self._sources.assessments.default_at(version)

    def _make(self, asked: Asked, assessment: Assessment) -> str:
        with speaking(asked.lang):
            scenes = [self._scene(turn, asked, assessment) for turn in asked.turns]
            if not assessment.months:
                scenes = [self._empty(asked, assessment)]
            written: str = to_json_plotly(
                {
                    "version": assessment.version,
                    "month": assessment.month,
                    "follows": _follows(asked, assessment),
                    "monthName": month_name(assessment.month) if assessment.month else "",
                    "stage": {"width": asked.stage.width, "height": asked.stage.height, "shape": asked.stage.shape},
                    "dwell": asked.dwell,
                    "scenes": scenes,
                }
            )
        return written

    def _context(self, asked: Asked, assessment: Assessment, **view: str) -> Context:
        sources = self._sources
        shown = View(paths.WALL, month=assessment.month, lang="" if asked.lang == "zh" else asked.lang, **view)
        newer = sources.assessments.newer(assessment.month) if _follows(asked, assessment) else ()
        return Context(shown, assessment, sources.records, sources.boundaries, sources.review, newer=newer)

    def _scene(self, turn: tuple[str, str], asked: Asked, assessment: Assessment) -> dict[str, Any]:
        name, code = turn
        scene = SCENES[name]
        view = {"place": code} if scene.each else {"indicator": code} if name == SPOTLIGHT else {}
        context = self._context(asked, assessment, **view)
        key = f"{'county' if scene.each else name}:{code}" if code else name
        title = scene.title(context)
        parts = [
            placed
            for node, box in [
                *((node, box) for box, node in bands(asked.stage, title)),
                (scene.arrangement(asked.stage), inner(asked.stage)),
            ]
            for placed in arrange(node, box, asked.stage)
        ]
        return _written(key, title, parts, context)

    def _empty(self, asked: Asked, assessment: Assessment) -> dict[str, Any]:
        """Explain a database without reports."""
        text = html.Div([html.H1(words("pages.empty.title")), explained(words("wall.empty"))], className="empty")
        title = called(assessment.catalog.places[assessment.catalog.plan.city])
        parts = [(Part("empty", lambda *_: text), inner(asked.stage))]
        return _written("empty", title, parts, self._context(asked, assessment))


def _follows(asked: Asked, assessment: Assessment) -> bool:
    """Tell whether a show goes on to the next month by itself: its address asks for none that there is."""
    return asked.month != assessment.month


def _written(key: str, title: str, parts: list[tuple[Part, Box]], context: Context) -> dict[str, Any]:
    """Write a scene: its parts as HTML, each in its box, and the figures that are drawn into them."""
    figures: list[Mapping[str, Any]] = []
    text = "".join(_part(part, box, context, figures) for part, box in parts)
    return {"key": key, "title": title, "html": text, "figures": figures}


def _part(part: Part, box: Box, context: Context, figures: list[Mapping[str, Any]]) -> str:
    """Write a part; one that fails says so in its place, and the others go on."""
    drawn: list[Mapping[str, Any]] = list(figures)
    try:
        inside = as_html(part.draw(context, box), drawn)
    except Exception:
        number = uuid.uuid4().hex[:8]
        log.exception("part %s of the wall failed, number %s", part.name, number)
        inside, drawn = as_html(failed(number), []), list(figures)
    figures[:] = drawn
    place = f"left:{box.x}px;top:{box.y}px;width:{box.width}px;height:{box.height}px"
    return f'<section class="part part-{part.name}" style="{place}">{inside}</section>'
