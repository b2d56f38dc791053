"""A brief written from an assessment: sections with their sentences, tables and charts."""

from dataclasses import dataclass, replace
from datetime import datetime

from briefing.brief import Brief, Chart, Section, Series
from data.catalog.catalog import Catalog, Role
from data.catalog.terms import SIDES
from evaluation.assessment import Assessment, Score
from evaluation.findings.arrivals import arrivals
from evaluation.findings.clauses import department_states, most_behind
from evaluation.findings.explain import score_before
from evaluation.findings.gap import service_gap
from evaluation.findings.lags import worst_of
from evaluation.keys import score_key, value_key
from figures.kit.tables import Cell, Column, Entry, Table
from reading.doubt import absent_words, grade_words, interval_words
from reading.findings import (
    VISIBLE,
    findings,
    flags,
    gap_is_part,
    gap_sentences,
    headline,
    is_city,
    measures_of,
    moved,
    name_of,
    names_of,
    note_of,
)
from reading.sentences import Sentence
from reading.text import SPACE, date_name, listed, month_name, rank_text, shown, written
from speech.clock import minute_of
from speech.numbers import number, signed
from speech.words import called, speaking, words


@dataclass(frozen=True)
class Imprint:
    """What an edition is known by: code, revision, the moment it was made, and what it rests on besides the data."""

    code: str
    revision: int
    made_at: datetime
    software: str
    boundaries: str


def write(assessment: Assessment, place: str, lang: str, imprint: Imprint) -> Brief:
    """Write the brief of a month for a place (the city's code for all) in a language."""
    with speaking(lang):
        month, city = month_name(assessment.month), is_city(assessment, place)
        mark = words("pages.demonstration") if assessment.kind == "demonstration" else ""
        made = minute_of(imprint.made_at)
        key = "title" if city else "title_place"
        names = {"city": name_of(assessment, assessment.catalog.plan.city), "place": name_of(assessment, place)}
        return Brief(
            code=imprint.code,
            month=assessment.month,
            place=place,
            lang=lang,
            title=words(f"brief.{key}", **names),
            subtitle=words("brief.subtitle", month=month, code=imprint.code, revision=imprint.revision),
            mark=words("pages.demonstration_long") if mark else "",
            foot=words("brief.foot", code=imprint.code, month=month, made=made, mark=mark).strip(f"{SPACE} "),
            facts=_facts(assessment, imprint, made),
            headline=headline(assessment, place),
            sections=_sections(assessment, place),
        )


def with_changes(brief: Brief, previous: str, count: int) -> Brief:
    """Say how many figures differ from the revision before."""
    with speaking(brief.lang):
        key = "changed" if count else "unchanged"
        fact = (words("brief.facts.previous"), words(f"brief.facts.{key}", previous=previous, count=count))
        return replace(brief, facts=(*brief.facts, fact))


def _sections(assessment: Assessment, place: str) -> tuple[Section, ...]:
    sections = [
        _section("findings", findings(assessment, place)),
        _section("moved", moved(assessment, place)),
        _measures(assessment, place),
    ]
    if is_city(assessment, place):
        sections.append(_counties(assessment))
    sections += [_gap(assessment, place), _money(assessment, place)]
    if is_city(assessment, place):
        sections.append(_departments(assessment))
    return (*sections, _reports(assessment, place))


def _section(
    name: str, sentences: tuple[Sentence, ...], table: Table | None = None, chart: Chart | None = None
) -> Section:
    return Section(name, words(f"brief.sections.{name}"), sentences, table, chart)


def _column(key: str, unit: str = "", decimals: int | None = None) -> Column:
    return Column(key, words(f"brief.columns.{key}"), words(f"brief.units.{unit}") if unit else "", decimals)


def _cell(value: float | None, decimals: int = 1, figure: str = "", *, with_sign: bool = False) -> Cell:
    text = signed(value, decimals) if with_sign and value is not None else written(value, decimals)
    return Cell(value, text, figure)


