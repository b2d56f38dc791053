"""The sentences that write themselves: headline, five findings, what moved and why, the gap, the money."""

from collections.abc import Iterable, Sequence

from data.catalog.catalog import Role
from data.catalog.terms import SIDES
from evaluation.assessment import Assessment, Score
from evaluation.findings.arrivals import arrivals
from evaluation.findings.explain import Change, Part, change_since
from evaluation.findings.flags import Raised, pairs
from evaluation.findings.gap import GapReading, service_gap
from evaluation.findings.lags import lags, lags_of, worst_measure
from evaluation.keys import score_key, value_key
from reading.doubt import score_words, silent_words, standing_words
from reading.sentences import Sentence
from reading.text import expected_amount, leads, listed, month_name, rank_text, shown, written
from speech.numbers import least_written, number, signed
from speech.words import called, words

VISIBLE = least_written(1)
NAMED = 3


def is_city(assessment: Assessment, place: str) -> bool:
    """Tell the city from a county."""
    return place == assessment.catalog.plan.city


def name_of(assessment: Assessment, place: str) -> str:
    """Name a place."""
    return called(assessment.catalog.places[place])


def headline(assessment: Assessment, place: str) -> Sentence:
    """Say how the place stands, against the line, and whether reports are missing."""
    month, name = month_name(assessment.month), name_of(assessment, place)
    total = assessment.scores.get((place, "total", "total"))
    if total is None or total.score is None:
        share = f"{number(0.0 if total is None else total.share * 100)}%"
        text = words("brief.headline_none", month=month, place=name, share=share)
        return Sentence(text + words("brief.stop"), () if total is None else (score_key(total),))
    standing, score = standing_words(assessment, place), score_words(assessment.catalog, total)
    text = words("brief.headline", month=month, place=name, standing=standing, score=score)
    text += silent_words(assessment, place)
    reports = arrivals(assessment)
    if reports.missing and is_city(assessment, place):
        key = "incomplete_counted" if assessment.catalog.plan.method.counts_silence else "incomplete"
        text += words(f"brief.{key}", all=len(reports.due), missing=len(reports.missing))
    return Sentence(text + words("brief.stop"), (score_key(total),))


def findings(assessment: Assessment, place: str) -> tuple[Sentence, ...]:
    """Give the five findings: the measure and the county that lag, the gap, the item to ask about first, the money."""
    second = _counties(assessment) if is_city(assessment, place) else _own_rank(assessment, place)
    return (
        _worst(assessment, place),
        second,
        gap_sentences(assessment, place)[0],
        _lag(assessment, place),
        _money(assessment, place),
    )


def measures_of(assessment: Assessment, place: str) -> list[Score]:
    """List the scores of the actions and projects in the plan's order."""
    measures = [code for code, each in assessment.catalog.measures.items() if each.kind in ("action", "project")]
    rows = (assessment.scores.get((place, "measure", code)) for code in measures)
    return [row for row in rows if row is not None and row.score is not None]


def _worst(assessment: Assessment, place: str) -> Sentence:
    rows = measures_of(assessment, place)
    worst = worst_measure(rows)
    if worst is None:
        return Sentence(words("brief.findings.unknown"))
    if -worst.distance < VISIBLE:
        return Sentence(words("brief.findings.fine"), tuple(map(score_key, rows)))
    text = words(
        "brief.findings.worst",
        name=called(assessment.catalog.measures[worst.code], "short"),
        progress=written(worst.progress, 1),
        line=written(worst.line, 1),
        difference=number(-worst.distance, 1),
    )
    return Sentence(text, (score_key(worst),))


def _counties(assessment: Assessment) -> Sentence:
    """Name the first and the last, and which counties can't be told apart from them."""
    bands = sorted(assessment.bands.values(), key=lambda band: band.rank)
    if len(bands) < 2:
        return Sentence(words("brief.counties.reading", count=len(bands)))
    first, last = bands[0], bands[-1]
    names = {band.place: name_of(assessment, band.place) for band in bands}
    text = words(
        "brief.findings.counties",
        first=names[first.place],
        first_score=number(first.score, 1),
        last=names[last.place],
        last_score=number(last.score, 1),
        apart=number(first.score - last.score, 1),
    )
    if first.ties:
        text += words("brief.findings.counties_tied", names=listed(names[each] for each in (first.place, *first.ties)))
    rows = (assessment.scores[band.place, "total", "total"] for band in (first, last))
    return Sentence(text, tuple(map(score_key, rows)))


def _own_rank(assessment: Assessment, place: str) -> Sentence:
    band, total = assessment.bands.get(place), assessment.scores.get((place, "total", "total"))
    if band is None or total is None:
        return Sentence(words("brief.counties.missing", names=name_of(assessment, place)))
    return Sentence(words("brief.findings.own_rank", rank=rank_text(band)), (score_key(total),))


def _lag(assessment: Assessment, place: str) -> Sentence:
    found = lags(assessment, 1) if is_city(assessment, place) else lags_of(assessment, place, 1)
    if not found:
        known = any(row.place == place and row.value is not None for row in assessment.judged.values())
        return Sentence(words(f"brief.findings.{'no_lag' if known else 'unknown'}"))
    row, catalog = found[0], assessment.catalog
    indicator = catalog.indicators[row.indicator]
    text = words(
        "brief.findings.lag",
        place=name_of(assessment, row.place),
        indicator=called(indicator),
        value=shown(row, indicator),
        expected=expected_amount(row.expected, indicator),
        leads=leads(assessment, catalog.clauses[indicator.clause].measure),
    )
    return Sentence(text, (value_key(row),))


