"""Writing the workbook that a reporter fills: cover, a sheet a theme, everything that isn't to be filled locked.

The same call gives the same bytes.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from types import MappingProxyType

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from data.catalog.catalog import Catalog
from data.reports.case import find_unit, reports
from data.reports.form import (
    CONFIRMATION,
    COVER_FIELDS,
    COVER_ROW,
    MISSING,
    CellValue,
    Entries,
    FigureKey,
    variables_of,
)
from data.reports.report import ReportKind
from data.reports.template_sheet import Counts, Form, offer, set_up, write_theme
from data.reports.template_styles import Styles, make_styles
from speech.mistakes import Mistake
from speech.months import Month
from speech.words import words

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
HOW_TO = ("cells", "carried", "states", "totals", "periods", "kinds", "texts")


def write_template(
    catalog: Catalog,
    reporter: str,
    month: Month,
    last: Entries = MappingProxyType({}),
    filled: Mapping[FigureKey, CellValue | None] = MappingProxyType({}),
    office: str = "",
    kind: ReportKind = "first",
    demonstration: bool = False,
) -> bytes:
    """Write the workbook of a reporter and month, blank or filled.

    `last` are the figures of the month before; in a blank one, its states that rarely change are carried into the
    cells, where they wait to be confirmed. `filled` goes into the cells as it is, a number or what a reporter might
    have typed, None meaning "not applicable"; what has no entry stays empty. A note's key is (variable, "note").

    Raises:
        Mistake: nobody reports under this code.
    """
    unit = find_unit(reporter, catalog)
    if unit is None or not reports(unit, catalog):
        raise Mistake(words("workbook.no_reporter", reporter=reporter))
    form = Form(catalog, unit, month, last, filled, office, kind, demonstration)
    variables = variables_of(catalog, unit.reporter).values()
    rows = {
        theme: tuple(variable for variable in variables if variable.theme == name)
        for name, theme in catalog.themes.items()
    }
    buffer = BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        # A fixed date: the same figures make the same file, which a second import knows again.
        created = datetime.fromisoformat(f"{month}-01").replace(tzinfo=UTC)
        book.set_properties({"title": _title(form), "created": created})
        styles = make_styles(book)
        cover = book.add_worksheet(words("workbook.cover_sheet"))
        counts = {
            theme.name_zh: write_theme(book.add_worksheet(theme.name_zh), form, styles, theme, variables)
            for theme, variables in rows.items()
            if variables
        }
        _write_cover(cover, form, styles, counts)
    return buffer.getvalue()


def template_name(catalog: Catalog, reporter: str, month: Month, kind: ReportKind = "first") -> str:
    """Give the file name of a reporter's workbook, such as 2025-06_540121_林周县_首次报送.xlsx."""
    unit = find_unit(reporter, catalog)
    name = unit.name if unit else reporter
    return words("workbook.file_name", month=month, code=reporter, name=name, kind=words(f"workbook.kind.{kind}"))


def _title(form: Form) -> str:
    return words("workbook.title", title=form.catalog.plan.title_zh)


def _write_cover(sheet: Worksheet, form: Form, styles: Styles, counts: Mapping[str, Counts]) -> None:
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 72)
    sheet.merge_range(0, 0, 0, 1, _title(form), styles.title)
    if form.demonstration:
        sheet.merge_range(1, 0, 1, 1, words("workbook.demonstration"), styles.warning)
    for row, (field, text) in enumerate(_cover(form).items(), start=COVER_ROW):
        sheet.write_string(row, 0, words(f"workbook.cover.{field}"), styles.label)
        sheet.write_string(row, 1, text, styles.choice if field in ("kind", "office") else styles.value)
    kinds = [words("workbook.kind.first"), words("workbook.kind.correction")]
    offer(sheet, COVER_ROW + COVER_FIELDS.index("kind"), 1, kinds)
    first = COVER_ROW + len(COVER_FIELDS) + 1
    _write_progress(sheet, styles, counts, first)
    _write_how_to(sheet, styles, first + len(counts) + 3)
    set_up(sheet, form)


def _cover(form: Form) -> dict[str, str]:
    nature = "demonstration" if form.demonstration else "office"
    texts = (
        form.catalog.plan.plan,
        form.unit.reporter,
        form.unit.name,
        form.month,
        form.office,
        words(f"workbook.kind.{form.kind}"),
        form.catalog.plan.template_version,
        words(f"workbook.nature.{nature}"),
    )
    return dict(zip(COVER_FIELDS, texts, strict=True))


def _write_progress(sheet: Worksheet, styles: Styles, counts: Mapping[str, Counts], first: int) -> None:
    """Write what is still empty or unconfirmed, on each sheet and in all."""
    sheet.write_string(first, 0, words("workbook.progress.title"), styles.heading_left)
    whole = Counts(*map(sum, zip(*counts.values(), strict=True)))
    names, numbers = (*counts, words("workbook.progress.whole")), (*counts.values(), whole)
    missing_cells = [_cell(name, MISSING) for name in counts]
    waiting_cells = [_waiting_formula(name, known) for name, known in counts.items()]
    columns = ((*column, f"({'+'.join(column)})") for column in (missing_cells, waiting_cells))
    done, left, unsure = (words(f"workbook.progress.{part}") for part in ("done", "missing", "waiting"))
    for row, (name, missing, waiting, known) in enumerate(zip(names, *columns, numbers, strict=True), start=first + 1):
        sheet.write_string(row, 0, name, styles.label)
        formula = f'=IF({missing}+{waiting}=0,"{done}",{missing}&"{left}"&{waiting}&"{unsure}")'
        shown = f"{known.missing}{left}{known.waiting}{unsure}" if any(known) else done
        sheet.write_formula(row, 1, formula, styles.value, shown)


def _cell(name: str, place: tuple[int, int]) -> str:
    return f"{quote_sheetname(name)}!{xl_rowcol_to_cell(*place)}"


def _waiting_formula(name: str, known: Counts) -> str:
    asked = f'{_cell(name, CONFIRMATION)}="{words("workbook.confirmed")}"'
    return f"IF({asked},0,{known.waiting})" if known.waiting else "0"


def _write_how_to(sheet: Worksheet, styles: Styles, first: int) -> None:
    sheet.write_string(first, 0, words("workbook.how_to_title"), styles.heading_left)
    for row, name in enumerate(HOW_TO, start=first + 1):
        sheet.merge_range(row, 0, row, 1, words(f"workbook.how_to.{name}"), styles.how_to)
        sheet.set_row(row, 32)
