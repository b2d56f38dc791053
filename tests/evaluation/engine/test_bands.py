from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.catalog.catalog import Catalog
from evaluation.engine.bands import draw, rank_bands, ranks
from evaluation.engine.scores import gather
from speech.months import span
from tests.city import COUNTED
from tests.evaluation.frames import CITY, Row, a_month, evaluated, rows_of, small_city

COUNTIES = ("900101", "900102", "900103", "900104", "900105")
MONTH = "2024-01"


def five_counties(folder: Path, *edits: tuple[str, str, str]) -> Catalog:
    """The small city with three more counties, each asked for 120 events in 2024."""
    edits = (("targets.csv", "events,900102,total,2024,60", "events,900102,total,2024,120"), *edits)
    more = COUNTIES[2:]
    places = "\n".join(f"{place},900100,county,县{place},,County {place},no" for place in more)
    ledger = "\n".join(f"events,{place},total,2024,120,at_least,working,,1,2024-01-01,,,工作目标" for place in more)
    return small_city(folder, *edits, added={"places.csv": places, "targets.csv": ledger})


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return five_counties(tmp_path_factory.mktemp("five"))


def bands(catalog: Catalog, reports: dict[str, dict[str, float | None]]) -> Any:
    rows = [row for place, values in reports.items() for row in rows_of(place, MONTH, values)]
    frame = evaluated(catalog, rows).judged
    found = rank_bands(catalog, frame[frame["month"] == MONTH]).set_index("place")
    return found[found.index != CITY]


def like(level: float) -> dict[str, float | None]:
    """A report that reaches the same share of everything that is expected in January."""
    return a_month(rooms=100 * level, events=10 * level, visits=100 * level, spent=10 * level)


def test_ranks_by_hand() -> None:
    scores = np.array([[50.0, 70.0, 70.0, np.nan, 60.0]])
    assert ranks(scores).tolist() == [[4, 1, 1, 5, 3]]


def test_scores_that_differ_in_their_last_bits_are_equal() -> None:
    assert ranks(np.array([[0.1 + 0.2, 0.3]])).tolist() == [[1, 1]]


def test_who_is_ahead_in_everything_is_ahead_in_every_draw(five: Catalog) -> None:
    levels = dict(zip(COUNTIES, (0.5, 0.9, 0.7, 0.3, 0.6), strict=True))
    frame = bands(five, {place: like(level) for place, level in levels.items()})
    assert frame.index.tolist() == ["900102", "900103", "900105", "900101", "900104"]
    for column in ("rank", "median", "low", "high"):
        assert frame[column].tolist() == [1, 2, 3, 4, 5]
    assert frame["ties"].tolist() == [""] * 5


def test_counties_that_are_alike_share_a_rank_and_are_ties(five: Catalog) -> None:
    frame = bands(five, {place: like(0.8) for place in COUNTIES})
    assert frame[["rank", "median", "low", "high"]].to_numpy().tolist() == [[1, 1, 1, 1]] * 5
    assert frame.loc["900101", "ties"] == "900102 900103 900104 900105"
    assert frame.loc["900103", "ties"] == "900101 900102 900104 900105"


def uneven() -> dict[str, dict[str, float | None]]:
    """Totals 68, 68.5, 100, 45 and 70, as the first figure of the rooms begins their line.

    The first is A1 (3 x 100 + 20) / 4 = 80 and G1 50. Between goalposts, rooms are 60, 60, 100, 10 and 60.
    """
    return {
        "900101": a_month(rooms=60, events=2, visits=20, spent=5),
        "900102": a_month(rooms=60, events=5, visits=50, spent=4),
        "900103": like(1),
        "900104": a_month(rooms=10, events=0, visits=0, spent=0),
        "900105": a_month(rooms=60, events=10, visits=100, spent=2.5),
    }


