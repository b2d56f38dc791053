from evaluation.assessment import Assessment
from evaluation.findings.arrivals import arrivals, is_silent
from evaluation.findings.explain import score_before
from tests.five import NORTH
from tests.small import EAST, WEST


def test_reports_are_told_apart_by_how_they_came(five: Assessment) -> None:
    reports = arrivals(five)
    assert [each.reporter for each in reports.missing] == reports_without(five)
    assert WEST in [each.reporter for each in reports.late]
    assert len(reports.came) + len(reports.missing) == len(reports.due) == len(five.catalog.reporters)
    assert set(reports.late) <= set(reports.came)


def reports_without(assessment: Assessment) -> list[str]:
    """Who has no moment of receipt, in the catalog's order."""
    return [each.reporter for each in assessment.reporting if each.received_at is None]


def test_some_reporters_alone_can_be_asked_after(five: Assessment) -> None:
    assert [each.reporter for each in arrivals(five, (EAST,)).due] == [EAST]
    assert (is_silent(five, NORTH), is_silent(five, EAST), is_silent(five, "nobody")) == (True, False, False)


def test_a_score_of_some_months_before_is_that_months_own(five: Assessment) -> None:
    series = five.score_series(EAST, "total", "total")
    assert [score_before(five, row, 1) for row in series] == [None, *(row.score for row in series[:-1])]
