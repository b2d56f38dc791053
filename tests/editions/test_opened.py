"""Sealed editions opened again and proven."""

import gzip
import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from data.reports.report import digest
from data.store.store import Store
from editions.kept import BOUNDARIES as BOUNDARIES_FILE
from editions.kept import MANIFEST, PLAN, SNAPSHOT, Edition, pack, read_edition
from editions.opened import KEPT, Difference, Editions, differences, faults_of, figures_of
from evaluation.findings.records import Records
from geo.shapes import to_json
from speech.months import Month
from speech.words import words
from tests.city import FILES
from tests.small import BOUNDARIES, CITY, EAST, SmallCity, rooms

CODE = "KE-2503-ABCD"
ROOMS = f"room_rate|{CITY}|2025-03|total"
PRINTED = {ROOMS: 85.0, f"room_rate|{EAST}|2025-03|rural": 90.0, f"{CITY}|2025-03|total|total": None}

Content = dict[str, bytes]


@pytest.fixture
def content(rooms_city: SmallCity, tmp_path: Path) -> Content:
    """What an edition of March 2025 rests on, and a document."""
    return content_of(rooms_city, tmp_path)


def content_of(city: SmallCity, folder: Path) -> Content:
    """Freeze a city, once its tables are up to date."""
    city.assessments.at()
    city.store.write_snapshot(folder / SNAPSHOT)
    plan = {PLAN + name: text.lstrip("\n").encode() for name, text in FILES.items()}
    boundaries = {BOUNDARIES_FILE: to_json(BOUNDARIES).encode()}
    return {SNAPSHOT: (folder / SNAPSHOT).read_bytes(), **plan, **boundaries, "brief.pdf": b"%PDF-1.7"}


