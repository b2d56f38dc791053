"""What an edition rests on: figures, plan and boundaries, frozen and served to nobody but the maker."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Thread

from werkzeug.serving import WSGIRequestHandler, make_server

from briefing.writing import Imprint
from data.catalog.brief import BriefPlan, read_brief_plan
from data.catalog.catalog import Catalog, read_catalog
from data.reports.report import digest
from data.store.snapshot import unpack_snapshot
from data.store.store import open_store
from editions.kept import BOUNDARIES, PLAN, SNAPSHOT, EditionError, code_of
from evaluation.assessment import Assessment, Assessments
from geo.boundaries import prepare
from geo.shapes import to_json
from reading.maps import source_line
from settings import ROOT, Settings
from speech.words import speaking, words
from web.application import create_app

Progress = Callable[[str, int, int], None]  # what is done, how many of how many


class Quiet(WSGIRequestHandler):
    """Answers without a line in the log for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Order:
    """What is to be made: a month, a place (the city's code for all) and a language."""

    month: str
    place: str
    lang: str


@dataclass(frozen=True)
class Frozen:
    """What an edition rests on: where it is unpacked, its settings, plan, assessment, and the files that go along."""

    folder: Path
    settings: Settings
    catalog: Catalog
    plan: BriefPlan
    assessment: Assessment
    boundaries: str
    files: Mapping[str, bytes]


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
    boundaries = prepare([place.place for place in catalog.counties], settings.var, settings.boundaries)
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


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """Serve what is sealed, to this machine alone, as long as the block lasts."""
    server = make_server("127.0.0.1", 0, create_app(settings).server, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def named(order: Order) -> tuple[str, str, str]:
    """Give what two revisions have in common."""
    return order.month, order.place, order.lang


def as_json(value: object) -> bytes:
    """Write JSON that is the same for the same content."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()
