"""List the worked examples of the method in docs/method.md: `make examples` runs it, its result is committed."""

from collections.abc import Iterator
from typing import Any

import yaml

from settings import ROOT

DOCUMENT = ROOT / "docs" / "method.md"
SOURCE = ROOT / "data" / "method_examples.yaml"
END = "<!-- end of examples -->\n"


def examples() -> list[dict[str, Any]]:
    """Read the examples, in their order."""
    found: list[dict[str, Any]] = yaml.safe_load(SOURCE.read_text(encoding="utf-8"))
    return found


def listed(document: str) -> str:
    """Put every section's examples between the section's marks."""
    for section in sorted({each["section"] for each in examples()}):
        begin = f"<!-- examples {section} -->\n"
        before, _, rest = document.partition(begin)
        document = f"{before}{begin}{''.join(_lines(section))}{END}{rest.partition(END)[2]}"
    return document


def _lines(section: int) -> Iterator[str]:
    yield "| 例 | reported 上报 | comes out 得出 |\n|---|---|---|\n"
    for each in examples():
        if each["section"] == section:
            options = "".join(f" `{option}`" for option in each["options"])
            reported, expected = ("<br>".join(each[part]) for part in ("reported", "expected"))
            yield f"| {each['zh']} ({each['en']}){options} | {reported} | {expected} |\n"


def main() -> None:
    """Write the examples anew."""
    DOCUMENT.write_text(listed(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
