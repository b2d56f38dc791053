"""The small city for two years and three months, at a pace that can be worked by hand."""

from collections.abc import Callable, Mapping

from data.store.store import Store
from speech.months import number_of, span, year_of
from tests.evaluation.frames import EAST, WEST, save

Months = Callable[[int, int], Mapping[str, float | None]]

PEOPLE = {"population": 1000.0, "population/urban": 500.0, "population/rural": 500.0}


def steady(year: int, month: int) -> Mapping[str, float | None]:
    """Ten activities and 50 visits a month, of 1 000 residents: 60 visits per 100 in a year."""
    return {**PEOPLE, "events": 10.0, "visits": 50.0, **rooms(12 * (year - 2024) + month)}


def rooms(age: int) -> Mapping[str, float | None]:
    """Forty rooms in a hundred schools, and one more each month."""
    return {"schools": 100.0, "schools_with_room": 39.0 + age}


def tell(store: Store, last: str, east: Months = steady, west: Months = steady, without: tuple[str, ...] = ()) -> Store:
    """Save the reports of both counties from January 2024 on; West says nothing in the months `without`."""
    for month in span("2024-01", last):
        save(store, EAST, month, east(year_of(month), number_of(month)))
        if month not in without:
            save(store, WEST, month, west(year_of(month), number_of(month)))
    return store
