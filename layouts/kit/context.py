"""What a page is laid out from: the view, its assessment, the reports, the map."""

from dataclasses import dataclass
from typing import Literal

from data.catalog.catalog import Catalog
from data.catalog.terms import Split, split_named
from editions.kept import Edition
from evaluation.assessment import Assessment, Judged
from evaluation.findings.records import Records
from evaluation.month_shown import Begun
from geo.boundaries import Boundaries
from layouts.kit.view import View


@dataclass(frozen=True)
class Context:
    """Everything that a page needs; `side` tells the right one of two that stand side by side ("b") from the left.

    `editions` are those that have been sealed; `sealed` is the one whose figures are shown, None on all other pages,
    and `current` what is known today of its month. `newer` are months that have begun to come
    in, none unless the default month is shown.
    """

    view: View
    assessment: Assessment
    records: Records
    boundaries: Boundaries
    review: str | None
    side: str = ""
    editions: tuple[Edition, ...] = ()
    sealed: Edition | None = None
    current: Assessment | None = None
    newer: tuple[Begun, ...] = ()

    @property
    def catalog(self) -> Catalog:
        """The plan."""
        return self.assessment.catalog

    @property
    def city(self) -> str:
        """The city's code."""
        return self.catalog.plan.city

    @property
    def place(self) -> str:
        """The code of the place that is looked at: the city when none is chosen."""
        return self.view.place or self.city

    @property
    def split(self) -> Split:
        """The split that is looked at: the total when none is chosen."""
        return split_named(self.view.split)

    def judged(self, indicator: str, *, place: str = "", split: Split | Literal[""] = "") -> Judged | None:
        """Find a judged value of this month; of the view's place and the total when nothing else is said."""
        return self.assessment.judged.get((place or self.place, split or "total", indicator))
