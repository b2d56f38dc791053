"""An order, what an edition of it rests on, and what is asked of others: to serve it, and to be told how far it is."""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from data.catalog.brief import BriefPlan
from data.catalog.catalog import Catalog
from evaluation.assessment import Assessment
from settings import Settings
from speech.months import Month

Progress = Callable[[str, int, int], None]  # what is done, how many of how many
Serving = Callable[[Settings], AbstractContextManager[str]]  # the address at which a block finds the pages served


@dataclass(frozen=True)
class Order:
    """What is to be made: a month, a place (the city's code for all) and a language."""

    month: Month
    place: str
    lang: str


@dataclass(frozen=True)
class Frozen:
    """What an edition rests on: where it is unpacked, its settings, plan, assessment, and the files that go along."""

    folder: Path
    settings: Settings
    catalog: Catalog
    plan: BriefPlan
    assessment: Assessment
    boundaries: str
    files: Mapping[str, bytes]


def named(order: Order) -> tuple[str, str, str]:
    """Give what two revisions have in common."""
    return order.month, order.place, order.lang


def as_json(value: object) -> bytes:
    """Write JSON that is the same for the same content."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()
