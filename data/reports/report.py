"""A month report as it travels from a workbook to the database: its figures and the problems found in it."""

import hashlib
from dataclasses import dataclass
from typing import Literal

from speech.months import Month

ReportKind = Literal["first", "correction"]
Severity = Literal["error", "warning"]
State = Literal["reported", "not_applicable"]


@dataclass(frozen=True)
class Figure:
    """A figure of a report and the cell that it stands in.

    `split` is total, urban or rural. `value` is None exactly where `state` is not_applicable; a figure that is
    missing has no object at all.
    """

    variable: str
    split: str
    state: State
    value: float | None
    sheet: str
    cell: str
    note: str = ""


@dataclass(frozen=True)
class Problem:
    """Something wrong in a report: where, what was found, which rule, and what to do.

    `variable`, `sheet` and `cell` are "" where the problem concerns more than one of them. `value` is the text
    that was found, `message` and `action` are sentences for a reader.
    """

    severity: Severity
    rule: str
    file: str
    sheet: str
    cell: str
    value: str
    message: str
    action: str
    variable: str = ""

    def concerns(self, figure: Figure) -> bool:
        """Tell whether the problem is about this figure: its cell, or its variable where no cell is named."""
        if self.cell:
            return (self.sheet, self.cell) == (figure.sheet, figure.cell)
        return self.variable == figure.variable


@dataclass(frozen=True)
class Report:
    """A reporter's figures of one month, as read from one file.

    `reporter` is the code of a place or of a department; `place` is the place that the figures are about (the
    city for a department). `month` is YYYY-MM. `sha256` is the hexadecimal digest of `content`.
    """

    reporter: str
    place: str
    month: Month
    kind: ReportKind
    template_version: str
    demonstration: bool
    file_name: str
    content: bytes
    sha256: str
    figures: tuple[Figure, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the report out."""
        return tuple(problem for problem in self.problems if problem.severity == "error")

    def warnings_on(self, figure: Figure) -> int:
        """Count the warnings about a figure."""
        return sum(problem.severity == "warning" and problem.concerns(figure) for problem in self.problems)


def digest(content: bytes) -> str:
    """Give the SHA-256 of a file's content in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
