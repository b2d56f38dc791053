import json
from collections import Counter

import pytest

from data.catalog.catalog import Catalog, read_catalog
from layouts.kit.view import KEYS, read_address
from layouts.pages import page_of
from layouts.search import KINDS, findable, search_index
from speech.words import speaking
from tests import lhasa
from tests.small import SmallCity


@pytest.fixture(scope="module")
def plan() -> Catalog:
    return read_catalog(lhasa.PLAN)


def test_everything_of_the_plan_that_has_a_page_is_found_once(plan: Catalog) -> None:
    found = findable(plan)
    counts = Counter(each.kind for each in found)
    has_plan, has_places = page_of("/plan") is not None, page_of("/places/540121") is not None
    assert set(counts) <= set(KINDS)
    assert counts["measure"] == len(plan.measures)
    assert counts["clause"] == (len(plan.clauses) if has_plan else 0)
    assert counts["department"] == (len(plan.departments) if has_plan else 0)
    assert counts["place"] == (len(plan.places) if has_places else 1)
    ways = [each.href for each in found if each.kind not in ("place", "page")]
    assert len(ways) == len(set(ways))


def test_each_way_leads_to_a_page_under_keys_that_pages_know(plan: Catalog) -> None:
    for each in findable(plan):
        view = read_address(each.href)
        assert page_of(view.path), each.href
        assert view.href == each.href
        assert not {"month", "lang"} & {key for key in KEYS if getattr(view, key)}


def test_a_place_is_typed_as_its_names_its_code_and_its_pinyin(rooms_city: SmallCity) -> None:
    city = next(each for each in findable(rooms_city.catalog) if each.kind == "place")
    assert (city.name, city.also, city.native, city.href) == ("小城市", "Small City", "གྲོང་།", "/")
    assert city.keys == ("小城市", "Small City", "900100", "གྲོང་།")
    assert city.pinyin == ("xcs", "xiaochengshi")


def test_the_name_in_the_language_that_is_spoken_stands_first(rooms_city: SmallCity) -> None:
    with speaking("en"):
        city = next(each for each in findable(rooms_city.catalog) if each.kind == "place")
    assert (city.name, city.also) == ("Small City", "小城市")
    assert city.pinyin == ("xcs", "xiaochengshi")


def test_the_index_leaves_open_only_what_the_browser_fills_in_and_is_small(plan: Catalog) -> None:
    index = search_index(plan)
    assert [index["words"][key].count("{") for key in ("found", "first", "nothing", "hint")] == [1, 2, 1, 0]
    assert set(index["kinds"]) == set(KINDS)
    assert len(json.dumps(index, ensure_ascii=False).encode()) < 150_000
