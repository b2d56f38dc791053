from dataclasses import replace

import pytest

from evaluation.assessment import Assessment
from layouts.kit.shell import Frame, header, shell
from layouts.kit.view import View
from tests.documents import as_json, nodes, of_class


def test_the_address_stands_in_the_location() -> None:
    (location,) = nodes(as_json(shell(View("/infrastructure", month="2025-03", split="rural"), [], [])), "Location")
    assert location["props"]["pathname"] == "/infrastructure"
    assert location["props"]["search"] == "?month=2025-03&split=rural"


@pytest.mark.parametrize(("kind", "marks"), [("demonstration", 1), ("office", 0)])
def test_the_mark_stands_where_the_data_are_a_demonstration(assessment: Assessment, kind: str, marks: int) -> None:
    tree = as_json(header(Frame(View("/"), replace(assessment, kind=kind), [])))
    assert len(of_class(tree, "demonstration")) == marks


def test_the_language_is_switched_and_the_view_kept(assessment: Assessment) -> None:
    view = View("/infrastructure", month="2025-03", split="rural", table="map")
    (switch,) = of_class(as_json(header(Frame(view, assessment, []))), "language")
    assert switch["props"]["href"] == "/infrastructure?month=2025-03&split=rural&table=map&lang=en"
