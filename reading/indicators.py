"""One indicator in words and rows: its sentence, its pictures' rows, its target, what it rests on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from data.catalog.catalog import SPLITS, Indicator, Target
from data.catalog.terms import MOVING, SIDES, Split
from evaluation.assessment import Assessment, Judged
from evaluation.findings.ledger import ledger_row, versions_of
from figures.ranked import RankedRow, RankedWords
from figures.trend import EVEN, TrendLine, TrendPoint, TrendTarget, TrendVersion, TrendWords
from reading.doubt import beside, carried_words, doubt_words, freshness_words, sampling_words, undetectable_words
from reading.text import amount, joined, leads, listed, month_name, month_words, notes, spread
from speech.months import number_of
from speech.numbers import MINUS, number
from speech.words import called, words

SHOWN = {"urban_rural": SPLITS, "rural": ("total",), "county": ("total",), "city": ("total",)}
NEARLY = 0.05
YEAR = 12


def splits(indicator: Indicator) -> tuple[str, ...]:
    """List the splits that an indicator can be read by."""
    return SHOWN[indicator.split]


def sentence(assessment: Assessment, place: str, split: Split, indicator: Indicator) -> str:
    """Say where a place stands and how far its countryside is behind; for the city, which county is worst too."""
    city = place == assessment.catalog.plan.city
    row = assessment.judged.get((place, split, indicator.indicator))
    month, name = month_name(assessment.month), called(assessment.catalog.places[place])
    if row is None or row.value is None:
        state = words(f"pages.states.{row.state if row else 'missing'}")
        return words("pages.infrastructure.no_value", month=month, place=name, state=state)
    parts = [
        words(
            "pages.infrastructure.sentence",
            month=month,
            place=name,
            split="" if split == "total" else words(f"pages.splits.{split}"),
            value=amount(row.value, indicator) + _beside(row),
        ),
        _against_line(row, indicator),
        _worst(assessment, split, indicator) if city else "",
        _rural(assessment, place, indicator) if split == "total" else "",
        _missing(assessment, split, indicator) if city else "",
        _rests_on(row),
    ]
    return "".join([*parts, words("pages.overview.stop")])


def _beside(row: Judged) -> str:
    """Write beside a value its interval, and of when it is; a city's sum says that with its counties."""
    return beside(sampling_words(row), "" if freshness_words(row) else carried_words(row))


def _rests_on(row: Judged) -> str:
    """Say which counties a city's value rests on, and of when the oldest figure among them is."""
    return words("pages.semicolon") + doubt_words(row) if freshness_words(row) else ""


def _against_line(row: Judged, indicator: Indicator) -> str:
    if row.value is None or row.expected is None:
        return ""
    difference = row.value - row.expected
    if abs(difference) < 0.5 * 10**-indicator.decimals:
        return words("pages.infrastructure.even")
    key = "above" if difference > 0 else "below"
    return words(f"pages.infrastructure.{key}", difference=spread(difference, indicator))


def _worst(assessment: Assessment, split: Split, indicator: Indicator) -> str:
    rows = [(row, row.value) for row in _counties(assessment, split, indicator) if row.value is not None]
    if len({value for _, value in rows}) < 2:  # where all are alike, none is the worst
        return ""
    pick = min if indicator.direction == "up" else max
    row, value = pick(rows, key=lambda pair: pair[1])
    name = called(assessment.catalog.places[row.place])
    return words("pages.infrastructure.worst", name=name, value=amount(value, indicator))


def _counties(assessment: Assessment, split: Split, indicator: Indicator) -> list[Judged]:
    keys = [(place.place, split, indicator.indicator) for place in assessment.catalog.counties]
    return [assessment.judged[key] for key in keys if key in assessment.judged]


