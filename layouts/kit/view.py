"""A view: what the URL says, and the URL that says it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlencode

from data.catalog.catalog import SPLITS
from evaluation.assessment import Assessment, Assessments
from layouts.kit import paths
from speech.words import LANGUAGES

KEYS = (
    "month",
    "place",
    "indicator",
    "split",
    "measure",
    "clause",
    "department",
    "against",
    "since",
    "targets",
    "table",
    "lang",
)


@dataclass(frozen=True)
class View:
    """What is looked at; "" means the page's own default.

    `against` is a month or a place to be set beside, `since` (year) how far back changes are counted, `targets`
    (first) the version that values are judged against, `table` the picture whose table is open.
    """

    path: str
    month: str = ""
    place: str = ""
    indicator: str = ""
    split: str = ""
    measure: str = ""
    clause: str = ""
    department: str = ""
    against: str = ""
    since: str = ""
    targets: str = ""
    table: str = ""
    lang: str = ""

    @property
    def search(self) -> str:
        """The query string, with its question mark, of what isn't default."""
        query = urlencode({key: getattr(self, key) for key in KEYS if getattr(self, key)})
        return f"?{query}" if query else ""

    @property
    def href(self) -> str:
        """The address of this view."""
        return self.path + self.search

    @property
    def language(self) -> str:
        """The language that the page speaks."""
        return self.lang or LANGUAGES[0]

    def but(self, **changes: str) -> "View":
        """Give the same view with something changed."""
        return replace(self, **changes)


def read_view(path: str, search: str) -> View:
    """Read a view from a URL; unknown keys are dropped."""
    query = parse_qs(search.removeprefix("?"))
    return View(path=path.rstrip("/") or paths.OVERVIEW, **{key: query[key][0] for key in KEYS if key in query})


def read_address(address: str) -> View:
    """Read a view from a path with its query string."""
    path, _, query = address.partition("?")
    return read_view(path, query)


def settle(view: View, assessments: Assessments) -> tuple[View, Assessment]:
    """Find the view's assessment, and put right what the URL asks for and the catalog hasn't.

    The month is written out, so that a link that is passed on shows the same month later.
    """
    assessment = assessments.at(view.month, first_targets=view.targets == "first")
    catalog = assessment.catalog
    counties = {place.place for place in catalog.counties}
    known: dict[str, Collection[str]] = {
        "place": counties,
        "indicator": catalog.indicators,
        "split": SPLITS[1:],
        "measure": catalog.measures,
        "clause": catalog.clauses,
        "department": catalog.departments,
        "against": (*counties, *assessment.months),
        "since": ("year",),
        "targets": ("first",),
        "lang": LANGUAGES[1:],
    }
    settled = {key: getattr(view, key) if getattr(view, key) in codes else "" for key, codes in known.items()}
    return view.but(month=assessment.month, **settled), assessment
