"""docs/intake.md says what the program says."""

from scripts.list_rules import BEGIN, DOCUMENT, END, listed


def test_the_list_of_rules_is_that_of_the_program() -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    assert listed(document) == document, "run `make rules`, then commit what it wrote"


def test_what_stands_round_the_list_stays() -> None:
    made = listed(f"before\n{BEGIN}stale words\n{END}after\n")
    assert made.startswith("before\n") and made.endswith("after\n") and "stale words" not in made
