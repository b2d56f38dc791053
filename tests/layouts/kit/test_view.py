from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layouts.kit.view import KEYS, View, read_view, settle
from tests.addresses import EVERY_PAGE
from tests.small import CITY, EAST, SmallCity

PATHS = st.sampled_from([*EVERY_PAGE, "/nowhere"])
VIEWS = st.builds(View, path=PATHS, **{key: st.text() for key in KEYS})


@given(VIEWS)
def test_a_view_comes_back_from_its_address(view: View) -> None:
    address = urlsplit(view.href)
    assert read_view(address.path, view.search) == view
    assert read_view(address.path, address.query) == view


def test_one_view_has_one_address() -> None:
    asked = read_view("/infrastructure/", "?split=rural&month=2025-06&other=1&place=&month=2025-07")
    assert asked.href == "/infrastructure?month=2025-06&split=rural"
    assert View("/").href == "/"


def test_a_view_speaks_the_plans_language_unless_it_says_otherwise() -> None:
    assert [View("/").language, View("/", lang="en").language] == ["zh", "en"]


def test_a_changed_view_leaves_the_old_one_alone() -> None:
    view = View("/", month="2025-06", place=EAST)
    assert view.but(place="").href == "/?month=2025-06"
    assert view.place == EAST


@pytest.mark.parametrize(
    ("asked", "settled"),
    [
        ("", "?month=2025-03"),
        ("?month=2024-02", "?month=2024-02"),
        ("?month=2031-01", "?month=2025-03"),
        ("?month=2023-12", "?month=2025-03"),
        ("?place=900101", "?month=2025-03&place=900101"),
        (f"?place={CITY}", "?month=2025-03"),
        ("?place=540121", "?month=2025-03"),
        ("?indicator=room_rate&split=rural", "?month=2025-03&indicator=room_rate&split=rural"),
        ("?indicator=nothing&split=total", "?month=2025-03"),
        ("?measure=A1", "?month=2025-03&measure=A1"),
        ("?measure=A9", "?month=2025-03"),
    ],
)
def test_what_the_catalog_does_not_know_is_put_right(rooms_city: SmallCity, asked: str, settled: str) -> None:
    view, assessment = settle(read_view("/", asked), rooms_city.assessments)
    assert view.search == settled
    assert assessment.month == view.month


def test_without_a_month_nothing_is_asked_for(city: SmallCity) -> None:
    view, assessment = settle(View("/", month="2025-03"), city.assessments)
    assert (view.month, assessment.months) == ("", ())