def _measures(assessment: Assessment, place: str) -> Section:
    rows = measures_of(assessment, place)
    names = [called(assessment.catalog.measures[row.code], "short") for row in rows]
    behind = sum(-row.distance >= VISIBLE for row in rows)
    text = words("brief.measures.reading", all=len(rows), behind=behind) if rows else words("brief.findings.unknown")
    sentences = (Sentence(text, tuple(map(score_key, rows))), *_absent(assessment, place))
    columns = (
        _column("measure"),
        _column("score", "points", 1),
        _column("ends", "points"),
        _column("grade"),
        _column("progress", "percent", 1),
        _column("line", "percent", 1),
        _column("difference", "percent_points", 1),
        _column("fresh", "percent", 1),
    )
    lines = tuple(
        (
            name,
            _cell(row.score, figure=score_key(row)),
            interval_words(row),
            grade_words(assessment.catalog, row),
            _cell(row.progress),
            _cell(row.line),
            _cell(row.distance, with_sign=True),
            _cell(row.fresh * 100),
        )
        for name, row in zip(names, rows, strict=True)
    )
    series = tuple(
        Series(words(f"brief.columns.{key}"), tuple(getattr(row, key) for row in rows)) for key in ("progress", "line")
    )
    chart = Chart("bars", words("brief.sections.measures"), tuple(names), series, words("brief.units.percent"))
    return _section("measures", sentences, Table(columns, lines) if rows else None, chart if rows else None)


def _absent(assessment: Assessment, place: str) -> tuple[Sentence, ...]:
    """Say how much of the total's weight nothing else takes over."""
    total = assessment.scores.get((place, "total", "total"))
    text = "" if total is None else absent_words(assessment.catalog, total)
    return (Sentence(text + words("brief.stop")),) if text else ()


def _counties(assessment: Assessment) -> Section:
    bands = sorted(assessment.bands.values(), key=lambda band: band.rank)
    silent = [each.place for each in assessment.catalog.counties if each.place not in assessment.bands]
    scores = [assessment.scores[band.place, "total", "total"] for band in bands]
    sentences = [Sentence(words("brief.counties.reading", count=len(bands)), tuple(map(score_key, scores)))]
    if silent:
        sentences.append(Sentence(words("brief.counties.missing", names=names_of(assessment, silent))))
    columns = (
        _column("county"),
        _column("score", "points", 1),
        _column("ends", "points"),
        _column("grade"),
        _column("rank"),
        _column("month_before", "points", 1),
    )
    lines: list[tuple[Entry, ...]] = [
        (
            name_of(assessment, band.place),
            _cell(score.score, figure=score_key(score)),
            interval_words(score),
            grade_words(assessment.catalog, score),
            rank_text(band),
            _cell(_since_month(assessment, score), with_sign=True),
        )
        for band, score in zip(bands, scores, strict=True)
    ]
    missing = words("pages.states.missing")
    lines += [(name_of(assessment, code), Cell(None, missing), *[words("pages.none")] * 4) for code in silent]
    names = tuple(name_of(assessment, band.place) for band in bands)
    series = (Series(words("brief.columns.score"), tuple(score.score for score in scores)),)
    chart = Chart("bars", words("brief.sections.counties"), names, series, words("brief.units.points"))
    return _section("counties", tuple(sentences), Table(columns, tuple(lines)), chart if bands else None)


def _since_month(assessment: Assessment, score: Score) -> float | None:
    before = score_before(assessment, score, 1)
    return None if before is None or score.score is None else score.score - before


def _gap(assessment: Assessment, place: str) -> Section:
    counties = [each.place for each in assessment.catalog.counties] if is_city(assessment, place) else []
    columns = (
        _column("county"),
        _column("urban", "percent", 1),
        _column("rural", "percent", 1),
        _column("difference", "percent_points", 1),
        _column("ratio", decimals=2),
        _column("year_before", "percent_points", 1),
    )
    lines = tuple(_gap_line(assessment, code) for code in (place, *counties))
    reading = service_gap(assessment, place)
    chart = None
    if reading is not None:
        months = tuple(month_name(point.month) for point in reading.series)
        series = tuple(
            Series(words(f"brief.columns.{side}"), tuple(getattr(point, side) for point in reading.series))
            for side in SIDES
        )
        chart = Chart("lines", words("brief.sections.gap"), months, series, words("brief.units.percent"))
    return _section("gap", gap_sentences(assessment, place), Table(columns, lines), chart)


def _gap_line(assessment: Assessment, place: str) -> tuple[Entry, ...]:
    reading, name = service_gap(assessment, place), name_of(assessment, place)
    if reading is None:
        return (name, *[Cell(None, words("pages.none"))] * 5)
    now = reading.now
    change = None if gap_is_part(assessment, place, reading) else reading.change
    return (
        name,
        _cell(now.urban),
        _cell(now.rural),
        _cell(now.difference),
        _cell(now.ratio, 2),
        _cell(change, with_sign=True),
    )


