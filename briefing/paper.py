"""A brief as one document to print: every A4 page is laid out here, so that the contents can name its number."""

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from briefing.brief import Brief, Picture, Section
from briefing.measures import height, lines_of, shares
from figures.kit.tables import Table
from speech.words import TAGS, speaking, words

# Millimetres. The style below sets the same sizes; what is estimated here is rather too high than too low.
TEXT_WIDTH, TEXT_HEIGHT = 174.0, 250.0
EM, LINE, AFTER = 3.71, 6.3, 2.2  # of a sentence: 10.5 points
ENTRY_EM, ENTRY_LINE, ENTRY_ROUND = 3.18, 4.6, 2.4  # of a table's entry: 9 points
HEADING, AFTER_TABLE = 15.0, 4.0
WHOLE = 45.0  # a table up to this height isn't divided
ON_A_SHEET = 2  # pictures

STYLE = """
@page { size: A4 portrait; margin: 0 }
* { box-sizing: border-box }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact }
body { margin: 0; background: #fff; color: #14202E; font: 10.5pt/6.3mm "Noto Sans SC", "Noto Sans CJK SC", sans-serif;
  font-variant-numeric: tabular-nums }
.sheet { position: relative; width: 210mm; height: 297mm; padding: 18mm 18mm 24mm; overflow: hidden;
  break-after: page; break-inside: avoid }
.sheet:last-of-type { break-after: auto }
h1 { margin: 40mm 0 4mm; font-size: 26pt; line-height: 1.35; color: #18607C }
h2 { margin: 0; padding: 4mm 0 1.5mm; height: 13mm; font-size: 14pt; line-height: 7.5mm; color: #18607C;
  white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
p { margin: 0 0 2.2mm }
.subtitle { font-size: 12pt; color: #43525F }
.mark { display: inline-block; padding: .6mm 3mm; border: .3mm solid #D98A4E; color: #9A4B12 }
.headline { margin: 10mm 0 14mm; padding-left: 5mm; border-left: 1.2mm solid #18607C; font-size: 14pt;
  line-height: 9mm }
.contents { margin: 0; padding: 0; list-style: none; border-top: .3mm solid #DFE5EA }
.contents a { display: flex; justify-content: space-between; padding: 1.1mm 0; border-bottom: .2mm solid #DFE5EA;
  color: inherit; text-decoration: none }
table { width: 100%; margin: 0 0 4mm; border-collapse: collapse; table-layout: fixed; font-size: 9pt;
  line-height: 4.6mm }
th, td { padding: 1.1mm 1.4mm; border-bottom: .2mm solid #DFE5EA; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; font-weight: 400 }
thead th { border-bottom: .4mm solid #18607C; vertical-align: bottom; font-weight: 600;
  white-space: pre-line; word-break: keep-all }
.number { text-align: right }
.facts th { color: #43525F }
figure { margin: 0 0 6mm; height: 114mm }
figure img { display: block; width: 174mm; height: 98mm; object-fit: contain; border: .2mm solid #DFE5EA }
figcaption { margin-top: 1.5mm; max-height: 13.8mm; overflow: hidden; font-size: 9pt; line-height: 4.6mm;
  color: #43525F }
figcaption b { color: #14202E }
footer { position: absolute; left: 18mm; right: 18mm; bottom: 9mm; display: flex; justify-content: space-between;
  padding-top: 1.5mm; border-top: .2mm solid #DFE5EA; font-size: 8pt; line-height: 4.5mm; color: #43525F }
"""


@dataclass(frozen=True)
class Grid:
    """A table that may go on over pages: `head` is repeated, `top` is its height and that of the space below."""

    name: str
    head: str
    top: float


@dataclass(frozen=True)
class Block:
    """What stays in one piece: a heading with what follows it at once, a sentence, a row of a table.

    `need` is the height that must be left on a page for it, `opens` the title of the part that it begins.
    """

    markup: str
    tall: float
    need: float = 0
    grid: Grid | None = None
    opens: str = ""


@dataclass(frozen=True)
class Sheet:
    """A page's content and the titles of the parts that begin on it."""

    markup: str
    opens: tuple[str, ...] = ()


def as_html(brief: Brief) -> str:
    """Write a brief as HTML that a browser prints on A4: one `section` a page, fonts from the application's own."""
    with speaking(brief.lang):
        sheets = _sheets(brief)
        total = len(sheets) + 1
        pages = [_cover(brief, sheets), *(sheet.markup for sheet in sheets)]
        body = "".join(_page(markup, page, total, brief.foot) for page, markup in enumerate(pages, start=1))
    return (
        f'<!doctype html><html lang="{TAGS[brief.lang]}"><head><meta charset="utf-8">'
        f'<title>{escape(brief.title)}</title><link rel="stylesheet" href="/assets/fonts.css">'
        f"<style>{STYLE}</style></head><body>{body}</body></html>"
    )


def _sheets(brief: Brief) -> list[Sheet]:
    """Lay out every page after the cover: text, pictures, facts."""
    text = [block for section in brief.sections for block in _section(section)]
    return [*_laid_out(text), *_pictures(brief.pictures), *_laid_out(_facts(brief.facts))]


def _page(markup: str, page: int, total: int, foot: str) -> str:
    footer = f"<footer><span>{escape(foot)}</span><span>{page} / {total}</span></footer>"
    return f'<section class="sheet" id="page-{page}" data-page="{page}">{markup}{footer}</section>'