@pytest.fixture
def city(tmp_path: Path) -> Iterator[SmallCity]:
    """The city without a report."""
    made = SmallCity(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "editions"
    made.mkdir()
    return made


@pytest.fixture
def editions(folder: Path) -> Iterator[Editions]:
    opened = Editions(folder)
    yield opened
    for each in opened._opened.values():
        each.store.close()


def sealed(folder: Path, content: Content, packed: Content | None = None, code: str = CODE, **says: object) -> Edition:
    """Seal `content`, though what is `packed` may be something else."""
    manifest = {
        "code": code,
        "month": "2025-03",
        "place": CITY,
        "lang": "zh",
        "revision": 1,
        "made_at": "2025-04-15T04:00:00+00:00",
        "version": 6,
        "previous": "",
        "figures": PRINTED,
        "files": {name: digest(each) for name, each in content.items()},
    }
    files = content if packed is None else packed
    pack({MANIFEST: json.dumps(manifest | says).encode(), **files}, folder / f"{code}.zip")
    return read_edition(folder / f"{code}.zip")


def tampered(packed: bytes, statement: str) -> bytes:
    """Change a snapshot's tables."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "snapshot.db"
        path.write_bytes(gzip.decompress(packed))
        connection = sqlite3.connect(path)
        assert connection.execute(statement).rowcount == 1
        connection.commit()
        connection.close()
        return gzip.compress(path.read_bytes())


# Differences


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ({}, {}, ()),
        ({"a": 1.0, "b": None}, {"b": None, "a": 1.0}, ()),
        ({"a": 1.0, "b": 2.0}, {"a": 1.0, "b": 2.5}, (Difference("b", 2.0, 2.5),)),
        ({"a": None}, {"a": 0.0}, (Difference("a", None, 0.0),)),
        ({"a": 3.0}, {"a": None}, (Difference("a", 3.0, None),)),
        ({"a": 3.0}, {"c": 4.0}, (Difference("a", 3.0, None), Difference("c", None, 4.0))),
        ({"a": None}, {"c": None}, ()),
        ({"z": 1.0, "a": 1.0}, {"a": 2.0, "y": 5.0, "z": 2.0}, "z a y"),
    ],
)
def test_differences_are_listed_in_their_order(
    before: Mapping[str, float | None], now: Mapping[str, float | None], found: Any
) -> None:
    told = differences(before, now)
    assert told == found if isinstance(found, tuple) else [each.key for each in told] == found.split()


def test_figures_are_named_by_their_keys(rooms_city: SmallCity) -> None:
    """85 % of the schools have a room in March 2025; 45 % of the weight is known, too little for a total."""
    known = rooms_city.assessments.at()
    figures = figures_of(known)
    assert {key: figures[key] for key in PRINTED} == PRINTED
    assert figures[f"{CITY}|2025-03|measure|A1"] == pytest.approx(100)
    assert len(figures) == len(known.judged) + len(known.scores)
    assert figures_of(rooms_city.assessments.at("2024-01"))[f"room_rate|{CITY}|2024-01|total"] == pytest.approx(55)


# Opening


def test_an_edition_opens_with_the_same_figures(
    rooms_city: SmallCity, content: Content, folder: Path, editions: Editions
) -> None:
    sealed(folder, content)
    opened = editions.open(CODE)
    assert opened is not None and opened.edition.code == CODE
    assert opened.assessment.month == "2025-03"
    assert figures_of(opened.assessment) == figures_of(rooms_city.assessments.at("2025-03"))
    assert opened.assessment.bands == rooms_city.assessments.at("2025-03").bands
    assert opened.assessment.reporting == rooms_city.assessments.at("2025-03").reporting
    assert opened.assessments.catalog.fingerprint == rooms_city.catalog.fingerprint
    assert opened.boundaries == BOUNDARIES
    source = (EAST, Month("2025-03"), "room_rate")
    traced = opened.records.trace(*source, split="rural")
    assert traced == Records(rooms_city.store, rooms_city.catalog).trace(*source, split="rural") != ()


def test_an_edition_keeps_its_figures_though_the_database_goes_on(
    city: SmallCity, folder: Path, editions: Editions, tmp_path: Path
) -> None:
    city.report(EAST, "2025-03", rooms(10, 9))
    sealed(folder, content_of(city, tmp_path), figures={})
    city.report(EAST, "2025-03", rooms(5, 5))
    opened = editions.open(CODE)
    assert opened is not None
    key = f"room_rate|{EAST}|2025-03|total"
    before, now = figures_of(opened.assessment), figures_of(city.assessments.at())
    assert (before[key], now[key]) == (95.0, 50.0)
    assert Difference(key, 95.0, 50.0) in differences(before, now)


def test_an_unknown_code_opens_nothing(content: Content, folder: Path, editions: Editions) -> None:
    sealed(folder, content)
    for code in ("KE-2503-ABCE", "", "making.json", f"../{folder.name}/{CODE}", CODE.lower()):
        assert editions.open(code) is None
    assert [each.code for each in editions.listed()] == [CODE]


def test_a_folder_that_isnt_there_has_no_editions(tmp_path: Path) -> None:
    none = Editions(tmp_path / "none")
    assert (none.listed(), none.open(CODE)) == ((), None)


def test_an_edition_stays_open_until_others_are_asked_for(content: Content, folder: Path, editions: Editions) -> None:
    codes = [f"KE-2503-AAA{letter}" for letter in "ABCD"]
    assert len(codes) == KEPT + 1
    for code in codes:
        sealed(folder, content, code=code)
    first = editions.open(codes[0])
    assert first is not None and editions.open(codes[0]) is first
    for code in codes[1:]:
        editions.open(code)
    again = editions.open(codes[0])
    assert again is not None and again is not first
    assert figures_of(again.assessment)[ROOMS] == 85.0


def test_the_store_of_an_edition_that_falls_out_is_closed(
    content: Content, folder: Path, editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, close = [], Store.close

    def noted(store: Store) -> None:
        closed.append(store)
        close(store)

    monkeypatch.setattr(Store, "close", noted)
    opened = []
    for letter in "ABCD":
        sealed(folder, content, code=f"KE-2503-AAA{letter}")
        opened.append(editions.open(f"KE-2503-AAA{letter}"))
        editions.open("KE-2503-AAAA")  # the first is asked for again, the second falls out
    assert opened[1] is not None and closed == [opened[1].store]


def test_two_doors_to_a_folder_open_the_same(content: Content, folder: Path, editions: Editions) -> None:
    sealed(folder, content)
    other = Editions(folder)
    for each in (editions.open(CODE), other.open(CODE)):
        assert each is not None and figures_of(each.assessment)[ROOMS] == 85.0
    assert [each.code for each in editions.listed()] == [CODE]
    for opened in other._opened.values():
        opened.store.close()


# Proving


def test_a_sound_edition_has_no_fault(content: Content, folder: Path) -> None:
    assert list(faults_of(sealed(folder, content))) == []


def test_a_changed_file_is_found(content: Content, folder: Path) -> None:
    edition = sealed(folder, content, content | {"brief.pdf": b"%PDF-1.8"})
    assert list(faults_of(edition)) == [words("editions.fault_changed", name="brief.pdf")]


def test_a_missing_file_is_found(content: Content, folder: Path) -> None:
    edition = sealed(folder, content, {name: each for name, each in content.items() if name != "brief.pdf"})
    assert list(faults_of(edition)) == [words("editions.fault_missing", name="brief.pdf")]


def test_added_files_are_found(content: Content, folder: Path) -> None:
    edition = sealed(folder, content, content | {"z.txt": b"", "plan/a.csv": b""})
    assert list(faults_of(edition)) == [words("editions.fault_added", name=name) for name in ("plan/a.csv", "z.txt")]


def test_a_changed_figure_in_the_manifest_is_found(content: Content, folder: Path) -> None:
    edition = sealed(folder, content, figures=PRINTED | {ROOMS: 86.0, f"{CITY}|2025-03|total|total": 60.0, "none": 1.0})
    assert list(faults_of(edition)) == [
        words("editions.fault_figure", key=ROOMS, printed=86.0, stored=85.0),
        words("editions.fault_figure", key=f"{CITY}|2025-03|total|total", printed=60.0, stored=None),
        words("editions.fault_figure", key="none", printed=1.0, stored=None),
    ]


def test_a_changed_target_is_found_though_its_digest_was_changed_too(content: Content, folder: Path) -> None:
    targets = content["plan/targets.csv"].replace(b"total,2025,100,at_least", b"total,2025,50,at_least")
    assert targets != content["plan/targets.csv"]
    edition = sealed(folder, content | {"plan/targets.csv": targets})
    assert list(faults_of(edition)) == [words("editions.fault_table", name=name) for name in ("judged", "scores")]


def test_a_changed_table_is_found_though_its_digest_was_changed_too(content: Content, folder: Path) -> None:
    key = f"indicator = 'room_rate' AND place = '{CITY}' AND month = '2025-03' AND split = 'total'"
    snapshot = tampered(content[SNAPSHOT], f"UPDATE judged SET value = 95 WHERE {key}")
    edition = sealed(folder, content | {SNAPSHOT: snapshot})
    assert list(faults_of(edition)) == [
        words("editions.fault_table", name="judged"),
        words("editions.fault_figure", key=ROOMS, printed=85.0, stored=95.0),
    ]
