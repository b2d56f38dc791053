"""What can be wrong with boundaries; the sentences stand in the wording file `geo`, one for each rule."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class BoundaryProblem:
    """One thing wrong with a boundary file.

    `rule` is the key of its sentence in the wording file: no_file, unreadable, several_layers, no_crs,
    no_code_column, missing_code, duplicate_code, empty_shape, not_polygon, invalid_shape, out_of_range, overlap.
    The other fields fill that sentence; `code` is empty where the whole file is meant.
    """

    rule: str
    file: str
    code: str
    found: str
    expected: str

    def fields(self) -> dict[str, str]:
        """Give what the sentence needs."""
        return {"file": self.file, "code": self.code, "found": self.found, "expected": self.expected}


class BoundaryError(Exception):
    """Carry every problem that was found in a boundary file."""

    def __init__(self, problems: Sequence[BoundaryProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{p.rule}: {p.fields()}" for p in self.problems))
