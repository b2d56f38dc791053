"""A report in memory: which problems keep it out, and which figure a warning is about."""

from data.reports.report import digest
from tests.data.samples import a_problem, a_report


def test_errors_are_told_from_warnings() -> None:
    error, warning = a_problem("error"), a_problem("warning")
    assert a_report({"schools": 1.0}, problems=[warning, error]).errors == (error,)


def test_a_warning_in_a_cell_is_about_that_cell_alone() -> None:
    report = a_report({"pupils/urban": 1.0, "pupils/rural": 2.0}, problems=[a_problem(cell="F6", variable="pupils")])
    assert [report.warnings_on(figure) for figure in report.figures] == [0, 1]


def test_an_error_is_not_counted_as_a_warning() -> None:
    report = a_report({"schools": 1.0}, problems=[a_problem("error", cell="F5")])
    assert report.warnings_on(report.figures[0]) == 0


def test_the_digest_is_sha_256() -> None:
    assert digest(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
