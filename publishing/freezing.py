"""Freezing: a snapshot of figures, plan and boundaries, and the name that follows from them."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from briefing.writing import Imprint
from data.catalog.brief import read_brief_plan
from data.catalog.catalog import read_catalog
from data.reports.report import digest
from data.store.snapshot import unpack_snapshot
from data.store.store import open_store
from editions.kept import BOUNDARIES, PLAN, SNAPSHOT, EditionError, code_of
from evaluation.assessment import Assessments
from geo.shapes import to_json
from publishing.order import Frozen, Order, as_json, named
from reading.boundaries import boundaries_of
from reading.maps import source_line
from settings import ROOT, Settings
from speech.words import speaking, words


def freeze(settings: Settings, order: Order, folder: Path) -> Frozen:
    """Take a snapshot of figures, plan and boundaries, and go on with nothing but that.

    Raises:
        EditionError: the month has no data.
    """
    store = open_store(settings.database_url)
    try:
        Assessments(store, read_catalog(settings.plan)).at()  # brings the tables up to date
        store.write_snapshot(folder / SNAPSHOT)
    finally:
        store.close()
    files = {SNAPSHOT: (folder / SNAPSHOT).read_bytes()}
    for path in sorted(each for each in settings.plan.iterdir() if each.is_file()):
        content = files[PLAN + path.name] = path.read_bytes()
        (folder / PLAN).mkdir(exist_ok=True)
        (folder / PLAN / path.name).write_bytes(content)
    catalog = read_catalog(folder / PLAN)
    boundaries = boundaries_of(catalog, settings.var, settings.boundaries)
    files[BOUNDARIES] = to_json(boundaries).encode()
    sealed = replace(settings, database_url=unpack_snapshot(folder / SNAPSHOT, folder), plan=folder / PLAN)
    opened = open_store(sealed.database_url)
    assessment = Assessments(opened, catalog).at(order.month)
    opened.close()
    if assessment.month != order.month:
        known = ", ".join(assessment.months)
        raise EditionError(words("editions.no_month", month=order.month, known=known))
    with speaking(order.lang):
        source = source_line(boundaries, settings.map_review_number)
    return Frozen(folder, sealed, catalog, read_brief_plan(folder / PLAN), assessment, source, files)


def imprint_of(frozen: Frozen, order: Order, revision: int) -> Imprint:
    """Name the edition by everything that it rests on."""
    seal = {
        "order": named(order),
        "revision": revision,
        "software": software(),
        "files": {name: digest(content) for name, content in frozen.files.items()},
    }
    code = code_of(frozen.plan.prefix, order.month, sha256(as_json(seal)).digest())
    return Imprint(code, revision, datetime.now(UTC).replace(microsecond=0), software(), frozen.boundaries)


def software() -> str:
    """Give the version of this program."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    return next(line.split('"')[1] for line in text.splitlines() if line.startswith("version = "))
