"""How sure a figure is, in words: the grade or what is open of it, the interval, what is fresh, carried and absent."""

from collections import Counter

from data.catalog.catalog import Catalog
from evaluation.assessment import Assessment, Judged, Score
from evaluation.engine.scores import JUDGED
from reading.text import month_name
from speech.months import month_word, number_of
from speech.numbers import least_written, number
from speech.words import called, words

VISIBLE = least_written(1)


def grade_words(catalog: Catalog, score: Score) -> str:
    """Write a grade, both ends of an open one, or why there is none; an indicator has none and needs no word."""
    if score.level == "indicator":
        return ""
    if not score.grade:
        return _no_grade(catalog, score)
    low, high = (called(catalog.grade_of(name)) for name in (score.grade, score.grade_to or score.grade))
    return low if low == high else words("doubt.open_grade", low=low, high=high)


def _no_grade(catalog: Catalog, score: Score) -> str:
    first = catalog.plan.method.grade_from_month
    if number_of(score.month) < first:
        return words("doubt.no_grade_yet", month=month_word(first))
    return words("doubt.no_grade")


def interval_words(score: Score) -> str:
    """Write the ends between which a score lies; nothing where both are written alike."""
    low, high = number(score.low, 1), number(score.high, 1)
    return "" if low == high else words("doubt.interval", low=low, high=high)


def freshness_words(row: Judged) -> str:
    """Count the counties behind a city's figure by how they came; nothing where no county is behind it."""
    if row.places_expected < 2:
        return ""
    missing = row.places_expected - row.places_reported - row.places_carried
    return words(
        "doubt.freshness",
        all=row.places_expected,
        reported=row.places_reported,
        carried=row.places_carried,
        missing=missing,
    )


def carried_words(row: Judged) -> str:
    """Name the month of the oldest figure behind a value that stands for a later month."""
    return words("doubt.carried", month=month_name(row.carried)) if row.carried else ""


def absent_words(catalog: Catalog, score: Score) -> str:
    """Say how much weight isn't due or doesn't apply, where the plan lets nobody inherit it."""
    share = number(score.absent * 100)
    if catalog.plan.method.absent != "left" or share == "0":
        return ""
    return words("doubt.absent", share=f"{share}%")


def headline_counts(assessment: Assessment, place: str) -> tuple[int, int, int]:
    """Count a place's weighted indicators: those that are due, and of them those on track and those behind."""
    counts = _statuses(assessment, place)
    return counts.total(), counts["on_track"], counts["behind"]


def _statuses(assessment: Assessment, place: str) -> Counter[str]:
    indicators = assessment.catalog.indicators
    rows = (assessment.judged.get((place, "total", name)) for name, each in indicators.items() if each.weight > 0)
    return Counter(row.status for row in rows if row is not None and row.status in JUDGED)


def standing_words(assessment: Assessment, place: str) -> str:
    """Say how many indicators are on track, behind and without data, and how far the total is from its line."""
    due, on_track, behind = headline_counts(assessment, place)
    silent = _statuses(assessment, place)["no_data"]
    text = words("doubt.standing", due=due, on_track=on_track, behind=behind)
    text += words("doubt.standing_silent", silent=silent) if silent else ""
    total = assessment.scores.get((place, "total", "total"))
    return text + ("" if total is None or total.score is None else distance_words(total))


def distance_words(score: Score) -> str:
    """Say how far a score's progress is from its line, in points."""
    distance = number(abs(score.distance), 1)
    key = "below" if score.distance <= -VISIBLE else "above" if score.distance >= VISIBLE else "level"
    return words(f"doubt.distance_{key}", distance=distance)
