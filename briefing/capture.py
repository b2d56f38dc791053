"""Pictures of pages and of the wall's scenes, from one warm browser; each is taken when its page is finished."""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from typing import TypeAlias

from playwright.async_api import Browser, Page, Route, ViewportSize, async_playwright
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import TimeoutError as PlaywrightTimeout

from briefing.browser import FLAGS, find_browser
from briefing.proof import Fault, Printed, Unproven, prove_picture, read_page, size_of
from speech.mistakes import Mistake
from speech.words import words

PATIENCE = 30.0  # seconds for a page to be finished
LONGEST = 3  # times the patience, for all that is done with a page
FONTS_PATIENCE = 6.0  # seconds until the pictures come without fonts
DIED = ("closed", "crashed", "disconnected", "EPIPE")  # what playwright says of a browser that is gone
OK = 200

# What moves or tells the time would make two pictures of one page differ.
STILL = """
*, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }
html { scrollbar-gutter: auto !important; }
.chrome > * { visibility: hidden !important; }
/* What can only be clicked says nothing on a picture. */
.header nav, .search-open, .language, .copy-link, .menu, .newer-month { visibility: hidden !important; }
"""
STILLED = f"""(() => {{
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`{STILL}`);
  document.adoptedStyleSheets = [sheet];
}})()"""

# A picture measures its texts when it's drawn. With a weight that has never been drawn yet they come out a fraction of
# a pixel off, which rounding makes a whole one: both weights are drawn once before the pictures' script comes.
PICTURES = "**/plotly*.js*"
FONTS = """async () => {
  const until = performance.now() + 5000;
  const load = (weight) => document.fonts.load(`${weight} 13px "Noto Sans SC"`, "0").catch(() => [null]);
  const loaded = async () => (await Promise.all([load(400), load(700)])).every((faces) => faces.length);
  while (performance.now() < until && !(await loaded())) await new Promise((next) => setTimeout(next, 10));
  const sample = document.createElement("div");
  sample.style.cssText = 'position:absolute;left:0;top:0;font:400 13px "Noto Sans SC"';
  sample.innerHTML = "0123456789<b>0123456789</b>";
  document.body.append(sample);
  sample.getBoundingClientRect();
  await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 0)));
  sample.remove();
}"""

READY = {
    "page": "() => window.kesuReady === true",
    "wall": """() => {
      const asked = new URLSearchParams(window.location.search).get("scene");
      const shown = document.querySelectorAll(".scene.on:not(.leaving)");
      return window.kesuWall?.took.length > 0 && document.fonts.status === "loaded" && shown.length === 1
        && document.querySelectorAll(".scene.leaving").length === 0 && (!asked || shown[0].dataset.scene === asked);
    }""",
}


@dataclass(frozen=True)
class Shot:
    """A picture that is wanted: `address` is a path with its query, `kind` is page or wall.

    The window is `width` × `height`, each of its pixels `scale` pixels of the picture; `full` takes in what lies below
    the window.
    """

    name: str
    address: str
    width: int
    height: int
    scale: int
    kind: str
    full: bool


@dataclass(frozen=True)
class Captured:
    """A picture as it came, and the figures that are printed on it as (key, text)."""

    shot: Shot
    png: bytes
    width: int
    height: int
    texts: tuple[tuple[str, str], ...]


class CaptureFailed(Mistake):
    """The browser or the server failed in the middle; the message names the page and says what to do."""


_Done: TypeAlias = tuple[Captured, list[Fault]]
Proofs: TypeAlias = Callable[[Shot, Printed], Sequence[Fault]]
Prepare: TypeAlias = Callable[[Page], Awaitable[None]]


@dataclass(frozen=True)
class _Job:
    """What all shots of one call have in common."""

    base_url: str
    proofs: Proofs
    prepare: Prepare | None
    patience: float