def _missing(assessment: Assessment, split: Split, indicator: Indicator) -> str:
    rows = [row for row in _counties(assessment, split, indicator) if row.state == "missing"]
    if not rows:
        return ""
    names = listed(called(assessment.catalog.places[row.place]) for row in rows)
    return words("pages.infrastructure.missing", names=names)


def _rural(assessment: Assessment, place: str, indicator: Indicator) -> str:
    """Compare countryside and town where the figures can be compared: a count says nothing of the gap."""
    if indicator.split != "urban_rural" or indicator.formula == "count":
        return ""
    urban, rural = (assessment.series(place, indicator.indicator, split=split) for split in SIDES)
    now = _difference(urban[-1], rural[-1])
    if now is None:
        return ""
    key = "rural_below" if now >= 0 else "rural_above"
    text = words(f"pages.infrastructure.{key}", difference=spread(now, indicator))
    before = _difference(urban[-13], rural[-13]) if len(urban) > 12 and len(rural) > 12 else None
    if before is None or abs(abs(now) - abs(before)) < NEARLY:
        return text
    moved = abs(now) - abs(before)
    key = "gap_narrowing" if moved < 0 else "gap_widening"
    return text + words(f"pages.infrastructure.{key}", change=spread(moved, indicator))


def spread_sentence(assessment: Assessment, split: Split, indicator: Indicator) -> str:
    """Name the best and the worst county."""
    rows = [row for row in _counties(assessment, split, indicator) if row.value is not None]
    if len(rows) < 2:
        return ""
    ordered = sorted(rows, key=lambda row: row.value or 0.0, reverse=indicator.direction == "up")
    best, worst = ordered[0], ordered[-1]
    names = [called(assessment.catalog.places[row.place]) for row in (best, worst)]
    values = [amount(row.value, indicator) for row in (best, worst)]
    key = "spread_even" if best.value == worst.value else "spread"
    return words(
        f"pages.infrastructure.{key}", best=names[0], best_value=values[0], worst=names[1], worst_value=values[1]
    )


def counts_sentence(rows: Sequence[RankedRow]) -> str:
    """Count who stands on the line, who below it, who didn't report."""
    counts = [
        (key, sum(row.status in statuses for row in rows))
        for key, statuses in (("on_track", ("on_track",)), ("below", ("at_risk", "behind")), ("silent", ("no_data",)))
    ]
    parts = [words(f"pages.infrastructure.count_{key}", count=count) for key, count in counts if count]
    return listed(parts) + words("pages.overview.stop") if parts else words("pages.infrastructure.not_judged")


def change_sentence(assessment: Assessment, place: str, split: Split, indicator: Indicator) -> str:
    """Say what has changed since the month before and since a year before, where both have a value of the whole."""
    series = assessment.series(place, indicator.indicator, split=split)
    if series and series[-1].value is not None and _is_part(assessment, series[-1], indicator):
        return words("pages.infrastructure.change_part")
    values = [None if _is_part(assessment, row, indicator) else row.value for row in series]
    now = values[-1] if values else None
    parts = []
    surveyed = bool(series) and series[-1].doubt > 0
    for key, back in (("since_month", 1), ("since_year", YEAR))[surveyed:]:  # a survey comes once a year
        before = values[-1 - back] if len(values) > back else None
        if now is not None and before is not None:
            sign = "+" if now > before else MINUS if now < before else ""
            unsure = beside(undetectable_words(assessment, series[-1])) if back == YEAR else ""
            parts.append(words(f"pages.overview.{key}", change=sign + spread(now - before, indicator)) + unsure)
    return joined(parts) + words("pages.overview.stop") if parts else ""


def _difference(urban: Judged, rural: Judged) -> float | None:
    return None if urban.value is None or rural.value is None else urban.value - rural.value


