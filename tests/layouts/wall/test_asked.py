import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.catalog.catalog import read_catalog
from data.catalog.wall import WallPlan
from layouts.wall.asked import Asked, read_asked
from layouts.wall.scenes import IN_TURN
from tests import lhasa

PLAN = WallPlan(("city", "counties"), 20.0, ("540121",))
CATALOG = read_catalog(lhasa.PLAN)


def asked(**query: str) -> Asked:
    return read_asked(query, PLAN, CATALOG)


def test_the_plan_decides_where_the_address_is_silent() -> None:
    found = asked()
    assert (found.turns, found.dwell, found.lang, found.month) == (
        (("city", ""), ("counties", "540121")),
        20.0,
        "zh",
        "",
    )


@pytest.mark.parametrize(
    ("scenes", "turns"),
    [
        ("gap,city", (("gap", ""), ("city", ""))),
        ("county:540123", (("counties", "540123"),)),
        ("spotlight:township_station_rate", (("spotlight", "township_station_rate"),)),
        ("city,nonsense,spotlight,spotlight:none,county:1,:,", (("city", ""),)),
        ("nonsense", (("city", ""), ("counties", "540121"))),
    ],
)
def test_scenes_are_chosen_and_unknown_ones_left_out(scenes: str, turns: tuple[tuple[str, str], ...]) -> None:
    assert asked(scenes=scenes).turns == turns


def test_counties_are_chosen_in_the_order_given() -> None:
    turns = asked(scenes="counties", counties="540124,540102,9").turns
    assert turns == (("counties", "540124"), ("counties", "540102"))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("5", 5.0), ("0.2", 0.2), ("0", 0.1), ("-3", 0.1), ("1e9", 3600.0), ("nan", 20.0), ("x", 20.0)],
)
def test_a_dwell_stays_within_reason(text: str, seconds: float) -> None:
    assert asked(dwell=text).dwell == seconds


@given(st.dictionaries(st.sampled_from(["scenes", "counties", "dwell", "size", "seams", "month", "lang"]), st.text()))
def test_any_address_gives_a_wall(query: dict[str, str]) -> None:
    found = read_asked(query, PLAN, CATALOG)
    assert found.turns and found.lang in ("zh", "en")


def test_all_scenes_can_be_asked_for() -> None:
    turns = read_asked({"scenes": ",".join(IN_TURN)}, PLAN, CATALOG).turns
    assert [name for name, _ in turns] == list(IN_TURN)
