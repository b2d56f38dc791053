import pytest

from evaluation.assessment import Assessment
from layouts.kit.filters import against_choice, both_names, filter_bar
from reading.text import freshness
from tests.contexts import context_of
from tests.documents import as_json, nodes, of_class, text
from tests.small import EAST, WEST, SmallCity


def options(component: object) -> list[str]:
    (select,) = nodes(as_json(component), "Select")
    return [option["value"] for option in select["props"]["options"]]


def test_every_month_can_be_chosen_the_newest_first(rooms_city: SmallCity) -> None:
    context = context_of(rooms_city, f"/?month=2024-03&place={EAST}")
    bar = as_json(filter_bar(context, "总览", []))
    month = next(nodes(bar, "Select"))
    values = [option["value"] for option in month["props"]["options"]]
    assert (values[0], values[-1], len(values), month["props"]["value"]) == ("2025-03", "2024-01", 15, "2024-03")
    assert text(of_class(bar, "freshness")[0]) == freshness(context.assessment)


def test_nothing_is_announced_beside_a_month_that_was_chosen(early_city: SmallCity) -> None:
    (month, *_) = nodes(as_json(filter_bar(context_of(early_city, "/"), "总览", [])), "Select")
    assert [each["value"] for each in month["props"]["options"]][:2] == ["2025-01", "2024-12"]
    bar = filter_bar(context_of(early_city, "/?month=2024-11"), "总览", [])
    assert of_class(as_json(bar), "newer-month") == []


def test_months_and_other_counties_can_be_set_beside_the_near_months_first(rooms_city: SmallCity) -> None:
    """Of fifteen months all but the one that is looked at; of two counties the other one."""
    codes = options(against_choice(context_of(rooms_city, f"/?month=2025-03&place={EAST}")))
    assert codes[:4] == ["default", "2025-02", "2024-03", WEST]
    assert len(codes) == len(set(codes)) == 1 + 14 + 1 and EAST not in codes and "2025-03" not in codes


@pytest.mark.parametrize(
    ("address", "steps"),
    [
        ("/?month=2025-03", ["总览"]),
        (f"/?month=2025-03&place={EAST}&measure=A1", ["总览", "东区", "青少年"]),
        (f"/gap?place={EAST}&indicator=room_rate", ["总览", "差距", "东区", "活动室"]),
    ],
)
def test_the_way_here_is_shown_step_by_step(rooms_city: SmallCity, address: str, steps: list[str]) -> None:
    bar = as_json(filter_bar(context_of(rooms_city, address), "差距", []))
    crumbs = of_class(bar, "crumbs")[0]
    assert [text(item) for item in nodes(crumbs, "Li")] == steps
    assert len(list(nodes(crumbs, "Link"))) == len(steps) - 1


def test_places_are_offered_with_their_tibetan_names(assessment: Assessment) -> None:
    place = assessment.catalog.places[EAST]
    assert both_names(place) == f"东区 {place.name_bo}"
