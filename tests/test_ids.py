"""No id of an indicator or a variable stands in the program: pages, scenes, briefs and findings look for roles."""

import ast
import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
import yaml

from settings import ROOT

NOT_OURS = {".git", ".venv", "node_modules", "var", "vendor", "__pycache__", "tests"}
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\w])//[^\n]*", re.DOTALL)
QUOTED = re.compile(r"'([^'\n]*)'|\"([^\"\n]*)\"|`([^`]*)`")


def plan_ids() -> set[str]:
    """The ids of every plan's indicators and variables."""
    found = set()
    for file in ROOT.glob("data/plans/*/*.csv"):
        if file.stem in ("indicators", "variables"):
            with file.open(encoding="utf-8-sig", newline="") as stream:
                found |= {row[file.stem.removesuffix("s")] for row in csv.DictReader(stream)}
    return found


def pattern_of(ids: Iterable[str]) -> re.Pattern[str]:
    """Find an id as a whole word; one that is a single word not in the dotted key of a wording or a style's name."""
    several, single = (sorted(each for each in ids if ("_" in each) is joined) for joined in (True, False))
    parts = [rf"(?<!\w)(?:{'|'.join(several)})(?!\w)"] if several else []
    parts += [rf"(?<![\w.-])(?:{'|'.join(single)})(?![\w.-])"] if single else []
    return re.compile("|".join(parts), re.ASCII)


def strings_of(source: str) -> Iterator[str]:
    """Every string of a Python file but docstrings, and the names of files of the plan, which `Table` is given."""
    tree = ast.parse(source)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    tables = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) == "Table"]
    said |= {id(node.args[0]) for node in tables if node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def words_of(source: str) -> Iterator[str]:
    """What a script or style sheet says outside its comments: every quoted string, and the names in between."""
    code = COMMENT.sub(" ", source)
    yield from (next(filter(None, groups), "") for groups in QUOTED.findall(code))
    yield from re.findall(r"[\w.-]*_[\w.-]*", QUOTED.sub(" ", code), re.ASCII)


def files(*suffixes: str) -> list[Path]:
    found = [path for path in ROOT.rglob("*") if path.suffix in suffixes and path.is_file()]
    return [path for path in found if not NOT_OURS & set(path.relative_to(ROOT).parts)]


def named(path: Path, strings: Iterable[str], pattern: re.Pattern[str]) -> list[str]:
    return [f"{path.relative_to(ROOT)}: {match[0]}" for string in strings for match in pattern.finditer(string)]


@pytest.fixture(scope="module")
def pattern() -> re.Pattern[str]:
    return pattern_of(plan_ids())


def test_no_id_stands_in_python(pattern: re.Pattern[str]) -> None:
    looked_at = files(".py")
    assert {"data", "evaluation", "layouts", "reading", "briefing"} <= {
        path.relative_to(ROOT).parts[0] for path in looked_at
    }
    assert [hit for path in looked_at for hit in named(path, strings_of(path.read_text("utf-8")), pattern)] == []


def test_no_id_stands_in_scripts_and_style_sheets(pattern: re.Pattern[str]) -> None:
    looked_at = files(".js", ".mjs", ".css")
    assert {"kesu.js", "wall.js", "proof.js", "tokens.css"} <= {path.name for path in looked_at}
    assert [hit for path in looked_at for hit in named(path, words_of(path.read_text("utf-8")), pattern)] == []


def test_no_id_stands_in_the_wording(pattern: re.Pattern[str]) -> None:
    """Neither in what is said nor in a key; a key of a single word says what it means and is no id."""
    several = pattern_of(each for each in plan_ids() if "_" in each)
    looked_at = [path for path in files(".yaml") if path.is_relative_to(ROOT / "speech")]
    assert len(looked_at) > 50
    assert all(isinstance(yaml.safe_load(path.read_text("utf-8")), dict) for path in looked_at)
    assert [hit for path in looked_at for hit in named(path, [path.read_text("utf-8")], several)] == []


# The way of finding them


FINDS = pattern_of(["orders_done", "budget"])


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('FIRST = "orders_done"', ["orders_done"]),
        ('def f(name: str = "budget") -> None: ...', ["budget"]),
        ('LIST = "orders_done budget".split()', ["orders_done", "budget"]),
        ('key = f"orders_done|{place}"', ["orders_done"]),
        ('name = "page-orders_done.old"', ["orders_done"]),
        ('rows["budget"]', ["budget"]),
        ('Column("budget")', ["budget"]),
        ('"""The budget, orders_done."""', []),
        ('class A:\n    b = 1\n    """Of the budget."""', []),
        ("# the budget\norders_done = budget", []),
        ('words("county.budget")', []),
        ('html.P(className="county-budget")', []),
        ('name = "orders_done_late"', []),
        ('Table("budget", rows.Budget, ("place",))', []),
        ('Table(rows, "budget")', ["budget"]),
    ],
)
def test_an_id_is_found_in_a_string_of_python(source: str, found: list[str]) -> None:
    assert [match[0] for string in strings_of(source) for match in FINDS.finditer(string)] == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("const first = 'orders_done';", ["orders_done"]),
        ('find("budget"); // the budget', ["budget"]),
        ("`${place}|orders_done`", ["orders_done"]),
        (".panel-orders_done > p { color: red; }", ["orders_done"]),
        ('[data-indicator="budget"] { color: red; }', ["budget"]),
        ("/* orders_done, 'budget' */ const budget = 1;", []),
        (".county-budget { background: url(a//orders) }", []),
    ],
)
def test_an_id_is_found_in_a_script_or_style_sheet(source: str, found: list[str]) -> None:
    assert [match[0] for string in words_of(source) for match in FINDS.finditer(string)] == found


def test_every_plan_has_ids_to_look_for() -> None:
    assert plan_ids() > {"population", "budget", "orders_done", "funding_execution_rate"}
