import re
from collections.abc import Iterator

import pytest

from data.catalog.catalog import read_catalog
from evaluation.assessment import Assessments
from evaluation.findings.records import Records
from layouts.kit import paths
from layouts.kit.view import View, read_address, read_view
from layouts.page import Page, Rendered
from layouts.pages import PAGES, Pages, failure
from speech.words import words
from tests.documents import as_json, nodes, of_class, text
from tests.small import BOUNDARIES, EAST, SmallCity, rooms

LISTED = [page for page in PAGES if page.listed]


@pytest.fixture
def pages(rooms_city: SmallCity) -> Pages:
    return pages_of(rooms_city)


def pages_of(city: SmallCity) -> Pages:
    return Pages(city.assessments, Records(city.store, city.catalog), BOUNDARIES, None)


@pytest.fixture(scope="module")
def of_one_subject(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Pages of a plan that has nothing to say on infrastructure, training, funding or actions."""
    folder = tmp_path_factory.mktemp("subject")
    made = SmallCity(folder)
    indicators = folder / "plan" / "indicators.csv"
    rows = re.sub(",(infrastructure|funding|actions),", ",evaluation,", indicators.read_text("utf-8"))
    indicators.write_text(rows, "utf-8")
    made.catalog = read_catalog(folder / "plan")
    made.assessments = Assessments(made.store, made.catalog)
    made.report(EAST, "2024-03", rooms(9, 6))
    yield pages_of(made)
    made.store.close()


def navigation(rendered: Rendered) -> Iterator[str]:
    for nav in nodes(next(nodes(as_json(rendered.content), "Header")), "Nav"):
        yield from (link["props"]["href"] for link in nodes(nav, "Link"))


@pytest.mark.parametrize("path", [*(page.path for page in LISTED), "/nowhere"])
def test_every_page_is_reached_from_every_page_and_the_month_stays(pages: Pages, path: str) -> None:
    links = list(navigation(pages.render(View(path, month="2024-03", place=EAST))))
    assert [(read_view(*link.split("?")).path, link.split("?")[1]) for link in links] == [
        (page.path, "month=2024-03") for page in LISTED
    ]


@pytest.mark.parametrize("page", LISTED, ids=lambda page: page.title)
def test_navigation_shows_where_one_is(pages: Pages, page: Page) -> None:
    rendered = pages.render(View(page.path))
    (current,) = of_class(next(nodes(as_json(rendered.content), "Header")), "current")
    assert text(current) == words(f"pages.titles.{page.title}")
    assert rendered.title.startswith(text(current))


def test_paths_and_titles_are_unique() -> None:
    assert len({page.path for page in PAGES}) == len({page.title for page in PAGES}) == len(PAGES)


@pytest.mark.parametrize("page", LISTED, ids=lambda page: page.title)
def test_a_page_has_landmarks_one_heading_and_named_controls(pages: Pages, page: Page) -> None:
    tree = as_json(pages.render(View(page.path)).content)
    assert [len(list(nodes(tree, kind))) for kind in ("Header", "Main", "H1")] == [1, 1, 1]
    for label in nodes(tree, "Label"):
        assert len([*nodes(label, "Select"), *nodes(label, "Input")]) == 1 and text(label)
    assert len([*nodes(tree, "Select"), *nodes(tree, "Input")]) == len(list(nodes(tree, "Label")))
    pictures = of_class(tree, "picture")
    assert len(pictures) == len(list(nodes(tree, "Graph")))
    assert all(picture["props"]["aria-label"] for picture in pictures)


@pytest.mark.parametrize("path", paths.EXPLORED.values())
def test_a_page_says_that_the_plan_has_nothing_on_its_subject(of_one_subject: Pages, path: str) -> None:
    rendered = of_one_subject.render(View(path))
    tree = as_json(rendered.content)
    assert rendered.status == 200 and len(list(nodes(tree, "H1"))) == 1
    (said,) = of_class(tree, "explained")
    assert text(said).startswith("方案里没有")


@pytest.mark.parametrize(("lang", "said"), [("", "2025年1月已收 1/3"), ("en", "Jan 2025: 1/3 in")])
def test_a_month_that_has_begun_to_come_in_is_announced_and_leads_there(
    early_city: SmallCity, lang: str, said: str
) -> None:
    pages = pages_of(early_city)
    shown = pages.render(View(paths.INFRASTRUCTURE, place=EAST, lang=lang))
    (newer,) = of_class(as_json(shown.content), "newer-month")
    assert (shown.view.month, text(newer)) == ("2024-12", said)
    opened = pages.render(read_address(newer["props"]["href"]))
    asked = {each: getattr(opened.view, each) for each in ("path", "month", "place", "lang")}
    assert asked == {"path": paths.INFRASTRUCTURE, "month": "2025-01", "place": EAST, "lang": lang}
    assert of_class(as_json(opened.content), "newer-month") == []


def test_unknown_failed_and_empty_pages_have_a_status_and_a_heading(pages: Pages, city: SmallCity) -> None:
    empty = pages_of(city).render(View("/"))
    answers = [pages.render(View("/nowhere")), failure(View("/"), "abcd1234"), empty]
    titles = [[text(node) for node in nodes(as_json(answer.content), "H1")] for answer in answers]
    assert titles == [[words(f"pages.{key}")] for key in ("titles.missing", "titles.failed", "empty.title")]
    assert [answer.status for answer in answers] == [404, 500, 200]
    assert "/nowhere" in text(as_json(answers[0].content))
    assert "abcd1234" in text(as_json(answers[1].content))
