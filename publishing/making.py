"""Making an edition: freeze the figures, write the brief, capture and prove the pictures, pack all as one ZIP."""

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError

from briefing.brief import Brief
from briefing.browser import find_browser
from briefing.capture import Captured
from briefing.paper import as_html
from briefing.printing import print_pdf
from briefing.progress import Progress as Making
from briefing.progress import is_alive, write_progress
from briefing.proof import Unproven, prove_letters
from briefing.sheet import as_xlsx
from briefing.slides import as_pptx
from briefing.tables import judged_table, scores_table
from briefing.word import as_docx
from briefing.writing import Imprint, with_changes, write
from data.catalog.brief import read_brief_plan
from data.catalog.catalog import read_catalog
from data.reports.report import digest
from data.store.store import open_store
from editions.kept import MANIFEST, Edition, EditionError, edition_of, editions_in, pack, read_edition
from editions.opened import FOLDER, Difference, differences, figures_of, open_edition
from evaluation.assessment import Assessment, Assessments
from publishing.freezing import freeze, imprint_of
from publishing.order import Frozen, Order, Progress, Serving, as_json, named
from publishing.picturing import captured_pictures, pictures_of
from settings import Settings
from speech.mistakes import Mistake
from speech.months import Month, month_of, ordinal
from speech.words import LANGUAGES, speaking, words

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CHECKS = ("panels", "text", "glyphs", "figures", "marks", "size")


def folder_of(settings: Settings) -> Path:
    """Give the folder in which editions are kept."""
    return settings.var / FOLDER


def make(settings: Settings, order: Order, serving: Serving, progress: Progress = lambda *_: None) -> Edition:
    """Make an edition, and let who asks know how far it is; it is told when it's done and why it failed.

    Raises:
        As `make_quietly`.
    """
    folder, state = folder_of(settings), Making(order.month, order.place, os.getpid())

    def told(step: str, done: int, total: int) -> None:
        write_progress(folder, replace(state, step=step, done=done, total=total))
        progress(step, done, total)

    try:
        edition = make_quietly(settings, order, serving, told)
    except BaseException as error:  # whatever it is, who waits for the edition is told
        reason = EditionError(words("editions.disk_full", folder=folder)) if _is_full(error) else error
        _fail(folder, state, reason)
        if reason is error:
            raise
        raise reason from error
    write_progress(folder, replace(state, code=edition.code))
    return edition


def _is_full(error: BaseException) -> bool:
    """Tell a disk without room, as the system or SQLite says it."""
    return (isinstance(error, OSError) and error.errno in FULL) or (
        isinstance(error, OperationalError) and "disk is full" in str(error)
    )


def _fail(folder: Path, state: Making, error: BaseException) -> None:
    """Say why nothing was made; a full disk has no room even for that."""
    name = type(error).__name__
    told = str(error) or name if isinstance(error, (Mistake, OSError)) else words("editions.broken", error=name)
    with suppress(OSError):
        write_progress(folder, replace(state, error=told))


def make_quietly(settings: Settings, order: Order, serving: Serving, progress: Progress) -> Edition:
    """Make an edition; another one of the same month, place and language is the next revision.

    Raises:
        NoBrowser: there is no Chromium, Chrome or Edge.
        Unproven: a picture failed a proof; nothing is kept.
        CaptureFailed: the browser died.
        EditionError: the month has no data.
    """
    find_browser()
    target = folder_of(settings)
    target.mkdir(parents=True, exist_ok=True)
    _tidy(target)
    with tempfile.TemporaryDirectory(prefix=f"making-{os.getpid()}-", dir=target) as name:
        progress("freeze", 0, 1)
        frozen = freeze(settings, order, Path(name))
        earlier = [each for each in editions_in(target) if (each.month, each.place, each.lang) == named(order)]
        revision = max((each.revision for each in earlier), default=0) + 1
        previous = next((each.code for each in earlier if each.revision == revision - 1), "")
        imprint = imprint_of(frozen, order, revision)
        progress("write", 0, 1)
        changes = _changes(settings, previous, frozen.assessment)
        brief = write(frozen.assessment, order.place, order.lang, imprint)
        if previous:
            brief = with_changes(brief, previous, len(changes))
        prove_words(brief)
        with serving(frozen.settings) as address:
            captured = captured_pictures(frozen, order, brief, address, progress)
            files = _documents(frozen, order, brief, captured, address, progress)
        manifest = _manifest(frozen, order, brief, captured, files, imprint)
        manifest |= {"previous": previous, "changes": [[each.key, each.before, each.now] for each in changes]}
        progress("pack", 0, 1)
        packed = {MANIFEST: as_json(manifest), **files}
        path = target / f"{imprint.code}.zip"
        pack(packed, path)
    return read_edition(path)