def test_a_rank_lies_near_its_band(five: Catalog) -> None:
    frame = bands(five, uneven())
    assert frame.loc[list(COUNTIES), "score"].tolist() == pytest.approx([68, 68.5, 100, 45, 70])
    assert ((frame["low"] <= frame["median"]) & (frame["median"] <= frame["high"])).all()
    assert ((frame["rank"] >= frame["low"] - 1) & (frame["rank"] <= frame["high"] + 1)).all()
    assert frame.loc["900103", ["rank", "low", "high"]].tolist() == [1, 1, 1]
    assert frame.loc["900104", ["rank", "low", "high"]].tolist() == [5, 5, 5]


def test_rivals_whose_bands_overlap_are_ties(five: Catalog) -> None:
    frame = bands(five, uneven())
    middle = frame[frame["rank"].between(2, 4)]
    assert (middle["low"] < middle["high"]).all()
    for place, ties in middle["ties"].items():
        for tie in ties.split():
            assert frame.loc[tie, "low"] <= frame.loc[place, "high"]
            assert frame.loc[place, "low"] <= frame.loc[tie, "high"]
            assert place in frame.loc[tie, "ties"].split()
    assert middle["ties"].ne("").all()


def test_the_seed_makes_the_draws(five: Catalog, tmp_path: Path) -> None:
    pd.testing.assert_frame_equal(bands(five, uneven()), bands(five, uneven()), check_exact=True)
    seeds = [bands(five_counties(tmp_path / str(n), ("plan.yaml", "seed: 1", f"seed: {n}")), uneven()) for n in (2, 3)]
    one, other = (frame.drop(columns="ties") for frame in seeds)
    assert one[["score", "rank"]].equals(other[["score", "rank"]])


def test_without_any_spread_the_band_is_the_rank(tmp_path: Path) -> None:
    catalog = five_counties(
        tmp_path,
        ("plan.yaml", "weight_spread: 0.25", "weight_spread: 0"),
        ("plan.yaml", "normalise: [attainment, goalposts]", "normalise: [attainment]"),
        ("plan.yaml", "aggregate: [arithmetic, geometric]", "aggregate: [arithmetic]"),
    )
    frame = bands(catalog, uneven())
    assert frame["rank"].equals(frame["low"]) and frame["rank"].equals(frame["high"])


def test_a_county_without_a_score_has_no_row(five: Catalog) -> None:
    reports = {place: like(0.5) for place in COUNTIES[:3]} | {"900104": {"events": 10.0}}
    assert set(bands(five, reports).index) == set(COUNTIES[:3])


def test_where_nobody_has_a_score_there_are_no_bands(five: Catalog) -> None:
    assert bands(five, {"900101": {"events": 10.0}}).empty


def test_the_city_is_not_ranked_but_its_total_has_a_band(five: Catalog) -> None:
    rows = [row for place in COUNTIES for row in rows_of(place, MONTH, a_month(60, 5, 80, 3))]
    frame = evaluated(five, rows).judged
    city = rank_bands(five, frame[frame["month"] == MONTH]).set_index("place").loc[CITY]
    assert (city["rank"], city["low"], city["high"], city["ties"]) == (0, 0, 0, "")
    assert city["total_low"] < city["score"] < city["total_high"]


def test_what_did_not_come_widens_the_band_of_the_total(tmp_path: Path) -> None:
    """A county's rooms are carried in February: its points lie anywhere from 0 to 100 then."""
    catalog = five_counties(tmp_path, COUNTED, *WEIGHTS_ALONE)
    january, february = ([row for place in COUNTIES for row in rows_of(place, month, like(0.8))] for month in
                         ("2024-01", "2024-02"))  # fmt: skip
    silent = [row for row in february if row[0] != "900101" or "schools_with_room" not in row[2]]
    widths = []
    for rows in (february, silent):
        frame = evaluated(catalog, [*january, *rows]).judged
        band = rank_bands(catalog, frame[frame["month"] == "2024-02"]).set_index("place").loc["900101"]
        widths.append(band["total_high"] - band["total_low"])
    assert widths[1] > widths[0] + 5


