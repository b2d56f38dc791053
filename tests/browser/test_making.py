"""An edition from order to ZIP by a real browser: sealed, revised, opened again; and what keeps one from being made."""

import errno
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from docx import Document
from flask.testing import FlaskClient

from briefing.progress import read_progress
from briefing.proof import Unproven
from data.catalog.catalog import read_catalog
from data.reports.report import digest
from data.store.store import open_store
from editions.kept import Edition, EditionError
from editions.opened import faults_of
from layouts.printed import admissible_texts
from layouts.wall import city
from publishing import making, picturing
from publishing.order import Order
from settings import Settings
from speech.months import Month
from tests import lhasa
from web.application import create_app
from web.server import serving

CITY = Order(Month(lhasa.LAST), "540100", "zh")


def with_few_pages(settings: Settings, folder: Path) -> Settings:
    """Take the plan with one page and one scene, and a copy of the database."""
    plan = folder / "plan"
    shutil.copytree(settings.plan, plan)
    (plan / "brief.yaml").write_text("prefix: LS\nlanguages: [zh]\npages: [/]\n", encoding="utf-8")
    (plan / "wall.yaml").write_text("scenes: [city]\n", encoding="utf-8")
    shutil.copy(settings.var / "kesu.db", folder / "kesu.db")
    return replace(settings, plan=plan, var=folder, database_url=f"sqlite:///{folder / 'kesu.db'}")


@pytest.fixture(scope="module")
def office(lhasa_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return with_few_pages(lhasa_settings, tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def editions(office: Settings) -> tuple[Edition, Edition]:
    """The first and the second revision of one month."""
    return making.make(office, CITY, serving), making.make(office, CITY, serving)


@pytest.fixture(scope="module")
def client(office: Settings, editions: tuple[Edition, Edition]) -> FlaskClient:
    return create_app(office).server.test_client()


def test_an_edition_has_its_files_and_is_proven(editions: tuple[Edition, Edition]) -> None:
    first, _ = editions
    documents = {"brief.pdf", "brief.docx", "brief.pptx", "brief.xlsx", "snapshot.db.gz", "boundaries.json"}
    pictures = {f"pictures/{name}.png" for name in ("page-overview", "page-overview-4k", "wall-city", "wall-city-4k")}
    assert documents | pictures <= first.files.keys()
    assert list(faults_of(first)) == []
    assert first.manifest["kind"] == "demonstration" and first.manifest["version"] == first.version
    keys = {key for each in first.manifest["sentences"] for key in each["figures"]}
    assert keys and keys <= first.manifest["figures"].keys()


def test_every_document_names_its_code(editions: tuple[Edition, Edition], tmp_path: Path) -> None:
    first, _ = editions
    (tmp_path / "brief.docx").write_bytes(first.member("brief.docx"))
    document = Document(str(tmp_path / "brief.docx"))
    assert first.code in document.sections[0].footer.paragraphs[0].text
    assert first.member("brief.pdf").startswith(b"%PDF")


def test_a_second_run_is_revision_two_with_the_same_pictures(editions: tuple[Edition, Edition]) -> None:
    first, second = editions
    assert (first.revision, second.revision, second.previous) == (1, 2, first.code)
    assert second.manifest["changes"] == [] and first.code != second.code
    assert second.manifest["figures"] == first.manifest["figures"]
    pictures = [name for name in first.files if name.endswith(".png")]
    assert len(pictures) == 4
    assert {name: second.files[name] for name in pictures} == {name: first.files[name] for name in pictures}


def test_the_code_opens_what_was_sealed(client: FlaskClient, editions: tuple[Edition, Edition]) -> None:
    first, _ = editions
    answer = client.get(f"/e/{first.code}")
    assert answer.status_code == 200
    assert first.code in answer.text and "没有变化" in answer.text
    assert client.get("/e/LS-2402-2222").status_code == 404
    with client.get(f"/editions/{first.code}.zip") as whole:
        assert whole.data == first.path.read_bytes()
    assert client.get(f"/editions/{first.code}/brief.pdf").mimetype == "application/pdf"
    assert client.get(f"/editions/{first.code}/none").status_code == 404


def test_what_has_changed_since_is_listed(client: FlaskClient, office: Settings, editions: tuple[Edition, ...]) -> None:
    catalog, store = read_catalog(office.plan), open_store(office.database_url)
    report = lhasa._report(catalog, "540121", lhasa.LAST, np.random.default_rng(1))
    content = b"a corrected file"
    report = replace(report, content=content, sha256=digest(content))
    store.save(report, datetime(2024, 3, 20, tzinfo=UTC), late=True, touches=[catalog.plan.city])
    store.close()
    text = client.get(f"/e/{editions[0].code}").text
    assert "个数字与封存时不同" in text


def nothing_left(settings: Settings) -> bool:
    """Tell whether a failed run left nothing but the word of it."""
    return {path.name for path in (settings.var / "editions").iterdir()} == {"making.json"}


@pytest.fixture
def fresh(lhasa_settings: Settings, tmp_path: Path) -> Settings:
    return with_few_pages(lhasa_settings, tmp_path)


def test_a_figure_changed_between_capture_and_check_stops_it(fresh: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def altered(*given: object) -> Mapping[str, frozenset[str]]:
        found = admissible_texts(*given)  # type: ignore[arg-type]
        return {key: frozenset({"12,345.678"}) for key in found}

    monkeypatch.setattr(picturing, "admissible_texts", altered)
    with pytest.raises(Unproven, match="印出的数字与存储的不一致"):
        making.make(fresh, CITY, serving)
    found = read_progress(fresh.var / "editions")
    assert found is not None and "page-overview" in found.error
    assert nothing_left(fresh)


def test_a_panel_that_failed_stops_it_by_name(fresh: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(city, "_total", broken)
    with pytest.raises(Unproven, match="wall-city"):
        making.make(fresh, CITY, serving)
    assert nothing_left(fresh)


def test_a_full_disk_is_said_and_leaves_nothing(fresh: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(making, "captured_pictures", full)
    with pytest.raises(EditionError, match="磁盘已满"):
        making.make(fresh, CITY, serving)
    assert nothing_left(fresh)


def test_a_character_without_a_glyph_stops_it(fresh: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.proof.shipped_glyphs", lambda: frozenset(range(0x80)))
    with pytest.raises(Unproven, match=r"随附的字体里没有这些字"):
        making.make(fresh, CITY, serving)
    assert nothing_left(fresh)