def prove_words(brief: Brief) -> None:
    """Prove that every character of the text has a glyph in the shipped fonts.

    Raises:
        Unproven: naming the part and the characters.
    """
    parts = [("", f"{brief.title}{brief.foot}{brief.headline.text}")]
    parts += [(each.title, "".join(sentence.text for sentence in each.sentences)) for each in brief.sections]
    letters = sorted({(letter, title) for title, text in parts for letter in text})
    if faults := prove_letters(words("briefs.text"), letters):
        raise Unproven(faults)


def orders(settings: Settings, month: Month, place: str, lang: str, *, each_place: bool) -> tuple[Order, ...]:
    """List what a month's order means: the city or one county, or each county; in one language or all of the plan's.

    Raises:
        EditionError: place or language isn't known.
    """
    plan, catalog = read_brief_plan(settings.plan), read_catalog(settings.plan)
    counties = tuple(each.place for each in catalog.counties)
    known = (catalog.plan.city, *counties)
    if place and place not in known:
        raise EditionError(words("editions.unknown_place", found=place, known=", ".join(known)))
    if lang and lang not in LANGUAGES:
        raise EditionError(words("editions.unknown_lang", found=lang, known=", ".join(LANGUAGES)))
    places = counties if each_place else (place or catalog.plan.city,)
    return tuple(Order(month, each, spoken) for each in places for spoken in ((lang,) if lang else plan.languages))


def _changes(settings: Settings, previous: str, assessment: Assessment) -> tuple[Difference, ...]:
    """List the figures that differ from the revision before."""
    edition = edition_of(folder_of(settings), previous)
    if edition is None:
        return ()
    with tempfile.TemporaryDirectory(prefix="kesu-previous-") as name:
        opened = open_edition(edition, Path(name))
        before = figures_of(opened.assessment)
        opened.store.close()
    return differences(before, figures_of(assessment))


def _tidy(folder: Path) -> None:
    """Remove what a process that was killed has left."""
    for left in folder.glob("making-*-*"):
        if not is_alive(int(left.name.split("-")[1])):
            shutil.rmtree(left, ignore_errors=True)


def due(settings: Settings, today: datetime) -> tuple[Order, ...]:
    """List what should have been made by now and hasn't: the month before, or that before the due day is reached."""
    plan, catalog = read_brief_plan(settings.plan), read_catalog(settings.plan)
    store = open_store(settings.database_url)
    months = Assessments(store, catalog).at().months  # brings the tables up to date
    store.close()
    back = 1 if today.day >= plan.day else 2
    month = month_of(ordinal(f"{today:%Y-%m}") - back)
    made = {(each.month, each.place, each.lang) for each in _made(settings)}
    orders = (Order(month, catalog.plan.city, lang) for lang in plan.languages)
    return tuple(order for order in orders if month in months and named(order) not in made)


def _made(settings: Settings) -> tuple[Edition, ...]:
    folder = folder_of(settings)
    return editions_in(folder) if folder.is_dir() else ()


def _documents(
    frozen: Frozen, order: Order, brief: Brief, captured: Sequence[Captured], address: str, progress: Progress
) -> dict[str, bytes]:
    progress("documents", 0, 4)
    full = replace(brief, pictures=pictures_of(order, frozen.catalog, captured))
    with speaking(order.lang):
        judged, scores = judged_table(frozen.assessment), scores_table(frozen.assessment)
    files = dict(frozen.files)
    files |= {f"pictures/{each.shot.name}.png": each.png for each in captured}
    files["brief.xlsx"] = as_xlsx(full, judged, scores)
    progress("documents", 1, 4)
    files["brief.docx"] = as_docx(full)
    progress("documents", 2, 4)
    files["brief.pptx"] = as_pptx(full)
    progress("documents", 3, 4)
    files["brief.pdf"] = print_pdf(address, as_html(full))
    return files


def _manifest(
    frozen: Frozen,
    order: Order,
    brief: Brief,
    captured: Sequence[Captured],
    files: Mapping[str, bytes],
    imprint: Imprint,
) -> dict[str, Any]:
    """Say what is sealed, and which figures each sentence and picture rests on."""
    known = figures_of(frozen.assessment)
    sentences = [{"text": each.text, "figures": list(each.figures)} for each in brief.sentences()]
    printed = {key for each in captured for key, _ in each.texts if key in known}
    rested = sorted({key for each in brief.sentences() for key in each.figures if key in known} | printed)
    return {
        "code": imprint.code,
        "month": order.month,
        "place": order.place,
        "lang": order.lang,
        "revision": imprint.revision,
        "made_at": imprint.made_at.isoformat(),
        "kind": frozen.assessment.kind,
        "version": frozen.assessment.version,
        "plan": frozen.catalog.fingerprint,
        "software": imprint.software,
        "boundaries": imprint.boundaries,
        "facts": list(brief.facts),
        "sentences": sentences,
        "figures": {key: known[key] for key in rested},
        "pictures": [
            {
                "file": f"pictures/{each.shot.name}.png",
                "address": each.shot.address,
                "width": each.width,
                "height": each.height,
                "figures": [list(pair) for pair in each.texts],
            }
            for each in captured
        ],
        "checks": list(CHECKS),
        "files": {name: digest(content) for name, content in files.items()},
    }
