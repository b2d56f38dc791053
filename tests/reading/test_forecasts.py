from dataclasses import replace

import pytest

from evaluation.assessment import Assessment
from evaluation.findings.forecast_record import Skill
from evaluation.findings.forecasts import Forecast
from reading import forecasts as reading
from speech.words import speaking
from tests.small import EAST, SmallCity

FORECAST = Forecast(
    place=EAST,
    indicator="events",
    kind="flow",
    month=3,
    value=30,
    bar=180,
    at_most=False,
    on_the_way=False,
    outcomes=tuple(float(value) for value in range(163, 183)),  # of which 180, 181 and 182 meet 180
    met=3,
    needed=150 / 9,
    pace=10,
    pace_before=None,
    skill=None,
)


def paces(city: SmallCity, forecast: Forecast, indicator: str = "events") -> list[tuple[str, str]]:
    return list(reading.paces(city.assessments.at(), forecast, city.catalog.indicators[indicator]))


def test_the_sentence_counts_and_gives_the_middle_half(rooms_city: SmallCity, assessment: Assessment) -> None:
    # The middle half of twenty in order: the sixth to the fifteenth.
    events = rooms_city.catalog.indicators["events"]
    said = reading.sentence(assessment, FORECAST, events).replace("\N{THIN SPACE}", "")
    assert said == "20 种可能中 3 种达标（2025年12月不低于180场）；居中的一半在168场至177场之间。"
    with speaking("en"):
        english = reading.sentence(assessment, FORECAST, events).replace("\N{THIN SPACE}", " ")
    assert english.startswith("3 of 20 equally likely outcomes meet the target (at least 180 events in Dec 2025)")


def test_a_middle_without_breadth_is_one_value(rooms_city: SmallCity, assessment: Assessment) -> None:
    certain = replace(FORECAST, outcomes=(182.0,) * 20, met=20)
    said = reading.sentence(assessment, certain, rooms_city.catalog.indicators["events"])
    assert "居中的一半都是182" in said


def test_the_paces_stand_beside_what_is_needed(rooms_city: SmallCity) -> None:
    assert [(name, text.replace("\N{THIN SPACE}", "")) for name, text in paces(rooms_city, FORECAST)] == [
        ("4月至12月每月还需", "16.7场"),
        ("2025年以来每月", "10.0场"),
        ("2024年4月至12月每月", "—"),
    ]


def test_the_last_month_to_come_stands_alone(rooms_city: SmallCity) -> None:
    assert paces(rooms_city, replace(FORECAST, month=11))[0][0] == "12月每月还需"


@pytest.mark.parametrize(
    ("at_most", "needed", "name", "text"),
    [
        (False, 0.0, "4月至12月每月还需", "已达到"),
        (False, -2.0, "4月至12月每月还需", "已达到"),
        (True, -2.0, "4月至12月每月至多再增", "已超过"),
        (True, 250.0, "4月至12月每月至多再增", "250场"),
    ],
)
def test_what_is_reached_or_may_still_be_added(
    rooms_city: SmallCity, at_most: bool, needed: float, name: str, text: str
) -> None:
    found = paces(rooms_city, replace(FORECAST, at_most=at_most, needed=needed))[0]
    assert (found[0], found[1].replace("\N{THIN SPACE}", "")) == (name, text)


def test_between_percentages_a_pace_is_in_points(rooms_city: SmallCity) -> None:
    assert paces(rooms_city, FORECAST, "room_rate")[1][1].endswith("个百分点")


def test_the_record_says_how_such_forecasts_did() -> None:
    assert reading.record_note(FORECAST) == "还没有往年的预测可以检验。"
    proven = reading.record_note(replace(FORECAST, skill=Skill("flow", 3, 228, 0.0519, 0.1649)))
    assert proven == "往年3月这样的预测 228 次，布赖尔得分 0.052；一律报往年达标比例是 0.165（越小越好）。"


@pytest.mark.parametrize("at_most", [False, True])
def test_as_many_outcomes_meet_the_bar_as_were_counted(at_most: bool) -> None:
    found = reading.outcomes_of(replace(FORECAST, at_most=at_most))
    assert [each.value for each in found if each.meets] == ([163, 164, 165] if at_most else [180, 181, 182])


@pytest.mark.parametrize(
    ("at_most", "on_the_way", "label"),
    [(False, False, "目标 180场"), (True, False, "不超过 180场"), (False, True, "12月应达 180场")],
)
def test_the_line_is_named_for_what_it_is(rooms_city: SmallCity, at_most: bool, on_the_way: bool, label: str) -> None:
    forecast = replace(FORECAST, at_most=at_most, on_the_way=on_the_way)
    found = reading.chance_words(forecast, rooms_city.catalog.indicators["events"])
    assert found.bar.replace("\N{THIN SPACE}", "") == label
    assert (found.meets, found.falls_short) == ("3 种达标", "17 种未达标")


def test_the_note_says_when_town_and_country_are_left_together(assessment: Assessment) -> None:
    assert reading.note(assessment, part=False) == "只依据2025年3月及以前的数据"
    assert "不分城乡" in reading.note(assessment, part=True)
