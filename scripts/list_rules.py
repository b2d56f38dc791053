"""List every rule of the intake with its message in docs/intake.md: `make rules` runs it, its result is committed."""

from collections.abc import Iterator
from typing import get_args

from data.reports.rules import WARNINGS, Rule
from settings import ROOT
from speech.words import wording, words

DOCUMENT = ROOT / "docs" / "intake.md"
COLUMNS = ("rule", "severity", "message", "action")
BEGIN, END = "<!-- rules -->\n", "<!-- end of rules -->\n"


def listed(document: str) -> str:
    """Put the rules, as they stand in the program, between a document's marks."""
    before, _, rest = document.partition(BEGIN)
    return f"{before}{BEGIN}{''.join(_lines())}{END}{rest.partition(END)[2]}"


def _lines() -> Iterator[str]:
    yield f"| {' | '.join(words(f'manage.column.{name}') for name in COLUMNS)} |\n|---|---|---|---|\n"
    for rule in get_args(Rule):
        severity = words(f"manage.severity.{'warning' if rule in WARNINGS else 'error'}")
        texts = (wording().sentences[f"checks.{rule}.{part}"].strip() for part in ("message", "action"))
        yield f"| `{rule}` | {severity} | {' | '.join(texts)} |\n"


def main() -> None:
    """Write the list anew."""
    DOCUMENT.write_text(listed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