def _cover(brief: Brief, sheets: Sequence[Sheet]) -> str:
    mark = f'<p class="mark">{escape(brief.mark)}</p>' if brief.mark else ""
    entries = [(title, page) for page, sheet in enumerate(sheets, start=2) for title in sheet.opens]
    lines = "".join(
        f'<li><a href="#page-{page}"><span>{escape(title)}</span><span>{page}</span></a></li>'
        for title, page in entries
    )
    return (
        f'<h1>{escape(brief.title)}</h1><p class="subtitle">{escape(brief.subtitle)}</p>{mark}'
        f'<p class="headline">{escape(brief.headline.text)}</p>'
        f'<h2>{escape(words("brief_documents.contents"))}</h2><ul class="contents">{lines}</ul>'
    )


def _laid_out(blocks: Iterable[Block]) -> Iterator[Sheet]:
    """Fill page after page."""
    page: list[Block] = []
    used = 0.0
    for block in blocks:
        if page and used + max(block.tall, block.need) + _top(block, page) > TEXT_HEIGHT:
            yield _sheet(page)
            page, used = [], 0.0
        used += block.tall + _top(block, page)
        page.append(block)
    if page:
        yield _sheet(page)


def _top(block: Block, page: Sequence[Block]) -> float:
    """Give the height of the head that a row brings along if it begins its table on a page."""
    begins = block.grid is not None and not (page and page[-1].grid == block.grid)
    return block.grid.top if begins and block.grid is not None else 0.0


def _sheet(page: Sequence[Block]) -> Sheet:
    parts = (
        (grid, "".join(block.markup for block in blocks)) for grid, blocks in groupby(page, lambda each: each.grid)
    )
    markup = "".join(f"<table>{grid.head}<tbody>{rows}</tbody></table>" if grid else rows for grid, rows in parts)
    return Sheet(markup, tuple(block.opens for block in page if block.opens))


def _section(section: Section) -> Iterator[Block]:
    """Give a section's pieces; its heading stays with its first sentence, or with its table."""
    sentences = [_sentence(each.text) for each in section.sentences]
    rows = list(_rows(section.name, section.table)) if section.table is not None else []
    need = max((max(each.tall, each.need) + _top(each, []) for each in (sentences or rows)[:1]), default=0)
    yield _heading(section.title, need)
    yield from sentences
    yield from rows


def _heading(title: str, need: float) -> Block:
    return Block(f"<h2>{escape(title)}</h2>", HEADING, HEADING + need, opens=title)


def _sentence(text: str) -> Block:
    return Block(f"<p>{escape(text)}</p>", height(text, TEXT_WIDTH / EM) * LINE + AFTER)


def _rows(name: str, table: Table) -> Iterator[Block]:
    """Give a table's rows, each with the head that is repeated on every page."""
    room = TEXT_WIDTH / ENTRY_EM
    lines = lines_of(table, room)
    widths, classes = (
        shares(lines, room),
        ["" if each.decimals is None else ' class="number"' for each in table.columns],
    )
    columns = "".join(f'<col style="width:{width:.2%}">' for width in widths)
    head = f"<colgroup>{columns}</colgroup><thead>{_cells('th', lines[0], classes)}</thead>"
    grid = Grid(name, head, _row_height(lines[0], widths) + AFTER_TABLE)
    talls = [_row_height(texts, widths) for texts in lines[1:]]
    for number, (texts, tall) in enumerate(zip(lines[1:], talls, strict=True)):
        yield Block(_cells("td", texts, classes), tall, _kept(talls, number), grid)


def _kept(talls: Sequence[float], number: int) -> float:
    """Keep a short table on one page, and the last two rows of any, so that none stands alone."""
    whole = number == 0 and sum(talls) <= WHOLE
    return sum(talls[number:]) if whole or number == len(talls) - 2 else 0


def _cells(tag: str, texts: Sequence[str], classes: Sequence[str]) -> str:
    cells = (f"<{tag}{name}>{escape(text)}</{tag}>" for text, name in zip(texts, classes, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _row_height(texts: Sequence[str], widths: Sequence[float]) -> float:
    ems = ((share * TEXT_WIDTH - 2.8) / ENTRY_EM for share in widths)
    return max(map(height, texts, ems)) * ENTRY_LINE + ENTRY_ROUND


def _pictures(pictures: Sequence[Picture]) -> Iterator[Sheet]:
    """Put two pictures on a page, each with its number, title and caption."""
    title = words("brief_documents.pictures")
    figures = [_figure(number, picture) for number, picture in enumerate(pictures, start=1)]
    for first in range(0, len(figures), ON_A_SHEET):
        markup = "".join(figures[first : first + ON_A_SHEET])
        opening = "" if first else f"<h2>{escape(title)}</h2>"
        yield Sheet(opening + markup, () if first else (title,))


def _figure(number: int, picture: Picture) -> str:
    label = escape(words("brief_documents.figure", number=number, title=picture.title))
    source = b64encode(picture.png).decode()
    return (
        f'<figure><img src="data:image/png;base64,{source}" alt="{escape(picture.title)}">'
        f"<figcaption><b>{label}</b><br>{escape(picture.caption)}</figcaption></figure>"
    )


def _facts(facts: Sequence[tuple[str, str]]) -> Iterator[Block]:
    """Give the facts on which the brief rests, a row each."""
    if not facts:
        return
    grid = Grid("", '<colgroup><col style="width:22%"><col></colgroup>', AFTER_TABLE)
    yield _heading(words("brief_documents.facts"), 0)
    for label, text in facts:
        markup = f"<tr><th>{escape(label)}</th><td>{escape(text)}</td></tr>"
        yield Block(markup, _row_height((label, text), (0.22, 0.78)), grid=grid)
