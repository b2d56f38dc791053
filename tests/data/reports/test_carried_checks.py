"""What the template carries from last month: asked about until it's confirmed, and compared with the store."""

from typing import Any

import pytest

from data.reports.case import History
from data.reports.report import Report
from data.reports.template import write_template
from speech.months import Month
from tests.data.workbooks import CATALOG, checked, edited, found, only, sound_figures

MAY = sound_figures(CATALOG, "900101")
REST = {("科普服务", f"{column}{row}"): 1 for row in (4, 5) for column in "HI"} | {
    ("科普服务", "H3"): 20, ("科普服务", "I3"): 30, ("科普服务", "I6"): 5, ("科普服务", "J8"): 96,
}  # fmt: skip
"""What isn't carried, filled in; the schools with a room changed from 38 and 58."""


def filled(changes: dict[tuple[str, str], Any], history: History, last: Any = MAY) -> Report:
    blank = write_template(CATALOG, "900101", Month("2025-06"), last)
    return checked(edited(blank, {**REST, **changes}), history)


KNOWN = History(last_month="2025-05", last=MAY)
CONFIRMED = {("基本情况", "H1"): "已核对", ("科普服务", "H1"): "已核对"}


def test_figures_as_they_were_carried_are_asked_about_sheet_by_sheet() -> None:
    report = filled({}, KNOWN)
    assert found(report)[:2] == [("unconfirmed", "基本情况", "H1"), ("unconfirmed", "科普服务", "H1")]
    # Residents and schools, by town and country and in total.
    assert report.problems[0].message == "本表有 6 个数与上月完全相同，是沿用来的，这里还是“待核对”。"


def test_confirmed_figures_come_in_with_the_others() -> None:
    report = filled(CONFIRMED, KNOWN)
    assert not report.errors
    values = {(figure.variable, figure.split): figure.value for figure in report.figures}
    assert (values["schools", "total"], values["schools_with_room", "total"]) == (100, 50)


def test_a_sheet_on_which_everything_carried_was_changed_needs_no_confirmation() -> None:
    changes = {("基本情况", f"{column}{row}"): value for row in (3, 4) for column, value in (("H", 41), ("I", 61))}
    assert ("unconfirmed", "基本情况", "H1") not in found(filled(changes, KNOWN))


def test_last_months_columns_that_the_store_contradicts_are_told() -> None:
    corrected = History(last_month="2025-05", last={**MAY, ("schools", "urban"): 44.0})
    problem = only(filled(CONFIRMED, corrected))
    assert (problem.rule, problem.severity, problem.sheet, problem.cell) == (
        "last_month_differs", "warning", "基本情况", "E4",
    )  # fmt: skip
    assert problem.message == (
        "上月栏有 1 个数与已入库的上月报表不同，例如中小学校数的上月城镇：表上是 40，库里是 44。"
    )


@pytest.mark.parametrize("month", ["2025-04", ""])
def test_an_older_month_is_not_what_the_columns_show(month: str) -> None:
    older = History(last_month=month, last={**MAY, ("schools", "urban"): 44.0})
    assert "last_month_differs" not in [rule for rule, _, _ in found(filled(CONFIRMED, older))]