def ranked_row(assessment: Assessment, row: Judged, dots: bool) -> RankedRow:
    """Give a place its row in the ranked bars; `dots` adds town and countryside, where they can be compared."""
    indicator = assessment.catalog.indicators[row.indicator]
    comparable = dots and indicator.split == "urban_rural" and indicator.formula != "count"
    urban, rural = (assessment.judged[row.place, split, row.indicator].value if comparable else None for split in SIDES)
    return RankedRow(
        place=row.place,
        name=called(assessment.catalog.places[row.place]),
        state=row.state,
        value=row.value,
        expected=row.expected,
        urban=urban,
        rural=rural,
        status=row.status,
        late_green=notes(row) if row.late_green else "",
        gated=bool(row.gate),
        note="" if row.late_green else notes(row),
    )


def ranked_words(indicator: Indicator) -> RankedWords:
    """Give the ranked bars their words."""
    return RankedWords(
        unit=called(indicator, "unit"),
        urban=words("pages.splits.urban"),
        rural=words("pages.splits.rural"),
        expected=words("pages.figures.expected", value="{value}"),
        expected_each=words("pages.figures.expected_each"),
        absent={state: words(f"pages.states.{state}") for state in ("missing", "not_applicable", "no_rate")},
        hover_value=words("pages.figures.hover_value", value="{value}", unit="{unit}"),
        hover_expected=words("pages.figures.hover_difference", value="{value}", difference="{difference}"),
        hover_split=words("pages.figures.hover_split", urban="{urban}", rural="{rural}"),
    )


def trend_lines(
    assessment: Assessment, place: str, split: Split | Literal[""], indicator: Indicator
) -> list[TrendLine]:
    """Give the lines of a place: its value and the line expected; town and countryside where none is chosen."""
    series = assessment.series(place, indicator.indicator, split=split or "total")
    comparable = not split and indicator.split == "urban_rural" and indicator.formula != "count"
    lines = [
        TrendLine(
            part, words(f"pages.splits.{part}"), _points(assessment.series(place, indicator.indicator, split=part))
        )
        for part in (SIDES if comparable else ())
    ]
    whole = [None if _is_part(assessment, row, indicator) else row.expected for row in series]
    if any(value is not None for value in whole):
        expected = tuple(TrendPoint(row.month, value) for row, value in zip(series, whole, strict=True))
        lines.append(TrendLine("expected", words("pages.figures.trend_expected"), expected))
    actual = tuple(
        replace(point, value=None) if _is_part(assessment, row, indicator) else point
        for point, row in zip(_points(series), series, strict=True)
    )
    even = _even_points(assessment, series, indicator)
    lines += [TrendLine(EVEN, words("pages.figures.trend_even"), even)] if even else []
    return [*lines, TrendLine("total", words("pages.figures.trend_actual"), actual)]


def _even_points(assessment: Assessment, series: Sequence[Judged], indicator: Indicator) -> tuple[TrendPoint, ...]:
    """Give the even line of a flow, a twelfth of the target a month, where another course is expected of it."""
    other = assessment.catalog.plan.method.course != "even" or indicator.course
    if indicator.pace != "year" or not other or not any(row.target is not None for row in series):
        return ()
    return tuple(
        TrendPoint(row.month, None if row.target is None else row.target * number_of(row.month) / YEAR)
        for row in series
    )


def _is_part(assessment: Assessment, row: Judged, indicator: Indicator) -> bool:
    """Tell a city's count that lacks a county: a dip in the line would look like a loss, so the line has a gap.

    Where silence is counted, a flow keeps the months that came and a state its last value: nothing dips.
    """
    counted = assessment.catalog.plan.method.counts_silence
    there = row.places_reported + (row.places_carried if counted else 0)
    return indicator.is_added and there < row.places_expected and not (counted and indicator.kind == "flow")


def _points(series: tuple[Judged, ...]) -> tuple[TrendPoint, ...]:
    return tuple(
        TrendPoint(row.month, row.value, bool(row.gate) or row.places_reported < row.places_expected) for row in series
    )


