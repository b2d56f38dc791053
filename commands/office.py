"""What a command works with: the settings, the plan, the open store, and codes and months that must be known."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

import typer

from data.catalog.catalog import Catalog, read_catalog
from data.store.database import telling
from data.store.store import Store, open_store
from settings import Settings, read_settings
from speech.mistakes import Mistake
from speech.months import Month, month_named
from speech.words import words

REFUSED, FAILED = 1, 2  # exit codes: the office's own work was refused; the command couldn't do its work

Place = Annotated[str, typer.Option(help=words("manage.template.place"))]
Department = Annotated[str, typer.Option(help=words("manage.template.department"))]
MonthText = Annotated[str, typer.Option(help=words("manage.template.month"))]


@dataclass(frozen=True)
class Office:
    """What a command works with."""

    settings: Settings
    catalog: Catalog
    store: Store


@contextmanager
def open_office() -> Iterator[Office]:
    """Read settings and plan, and open the database; what stands in its way is told in a sentence."""
    settings = read_settings()
    catalog = read_catalog(settings.plan)
    settings.var.mkdir(parents=True, exist_ok=True)
    with telling():
        store = open_store(settings.database_url)
        try:
            yield Office(settings, catalog, store)
        finally:
            store.close()


def reporter_of(catalog: Catalog, place: str, department: str) -> str:
    """Give the code of the one reporter that was named.

    Raises:
        Mistake: none or two were named, or one that isn't known.
    """
    if bool(place) == bool(department):
        raise Mistake(words("manage.template.one_of"))
    if place:
        return known("place", place, {county.place: county.name_zh for county in catalog.counties})
    departments = (catalog.departments[name] for name in catalog.reporters if name in catalog.departments)
    return known("department", department, {each.department: each.name_zh for each in departments})


def known(kind: str, found: str, named: Mapping[str, str]) -> str:
    """Give back a code that is known.

    Raises:
        Mistake: it isn't; says which ones are.
    """
    if found not in named:
        expected = words("manage.comma").join(f"{code} {name}" for code, name in named.items())
        raise Mistake(words(f"manage.unknown.{kind}", found=found, expected=expected))
    return found


def month_asked(text: str) -> Month:
    """Give back a month.

    Raises:
        Mistake: it isn't written as one.
    """
    month = month_named(text)
    if month is None:
        raise Mistake(words("manage.unknown.month", found=text))
    return month
