"""A plan whose ids no code knows fills every page and scene by its roles; one without roles is laid out too."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.writing import write
from data.catalog.catalog import Role
from layouts.kit import paths
from layouts.kit.context import Context
from layouts.page import Page
from layouts.pages import PAGES
from layouts.wall.scenes import SCENES, SPOTLIGHT
from speech.months import span
from speech.words import LANGUAGES, speaking, words
from tests.contexts import settled
from tests.documents import as_json, of_class, text
from tests.golden.tables import IMPRINT
from tests.layouts.wall.walls import scene
from tests.renamed import ROLES, RenamedCity, renamed
from tests.services import orders
from tests.small import CITY, EAST, WEST

MONTHS = span("2024-01", "2025-06")
CODES = {"/places/": EAST, "/indicators/": renamed("room_rate")}
# A list of editions, or one, shows no indicator that another page doesn't.
LIVE = [page for page in PAGES if page.path not in (paths.EDITIONS, paths.BRIEFS)]
SIZES = ("1920x1080", "3840x1080", "7680x1080", "1080x1920")
FAULTS = {"warnings", "corrections", "unusual"}
# Of one clause or department, of a figure that is traced, of a milestone: not in the view that a page opens with.
OTHER_VIEWS = {"/plan": {"clause", "department"}, "/data": {"trace"}, "/indicators/": {"milestones"}}
EXPLAINED = re.compile(r'<p class="explained">(.*?)</p>')


def figures(level: float, month: str) -> dict[str, float | None]:
    """A county's whole report: the town is at the level, the country at three quarters of it, and both grow."""
    grown = level * (0.8 + 0.01 * MONTHS.index(month))
    year = int(month[5:]) / 12
    both: dict[str, float | None] = {}
    for name, whole, share in (
        ("population", 1000, 1), ("schools", 50, 1), ("schools_with_room", 50, grown), ("events", 20, grown),
        ("visits", 60, grown), ("schools_with_counselor", 50, grown), ("staff", 40, 1),
        ("staff_taught", 40, grown * year), ("staff_certified", 40, grown), ("course_visits", 20, grown),
    ):  # fmt: skip
        urban, rural = whole * share, whole * (share if share == 1 else share * 0.75)
        both |= {name: urban + rural, f"{name}/urban": urban, f"{name}/rural": rural}
    money = {"budget": 120.0, "arrived": 120 * year, "spent": 110 * year * level}
    rest = {"farm_days/rural": 1.0, "plan_steps": 2.0 if month > "2025-03" else 0.0, "counselor_sessions": 1.0}
    return both | orders(100, 90, 80, 70 * level, 60 * level) | money | rest


def filled(folder: Path, roles: dict[str, Role]) -> RenamedCity:
    """The East is ahead of the West, which is late in June 2025; both make good a step of their plans.

    The city's department reports literacy and the city's own money.
    """
    made = RenamedCity(folder, roles)
    for month in MONTHS:
        made.report(EAST, month, figures(0.9, month)).report(WEST, month, figures(0.6, month), late=month == MONTHS[-1])
        surveyed = {"literacy": 9.0, "literacy/urban": 10.0, "literacy/rural": 7.0} if month[5:] == "12" else {}
        made.report("science", month, {**surveyed, "city_budget": 200, "city_spent": 10 * int(month[5:])})
    return made


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RenamedCity]:
    made = filled(tmp_path_factory.mktemp("renamed"), ROLES)
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RenamedCity]:
    """The same figures in a plan without a single role."""
    made = filled(tmp_path_factory.mktemp("bare"), {})
    yield made
    made.store.close()


def opened(city: RenamedCity, page: Page) -> Context:
    return settled(city, page.path + CODES.get(page.path, ""))


def test_no_id_is_what_it_was(city: RenamedCity) -> None:
    ids = {*city.catalog.indicators, *city.catalog.variables}
    assert not ids & {renamed(each) for each in ids}
    assert {role for role in Role if city.catalog.with_role(role)} == set(Role)


def faultless(page: Page) -> list[str]:
    """What the page on the reports says of lists that are empty because nothing is wrong with them."""
    where = {"month": "2025年6月", "place": "小城市"}
    return [words(f"data.{name}.none", **where) for name in FAULTS] if page.path == "/data" else []


