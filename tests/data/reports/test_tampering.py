"""Whatever single thing of a sound report is swapped, shifted, doubled or dropped is told, or changes no figure."""

from io import BytesIO
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from data.reports.examination import examine
from data.reports.form import FigureKey, headings, variables_of
from data.reports.report import Report
from data.reports.template import write_template
from data.reports.workbook import read_report
from speech.months import Month
from tests.data.workbooks import CATALOG, JULY, NO_HISTORY, as_csv, checked, sound_figures

ORDER = tuple(variables_of(CATALOG, "900101"))
FIGURES = {
    (name, split): value + ORDER.index(name) * {"urban": 1, "rural": 2, "total": 3}[split] * (name != "plan_steps")
    for (name, split), value in sound_figures(CATALOG, "900101").items()
}
"""Sound figures of which no two rows have the same: 40 + n, 60 + 2n, 100 + 3n of the variable in place n."""
SOUND = write_template(CATALOG, "900101", Month("2025-06"), filled=FIGURES)
LINES = as_csv(read_report(("东区.xlsx", SOUND), CATALOG)).decode("utf-8-sig").splitlines()
SHEETS = ("封面", "基本情况", "科普服务")


def named(line: list[str]) -> list[str]:
    """Put name and unit behind a code: a CSV file without them says nothing twice, and swapped codes go unnoticed."""
    if variable := CATALOG.variables.get(line[0]):
        return [line[0], variable.name_zh, variable.unit_zh, *line[1:]]
    return [line[0], *headings(("name", "unit")), *line[1:]] if line[0] == headings()[0] else line


def told_or_the_same(report: Report) -> bool:
    figures: dict[FigureKey, float | None] = {(each.variable, each.split): each.value for each in report.figures}
    own = (report.reporter, report.month, report.kind) == ("900101", "2025-06", "first")
    return bool(report.problems) or (own and figures == FIGURES)


def in_book(data: st.DataObject, book: Any) -> None:
    """Swap, copy, drop or push aside a text of a sheet, its figures with it, or double or drop a row.

    A figure alone isn't dropped: it would be missing, which is no mistake.
    """
    sheet = book[data.draw(st.sampled_from(SHEETS))]
    rows, columns = st.integers(1, sheet.max_row), st.sampled_from([1, 2, 3, 4, 12])  # texts
    row, other, column = data.draw(rows), data.draw(rows), data.draw(columns)
    one, two = (sheet.cell(each, column) for each in (row, other))
    if any(type(cell).__name__ == "MergedCell" for cell in (one, two, *sheet[row])):
        return
    work = data.draw(st.sampled_from(["swap", "copy", "drop", "shift", "row twice", "row gone"]))
    values = [cell.value for cell in sheet[row]]
    if work == "swap":
        one.value, two.value = two.value, one.value
    elif work == "copy":
        two.value = one.value
    elif work == "drop":
        one.value = None
    elif work == "shift" and sheet.title != "封面":
        sheet.cell(row, column).value = None
        for place, value in enumerate(values[column - 1 :], start=column + 1):
            sheet.cell(row, place).value = value
    elif work == "row twice" and sheet.title != "封面":
        sheet.append(values)
    elif work == "row gone" and sheet.title != "封面":
        sheet.delete_rows(row)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_workbook_with_one_thing_out_of_place_is_told_or_stores_the_same(data: st.DataObject) -> None:
    book = openpyxl.load_workbook(BytesIO(SOUND))
    in_book(data, book)
    buffer = BytesIO()
    book.save(buffer)
    assert told_or_the_same(checked(buffer.getvalue()))


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_csv_file_with_one_thing_out_of_place_is_told_or_stores_the_same(data: st.DataObject) -> None:
    lines = [named(line.split(",")) for line in LINES]
    number, other = (data.draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    place = data.draw(st.integers(0, len(lines[number]) - 1))
    work = data.draw(
        st.sampled_from(["drop cell", "double cell", "empty cell", "swap cells", "drop", "double", "swap"])
    )
    if work == "drop cell":
        del lines[number][place]
    elif work == "double cell":
        lines[number].insert(place, lines[number][place])
    elif work == "empty cell":
        lines[number].insert(place, "")
    elif work == "swap cells" and place < len(lines[other]):
        one, two = lines[number], lines[other]
        one[place], two[place] = two[place], one[place]
    elif work == "drop":
        del lines[number]
    elif work == "double":
        lines.insert(other, lines[number])
    elif work == "swap":
        lines[number], lines[other] = lines[other], lines[number]
    content = "\n".join(",".join(line) for line in lines).encode()
    assert told_or_the_same(examine(read_report(("东区.csv", content), CATALOG), CATALOG, NO_HISTORY, JULY))
