"""The pictures of an edition: every page of the plan's list and the wall's scenes, captured and proven."""

from collections.abc import Iterator, Sequence
from urllib.parse import parse_qs

from briefing.brief import Brief, Picture
from briefing.capture import Captured, Shot, capture
from briefing.proof import Fault, Printed, prove
from data.catalog.catalog import Catalog
from data.catalog.wall import read_wall
from layouts.kit import paths
from layouts.pages import page_of
from layouts.printed import admissible_texts
from layouts.wall.scenes import IN_TURN, SCENES
from publishing.order import Frozen, Order, Progress
from reading.text import month_name
from speech.words import LANGUAGES, called, speaking, words

WALL_SIZES = ((1920, 1080, 1), (1920, 1080, 2))  # the same scene for a full HD and a 4K picture
PAGE_WIDTH, PAGE_HEIGHT = 1920, 1080


def captured_pictures(
    frozen: Frozen, order: Order, brief: Brief, address: str, progress: Progress
) -> tuple[Captured, ...]:
    """Capture and prove every picture of what is served at an address: the frozen figures, never the live database."""
    shots = tuple(shots_of(frozen, order))
    with speaking(order.lang):
        required = (*((words("pages.demonstration"),) if brief.mark else ()), month_name(order.month))
        # Every scene says what its targets rest on.
        used = {row.basis for row in frozen.assessment.judged.values() if row.basis}
        bases = tuple(words(f"pages.basis.{basis}") for basis in sorted(used))
    admissible = admissible_texts(frozen.assessment, order.lang)

    def proofs(shot: Shot, printed: Printed) -> list[Fault]:
        return prove(shot.name, printed, admissible, (*required, *bases) if shot.kind == "wall" else required)

    return capture(address, shots, proofs, progress=lambda done: progress("capture", done, len(shots)))


def shots_of(frozen: Frozen, order: Order) -> Iterator[Shot]:
    """List the pictures: every page of the plan's brief.yaml, and the wall's scenes in two sizes."""
    lang = "" if order.lang == LANGUAGES[0] else f"&lang={order.lang}"
    city = order.place == frozen.catalog.plan.city
    pages = frozen.plan.pages if city else (paths.PLACES + order.place,)
    for path in pages:
        name = f"page-{path.strip('/').replace('/', '-') or 'overview'}"
        address = f"{path}?month={order.month}{lang}"
        yield Shot(name, address, PAGE_WIDTH, PAGE_HEIGHT, 1, "page", full=True)
        yield Shot(f"{name}-4k", address, PAGE_WIDTH, PAGE_HEIGHT, 2, "page", full=True)
    for key in _scenes(frozen, order):
        for width, height, scale in WALL_SIZES:
            name = f"wall-{key.replace(':', '-')}{'-4k' if scale > 1 else ''}"
            address = f"{paths.WALL}?month={order.month}&scenes={key}&hold=1&dwell=3600{lang}"
            yield Shot(name, address, width, height, scale, "wall", full=False)


def title_of(shot: Shot, catalog: Catalog) -> str:
    """Name a picture by its page or scene."""
    path, _, query = shot.address.partition("?")
    page = page_of(path)
    if shot.kind == "page" and page is not None:
        code = path.rpartition("/")[2]
        return called(catalog.places[code]) if code in catalog.places else words(f"pages.titles.{page.title}")
    scene, _, code = parse_qs(query)["scenes"][0].partition(":")
    return called(catalog.places[code]) if code else words(f"wall.scenes.{scene}")


def _scenes(frozen: Frozen, order: Order) -> Sequence[str]:
    if order.place != frozen.catalog.plan.city:
        return (f"county:{order.place}",)
    plan = read_wall(frozen.settings.plan, IN_TURN, tuple(place.place for place in frozen.catalog.counties))
    counties = [f"county:{code}" for code in plan.counties]
    return [key for scene in plan.scenes for key in (counties if SCENES[scene].each else [scene])]


def pictures_of(order: Order, catalog: Catalog, captured: Sequence[Captured]) -> tuple[Picture, ...]:
    """Take the full HD pictures into the documents; those of twice the size go along as files."""
    with speaking(order.lang):
        return tuple(
            Picture(
                name=each.shot.name,
                title=title_of(each.shot, catalog),
                caption=words(f"brief.picture_{each.shot.kind}", month=month_name(order.month)),
                address=each.shot.address,
                png=each.png,
                width=each.width,
                height=each.height,
            )
            for each in captured
            if each.shot.scale == 1
        )
