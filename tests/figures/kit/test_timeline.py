from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from figures.kit.timeline import MonthWords, month_ticks, padded, spread, value_ticks
from speech.months import month_of, ordinal

WORDS = MonthWords(("Jan", *["-"] * 10, "Dec"), "y{year}", "{month} {year}")


def test_a_month_is_counted_and_written() -> None:
    assert ordinal("2025-12") - ordinal("2023-01") == 35
    assert month_of(ordinal("2025-12")) == "2025-12"
    assert WORDS.write(ordinal("2025-12")) == "Dec 2025"
    assert (WORDS.tick(ordinal("2025-01")), WORDS.tick(ordinal("2025-12"))) == ("y2025", "Dec")


def test_ticks_are_quarters_over_a_year_and_januaries_over_three() -> None:
    one = [month_of(index) for index in month_ticks(ordinal("2025-01"), ordinal("2025-12"))]
    three = [month_of(index) for index in month_ticks(ordinal("2023-03"), ordinal("2025-12"))]
    assert one == ["2025-01", "2025-04", "2025-07", "2025-10"]
    assert three == ["2024-01", "2025-01"]


def test_value_ticks_are_round_and_keep_off_the_bottom() -> None:
    assert value_ticks(38, 96) == [60, 80]
    assert value_ticks(0, 1000) == [250, 500, 750, 1000]


def test_a_flat_line_still_has_room() -> None:
    assert padded([50, 50]) == (46, 54)
    assert padded([0]) == (-1, 1)
    assert padded([]) == (-0.08, 1.08)


def test_labels_move_apart_just_as_far_as_they_need() -> None:
    assert spread([50, 20], [10, 10], 100) == [50, 20]
    assert spread([50, 50], [10, 10], 100) == [50, 40]
    assert spread([2, 2], [10, 10], 100) == [15, 5]
    assert spread([100], [10], 100) == [95]


@given(st.lists(st.floats(0, 200), min_size=1, max_size=5))
def test_labels_never_overlap_and_stay_inside(wanted: list[float]) -> None:
    placed = sorted(spread(wanted, [20.0] * len(wanted), 200))
    assert all(after - before >= 20 - 1e-9 for before, after in pairwise(placed))
    assert placed[0] >= 10 - 1e-9 and placed[-1] <= 190 + 1e-9
