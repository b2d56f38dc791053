from collections.abc import Iterator

import pytest

from figures.kit.tables import text_of
from layouts.training.page import EXHIBITS, layout, sentence
from speech.words import words
from tests.contexts import settled
from tests.documents import as_json, of_class, text
from tests.services import EAST, WEST, ServicesCity
from tests.small import SmallCity, rooms


def counselors(schools: float, sessions: float) -> dict[str, float]:
    half = schools / 2
    taught = {
        "schools_with_counselor": schools,
        "schools_with_counselor/urban": half,
        "schools_with_counselor/rural": half,
    }
    return rooms(5, 5) | taught | {"counselor_sessions": sessions}


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServicesCity]:
    """East has counselors at 10 of 20 schools and holds a course, West at 16 of 20 and holds none."""
    made = ServicesCity(tmp_path_factory.mktemp("training"))
    made.report(EAST, "2025-03", counselors(10, 1)).report(WEST, "2025-03", counselors(16, 0))
    yield made
    made.store.close()


def test_the_page_opens_with_the_schools_that_have_a_counselor(city: ServicesCity) -> None:
    context = settled(city, "/training")
    assert context.view.indicator == "counselor_school_rate"
    tree = as_json(layout(context))
    assert [len(of_class(tree, f"panel-{name}")) for name in EXHIBITS] == [1] * len(EXHIBITS)


def test_the_sentence_sets_the_schools_against_the_plan_and_names_who_held_no_course(city: ServicesCity) -> None:
    said = sentence(settled(city, "/training"))
    assert "65.0%" in said
    assert "100.0%" in said
    assert words("training.held", count=1, known=2, names="西县") in said


def test_a_card_tells_value_target_and_extremes(city: ServicesCity) -> None:
    first, second = of_class(as_json(layout(settled(city, "/training"))), "card-measure")
    assert "65.0%" in text(first)
    assert words("training.cards.best", name="西县") + "80.0%" in text(first)
    assert words("training.cards.worst", name="东区") + "50.0%" in text(first)
    assert words("training.cards.reached", count=1, known=2) in text(second)


def test_the_kinds_of_staff_are_never_added_up(city: ServicesCity) -> None:
    table = EXHIBITS["teachers"](settled(city, "/training")).table()
    assert len(table.rows) == 3
    silent = words("training.teachers.not_collected")
    vice, counselor, teacher = ([text_of(entry) for entry in line[1:4]] for line in table.rows)
    assert vice == teacher == [silent] * 3
    assert counselor == [words("pages.none"), "26", words("pages.none")]


def test_the_matrix_has_every_indicator_of_the_page(city: ServicesCity) -> None:
    table = EXHIBITS["matrix"](settled(city, "/training")).table()
    assert [column.key for column in table.columns] == ["place", "counselor_school_rate", "counselor_sessions"]
    assert [[text_of(entry) for entry in line[1:]] for line in table.rows] == [
        ["65.0%", "1"],
        ["50.0%", "1"],
        ["80.0%", "0"],
    ]
    assert table.codes == ("", EAST, WEST)


def test_a_plan_without_training_says_so(rooms_city: SmallCity) -> None:
    assert words("training.none") in text(as_json(layout(settled(rooms_city, "/training"))))


def test_both_languages_say_the_same(city: ServicesCity) -> None:
    context = settled(city, "/training?lang=en")
    assert context.view.lang == "en"
    assert of_class(as_json(layout(context)), "cards")