def _money(assessment: Assessment, place: str) -> Section:
    counties = [each.place for each in assessment.catalog.counties] if is_city(assessment, place) else []
    spent = assessment.catalog.one_with_role(Role.MONEY_SPENT)
    indicator = assessment.catalog.indicators.get(spent)
    rows = [assessment.judged.get((code, "total", spent)) for code in (place, *counties)]
    columns = (
        _column("county"),
        _column("execution", "percent", 1),
        _column("expected", "percent", 1),
        _column("came"),
    )
    lines = tuple(
        (
            name_of(assessment, row.place),
            Cell(row.value, written(row.value, 1) if row.value is not None else shown(row, indicator), value_key(row)),
            _cell(row.expected),
            note_of(row),
        )
        for row in rows
        if row is not None and indicator is not None
    )
    return _section("money", flags(assessment, place), Table(columns, lines) if lines else None)


def _departments(assessment: Assessment) -> Section:
    states = [state for state in department_states(assessment) if state.rows]
    worst = most_behind(states)
    known = any(row.value is not None for state in states for row in state.rows)
    text = words("brief.departments.fine" if known else "brief.findings.unknown")
    catalog: Catalog = assessment.catalog
    keys: tuple[str, ...] = ()
    if worst is not None:
        name = called(catalog.departments[worst.department])
        text = words("brief.departments.reading", name=name, behind=worst.counts["behind"], all=len(worst.rows))
        keys = tuple(map(value_key, worst.rows))
    numbers = ("indicators", "behind", "at_risk", "on_track")
    columns = (_column("department"), *(_column(key, decimals=0) for key in numbers), _column("worst"))
    lines: list[tuple[Entry, ...]] = []
    for state in states:
        counts = (len(state.rows), *(state.counts.get(key, 0) for key in numbers[1:]))
        worst_row = worst_of(state.rows)
        item = "" if worst_row is None else called(catalog.indicators[worst_row.indicator], "short")
        cells = (Cell(count, number(count)) for count in counts)
        lines.append((called(catalog.departments[state.department]), *cells, item))
    return _section("departments", (Sentence(text, keys),), Table(columns, tuple(lines)))


def _reports(assessment: Assessment, place: str) -> Section:
    reports = arrivals(assessment, None if is_city(assessment, place) else (place,))
    groups = {"missing": reports.missing, "late": reports.late, "warned": reports.warned}
    sentences = [words("brief.reports.came", all=len(reports.due), came=len(reports.came))]
    sentences += [
        words(f"brief.reports.{key}", names=names_of(assessment, [row.reporter for row in found]))
        for key, found in groups.items()
        if found
    ]
    if not any(groups.values()):
        sentences.append(words("brief.reports.whole"))
    columns = (_column("reporter"), _column("state"), _column("received"), _column("warnings", decimals=0))
    lines = tuple(
        (
            names_of(assessment, [row.reporter]),
            words(f"pages.states.{row.state}"),
            date_name(row.received_at) if row.received_at else words("pages.none"),
            Cell(row.warnings, number(row.warnings)),
        )
        for row in reports.due
    )
    return _section("reports", tuple(map(Sentence, sentences)), Table(columns, lines))


def _facts(assessment: Assessment, imprint: Imprint, made: str) -> tuple[tuple[str, str], ...]:
    """List what the edition rests on."""
    plan = assessment.catalog.plan
    bases = {row.basis: set[str]() for row in assessment.judged.values() if row.basis}
    for row in assessment.judged.values():
        if row.basis:
            bases[row.basis].add(row.indicator)
    targets = listed(
        words("brief.facts.basis_count", basis=words(f"pages.basis.{basis}"), count=len(bases[basis]))
        for basis in ("plan", "outline", "working")
        if basis in bases
    )
    methods = words(
        "brief.facts.methods_text",
        normalise=plan.scoring.normalise,
        aggregate=plan.scoring.aggregate_total,
        draws=plan.bands.draws,
        spread=plan.bands.weight_spread,
    )
    entries = (
        ("code", imprint.code),
        ("month", month_name(assessment.month)),
        ("made", made),
        ("version", str(assessment.version)),
        ("targets", targets),
        ("methods", methods),
        ("plan", assessment.catalog.fingerprint[:16]),
        ("boundaries", imprint.boundaries),
        ("software", imprint.software),
    )
    return tuple((words(f"brief.facts.{key}"), text) for key, text in entries if text)
