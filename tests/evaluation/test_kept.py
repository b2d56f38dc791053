"""Findings are kept with their assessment."""

from dataclasses import replace

from evaluation.assessment import Assessment, kept
from tests.small import EAST, WEST


def test_a_finding_is_found_once_for_an_assessment_and_its_arguments(assessment: Assessment) -> None:
    asked: list[tuple[str, int]] = []

    @kept
    def finding(assessment: Assessment, place: str, number: int = 0) -> tuple[str, int]:
        asked.append((place, number))
        return place, number

    fresh = replace(assessment)
    assert [finding(fresh, EAST), finding(fresh, EAST), finding(fresh, WEST), finding(fresh, EAST, number=1)] == [
        (EAST, 0),
        (EAST, 0),
        (WEST, 0),
        (EAST, 1),
    ]
    assert asked == [(EAST, 0), (WEST, 0), (EAST, 1)]
    finding(replace(fresh), EAST)
    assert asked[3:] == [(EAST, 0)]