@pytest.mark.parametrize("page", LIVE, ids=lambda page: page.title)
def test_every_page_is_filled(city: RenamedCity, page: Page) -> None:
    context = opened(city, page)
    tree = as_json([*page.controls(context), *page.layout(context)])
    assert sorted(text(each) for each in of_class(tree, "explained")) == sorted(faultless(page))
    made = {name: make(context) for name, make in page.exhibits.items() if of_class(tree, f"panel-{name}")}
    assert page.exhibits.keys() - made.keys() == OTHER_VIEWS.get(page.path, set())
    assert {name for name, each in made.items() if not each.table().rows} == (FAULTS if faultless(page) else set())
    assert [name for name, each in made.items() if each.figure is None and each.body is None] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
def test_every_scene_is_filled(city: RenamedCity, name: str, size: str) -> None:
    key = {"counties": f"county:{EAST}", SPOTLIGHT: f"{SPOTLIGHT}:{renamed('room_rate')}"}.get(name, name)
    made = scene(city, key, size=size)
    assert EXPLAINED.findall(made["html"]) == []


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("/infrastructure", Role.HEADLINE_COVERAGE),
        ("/gap", Role.HEADLINE_COVERAGE),
        ("/training", Role.COUNSELOR_COVERAGE),
        ("/actions", Role.ORDER_FULFILMENT),
        ("/funding", Role.MONEY_SPENT),
    ],
)
def test_a_page_opens_with_what_is_in_its_role(city: RenamedCity, path: str, role: Role) -> None:
    (page,) = [each for each in PAGES if each.path == path]
    assert opened(city, page).view.indicator == city.catalog.one_with_role(role)


@pytest.mark.parametrize("page", LIVE, ids=lambda page: page.title)
def test_a_plan_without_roles_is_laid_out(bare: RenamedCity, page: Page) -> None:
    context = opened(bare, page)
    assert as_json([*page.controls(context), *page.layout(context)])
    for make in page.exhibits.values():
        exhibit = make(context)
        assert all(len(row) == len(exhibit.table().columns) for row in exhibit.table().rows)
        if exhibit.figure is not None:
            assert exhibit.figure()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", SCENES)
def test_a_plan_without_roles_has_every_scene(bare: RenamedCity, name: str, size: str) -> None:
    key = {"counties": f"county:{EAST}", SPOTLIGHT: f"{SPOTLIGHT}:{renamed('room_rate')}"}.get(name, name)
    assert "data-failed" not in scene(bare, key, size=size)["html"]


def test_the_counselors_are_counted_by_three_roles(city: RenamedCity) -> None:
    """Each county has 40 in town and 40 in the country; five measures open the page."""
    (page,) = [each for each in PAGES if each.path == "/training"]
    tree = as_json(page.layout(opened(city, page)))
    (asked,) = of_class(tree, "kind-asked")
    assert words("training.teachers.persons", count="160") in text(asked)
    assert words("pages.none") not in text(asked)
    assert len(of_class(tree, "card-measure")) == 5


def test_what_reached_an_audience_comes_first_by_its_role(city: RenamedCity, bare: RenamedCity) -> None:
    (page,) = [each for each in PAGES if each.path == "/actions"]
    large = [of_class(as_json(page.layout(opened(made, page))), "audience-name")[0] for made in (city, bare)]
    assert ["全部人次" in text(each) for each in large] == [True, False]


def test_orders_without_a_share_of_those_done_are_followed_all_the_same(tmp_path: Path) -> None:
    """The table of retention has the four steps after the first, and no column for the whole way."""
    made = filled(tmp_path, {code: role for code, role in ROLES.items() if role is not Role.ORDER_FULFILMENT})
    (page,) = [each for each in PAGES if each.path == "/actions"]
    context = opened(made, page)
    figure = page.exhibits["retention"](context).figure
    assert figure is not None
    assert [len(row) for row in figure()["data"][0]["z"]] == [4, 4]
    assert of_class(as_json(page.layout(context)), "panel-months")
    made.store.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_brief_tells_the_money_by_its_role(city: RenamedCity, bare: RenamedCity, lang: str) -> None:
    with speaking(lang):
        none = words("brief.findings.money_none")
    said = [
        "".join(
            each.text for part in write(made.assessments.at(), CITY, lang, IMPRINT).sections for each in part.sentences
        )
        for made in (city, bare)
    ]
    assert [none in each for each in said] == [False, True]
