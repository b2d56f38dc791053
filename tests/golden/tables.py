"""What the engine says of the demonstration: every table and finding of four months, as texts that can be compared."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from briefing.writing import Imprint, write
from data.catalog.catalog import read_catalog
from data.demonstration.demonstration import open_demonstration
from data.demonstration.knobs import read_knobs
from data.store.store import open_store
from evaluation.assessment import Assessment, Assessments, Judged, Score
from evaluation.findings.clauses import clause_states, department_states
from evaluation.findings.county import made_good, strengths_of
from evaluation.findings.explain import change_since
from evaluation.findings.flags import pairs
from evaluation.findings.funding import bridge, pace
from evaluation.findings.gap import service_gap
from evaluation.findings.gap_desk import comparable, county_gaps, gaps
from evaluation.findings.lags import lags, lags_of
from evaluation.findings.milestones import all_steps
from evaluation.findings.orders import funnel
from evaluation.findings.records import Records
from evaluation.findings.theil import theil_readings
from evaluation.keys import score_key, value_key
from speech.words import LANGUAGES
from tests.lhasa import PLAN

FOLDER = Path(__file__).resolve().parent
MONTHS = ("2023-01", "2024-08", "2025-06", "2025-12")
"""The plan's first month; one in the middle with a silent county; a year's half; the plan's end."""
KEYS = {
    "judged": ["month", "place", "indicator", "split"],
    "scores": ["month", "place", "level", "code"],
    "bands": ["month", "place"],
    "gaps": ["month", "place", "finding", "item"],
    "flags": ["month", "place", "finding", "item"],
    "findings": ["month", "place", "finding", "item"],
    "sentences": ["month", "place", "lang", "section", "number"],
}
"""The columns that name a row of each table."""
IMPRINT = Imprint("CODE", 1, datetime(2026, 1, 1, tzinfo=UTC), "0", "-")

Door: TypeAlias = tuple[Assessments, Records]


def fill(folder: Path) -> Door:
    """Bring the demonstration's reports in, through workbooks and intake, and open the doors to what they say."""
    store = open_store(database(folder))
    demonstration = open_demonstration(store, read_catalog(PLAN), read_knobs(PLAN))
    for outcome in demonstration.bring_in(store, folder / "reports"):
        assert outcome.status != "rejected", outcome
    store.close()
    return opened(folder)


def opened(folder: Path) -> Door:
    """Open the doors to a folder that is filled."""
    store, catalog = open_store(database(folder)), read_catalog(PLAN)
    return Assessments(store, catalog), Records(store, catalog)


def database(folder: Path) -> str:
    """Give the URL of a filled folder's database."""
    return f"sqlite:///{folder / 'kesu.db'}"


def tables(door: Door) -> dict[str, pd.DataFrame]:
    """Make every table; all cells are texts, floats with as many digits as tell them apart."""
    months = [door[0].at(month) for month in MONTHS]
    assert [each.month for each in months] == list(MONTHS)
    made = {
        "judged": [row for each in months for row in _rows(each.judged.values())],
        "scores": [row for each in months for row in _rows(each.scores.values())],
        "bands": [{"month": each.month} | row for each in months for row in _rows(each.bands.values())],
        "gaps": [row for each in months for row in _found(each, GAPS)],
        "flags": [row for each in months for row in _found(each, {"pairs": (False, pairs)})],
        "findings": [row for each in months for row in _found(each, {**FINDINGS, **_of_records(door[1])})],
        "sentences": [row for each in months for row in _sentences(each)],
    }
    return {name: _ordered(pd.DataFrame(rows), KEYS[name]) for name, rows in made.items()}


def save(name: str, table: pd.DataFrame) -> None:
    """Keep a table; the same table is the same bytes."""
    text = table.to_csv(index=False, lineterminator="\n").encode()
    _file(name).write_bytes(gzip.compress(text, mtime=0))


def kept(name: str) -> pd.DataFrame:
    """Read what is kept."""
    return pd.read_csv(_file(name), dtype=str, keep_default_na=False)


def differences(name: str, was: pd.DataFrame, now: pd.DataFrame) -> list[str]:
    """Say place, indicator (or what else names the row), column, was and is of every cell that differs."""
    key = KEYS[name]
    before, after = ({tuple(row[n] for n in key): row for row in each.to_dict("records")} for each in (was, now))
    columns = dict.fromkeys((*was.columns, *now.columns))
    return [
        f"{name} {' '.join(row)}: {column} was {first} is {second}"
        for row in dict.fromkeys((*before, *after))
        for column in columns
        if (first := before.get(row, {}).get(column, "-")) != (second := after.get(row, {}).get(column, "-"))
    ]


