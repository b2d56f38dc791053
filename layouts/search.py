"""What the search box finds: pages, places, indicators, measures, clauses and departments, and where each leads."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from data.catalog.catalog import Catalog
from layouts.kit import paths
from layouts.kit.view import View
from layouts.pages import PAGES, page_of
from speech.pinyin import pinyin_keys
from speech.words import LANGUAGES, called, language, speaking, words

KINDS = ("page", "place", "indicator", "measure", "clause", "department")


@dataclass(frozen=True)
class Found:
    """Something to be found: its names, the way to it without month and language, and what it is typed as.

    `name` is in the language that is spoken, `also` in the other one, `native` the Tibetan name of a place. `keys` are
    compared with what is typed, `pinyin` too but with less weight, and `text`, a clause's own words, with the least.
    """

    kind: str
    name: str
    also: str
    href: str
    keys: tuple[str, ...]
    pinyin: tuple[str, ...]
    native: str = ""
    text: str = ""


def search_index(catalog: Catalog) -> dict[str, Any]:
    """Give everything that the box needs in the language that is spoken: its words, and what can be found."""
    return {
        "words": _words(),
        "kinds": {kind: words(f"search.kinds.{kind}") for kind in KINDS},
        "entries": [asdict(each) for each in findable(catalog)],
    }


def _words() -> dict[str, str]:
    """Give the box its words; what only the browser knows is left open in them."""
    return {
        "title": words("search.title"),
        "placeholder": words("search.placeholder"),
        "close": words("search.close"),
        "results": words("search.results"),
        "found": words("search.found", count="{count}"),
        "first": words("search.first", count="{count}", shown="{shown}"),
        "nothing": words("search.nothing", typed="{typed}"),
        "hint": words("search.hint"),
    }


def findable(catalog: Catalog) -> list[Found]:
    """List what has a page to go to; of equals the first comes first."""
    every = (*_pages(), *_places(catalog), *_indicators(catalog), *_plan(catalog))
    return [each for each in every if page_of(each.href.partition("?")[0])]


def _pages() -> Iterator[Found]:
    for page in PAGES:
        if page.listed:
            yield _found("page", View(page.path), _in_each(f"pages.titles.{page.title}"))


def _in_each(key: str) -> tuple[str, str]:
    return _spoken(lambda: words(key))


def _spoken(say: Callable[[], str]) -> tuple[str, str]:
    """Say something in Chinese and in English."""
    texts = []
    for each in LANGUAGES:
        with speaking(each):
            texts.append(say())
    return texts[0], texts[1]


def _places(catalog: Catalog) -> Iterator[Found]:
    for place in catalog.places.values():
        view = View(paths.OVERVIEW if place.place == catalog.plan.city else paths.PLACES + place.place)
        yield _found("place", view, _names(place), (place.place, place.name_bo), native=place.name_bo)


def _indicators(catalog: Catalog) -> Iterator[Found]:
    for each in catalog.indicators.values():
        view = View(paths.INDICATORS + each.indicator)
        if each.page in paths.EXPLORED:
            view = View(paths.EXPLORED[each.page], indicator=each.indicator)
        yield _found("indicator", view, _names(each), _names(each, "short"))


def _plan(catalog: Catalog) -> Iterator[Found]:
    for measure in catalog.measures.values():
        view = View(paths.OVERVIEW, measure=measure.measure)
        yield _found("measure", view, _names(measure), (measure.measure, *_names(measure, "short")))
    for clause in catalog.clauses.values():
        view, titles = View(paths.PLAN, clause=clause.clause), _names(clause, "title")
        numbered = (f"{clause.clause} {titles[0]}", f"{clause.clause} {titles[1]}")
        yield _found("clause", view, numbered, titles, text=clause.text_zh)
    for department in catalog.departments.values():
        yield _found("department", View(paths.PLAN, department=department.department), _names(department))


def _names(entity: object, form: str = "name") -> tuple[str, str]:
    """Give a name in Chinese and in English; Chinese twice where there is no English one."""
    return _spoken(lambda: called(entity, form))


def _found(
    kind: str, view: View, names: tuple[str, str], more: Iterable[str] = (), native: str = "", text: str = ""
) -> Found:
    name, also = names if language() == "zh" else reversed(names)
    keys = tuple(dict.fromkeys(key for key in (*names, *more) if key))
    pinyin = tuple(dict.fromkeys(typed for key in keys if _is_chinese(key) for typed in pinyin_keys(key)))
    return Found(kind, name, "" if also == name else also, view.href, keys, pinyin, native, text)


def _is_chinese(text: str) -> bool:
    return any(0x4E00 <= ord(sign) <= 0x9FFF for sign in text)
