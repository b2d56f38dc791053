"""Named flags where money and things part: much is spent and little built, or much is built and little paid."""

from collections.abc import Iterable
from dataclasses import dataclass

from data.catalog.catalog import Catalog, Flag
from evaluation.assessment import Assessment, Judged, kept
from speech.months import number_of


@dataclass(frozen=True)
class Raised:
    """A flag that is raised at a place, with the money and the thing that part."""

    flag: Flag
    money: Judged
    thing: Judged


@dataclass(frozen=True)
class Pair:
    """A place's money and things; None where a value isn't known or isn't judged yet."""

    place: str
    money: tuple[Judged | None, ...]
    things: tuple[Judged | None, ...]
    raised: tuple[Raised, ...]

    @property
    def comparable(self) -> bool:
        """Tell whether there is money and a thing to be compared."""
        return all(any(row is not None and row.attainment is not None for row in rows) for rows in self._sides)

    @property
    def _sides(self) -> tuple[tuple[Judged | None, ...], tuple[Judged | None, ...]]:
        return self.money, self.things


def money_of(catalog: Catalog) -> tuple[str, ...]:
    """List the indicators of money that flags look at, each once."""
    return tuple(dict.fromkeys(flag.money for flag in catalog.flags))


def things_of(catalog: Catalog) -> tuple[str, ...]:
    """List the indicators of things that flags look at, each once."""
    return tuple(dict.fromkeys(thing for flag in catalog.flags for thing in flag.things))


@kept
def pairs(assessment: Assessment) -> tuple[Pair, ...]:
    """Set money beside things in every county."""
    return tuple(pair(assessment, place.place) for place in assessment.catalog.counties)


def pair(assessment: Assessment, place: str) -> Pair:
    """Set a place's money beside its things, with the flags that are raised."""
    catalog = assessment.catalog
    rows = {name: assessment.judged.get((place, "total", name)) for name in (*money_of(catalog), *things_of(catalog))}
    due = [flag for flag in catalog.flags if number_of(assessment.month) >= flag.from_month]
    found = ((flag, rows[flag.money], rows[thing]) for flag in due for thing in flag.things)
    return Pair(
        place=place,
        money=tuple(rows[name] for name in money_of(catalog)),
        things=tuple(rows[name] for name in things_of(catalog)),
        raised=tuple(_raised(found)),
    )


def _raised(found: Iterable[tuple[Flag, Judged | None, Judged | None]]) -> Iterable[Raised]:
    for flag, money, thing in found:
        if money is None or thing is None or money.attainment is None or thing.attainment is None:
            continue
        if _within(money.attainment, flag.money_at_least, flag.money_at_most) and _within(
            thing.attainment, flag.thing_at_least, flag.thing_at_most
        ):
            yield Raised(flag, money, thing)


def _within(value: float, least: float | None, most: float | None) -> bool:
    return (least is None or value >= least) and (most is None or value <= most)