def capture(
    base_url: str,
    shots: Sequence[Shot],
    proofs: Proofs,
    *,
    parallel: int = 2,
    progress: Callable[[int], object],
    prepare: Prepare | None = None,
    patience: float = PATIENCE,
) -> tuple[Captured, ...]:
    """Capture pages, `parallel` at once; `progress` hears how many are done, `prepare` sees each page before it opens.

    Raises:
        NoBrowser: there is none to capture with.
        CaptureFailed: the browser died, or the server doesn't answer.
        Unproven: with every fault of every page.
    """
    path, job = find_browser(), _Job(base_url, proofs, prepare, patience)
    # A thread of its own, since the caller's may have a loop already; it speaks the caller's language.
    with ThreadPoolExecutor(1) as pool:
        speaking = contextvars.copy_context()
        done = pool.submit(speaking.run, asyncio.run, _all(path, shots, job, parallel, progress)).result()
    faults = [fault for _, found in done for fault in found]
    if faults:
        raise Unproven(faults)
    return tuple(captured for captured, _ in done)


async def _all(
    path: str, shots: Sequence[Shot], job: _Job, parallel: int, progress: Callable[[int], object]
) -> list[_Done]:
    """Capture every shot; the first that fails is raised when all have come to their end."""
    turns, numbers = asyncio.Semaphore(parallel), count(1)

    async def one(browser: Browser, shot: Shot) -> _Done:
        async with turns:
            done = await _told(browser, shot, job)
            progress(next(numbers))
            return done

    async with async_playwright() as playwright:
        with _saying(words("brief_capture.start")):
            browser = await playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        results = await asyncio.gather(*(one(browser, shot) for shot in shots), return_exceptions=True)
        with suppress(PlaywrightError):
            await browser.close()
    for result in results:
        if isinstance(result, BaseException):
            raise result
    return [result for result in results if not isinstance(result, BaseException)]


@contextmanager
def _saying(name: str) -> Iterator[None]:
    """Say in plain words, by the page's name, what the browser reports."""
    try:
        yield
    except (PlaywrightError, TimeoutError) as error:
        # Playwright's message goes on with a log of its own.
        detail = next(iter(str(error).splitlines()), "")
        key = "died" if any(word in detail for word in DIED) else "failed"
        raise CaptureFailed(words(f"brief_capture.{key}", page=name, detail=detail)) from error


async def _told(browser: Browser, shot: Shot, job: _Job) -> _Done:
    with _saying(shot.name):
        async with asyncio.timeout(job.patience * LONGEST):
            context = await browser.new_context(
                viewport=ViewportSize(width=shot.width, height=shot.height),
                device_scale_factor=shot.scale,
                locale="zh-CN",
                reduced_motion="reduce",
            )
            try:
                return await _captured(await context.new_page(), shot, job)
            finally:
                with suppress(PlaywrightError):
                    await context.close()


async def _captured(page: Page, shot: Shot, job: _Job) -> _Done:
    """Open a page, wait until it's finished, read and prove what stands on it, and take its picture."""
    await page.add_init_script(STILLED)
    await page.route(PICTURES, _after_fonts)
    if job.prepare:
        await job.prepare(page)
    answer = await page.goto(job.base_url + shot.address, timeout=job.patience * 1000)
    status = answer.status if answer else OK
    faults = [] if status == OK else [Fault(shot.name, "", "status", str(status))]
    # A page that failed is never finished; the proofs tell what is wrong with one that isn't.
    if not faults and not await _is_finished(page, shot, job.patience):
        faults.append(Fault(shot.name, "", "unfinished", f"{job.patience:g}"))
    printed = await read_page(page)
    faults += job.proofs(shot, printed)
    png = await page.screenshot(full_page=shot.full, animations="disabled", caret="hide", scale="device")
    size = (shot.width * shot.scale, shot.height * shot.scale)
    faults += await asyncio.to_thread(prove_picture, shot.name, png, *size, taller=shot.full)
    return Captured(shot, png, *size_of(png), tuple((key, text) for key, text, _ in printed.figures)), faults


async def _after_fonts(route: Route) -> None:
    """Let the pictures' script come once the fonts are there; without fonts it comes too, and the proofs say so."""
    with suppress(PlaywrightError, TimeoutError):
        await asyncio.wait_for(route.request.frame.page.evaluate(FONTS), FONTS_PATIENCE)
    with suppress(PlaywrightError):  # the page may be gone by then
        await route.continue_()


async def _is_finished(page: Page, shot: Shot, patience: float) -> bool:
    try:
        await page.wait_for_function(READY[shot.kind], timeout=patience * 1000)
    except PlaywrightTimeout:
        return False
    return True
