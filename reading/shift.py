"""How a total has changed since an earlier month, in words: the same reporters first, what else moved it beside it."""

from evaluation.assessment import Assessment, Score
from evaluation.findings.explain import score_before
from evaluation.findings.shift import Shift, shift_since
from speech.numbers import least_written, signed
from speech.words import words

SINCE = {1: "month", 12: "year"}
"""The months back that a change is told of."""


def since_words(assessment: Assessment, score: Score, months: int, short: bool = False) -> str | None:
    """Say how a score has changed since a month or a year ago; None where there was none.

    A city's total is told of the reporters, targets and indicators of both months, and what else moved it in brackets,
    but for a `short` sentence.
    """
    key = SINCE[months]
    if score.place == assessment.catalog.plan.city and score.level == "total":
        shift = shift_since(assessment, months)
        if shift is not None and parts_words(shift):
            beside = "" if short else parts_words(shift)
            return words(f"shift.same_{key}", change=signed(shift.same, 1)) + beside
    before = score_before(assessment, score, months)
    if before is None or score.score is None:
        return None
    return words(f"pages.overview.since_{key}", change=signed(score.score - before, 1))


def parts_words(shift: Shift) -> str:
    """Say in brackets what moved a total besides its reporters, "" where nothing did."""
    named = {"reporters": shift.reporters, "targets": shift.targets, "due": shift.due}
    told = [
        words(f"shift.{name}", points=signed(part, 1)) for name, part in named.items() if abs(part) >= least_written(1)
    ]
    if not told:
        return ""
    whole = words("shift.whole", points=signed(shift.now - shift.before, 1))
    return words("shift.beside", parts=words("shift.comma").join([*told, whole]))
