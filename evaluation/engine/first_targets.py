"""The plan as it was first promised: each target in its first version, so that a target that moved shows."""

from collections.abc import Iterable
from dataclasses import replace

from data.catalog.catalog import Catalog, Target


def with_first_targets(catalog: Catalog) -> Catalog:
    """Give the same plan without later versions of its targets."""
    return replace(catalog, targets=tuple(_first(catalog.targets)))


def _first(targets: Iterable[Target]) -> Iterable[Target]:
    known: dict[tuple[str, str, str, str], Target] = {}
    for target in targets:
        key = (target.indicator, target.place, target.split, target.period)
        if key not in known or target.version < known[key].version:
            known[key] = target
    return known.values()
