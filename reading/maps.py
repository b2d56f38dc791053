"""What the maps show: scores with rank bands, or an indicator's values."""

from data.catalog.terms import Level, Split
from evaluation.assessment import Assessment
from figures.map import MapRow
from geo.boundaries import Boundaries
from reading import text
from reading.measures import is_hatched, why_hatched
from reading.text import notes, shown, shown_bare
from speech.numbers import number
from speech.words import called, words


def source_line(boundaries: Boundaries, review: str | None) -> str:
    """Print where the boundaries come from, and the review number or that it is still to come."""
    reviewed = words("pages.review_number", number=review) if review else words("pages.review_missing")
    source = words(f"geo.source_{boundaries.source}", origin=boundaries.origin)
    return words("pages.source_line", source=source, review=reviewed)


def score_rows(assessment: Assessment, measure: str) -> list[MapRow]:
    """Give each county its total with its rank band, or its score in one measure."""
    level: Level = "measure" if measure else "total"
    rows = []
    for place in assessment.catalog.counties:
        score = assessment.scores.get((place.place, level, measure or "total"))
        value = None if score is None else score.score
        shown_score = words("pages.states.missing") if value is None else number(value, 1)
        note = "" if measure else rank_text(assessment, place.place)
        rows.append(
            MapRow(
                place=place.place,
                name=called(place),
                value=value,
                text=shown_score,
                note=note,
                state="missing" if value is None else "reported",
                gated=is_hatched(score),
                hover="<br>".join(part for part in (f"{shown_score} {note}", why_hatched(score)) if part.strip()),
            )
        )
    return rows


def rank_text(assessment: Assessment, place: str) -> str:
    """Write a rank with its band."""
    band = assessment.bands.get(place)
    return "" if band is None else text.rank_text(band)


def indicator_rows(assessment: Assessment, split: Split, indicator: str) -> list[MapRow]:
    """Give each county its value of an indicator; none of an indicator that only the city has."""
    entry = assessment.catalog.indicators[indicator]
    rows = []
    for place in assessment.catalog.counties:
        row = assessment.judged.get((place.place, split, indicator))
        if row is None:
            continue
        rows.append(
            MapRow(
                place=place.place,
                name=called(place),
                value=row.value,
                text=shown_bare(row, entry),  # a label with its unit can be wider than the city
                note="",
                state=row.state,
                gated=bool(row.gate),
                hover="<br>".join(part for part in (shown(row, entry), notes(row)) if part),
            )
        )
    return rows
