"""Who has reported: whose report came, late or with warnings, and who has said nothing."""

from collections.abc import Collection
from dataclasses import dataclass

from evaluation.assessment import Assessment, Reporting


@dataclass(frozen=True)
class Arrivals:
    """The reports that were due, each with how it came, in the catalog's order of reporters."""

    due: tuple[Reporting, ...]

    @property
    def came(self) -> tuple[Reporting, ...]:
        """Those that came, late or not."""
        return tuple(each for each in self.due if each.state != "missing")

    @property
    def late(self) -> tuple[Reporting, ...]:
        """Those that came after the due day."""
        return tuple(each for each in self.due if each.state == "late")

    @property
    def missing(self) -> tuple[Reporting, ...]:
        """Those that didn't come."""
        return tuple(each for each in self.due if each.state == "missing")

    @property
    def warned(self) -> tuple[Reporting, ...]:
        """Those that came in with warnings."""
        return tuple(each for each in self.due if each.warnings)


def arrivals(assessment: Assessment, reporters: Collection[str] | None = None) -> Arrivals:
    """Say how this month's reports came; those of some reporters, or of all."""
    return Arrivals(tuple(each for each in assessment.reporting if reporters is None or each.reporter in reporters))


def is_silent(assessment: Assessment, reporter: str) -> bool:
    """Tell whether a reporter's report of this month was due and didn't come."""
    return bool(arrivals(assessment, (reporter,)).missing)