def _file(name: str) -> Path:
    return FOLDER / f"{name}.csv.gz"


def _ordered(table: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    assert not table.duplicated(key).any()
    rest = [column for column in table.columns if column not in key]
    return table[key + rest].sort_values(key, ignore_index=True)


def _rows(found: Any) -> Iterator[dict[str, str]]:
    for row in found:
        yield {each.name: _text(getattr(row, each.name)) for each in fields(row)}


def _text(value: Any) -> str:
    if isinstance(value, Judged):
        return str(value_key(value))
    if isinstance(value, Score):
        return str(score_key(value))
    if isinstance(value, tuple):
        return " ".join(map(_text, value))
    return "" if value is None else str(value)


# Findings, taken apart down to texts

Finder: TypeAlias = Callable[..., Any]
Finders: TypeAlias = Mapping[str, tuple[bool, Finder]]
"""By name: whether it is asked of every place (or of the city alone), and the function."""

GAPS: Finders = {
    "gaps": (True, gaps),
    "service_gap": (True, service_gap),
    "widest_counties": (
        False,
        lambda each: [
            " ".join([indicator.indicator, *(gap.place for gap in county_gaps(each, indicator))])
            for indicator in comparable(each.catalog)
        ],
    ),
}
FINDINGS: Finders = {
    "bridge": (True, bridge),
    "change": (True, lambda each, place: change_since(each, place, 1)),
    "change_of_year": (True, lambda each, place: change_since(each, place, 12)),
    "clauses": (True, clause_states),
    "departments": (False, department_states),
    "funnel": (True, funnel),
    "lags": (False, lambda each: lags(each, 20)),
    "lags_of": (True, lambda each, place: lags_of(each, place, 20)),
    "made_good": (True, made_good),
    "milestones": (True, all_steps),
    "pace": (True, pace),
    "strengths": (True, lambda each, place: strengths_of(each, place, 20)),
    "theil": (False, lambda each: theil_readings(each, comparable(each.catalog))),
}


def _of_records(records: Records) -> Finders:
    return {
        "conspicuous": (False, lambda each: records.conspicuous(each.month)),
        "corrections": (False, lambda each: records.corrections(each.month)),
    }


def _found(assessment: Assessment, finders: Finders) -> Iterator[dict[str, str]]:
    catalog = assessment.catalog
    places = (*(place.place for place in catalog.counties), catalog.plan.city)
    for (name, (everywhere, find)), place in product(finders.items(), places):
        if everywhere or place == catalog.plan.city:
            found = find(assessment, place) if everywhere else find(assessment)
            for item, value in _parts(found):
                row = {"month": assessment.month, "place": place, "finding": name}
                yield row | {"item": item.strip("."), "value": value}


def _parts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Take a finding apart into its values, each under the way that leads to it; what the plan says is left out."""
    if isinstance(value, Judged | Score) or not (is_dataclass(value) or isinstance(value, tuple | list | dict)):
        yield path, _text(value)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _parts(each, f"{path}.{key}")
    elif isinstance(value, tuple | list):
        yield f"{path}.count", str(len(value))
        for number, each in enumerate(value):
            yield from _parts(each, f"{path}.{number}")
    elif (named := PLANS_OWN.get(type(value).__name__)) is not None:
        yield path, _text(getattr(value, named))
    else:
        for each in fields(value):
            if each.name != "series":  # other months' values
                yield from _parts(getattr(value, each.name), f"{path}.{each.name}")


PLANS_OWN = {
    "Clause": "clause",
    "Department": "department",
    "Flag": "flag",
    "Indicator": "indicator",
    "Measure": "measure",
    "Milestone": "step",
    "Target": "version",
}


def _sentences(assessment: Assessment) -> Iterator[dict[str, str]]:
    """Write every brief's text, with the figures that each sentence rests on."""
    catalog = assessment.catalog
    for place, lang in product((*(each.place for each in catalog.counties), catalog.plan.city), LANGUAGES):
        brief = write(assessment, place, lang, IMPRINT)
        where = {"month": assessment.month, "place": place, "lang": lang}
        parts = [("headline", (brief.headline,)), *((each.name, each.sentences) for each in brief.sections)]
        for section, sentences in parts:
            for number, each in enumerate(sentences):
                row = {"section": section, "number": f"{number:02d}", "text": each.text}
                yield where | row | {"figures": " ".join(each.figures)}
