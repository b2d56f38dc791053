"""The boundaries of a plan's counties; what is wrong with their file is told in sentences."""

from collections.abc import Iterable
from pathlib import Path

from data.catalog.catalog import Catalog
from geo.boundaries import Boundaries, prepare
from geo.problems import BoundaryError, BoundaryProblem
from speech.mistakes import Mistake
from speech.words import words


def boundaries_of(catalog: Catalog, var: Path, file: Path | None) -> Boundaries:
    """Give the boundaries of a plan's counties, as `geo.boundaries.prepare` does.

    Raises:
        Mistake: with every problem of the file at once.
    """
    try:
        return prepare([place.place for place in catalog.counties], var, file)
    except BoundaryError as error:
        raise Mistake(told(error.problems)) from error


def told(problems: Iterable[BoundaryProblem]) -> str:
    """Tell what is wrong with a boundary file, a sentence for each problem."""
    return "\n".join(words(f"geo.{problem.rule}", **problem.fields()) for problem in problems)
