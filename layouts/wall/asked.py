"""What a wall is asked to show: by its address, and where that says nothing by the plan's wall.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.catalog.catalog import Catalog
from data.catalog.wall import LONGEST, SHORTEST, WallPlan
from layouts.wall.scenes import IN_TURN, SCENES, SPOTLIGHT
from layouts.wall.stage import Stage, read_stage
from speech.months import month_named
from speech.words import LANGUAGES


@dataclass(frozen=True)
class Asked:
    """The scenes in turn as (scene, county or indicator), and how they are shown. Equal ones look alike."""

    turns: tuple[tuple[str, str], ...]
    dwell: float
    stage: Stage
    month: str
    lang: str


def read_asked(query: Mapping[str, str], plan: WallPlan, catalog: Catalog) -> Asked:
    """Read an address's query; what it asks for and nobody knows is left out, for a wall must come up.

    `scenes` and `counties` are lists with commas, `dwell` seconds, `size` and `seams` as in `read_stage`. A scene may
    be one county's (county:540121) or one indicator's (spotlight:S1).
    """
    known = [place.place for place in catalog.counties]
    counties = [code for code in _listed(query, "counties") if code in known] or list(plan.counties)
    turns = _turns(_listed(query, "scenes"), counties, catalog) or _turns(list(plan.scenes), counties, catalog)
    lang = query.get("lang", "")
    month = query.get("month", "")
    return Asked(
        turns=tuple(turns),
        dwell=_dwell(query.get("dwell", ""), plan.dwell),
        stage=read_stage(query.get("size", ""), query.get("seams", "")),
        month=month_named(month) or "",
        lang=lang if lang in LANGUAGES else LANGUAGES[0],
    )


def _listed(query: Mapping[str, str], key: str) -> list[str]:
    return [name.strip() for name in query.get(key, "").split(",") if name.strip()]


def _turns(names: list[str], counties: list[str], catalog: Catalog) -> list[tuple[str, str]]:
    turns: list[tuple[str, str]] = []
    for name in names:
        scene, _, code = name.partition(":")
        if scene == "county" and code in catalog.places:
            turns.append(("counties", code))
        elif scene == SPOTLIGHT and code in catalog.indicators:
            turns.append((SPOTLIGHT, code))
        elif scene in SCENES and SCENES[scene].each:
            turns += [(scene, county) for county in counties]
        elif scene in IN_TURN:
            turns.append((scene, ""))
    return turns


def _dwell(text: str, otherwise: float) -> float:
    try:
        seconds = float(text)
    except ValueError:
        return otherwise
    return min(max(seconds, SHORTEST), LONGEST) if seconds == seconds else otherwise  # noqa: PLR0124 - not for NaN
