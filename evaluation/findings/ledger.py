"""The target ledger read back: the row that a value was measured against, and every version that a row has had."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from data.catalog.catalog import EVERYWHERE, Target
from data.catalog.ledger import period_end, precedence, row_in_force
from evaluation.assessment import Assessment, Judged, kept
from speech.months import Month, ordinal


@dataclass(frozen=True)
class Change:
    """A version of a ledger's row; `before` is the version that it took the place of, None for the first.

    `state` at the month looked at: in_force, replaced (by a newer version), over (its period has ended), coming.
    """

    target: Target
    before: Target | None
    state: str


def ledger_row(assessment: Assessment, row: Judged) -> Target | None:
    """Find the ledger's row that a judged value was measured against; for a city's sum, a county's row."""
    catalog = assessment.catalog
    indicator, city = catalog.indicators[row.indicator], catalog.plan.city
    ledger = catalog.ledger_of(row.indicator)
    own = row_in_force(ledger, row.place, row.month, row.split, indicator, city)
    if own is not None or row.place != city or not row.rule:
        return own
    found = (row_in_force(ledger, each.place, row.month, row.split, indicator, city) for each in catalog.counties)
    return next((target for target in found if target is not None), None)


def versions_of(assessment: Assessment, row: Judged) -> tuple[Target, ...]:
    """List the versions of a value's own ledger row, the oldest first; none if its target never moved."""
    entry = ledger_row(assessment, row)
    if entry is None or entry.place not in (EVERYWHERE, row.place):
        return ()
    versions = [
        target
        for target in assessment.catalog.ledger_of(row.indicator)
        if _key(target) == _key(entry) and target.value is not None
    ]
    return tuple(sorted(versions, key=_started)) if len(versions) > 1 else ()


def changes(assessment: Assessment, indicators: Collection[str], place: str = "") -> tuple[Change, ...]:
    """List every version of every ledger row of some indicators, in the ledger's order, a row's versions together.

    With a `place`, only the rows that are asked of it.
    """
    return _changes(assessment.catalog.targets, assessment.month, indicators, place)


def _changes(ledger: Sequence[Target], month: Month, indicators: Collection[str], place: str) -> tuple[Change, ...]:
    rows: dict[tuple[str, str, str, str], list[Target]] = {}
    for target in ledger:
        if target.indicator in indicators and (not place or target.place in (place, EVERYWHERE)):
            rows.setdefault(_key(target), []).append(target)
    return tuple(change for targets in rows.values() for change in _history(targets, month))


@kept
def moved(assessment: Assessment, place: str = "") -> tuple[Change, ...]:
    """List the versions that changed a target, the latest in force first, by whichever values were judged."""
    every = _changes(assessment.ledger, assessment.month, assessment.catalog.indicators, place)
    found = [change for change in every if change.before]
    return tuple(sorted(found, key=lambda change: change.target.in_force_from, reverse=True))


def _history(targets: list[Target], month: Month) -> list[Change]:
    ordered = sorted(targets, key=_started)
    started = [target for target in ordered if _since(target) <= month]
    current = max(started, key=precedence, default=None)
    before = [None, *ordered[:-1]]
    return [Change(target, past, _state(target, current, month)) for target, past in zip(ordered, before, strict=True)]


def _state(target: Target, current: Target | None, month: Month) -> str:
    if _since(target) > month:
        return "coming"
    if target is not current:
        return "replaced"
    return "in_force" if ordinal(month) <= period_end(target) else "over"


def _key(target: Target) -> tuple[str, str, str, str]:
    return target.indicator, target.place, target.split, target.period


def _since(target: Target) -> str:
    return target.in_force_from.isoformat()[:7]


def _started(target: Target) -> tuple[str, int]:
    return target.in_force_from.isoformat(), target.version
