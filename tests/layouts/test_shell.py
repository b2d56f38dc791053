from dataclasses import replace

import pytest

from data.wording import words
from evaluation.assessment import Assessment
from layouts.shell import filters, freshness, header, shell
from layouts.view import View
from tests.documents import as_json, nodes, of_class, text
from tests.small import EAST, SmallCity


def test_the_address_stands_in_the_location() -> None:
    (location,) = nodes(as_json(shell(View("/infrastructure", month="2025-03", split="rural"), [])), "Location")
    assert location["props"]["pathname"] == "/infrastructure"
    assert location["props"]["search"] == "?month=2025-03&split=rural"


def test_freshness_counts_the_reports_and_dates_the_newest(assessment: Assessment) -> None:
    """Two of three reporters: the department reports too; the newest came on 28 March 2025."""
    assert freshness(assessment) == f"{words('pages.reported', came=2, all=3)}\N{IDEOGRAPHIC SPACE}" + words(
        "pages.updated", date="2025年3月28日"
    )


def test_late_reports_are_counted(rooms_city: SmallCity) -> None:
    assert words("pages.reported_late", late=1) in freshness(rooms_city.assessments.at("2024-03"))


@pytest.mark.parametrize(("kind", "marks"), [("demonstration", 1), ("office", 0)])
def test_the_mark_stands_where_the_data_are_a_demonstration(assessment: Assessment, kind: str, marks: int) -> None:
    tree = as_json(header(View("/"), replace(assessment, kind=kind), []))
    assert len(of_class(tree, "demonstration")) == marks


def test_every_month_can_be_chosen_the_newest_first(assessment: Assessment) -> None:
    view = View("/", month="2024-03", place=EAST)
    (select,) = nodes(as_json(filters(view, assessment)), "Select")
    values = [option["value"] for option in select["props"]["options"]]
    assert (values[0], values[-1], len(values)) == ("2025-03", "2024-01", 15)
    assert select["props"]["value"] == "2024-03"
    assert text(as_json(filters(view, assessment))).endswith(freshness(assessment))
