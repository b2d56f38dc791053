"""A view: what the URL says, and the URL that says it."""

from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from data.catalog import SPLITS
from evaluation.assessment import Assessment, Assessments

KEYS = ("month", "place", "indicator", "split", "measure")


@dataclass(frozen=True)
class View:
    """What is looked at; "" means the page's own default."""

    path: str
    month: str = ""
    place: str = ""
    indicator: str = ""
    split: str = ""
    measure: str = ""

    @property
    def search(self) -> str:
        """The query string, with its question mark, of what isn't default."""
        query = urlencode({key: getattr(self, key) for key in KEYS if getattr(self, key)})
        return f"?{query}" if query else ""

    @property
    def href(self) -> str:
        """The address of this view."""
        return self.path + self.search

    def but(self, **changes: str) -> "View":
        """Give the same view with something changed."""
        return replace(self, **changes)


def read_view(path: str, search: str) -> View:
    """Read a view from a URL; unknown keys are dropped."""
    query = parse_qs(search.removeprefix("?"))
    return View(path=path.rstrip("/") or "/", **{key: query[key][0] for key in KEYS if key in query})


def settle(view: View, assessments: Assessments) -> tuple[View, Assessment]:
    """Find the view's assessment, and put right what the URL asks for and the catalog hasn't.

    The month is written out, so that a link that is passed on shows the same month later.
    """
    assessment = assessments.at(view.month)
    catalog = assessment.catalog
    counties = {place.place for place in catalog.counties}
    return (
        view.but(
            month=assessment.month,
            place=view.place if view.place in counties else "",
            indicator=view.indicator if view.indicator in catalog.indicators else "",
            split=view.split if view.split in SPLITS[1:] else "",
            measure=view.measure if view.measure in catalog.measures else "",
        ),
        assessment,
    )