def trend_words(indicator: Indicator) -> TrendWords:
    """Give the trend its words."""
    return TrendWords(
        unit=called(indicator, "unit"),
        missing=words("pages.figures.trend_missing"),
        hollow=words("pages.figures.trend_hollow"),
        months=month_words(),
    )


def trend_target(assessment: Assessment, row: Judged, indicator: Indicator) -> TrendTarget | None:
    """Put the target in force at the end of its period, with what it rests on."""
    entry = ledger_row(assessment, row)
    if entry is None or row.target is None:
        return None
    year = assessment.month[:4] if entry.period == "*" else entry.period[:4]
    month = entry.period if "-" in entry.period else f"{year}-12"
    label = f"{words('pages.infrastructure.columns.target')} {number(row.target, indicator.decimals)}"
    return TrendTarget(month, row.target, label, words(f"pages.basis.{row.basis}"))


def trend_versions(assessment: Assessment, row: Judged) -> list[TrendVersion]:
    """List the values that a place's target has had, each from the month it came into force; none if it never moved."""
    return [
        TrendVersion(f"{target.in_force_from:%Y-%m}", target.value)
        for target in versions_of(assessment, row)
        if target.value is not None
    ]


def target_text(assessment: Assessment, row: Judged, indicator: Indicator) -> str:
    """Write the target in force, with its basis and version."""
    basis = words(f"pages.basis.{row.basis}") if row.basis else ""
    entry = ledger_row(assessment, row)
    if row.rule in MOVING:
        asked = "" if entry is None else change_asked(entry, indicator)
        return words(f"pages.infrastructure.target_{row.rule}", basis=basis, asked=asked)
    if entry is None or row.target is None:
        return words("pages.infrastructure.no_target")
    period = words("pages.year_name", year=assessment.month[:4] if entry.period == "*" else entry.period[:4])
    return words(
        "pages.infrastructure.target",
        period=period,
        value=amount(row.target, indicator),
        basis=basis,
        version=row.version,
    ) + _baseline(row, entry, indicator)


def change_asked(target: Target, indicator: Indicator) -> str:
    """Write by how much a target asks for a change: in per cent of what it was, of a growth rate in points."""
    if target.rule not in MOVING or target.value is None:
        return ""
    unit = words("pages.percent_points") if indicator.formula == "growth" else "%"
    return words("doubt.change_asked", change=number(target.value, 0 if target.value.is_integer() else 1), unit=unit)


def _baseline(row: Judged, entry: Target, indicator: Indicator) -> str:
    """Write where the line begins, and mark what isn't the ledger's but the first figure reported."""
    if row.baseline is None or indicator.pace != "line":
        return ""
    key = "first_reported" if entry.baseline is None else "baseline"
    return words(f"doubt.{key}", value=amount(row.baseline, indicator))


def basis(assessment: Assessment, indicator: Indicator) -> list[tuple[str, str]]:
    """List what an indicator rests on: the clause in its own words, who leads, how it is worked out."""
    clause = assessment.catalog.clauses[indicator.clause]
    quoted = words(
        "pages.infrastructure.clause_text", number=f"{clause.clause} {called(clause, 'title')}", text=clause.text_zh
    )
    return [
        (words("pages.infrastructure.clause"), quoted),
        (words("pages.infrastructure.leads"), leads(assessment, clause.measure)),
        (words("pages.infrastructure.definition"), _definition(assessment, indicator)),
    ]


def _definition(assessment: Assessment, indicator: Indicator) -> str:
    catalog = assessment.catalog
    if indicator.rollup == "derived":
        return words("pages.infrastructure.formula_parity")
    numerator, denominator = (
        " + ".join(called(catalog.variables[name]) for name in names)
        for names in (indicator.numerator, indicator.denominator)
    )
    key = {"share": "share", "rate": "rate"}.get(indicator.formula, "count")
    return words(
        f"pages.infrastructure.formula_{key}",
        numerator=numerator,
        denominator=denominator,
        factor=number(indicator.factor),
    )