def _money(assessment: Assessment, place: str) -> Sentence:
    row = assessment.judged.get((place, "total", assessment.catalog.one_with_role(Role.MONEY_SPENT)))
    if row is None or row.value is None or row.expected is None:
        return Sentence(words("brief.findings.money_none"))
    indicator = assessment.catalog.indicators[row.indicator]
    below = row.expected - row.value
    text = words(
        f"brief.findings.{'money_behind' if below >= VISIBLE else 'money_ahead'}",
        value=shown(row, indicator),
        expected=expected_amount(row.expected, indicator),
        difference=number(abs(below), 1),
    )
    return Sentence(text, (value_key(row),))


# The gap


def gap_sentences(assessment: Assessment, place: str) -> tuple[Sentence, ...]:
    """Say how far the countryside is behind and which way that went, always by the name of its measure."""
    reading = service_gap(assessment, place)
    if reading is None:
        return (Sentence(words("brief.gap.none")),)
    return (
        Sentence(_now(reading) + _moved(reading), _rests(assessment, place, reading)),
        *_extremes(assessment, place),
    )


def _now(reading: GapReading) -> str:
    now = reading.now
    return words(
        "brief.gap.now",
        count=len(reading.indicators),
        urban=number(now.urban, 1),
        rural=number(now.rural, 1),
        difference=number(now.difference, 1),
        ratio=words("pages.none") if now.ratio is None else number(now.ratio, 2),
    )


def _moved(reading: GapReading) -> str:
    cause = words(f"wall_gap.cause_{reading.cause}") if reading.cause else ""
    return words(f"brief.gap.{reading.direction}", change=number(abs(reading.change or 0.0), 1), cause=cause)


def _rests(assessment: Assessment, place: str, reading: GapReading) -> tuple[str, ...]:
    rows = (assessment.judged[place, side, name] for name in reading.indicators for side in SIDES)
    return tuple(map(value_key, rows))


def _extremes(assessment: Assessment, place: str) -> tuple[Sentence, ...]:
    """Name the counties where it is widest and narrowest."""
    if not is_city(assessment, place):
        return ()
    found = [(each.place, service_gap(assessment, each.place)) for each in assessment.catalog.counties]
    known = sorted(((code, reading) for code, reading in found if reading), key=lambda pair: pair[1].now.difference)
    if len(known) < 2:
        return ()
    (narrow, least), (wide, most) = known[0], known[-1]
    text = words(
        "brief.gap.widest",
        place=name_of(assessment, wide),
        difference=number(most.now.difference, 1),
        other=name_of(assessment, narrow),
        least=number(least.now.difference, 1),
    )
    return (Sentence(text, _rests(assessment, wide, most) + _rests(assessment, narrow, least)),)


# What moved


def moved(assessment: Assessment, place: str) -> tuple[Sentence, ...]:
    """Say how the total changed since last month, and which indicators raised and lowered it most."""
    change = change_since(assessment, place, 1)
    if change is None:
        return (Sentence(words("brief.moved.none")),)
    text = words(
        "brief.moved.since",
        month=month_name(change.month),
        before=number(change.before, 1),
        now=number(change.now, 1),
        change=signed(change.now - change.before, 1),
    )
    total = assessment.scores[place, "total", "total"]
    return (Sentence(text, (score_key(total),)), *_parts(assessment, place, change))


def _parts(assessment: Assessment, place: str, change: Change) -> Iterable[Sentence]:
    for key, sign in (("up", 1), ("down", -1)):
        found = [part for part in change.parts if part.points * sign >= VISIBLE][:NAMED]
        if found:
            names = listed(_part(assessment, part) for part in found)
            rows = (assessment.scores.get((place, "indicator", part.indicator)) for part in found)
            keys = tuple(score_key(row) for row in rows if row is not None)
            yield Sentence(words(f"brief.moved.{key}", names=names), keys)


def _part(assessment: Assessment, part: Part) -> str:
    name = called(assessment.catalog.indicators[part.indicator], "short")
    return words("brief.moved.part", indicator=name, points=signed(part.points, 1))


# Money against things


def flags(assessment: Assessment, place: str) -> tuple[Sentence, ...]:
    """Say where money and things part."""
    looked_at = [pair for pair in pairs(assessment) if is_city(assessment, place) or pair.place == place]
    if not any(pair.comparable for pair in looked_at):
        return (Sentence(words("brief.money.unknown")),)
    found = [raised for pair in looked_at for raised in pair.raised]
    return tuple(_flag(assessment, raised) for raised in found) or (
        Sentence(words(f"brief.money.{'no_flags' if is_city(assessment, place) else 'no_flags_here'}")),
    )


def _flag(assessment: Assessment, raised: Raised) -> Sentence:
    thing = assessment.catalog.indicators[raised.thing.indicator]
    text = words(
        "brief.money.flags",
        place=name_of(assessment, raised.thing.place),
        flag=called(raised.flag),
        thing=called(thing, "short"),
        value=shown(raised.thing, thing),
    )
    return Sentence(text, (value_key(raised.money), value_key(raised.thing)))


def names_of(assessment: Assessment, reporters: Sequence[str]) -> str:
    """Name reporters, counties and departments."""
    catalog = assessment.catalog
    return listed(called(catalog.places.get(code) or catalog.departments[code]) for code in reporters)
