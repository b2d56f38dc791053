"""How sure a figure is, in words: the grade or what is open of it, the interval, what is fresh, carried and absent."""

from collections import Counter
from collections.abc import Sequence
from math import floor, hypot

from data.catalog.catalog import Catalog
from data.catalog.entries import Grade
from evaluation.assessment import Assessment, Judged, Score
from evaluation.engine.scores import JUDGED
from evaluation.findings.arrivals import is_silent
from evaluation.findings.gap import is_year_before
from reading.text import carried_words, joined, written
from speech.months import month_word, number_of
from speech.numbers import least_written, number
from speech.words import called, words

__all__ = [
    "absent_words",
    "beside",
    "carried_words",
    "distance_words",
    "doubt_words",
    "fresh_words",
    "freshness_short",
    "freshness_words",
    "grade_bounds",
    "grade_counts",
    "grade_words",
    "graded_words",
    "grading_words",
    "headline_counts",
    "interval_words",
    "sampling_words",
    "score_words",
    "silent_words",
    "standing_words",
    "undetectable_words",
]

VISIBLE = least_written(1)


def grade_words(catalog: Catalog, score: Score) -> str:
    """Write a grade, both ends of an open one, or why there is none; an indicator has none and needs no word."""
    if score.level == "indicator":
        return ""
    if not score.grade:
        return _no_grade(catalog, score)
    low, high = (called(catalog.grade_of(name)) for name in (score.grade, score.grade_to or score.grade))
    return low if low == high else words("doubt.open_grade", low=low, high=high)


def graded_words(catalog: Catalog, score: Score) -> str:
    """Write the grade inside a sentence, or why there is none."""
    grade = grade_words(catalog, score)
    return words("doubt.graded", grade=grade) if score.grade else grade


def score_words(catalog: Catalog, score: Score) -> str:
    """Write a score with its interval and its grade inside a sentence."""
    interval = interval_words(score)
    between = words("doubt.between", interval=interval) if interval else ""
    return words("doubt.score", score=written(score.score, 1), between=between, graded=graded_words(catalog, score))


def grade_counts(catalog: Catalog, scores: Sequence[Score]) -> list[str]:
    """Count closed grades, the best first, then the open ones; without any, say how many have none and why."""
    closed = Counter(score.grade for score in scores if score.grade and score.grade == score.grade_to)
    parts = [
        words("pages.overview.grade_count", count=closed[grade.grade], grade=called(grade))
        for grade in catalog.grades
        if closed[grade.grade]
    ]
    still_open = sum(score.grade != score.grade_to for score in scores)
    ungraded = [score for score in scores if not score.grade]
    parts += [words("doubt.count_open", count=still_open)] if still_open else []
    return parts + (
        [words("doubt.count_none", count=len(ungraded), why=_no_grade(catalog, ungraded[0]))] if ungraded else []
    )


def grade_bounds(grade: Grade) -> str:
    """Write from which points on a grade is given, and under which conditions."""
    conditions = (("on_track", grade.on_track_at_least), ("behind", grade.behind_at_most))
    told = [
        words(f"doubt.condition_{key}", share=f"{number(share * 100)}%")
        for key, share in conditions
        if share is not None
    ]
    return words("doubt.and").join([words("doubt.at_least", value=number(grade.at_least)), *told])


def grading_words(catalog: Catalog) -> str:
    """Say in a sentence how grades are given, where silence is counted; nothing where only the points tell."""
    method = catalog.plan.method
    if not method.counts_silence:
        return ""
    grades = joined(
        words("doubt.grade_from", grade=called(each), bounds=grade_bounds(each)) for each in catalog.grades[:-1]
    )
    return words(
        "doubt.grading",
        grades=grades,
        lowest=called(catalog.grades[-1]),
        fresh=f"{number(method.fresh_for_grade * 100)}%",
        month=month_word(method.grade_from_month),
    )


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


def freshness_short(row: Judged) -> str:
    """Write the counties behind a city's figure for a column that explains them: reported, carried, missing."""
    if row.places_expected < 2:
        return ""
    missing = row.places_expected - row.places_reported - row.places_carried
    return words("doubt.freshness_short", reported=row.places_reported, carried=row.places_carried, missing=missing)


def doubt_words(row: Judged) -> str:
    """Say what a value rests on: the counties behind a city's, and the month of what is carried."""
    return joined((freshness_words(row), carried_words(row)))


def absent_words(catalog: Catalog, score: Score) -> str:
    """Say how much weight isn't due or doesn't apply, where the plan lets nobody inherit it."""
    share = number(score.absent * 100)
    if catalog.plan.method.absent != "left" or share == "0":
        return ""
    return words("doubt.absent", share=f"{share}%")


def beside(*said: str) -> str:
    """Put in brackets what is said beside a figure; nothing where nothing is."""
    text = joined(said)
    return words("doubt.beside", said=text) if text else ""


def sampling_words(row: Judged) -> str:
    """Write half the 95 % interval of a survey's figure."""
    return words("doubt.sampling", half=number(row.doubt, 2)) if row.doubt else ""


def undetectable_words(assessment: Assessment, row: Judged) -> str:
    """Say that a survey's figure can't be told from that of a year before; nothing of any other."""
    series = assessment.series(row.place, row.indicator, split=row.split)
    before = next((each for each in series if is_year_before(each.month, row.month)), None)
    if before is None or before.value is None or row.value is None or not row.doubt:
        return ""
    inside = abs(abs(row.value) - abs(before.value)) < hypot(row.doubt, before.doubt)
    return words("doubt.undetectable") if inside else ""


def fresh_words(score: Score) -> str:
    """Say how much of the weight rests on figures of the month itself, where that isn't all of it."""
    share = floor(score.fresh * 100)
    return "" if share >= 100 else words("doubt.fresh", share=f"{share}%")


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


def silent_words(assessment: Assessment, place: str) -> str:
    """Say of a county without a report this month that what is shown of it is from before."""
    silent = place != assessment.catalog.plan.city and is_silent(assessment, place)
    return words("doubt.silent") if silent else ""


def distance_words(score: Score) -> str:
    """Say how far a score's progress is from its line, in points."""
    distance = number(abs(score.distance), 1)
    key = "below" if score.distance <= -VISIBLE else "above" if score.distance >= VISIBLE else "level"
    return words(f"doubt.distance_{key}", distance=distance)
