"""A correction against what it replaces: nothing goes away without a word."""

from dataclasses import replace
from typing import Any

import pytest

from data.reports import revision_checks
from data.reports.case import History
from data.reports.report import Report
from tests.data.workbooks import CATALOG, after, found, only, sound_figures

FIRST = sound_figures(CATALOG, "900101")
KNOWN = History(revisions=1, replaced=FIRST)
KIND = ("封面", "B9")
ONE_CELL = {(sheet, f"{column}{row}"): None for sheet, rows in (("基本情况", 4), ("科普服务", 9)) for column in "HIJ"
            for row in range(3, rows + 1)} | {("基本情况", "J3"): 100}  # fmt: skip


def corrected(changes: dict[tuple[str, str], Any], history: History = KNOWN) -> Report:
    return after({KIND: "更正", **changes}, history)


def test_a_whole_correction_takes_nothing_away() -> None:
    assert found(corrected({("基本情况", "H3"): 41, ("基本情况", "J3"): 101})) == []


def test_figures_that_vanish_keep_the_correction_out_counted_and_named() -> None:
    changes = {("科普服务", "J7"): None, ("科普服务", "J8"): None, ("科普服务", "I6"): None}
    problem = only(corrected(changes))
    assert (problem.rule, problem.severity, problem.sheet, problem.cell) == ("figures_vanish", "error", "封面", "B9")
    assert "少了 3 个数" in problem.message
    assert "农技服务天数（乡村）、全年预算数（合计）、支出数（合计）。" in problem.message
    assert "撤销" in problem.action


def test_one_cell_does_not_replace_nineteen() -> None:
    message = only(corrected(ONE_CELL)).message  # five variables by town and country, one rural, three in total: 19
    assert "少了 18 个数" in message and "等" not in message


def test_the_first_are_named_and_the_others_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revision_checks, "MOST_NAMED", 2)
    message = only(corrected(ONE_CELL)).message
    assert "少了 18 个数" in message and "常住人口（城镇）、常住人口（乡村） 等" in message


def test_a_rows_note_withdraws_its_figures_alone() -> None:
    changes = {("科普服务", "J7"): None, ("科普服务", "J8"): None, ("科普服务", "K8"): "撤销：重复统计"}
    report = corrected(changes)
    assert [(each.rule, each.severity) for each in report.problems] == [
        ("figures_vanish", "error"),
        ("figures_withdrawn", "warning"),
    ]
    assert ["全年预算数" in each.message for each in report.problems] == [True, False]
    assert ["支出数" in each.message for each in report.problems] == [False, True]
    noted = corrected(changes | {("科普服务", "K7"): "无须撤销"})  # that is another note
    assert [each.severity for each in noted.problems] == ["error", "warning"]


def test_what_is_confirmed_comes_in_and_is_listed() -> None:
    report = corrected({("科普服务", "J8"): None}, replace(KNOWN, confirmed=True))
    assert report.errors == ()
    assert found(report) == [("figures_withdrawn", "封面", "B9")]


@pytest.mark.parametrize("value", ["不适用", 0, "九十"])
def test_a_cell_that_says_anything_has_not_vanished(value: Any) -> None:
    assert {"figures_vanish", "figures_withdrawn"}.isdisjoint(
        rule for rule, _, _ in found(corrected({("科普服务", "J8"): value}))
    )


def test_a_row_that_is_gone_and_a_first_report_have_rules_of_their_own() -> None:
    assert [rule for rule, _, _ in found(corrected({("科普服务", "L8"): None, ("科普服务", "J8"): None}))] == [
        "row_missing"
    ]
    assert [rule for rule, _, _ in found(after({("科普服务", "J8"): None}, KNOWN))] == ["already_reported"]
