from typing import Any

import plotly.graph_objects as go
import pytest

from figures.kit.theme import DESK, THEMES, Theme
from figures.kit.timeline import MonthWords
from figures.milestones import MilestoneMark, MilestoneRow, milestones
from speech.months import ordinal

MONTHS = MonthWords(tuple("JFMAMJJASOND"), "{year}", "{month}{year}")
ROWS = [
    MilestoneRow(
        "G1",
        "Plan",
        (
            MilestoneMark("2024-03", "2024-02", "reached", "1. Draft", ("due", "done")),
            MilestoneMark("2024-06", "2024-09", "late", "2. Issued", ()),
        ),
        "2/2",
    ),
    MilestoneRow(
        "P3",
        "Museum",
        (MilestoneMark("2024-11", "", "missed", "1. Site", ()), MilestoneMark("2025-06", "", "ahead", "2. Built", ())),
        "0/2",
        urgent=True,
    ),
]


def drawn(rows: list[MilestoneRow]) -> list[dict[str, Any]]:
    figure = milestones(rows, DESK, MONTHS, now="2025-01")
    return list(figure["data"])


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_it_is_a_valid_figure(theme: Theme) -> None:
    go.Figure(milestones(ROWS, theme, MONTHS, now="2025-01"))
    go.Figure(milestones([], theme, MONTHS, now="2025-01"))


def test_a_step_stands_where_it_was_reached_or_else_where_it_is_due() -> None:
    marks = [trace for trace in drawn(ROWS) if "customdata" in trace]
    found = [row for trace in marks for row in zip(trace["x"], trace["y"], trace["customdata"], strict=True)]
    assert found == [
        (ordinal("2024-02"), 0, "G1"),
        (ordinal("2024-09"), 0, "G1"),
        (ordinal("2024-11"), -1, "P3"),
        (ordinal("2025-06"), -1, "P3"),
    ]


def test_every_step_has_a_tick_where_it_is_due() -> None:
    (ticks,) = [trace for trace in drawn(ROWS) if trace.get("marker", {}).get("symbol") == "line-ns-open"]
    assert ticks["x"] == [ordinal(month) for month in ("2024-03", "2024-06", "2024-11", "2025-06")]


def test_lateness_is_as_long_as_it_took_or_takes_until_now() -> None:
    late, missed = [trace for trace in drawn(ROWS) if trace["mode"] == "lines"]
    assert late["x"] == [ordinal("2024-06"), ordinal("2024-09"), None]
    assert missed["x"] == [ordinal("2024-11"), ordinal("2025-01"), None]


def test_what_is_overdue_is_in_the_colour_of_what_needs_action() -> None:
    notes = {part["text"]: part for part in milestones(ROWS, DESK, MONTHS, now="2025-01")["layout"]["annotations"]}
    assert (notes["0/2"]["font"]["color"], notes["2/2"]["font"]["color"]) == (DESK.worst, DESK.second)


def test_a_long_name_takes_two_lines() -> None:
    rows = [
        MilestoneRow("x", name, (), "")
        for name in ("3. Rules on funding and assessment issued", "一二三四五六七八九十百千万亿（兆）", "Short")
    ]
    said = [part["text"] for part in milestones(rows, DESK, MONTHS, now="2025-03")["layout"]["annotations"]]
    assert {"3. Rules on funding<br>and assessment issued", "一二三四五六七八<br>九十百千万亿（兆）", "Short"} <= set(
        said
    )
