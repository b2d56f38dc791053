"""The examination of a filled report: every problem at once, and the report that may go into the store.

Errors keep the whole report out, warnings come in with it. A missing figure is no problem: it is counted as missing.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from xlsxwriter.utility import xl_cell_to_rowcol

from data.catalog.catalog import Catalog
from data.reports.agreement_checks import AGREEMENT_CHECKS
from data.reports.carried_checks import CARRIED_CHECKS
from data.reports.case import Case, History, identify
from data.reports.cell_checks import collect
from data.reports.cover_checks import COVER_CHECKS, same_template
from data.reports.figure_checks import FIGURE_CHECKS
from data.reports.form import Reading, variables_of
from data.reports.later_checks import LATER_CHECKS
from data.reports.plausibility_checks import PLAUSIBILITY_CHECKS
from data.reports.report import Problem, Report
from data.reports.revision_checks import REVISION_CHECKS
from data.reports.rules import Spot, problem
from data.reports.sheet_checks import SHEET_CHECKS

MOST_OF_A_KIND = 20
Check = Callable[[Case], Iterator[Problem]]


def examine(reading: Reading, catalog: Catalog, history: History, received_at: datetime) -> Report:
    """Judge a filled report by every rule; its `errors` tell whether it may be stored.

    `received_at` has a time zone. What the cover doesn't say is "" in the report, which then has errors. Of a file
    that can't be read, or was made with another template, nothing but that is said, as its cells may mean others.
    """
    identity = identify(reading, catalog)
    expected = variables_of(catalog, identity.reporter) if identity.reporter else {}
    case = Case(reading, identity, history, catalog, received_at, expected)
    if reading.refusal:
        return _report(case, (reading.refusal,))
    found = list(_run(COVER_CHECKS, case))
    if same_template(case):
        collected = collect(case)
        case = replace(case, figures=collected.figures)
        found += [
            *_run(SHEET_CHECKS, case),
            *_run(AGREEMENT_CHECKS, case),
            *collected.problems,
            *_run(FIGURE_CHECKS, case),
            *_run((*CARRIED_CHECKS, *LATER_CHECKS, *REVISION_CHECKS, *PLAUSIBILITY_CHECKS), case),
        ]
    return _report(case, tuple(_shortened(sorted(found, key=_reading_order(reading)), reading.file)))


def _run(checks: tuple[Check, ...], case: Case) -> Iterator[Problem]:
    return (found for check in checks for found in check(case))


def _shortened(problems: Sequence[Problem], file: str) -> Iterator[Problem]:
    """Give the first errors of each rule and count the rest; warnings stay with their figures, all of them."""
    counts: Counter[str] = Counter()
    for each in problems:
        counts[each.rule] += each.severity == "error"
        if counts[each.rule] <= MOST_OF_A_KIND:
            yield each
    for rule, count in counts.items():
        if count > MOST_OF_A_KIND:
            first = next(each for each in problems if each.rule == rule)
            details = {"count": count - MOST_OF_A_KIND, "example": first.message}
            yield problem("more_of_a_kind", Spot(file), details=details)


def _report(case: Case, problems: tuple[Problem, ...]) -> Report:
    reading, identity = case.reading, case.identity
    return Report(
        reporter=identity.reporter,
        place=identity.place,
        month=identity.month,
        kind=identity.kind,
        template_version=case.catalog.plan.template_version,
        demonstration=identity.demonstration,
        file_name=reading.file,
        content=reading.content,
        sha256=reading.sha256,
        figures=tuple(case.figures.values()),
        problems=problems,
    )


def _reading_order(reading: Reading) -> Callable[[Problem], tuple[int, tuple[int, int]]]:
    """Order problems as a reader goes through the file: the cover first, then sheet by sheet, row by row."""
    order = {sheet.name: number for number, sheet in enumerate(reading.sheets, start=1)}
    return lambda problem: (
        order.get(problem.sheet, 0),
        xl_cell_to_rowcol(problem.cell) if problem.cell else (-1, -1),
    )
