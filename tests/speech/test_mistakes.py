"""One family for what a user did wrong: nothing else of ours is told without a traceback."""

import ast
from collections.abc import Iterator

import pytest

from settings import ROOMS, ROOT

TREES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in [*ROOT.glob("*.py"), *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))]
}
BUILT_IN = ("ValueError", "RuntimeError", "KeyError", "TypeError", "Exception")


def classes_of(tree: ast.AST, bases: tuple[str, ...]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and any(
            isinstance(base, ast.Name) and base.id in bases for base in node.bases
        ):
            yield node.name


def worded(tree: ast.AST) -> Iterator[str]:
    """The built-in exceptions that are raised with a sentence of the wording."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(call := node.exc, ast.Call) and call.args:
            said = call.args[0]
            asks = isinstance(said, ast.Call) and isinstance(said.func, ast.Name) and said.func.id == "words"
            if asks and isinstance(call.func, ast.Name):
                yield call.func.id


def test_an_exception_of_ours_is_a_mistake_or_stays_inside() -> None:
    """A Mismatch becomes a problem of the plan, a DamagedError one of a report, a BoundaryError a mistake."""
    found = {name for tree in TREES.values() for name in classes_of(tree, BUILT_IN)}
    assert found == {"Mistake", "Mismatch", "BoundaryError", "DamagedError"}
    assert {"CatalogError", "StoreError", "EditionError"} <= {
        name for tree in TREES.values() for name in classes_of(tree, ("Mistake",))
    }


@pytest.mark.parametrize("path", sorted(TREES))
def test_no_sentence_is_raised_as_an_error_that_libraries_raise_too(path: str) -> None:
    assert not set(worded(TREES[path])) & set(BUILT_IN)


def test_a_sentence_that_is_raised_is_found() -> None:
    assert list(worded(ast.parse('raise ValueError(words("a.b", c=1))'))) == ["ValueError"]