def test_a_band_holds_what_is_published(five: Catalog) -> None:
    frame = bands(five, uneven())
    assert frame["rank"].between(frame["low"], frame["high"]).all()
    assert frame["score"].between(frame["total_low"], frame["total_high"]).all()


@settings(max_examples=15, deadline=None)
@given(shares=st.lists(st.integers(0, 90), min_size=12, max_size=12))
def test_the_best_in_everything_is_first_in_every_band(five: Catalog, shares: list[int]) -> None:
    others: list[Row] = []
    for n, place in enumerate(COUNTIES[:3]):
        rooms, events, visits, spent = shares[4 * n : 4 * n + 4]
        others += rows_of(place, MONTH, a_month(rooms, events / 10, visits, spent / 10))
    frame = evaluated(five, [*others, *rows_of("900104", MONTH, like(1))]).judged
    best = rank_bands(five, frame).set_index("place").loc["900104"]
    assert (best["rank"], best["low"]) == (1, 1)


def test_months_are_banded_one_at_a_time(five: Catalog) -> None:
    rows = [row for month in span(MONTH, "2024-02") for row in rows_of("900101", month, like(1))]
    frame = evaluated(five, rows).judged
    assert rank_bands(five, frame[frame["month"] == "2024-02"])["place"].tolist() == [CITY, "900101"]


WEIGHTS_ALONE = (
    ("plan.yaml", "normalise: [attainment, goalposts]", "normalise: [attainment]"),
    ("plan.yaml", "aggregate: [arithmetic, geometric]", "aggregate: [arithmetic]"),
)


def test_each_weight_varies_to_both_sides(tmp_path: Path) -> None:
    """A1 (weight 60) is at 100 and G1 (weight 40) at 0, each weight varies by a quarter.

    The total lies between 45 of 45 + 50 and 75 of 75 + 30. Weights that only fell would stay above 45 of 85 and under
    60 of 90, ones that only rose above 60 of 110 and under 75 of 115.
    """
    catalog = small_city(tmp_path, *WEIGHTS_ALONE)
    frame = evaluated(catalog, rows_of("900101", MONTH, a_month(spent=0))).judged
    totals = draw(catalog, gather(catalog, frame[frame["place"] == "900101"])).totals[1:, 0]
    assert len(totals) == 200
    assert 100 * 45 / 95 <= totals.min() < 100 * 45 / 85
    assert 100 * 60 / 90 < totals.max() <= 100 * 75 / 105


def test_an_interval_of_ranks_is_linear_and_rounded_outwards(tmp_path: Path) -> None:
    """East has A1 100 and G1 50, West 80 and 80: both totals are 80, and either is ahead in one of two draws.

    With the published one the ranks of each are 1, 1 and 2: nine tenths of the way (type 7) lie 1.8, a tenth 1.
    """
    catalog = small_city(
        tmp_path,
        *WEIGHTS_ALONE,
        ("plan.yaml", "draws: 200", "draws: 2"),
        ("plan.yaml", "interval: [5, 95]", "interval: [10, 90]"),
    )
    reports = {"900101": a_month(events=10, visits=100, spent=5), "900102": a_month(events=1, visits=20, spent=8)}
    rows = [row for place, values in reports.items() for row in rows_of(place, MONTH, values)]
    frame = evaluated(catalog, rows).judged
    counties = frame[frame["place"] != CITY]
    drawn = ranks(draw(catalog, gather(catalog, counties)).totals).tolist()
    assert drawn in ([[1, 1], [1, 2], [2, 1]], [[1, 1], [2, 1], [1, 2]])
    found = rank_bands(catalog, counties)
    assert found["score"].tolist() == pytest.approx([80, 80])
    assert found[["rank", "median", "low", "high"]].to_numpy().tolist() == [[1, 1, 1, 2]] * 2
    assert found["ties"].tolist() == ["900102", "900101"]
