"""Shows as a whole: made once, honest about what fails, and every scene in every shape on its place."""

import json
import logging
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import plotly.graph_objects as go
import pytest

from data.catalog.catalog import read_catalog
from data.store.store import open_store
from evaluation.assessment import Assessments
from evaluation.findings.records import Records
from layouts.wall import city as city_scene
from layouts.wall.arrange import arrange
from layouts.wall.frame import bands, inner
from layouts.wall.indicators import large
from layouts.wall.scenes import SCENES, SPOTLIGHT
from layouts.wall.show import Shows
from layouts.wall.stage import CLEAR, read_stage
from reading.text import amount, shown_bare
from settings import Settings
from tests import lhasa
from tests.evaluation.frames import a_month
from tests.layouts.wall.walls import FIGURED, part, said, scene, show, shows_in, shows_of, text
from tests.small import EAST, WEST, SmallCity, rooms

SIZES = ("1920x1080", "1080x1920", "3840x1080", "5760x1080")
SEAMS = ("1x1", "2x1", "3x1", "4x1", "2x2", "3x2", "3x3")


def test_a_show_is_made_once_for_a_version(city: SmallCity, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    make = Shows._make

    def counted(shows: Shows, *given: Any) -> str:
        made.append("")
        return make(shows, *given)

    monkeypatch.setattr(Shows, "_make", counted)
    city.report(EAST, "2025-01", rooms(5, 5))
    shows = shows_in(city)
    first = shows.show({"scenes": "city"})
    assert shows.show({"scenes": "city", "kiosk": "any"}) is first
    assert shows.show({"scenes": "city", "size": "3840x2160"}) is first, "laid out alike"
    assert len(made) == 1
    assert shows.show({"scenes": "city", "lang": "en"}) != first
    city.report(EAST, "2025-02", rooms(6, 5))
    assert json.loads(shows.show({"scenes": "city"}))["month"] == "2025-02"
    assert len(made) == 3


def test_a_show_says_its_version_month_and_stage(rooms_city: SmallCity) -> None:
    found = show(shows_in(rooms_city), scenes="city,counties", size="1080x1920", dwell="7")
    assert (found["month"], found["monthName"], found["dwell"]) == ("2025-03", "2025年3月", 7.0)
    assert found["version"] == rooms_city.store.version
    assert found["stage"] == {"width": 1080, "height": 1920, "shape": "tower"}
    assert [each["key"] for each in found["scenes"]] == ["city", "county:900101", "county:900102"]


def test_a_month_that_has_begun_is_announced_and_turns_nothing(early_city: SmallCity) -> None:
    shows = shows_in(early_city)
    found = show(shows, scenes="city,gap")
    assert (found["month"], found["follows"]) == ("2024-12", True)
    assert shows.month_at(found["version"]) == "2024-12"
    for each in found["scenes"]:
        assert said(part(each, "header")).endswith("2024年12月2025年1月已收1/3小城市全民科学素质行动监测评价")
    for place in (EAST, WEST):  # what they report weighs more than half
        early_city.report(place, "2025-01", a_month())
    later = show(shows, scenes="city,gap")
    assert (later["month"], said(part(later["scenes"][0], "header")).count("已收")) == ("2025-01", 0)


def test_a_wall_of_a_month_that_was_asked_for_stays_there(early_city: SmallCity) -> None:
    """A picture of a brief asks for its month: what has begun since says nothing on it."""
    for month in ("2024-12", "2025-01"):
        found = show(shows_in(early_city), scenes="city", month=month)
        assert (found["month"], found["follows"]) == (month, False)
        assert "已收" not in said(found["scenes"][0]["html"])


def test_an_empty_database_is_explained(city: SmallCity) -> None:
    (only,) = show(shows_in(city))["scenes"]
    assert only["key"] == "empty" and "还没有数据" in text(only["html"])


def test_every_scene_says_month_basis_mark_and_source(rooms_city: SmallCity) -> None:
    for made in show(shows_in(rooms_city))["scenes"]:
        words = text(made["html"])
        assert all(each in words for each in ("2025年3月", "目标依据", "审图号待填", "数据版本", "本月报送"))


def test_demonstration_data_say_so(tmp_path: pytest.TempPathFactory) -> None:
    made = SmallCity(tmp_path, kind="demonstration")  # type: ignore[arg-type]
    made.report(EAST, "2025-01", rooms(5, 5))
    for each in show(shows_in(made))["scenes"]:
        assert "演示数据" in text(each["html"])
    made.store.close()


def test_a_part_that_fails_says_so_in_its_place(
    rooms_city: SmallCity, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sound = scene(rooms_city, "city", size="3840x1080")

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(city_scene, "_course", broken)
    with caplog.at_level(logging.ERROR, "kesu.wall"):
        made = scene(rooms_city, "city", size="3840x1080")
    number = caplog.records[0].getMessage().split("number ")[1]
    assert number in text(part(made, "course")) and "其余部分不受影响" in text(part(made, "course"))
    for name in ("total", "map", "measures", "lags"):
        assert text(part(made, name)) == text(part(sound, name))
    assert made["figures"] == sound["figures"][1:], "the broken part's figure alone is gone"
    assert 'data-figure="0"' in part(made, "map")


@pytest.mark.parametrize("seams", SEAMS)
@pytest.mark.parametrize("size", SIZES)
def test_parts_stand_apart_inside_and_off_the_seams(size: str, seams: str) -> None:
    stage = read_stage(size, seams)
    for each in SCENES.values():
        nodes = [*((node, box) for box, node in bands(stage, each.name)), (each.arrangement(stage), inner(stage))]
        boxes = [box for node, room in nodes for _, box in arrange(node, room, stage)]
        for box in boxes:
            assert box.x >= 0 and box.y >= 0 and box.width > 0 and box.height > 0
            assert box.x + box.width <= stage.width and box.y + box.height <= stage.height
            for cut in stage.cuts_x:
                assert box.x >= cut + CLEAR - 1 or box.x + box.width <= cut - CLEAR + 1
            for cut in stage.cuts_y:
                assert box.y >= cut + CLEAR - 1 or box.y + box.height <= cut - CLEAR + 1
        for one, other in combinations(boxes, 2):
            across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
            down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
            assert across <= 1 or down <= 1, (each.name, one, other)


@pytest.fixture(scope="module")
def lhasa_shows(lhasa_settings: Settings) -> Iterator[Shows]:
    store = open_store(lhasa_settings.database_url)
    catalog = read_catalog(lhasa.PLAN)
    counties = tuple(place.place for place in catalog.counties)
    yield shows_of(Assessments(store, catalog), Records(store, catalog), counties)
    store.close()


@pytest.mark.parametrize("size", SIZES)
def test_every_indicator_can_be_put_in_the_light(lhasa_shows: Shows, size: str) -> None:
    catalog = read_catalog(lhasa.PLAN)
    scenes = ",".join(f"{SPOTLIGHT}:{name}" for name in catalog.indicators)
    found = show(lhasa_shows, scenes=scenes, size=size)["scenes"]
    assert len(found) == len(catalog.indicators)
    assert [each["key"] for each in found if "data-failed" in each["html"]] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("month", ["2023-01", "2023-06", "2023-12"])
@pytest.mark.parametrize("size", SIZES)
def test_no_part_fails_and_every_picture_is_plotlys(lhasa_shows: Shows, size: str, month: str, lang: str) -> None:
    found = show(lhasa_shows, size=size, month=month, lang=lang)
    assert found["month"] == month
    for each in found["scenes"]:
        assert "data-failed" not in each["html"], each["key"]
        for figure in each["figures"]:
            go.Figure(figure)


def test_what_is_said_of_a_judged_value_is_that_value(lhasa_shows: Shows, lhasa_settings: Settings) -> None:
    store = open_store(lhasa_settings.database_url)
    assessment = Assessments(store, read_catalog(lhasa.PLAN)).at("2023-12")
    store.close()
    checked = 0
    for each in show(lhasa_shows, month="2023-12", size="5760x1080")["scenes"]:
        for key, inside in FIGURED.findall(each["html"]):
            indicator, place, month, split = key.split("|")
            row = assessment.judged[place, split, indicator]
            entry = assessment.catalog.indicators[indicator]
            written = {shown_bare(row, entry), amount(row.value, entry)}
            if row.value is not None:
                written.add(large(row.value, entry)[0])
            assert month == "2023-12" and any(value in text(inside) for value in written), (key, inside)
            checked += 1
    assert checked > 100
