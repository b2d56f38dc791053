"""The counties' ranks with their bands: neighbours whose bands overlap are ties."""

from dash import html

from evaluation.assessment import Assessment, Band
from figures.kit.tables import Column, Entry, Table
from figures.kit.theme import DESK
from figures.standings import StandingRow, StandingWords, standings
from layouts.kit.context import Context
from layouts.kit.exhibits import Exhibit, number_cell
from layouts.kit.filters import both_names
from layouts.kit.tables import doubt_cells
from reading.doubt import grade_words
from reading.maps import rank_text
from reading.measures import why_hatched
from reading.text import joined, listed, written
from speech.words import called, words

ROW = 36
COLUMNS = {
    "place": None,
    "score": 1,
    "score_low": 1,
    "score_high": 1,
    "fresh": 0,
    "grade": None,
    "rank": 0,
    "low": 0,
    "high": 0,
    "median": 1,
    "ties": None,
}


def ranks_exhibit(context: Context) -> Exhibit:
    """The counties in the order of their ranks."""
    rows = _rows(context.assessment)
    return Exhibit(
        name="ranks",
        title=words("evaluation.ranks.title"),
        reading=_reading(context.assessment),
        table=lambda: ranks_table(context.assessment),
        figure=lambda: standings(rows, DESK, _words(), selected=context.view.place),
        key="place",
        note=words("evaluation.ranks.note"),
        foot=html.P(words("evaluation.ranks.ties"), className="foot"),
        height=ROW * len(rows) + 28,
    )


def ordered(assessment: Assessment) -> list[Band]:
    """List the bands in the order of the ranks; places of one rank stand in the plan's order."""
    return sorted(assessment.bands.values(), key=lambda band: (band.rank, band.place))


def tie_groups(assessment: Assessment) -> list[tuple[str, ...]]:
    """List runs of neighbours in rank that are ties, the best first."""
    groups: list[tuple[str, ...]] = []
    for band in ordered(assessment):
        if groups and groups[-1][-1] in band.ties:
            groups[-1] += (band.place,)
        else:
            groups.append((band.place,))
    return [group for group in groups if len(group) > 1]


def group_names(assessment: Assessment) -> str:
    """Name the runs of ties."""
    places = assessment.catalog.places
    names = [listed(called(places[code]) for code in group) for group in tie_groups(assessment)]
    return words("evaluation.ranks.group_join").join(names)


def _reading(assessment: Assessment) -> str:
    groups = tie_groups(assessment)
    if not groups:
        return words("evaluation.ranks.reading_none")
    if len(groups[0]) == len(assessment.bands):
        return words("evaluation.ranks.reading_all")
    return words("evaluation.ranks.reading_some", groups=group_names(assessment))


def _words() -> StandingWords:
    return StandingWords(
        score=words("evaluation.ranks.score"),
        rank=words("evaluation.ranks.rank", rank="{rank}"),
        standing=words("evaluation.ranks.standing"),
    )


def _rows(assessment: Assessment) -> list[StandingRow]:
    catalog, bands = assessment.catalog, ordered(assessment)
    rows = []
    for number, band in enumerate(bands):
        after = bands[number + 1].place if number + 1 < len(bands) else ""
        rows.append(
            StandingRow(
                place=band.place,
                name=called(catalog.places[band.place]),
                score=band.score,
                rank=band.rank,
                low=band.low,
                high=band.high,
                text=rank_text(assessment, band.place),
                tied=after in band.ties,
                note=joined(_notes(assessment, band)),
            )
        )
    absent = words("evaluation.ranks.unscored")
    others = [place for place in catalog.counties if place.place not in assessment.bands]
    return [*rows, *(StandingRow(each.place, called(each), None, None, 0, 0, absent, False, "") for each in others)]


def _notes(assessment: Assessment, band: Band) -> tuple[str, str]:
    median = words("evaluation.ranks.median", median=written(band.median, 0 if band.median.is_integer() else 1))
    return median, why_hatched(assessment.scores.get((band.place, "total", "total")))


def ranks_table(assessment: Assessment) -> Table:
    """Score, rank, band and ties."""
    catalog = assessment.catalog
    columns = tuple(
        Column(key, words(f"evaluation.ranks.columns.{key}"), decimals=decimals, pinned=key == "place")
        for key, decimals in COLUMNS.items()
    )
    rows: list[tuple[Entry, ...]] = []
    found = _rows(assessment)
    for row in found:
        band, score = assessment.bands.get(row.place), assessment.scores.get((row.place, "total", "total"))
        known = (band.rank, band.low, band.high) if band else (None, None, None)
        rows.append(
            (
                both_names(catalog.places[row.place]),
                number_cell(row.score, 1),
                *doubt_cells(score),
                grade_words(catalog, score) if score and score.score is not None else "",
                *(number_cell(value) for value in known),
                number_cell(band.median if band else None, 1),
                listed(called(catalog.places[code]) for code in band.ties) if band else row.text,
            )
        )
    return Table(columns, tuple(rows), "place", tuple(row.place for row in found))
