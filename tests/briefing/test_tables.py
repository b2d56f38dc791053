"""The figures behind a brief: which columns say how sure they are, of a county that is silent in the last month."""

from collections.abc import Iterator

import pytest

from briefing.tables import judged_table, scores_table
from data.catalog.catalog import read_catalog
from data.store.store import open_store
from evaluation.assessment import Assessment, Assessments
from figures.kit.tables import Cell, Table
from settings import Settings
from tests import lhasa

LHASA = "540100"


@pytest.fixture(scope="module")
def real(lhasa_settings: Settings) -> Iterator[Assessment]:
    """February 2024, in which 540122 says nothing."""
    store = open_store(lhasa_settings.database_url)
    yield Assessments(store, read_catalog(lhasa_settings.plan)).at()
    store.close()


def entries(table: Table, row: int, *keys: str) -> list[object]:
    """The values of a row in the named columns."""
    found = dict(zip((column.key for column in table.columns), table.rows[row], strict=True))
    return [entry.value if isinstance(entry := found[key], Cell) else entry for key in keys]


def test_a_judged_value_says_who_is_fresh_carried_and_missing(real: Assessment) -> None:
    table, rows = judged_table(real), [(place, code) for place, _, code in real.judged]
    keys = ("reported", "carried_places", "missing", "carried", "fresh")
    city, silent = ((place, "funding_execution_rate") for place in (LHASA, lhasa.SILENT))
    assert entries(table, rows.index(city), *keys)[:4] == [7, 1, 0, "2024年1月"]
    assert entries(table, rows.index(silent), *keys) == [0, 1, 0, "2024年1月", 0.0]
    assert entries(table, rows.index(silent), "low", "high") == [0.0, 100.0], "a carried state may be anything"


def test_a_score_says_its_ends_and_what_is_fresh_and_absent(real: Assessment) -> None:
    table, rows = scores_table(real), list(real.scores.values())
    at = rows.index(real.scores[lhasa.SILENT, "total", "total"])
    total = real.scores[lhasa.SILENT, "total", "total"]
    assert entries(table, at, "score", "low", "high", "fresh", "absent") == [
        total.score, total.low, total.high, total.fresh, total.absent
    ]  # fmt: skip
    assert entries(table, at, "grade", "grade_to") == ["", ""], "none before March"
