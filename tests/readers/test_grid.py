"""From tables to cells: every layout of the three tables, the forms, and documents without tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gongkai.core.errors import NoTables
from gongkai.core.report.exchange import CellKind, Report
from gongkai.core.report.form import FORMS, form
from gongkai.readers.document import Document, TableCell
from gongkai.readers.grid import report_from_document
from tests.readers.drawn import (
    HEADER3,
    HEADER4,
    RESULTS,
    Drawn,
    Rows,
    body3,
    body4,
    counted,
    document,
    grid,
    loose,
    read,
    table2,
    values,
    whole,
)

ROUTES = ("行政复议", "未经复议直接起诉", "复议后起诉")


def expected(form_id: str) -> dict[str, str]:
    printed = counted(form_id)
    return {row.cell(column): printed(row.cell(column)) for row, column in form(form_id).cells()}


# ── layouts in which every cell can be read ──────────────────────────────────────────────────


def _whole(form_id: str) -> Document:
    return whole(form_id, counted(form_id))


def _one_giant_table(form_id: str) -> Document:
    printed = counted(form_id)
    return document(grid([*table2(form_id, printed), *HEADER3, *body3(form_id, printed), *HEADER4, body4(form_id, printed)]))


def _a_table_for_each_block(form_id: str) -> Document:
    printed = counted(form_id)
    blocks: list[Rows] = []
    for row in table2(form_id, printed):
        if str(row[0]).startswith("('第二十条"):
            blocks.append([])
        blocks[-1].append(row)
    tables = [*blocks, [*HEADER3, *body3(form_id, printed)], [*HEADER4, body4(form_id, printed)]]
    return document(*(grid(rows, number) for number, rows in enumerate(tables, start=1)))


def _a_table_for_each_row(form_id: str) -> Document:
    printed = counted(form_id)
    columns = [column.label for column in form(form_id).table3[0].columns]
    small = [
        grid([["类别", *columns], [row.parts[-1], *(printed(row.cell(column)) for column in row.columns)]], number)
        for number, row in enumerate(form(form_id).table3, start=10)
    ]
    return document(grid(table2(form_id, printed)), *small, grid([*HEADER4, body4(form_id, printed)], 99))


def _cut_at_the_page(form_id: str) -> Document:
    """Table 3 goes on in a second table without its header and its outer labels."""
    printed = counted(form_id)
    rows = body3(form_id, printed)
    first, second = rows[:14], rows[14:]
    columns = form(form_id).table3
    tail = [[row.parts[-1], *(printed(row.cell(column)) for column in row.columns)] for row in columns[len(first) :]]
    assert len(tail) == len(second)
    return document(
        grid(table2(form_id, printed)), grid([*HEADER3, *first], 2), grid(tail, 3), grid([*HEADER4, body4(form_id, printed)], 4)
    )


def _header_again_in_the_middle(form_id: str) -> Document:
    printed = counted(form_id)
    rows = [*HEADER3, *body3(form_id, printed)]
    again: Rows = [*rows[:-1], *HEADER3, rows[-1], ["", ("", 1, 9)]]
    return document(grid(table2(form_id, printed)), grid(again, 2), grid([*HEADER4, body4(form_id, printed)], 3))


def _three_small_tables_4(form_id: str) -> Document:
    printed = counted(form_id)
    row = body4(form_id, printed)
    small = [
        block
        for at, name in enumerate(("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"))
        for block in (name, grid([RESULTS, row[at * 5 : at * 5 + 5]], 10 + at))
    ]
    return document(grid(table2(form_id, printed)), grid([*HEADER3, *body3(form_id, printed)], 2), *small)


def _two_tables_4(form_id: str) -> Document:
    printed = counted(form_id)
    row = body4(form_id, printed)
    review = grid([[("行政复议", 1, 5)], RESULTS, row[:5]], 10)
    litigation = grid([[("行政诉讼", 1, 10)], [("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)], RESULTS * 2, row[5:]], 11)
    return document(grid(table2(form_id, printed)), grid([*HEADER3, *body3(form_id, printed)], 2), review, litigation)


def _table_4_by_rows(form_id: str) -> Document:
    printed = counted(form_id)
    row = body4(form_id, printed)
    rows: Rows = [["", *RESULTS], *([name, *row[at * 5 : at * 5 + 5]] for at, name in enumerate(ROUTES))]
    return document(grid(table2(form_id, printed)), grid([*HEADER3, *body3(form_id, printed)], 2), grid(rows, 3))


def _nested(form_id: str) -> Document:
    printed = counted(form_id)
    inner = (grid(table2(form_id, printed), 2), grid([*HEADER3, *body3(form_id, printed)], 3))
    frame = grid([["", "导航"]])
    outer = TableCell("", 0, 0, tables=inner)
    tables = type(frame)((outer, frame.cells[1]), 1, 2, 1)
    return document(tables, grid([*HEADER4, body4(form_id, printed)], 4))


def _plain_text(form_id: str) -> Document:
    printed = counted(form_id)
    two = [[text if isinstance(text, str) else text[0] for text in row] for row in table2(form_id, printed)]
    three = [
        [*row.parts[1:-1], row.parts[-1], *(printed(row.cell(column)) for column in row.columns)]
        for row in form(form_id).table3
    ]
    four = [["行政复议", "行政诉讼"], RESULTS, RESULTS * 2, ["", *body4(form_id, printed)]]
    return document(loose(two, 1), loose(three, 2), loose(four, 3), kind="txt")


def _serial_numbers(form_id: str) -> Document:
    """A column of running numbers in front of every row of table 3."""
    printed = counted(form_id)
    rows = [[str(at), row.parts[-1], *(printed(row.cell(column)) for column in row.columns)]
            for at, row in enumerate(form(form_id).table3, start=1)]  # fmt: skip
    return document(grid(table2(form_id, printed)), grid(rows, 2), grid([*HEADER4, body4(form_id, printed)], 3))


def _unmerged(form_id: str) -> Document:
    """As a sheet without merged cells: labels in the first of their columns, empty cells in the others."""
    printed = counted(form_id)
    two: Rows = [
        [*(text if isinstance(text, str) else text[0] for text in row), "", "", ""][:4] for row in table2(form_id, printed)
    ]
    three: Rows = [[*[""] * 3, "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]]
    for row in form(form_id).table3:
        labels = [*row.parts, "", ""][:3]
        three.append([*labels, *(printed(row.cell(column)) for column in row.columns)])
    return document(grid(two), grid(three, 2), grid([RESULTS * 3, body4(form_id, printed)], 3))


LAYOUTS: list[Callable[[str], Document]] = [
    _whole,
    _one_giant_table,
    _a_table_for_each_block,
    _a_table_for_each_row,
    _cut_at_the_page,
    _header_again_in_the_middle,
    _three_small_tables_4,
    _two_tables_4,
    _table_4_by_rows,
    _nested,
    _plain_text,
    _serial_numbers,
    _unmerged,
]


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__.strip("_"))
def test_every_cell_in_every_layout(layout: Callable[[str], Document], form_id: str) -> None:
    report = report_from_document(layout(form_id))
    assert values(report) == expected(form_id)
    assert (report.form, report.unrecognised, report.printed_labels) == (form_id, (), {})
    assert list(report.cells) == [row.cell(column) for row, column in form(form_id).cells()]


def test_what_a_report_says_besides_its_tables() -> None:
    report = report_from_document(whole("2021", counted("2021")))
    assert (report.agency, report.year, report.source, report.format) == ("演示市信访局", 2022, "report.html", "html")
    assert report.sections["1"] == "全年公开信息。"
    assert report.cells["T3.r1.total"].place.as_json() == {"table": 2, "row": 5, "col": 9}


# ── forms ──────────────────────────────────────────────────────────────────────────────────────


def _with_other(form_id: str, *rows: list[Drawn]) -> Report:
    printed = counted(form_id)
    return read(grid(table2(form_id, printed)), grid([*HEADER3, *rows], 2))


def test_one_row_of_other_outcomes_in_a_2021_form() -> None:
    report = _with_other(
        "2021",
        ["（五）不予处理", ("5.要求行政机关确认或重新出具已获取信息", 1, 2), *"0000000"],
        [("（六）其他处理", 1, 3), *"1000001"],
    )
    assert (report.form, report.number("T3.r6.total")) == ("2021", 1)
    assert "T3.r6_1.total" not in report.cells


def test_the_heading_of_other_outcomes_is_no_row() -> None:
    rows: Rows = [
        ["", "（六）其他处理", "", *[""] * 7],
        ["", "", "1.逾期不补正", *"1000001"],
        ["", "", "2.逾期不缴费", *"2000002"],
        ["", "", "3.其他", *"3000003"],
    ]
    report = _with_other("2021", *rows)
    assert [str(report.number(f"T3.{row}.total")) for row in ("r6_1", "r6_2", "r6_3")] == [*"123"]
    assert "T3.r6.total" not in report.cells


def test_the_form_of_table_2_decides_before_table_3() -> None:
    report = _with_other("2019", ["", "", "1.逾期不补正", *"1000001"])
    assert report.form == "2019"
    assert report.number("T3.r6_1.total") == 1


@pytest.mark.parametrize(
    ("label", "form_id"), [("（六）其他处理", "2019"), ("1.逾期不补正", "2021"), ("（一）予以公开", FORMS[-1])]
)
def test_without_table_2_the_rows_of_other_outcomes_decide(label: str, form_id: str) -> None:
    assert read(grid([*HEADER3, ["", "", label, *"1000001"]])).form == form_id


def test_without_a_header_the_number_of_figures_decides() -> None:
    assert read(grid([["行政许可", "1", "2", "3"], ["行政处罚", "1", "2", "3"]])).form == "2019"
    assert read(grid([["行政许可", "1"], ["行政处罚", "2"]])).form == "2021"


def test_a_report_of_blanks_is_a_report() -> None:
    report = report_from_document(whole("2021", lambda cell_id: "\xa0"))
    assert {cell.kind for cell in report.cells.values()} == {CellKind.BLANK}
    assert len(report.cells) == len(list(form("2021").cells()))
    assert report.unrecognised == ()


def test_a_report_of_dashes_is_a_report() -> None:
    report = report_from_document(whole("2019", lambda cell_id: "/"))
    assert {cell.kind for cell in report.cells.values()} == {CellKind.DASH}
    assert (len(report.cells), report.unrecognised) == (len(list(form("2019").cells())), ())


# ── nothing there ─────────────────────────────────────────────────────────────────────────────


def test_a_document_without_the_tables_is_refused() -> None:
    with pytest.raises(NoTables) as caught:
        read("一、总体情况", "全年公开信息12条。", grid([["渠道", "条数"], ["网站", "12"]]))
    assert "report.html" in str(caught.value) and "三张表" in str(caught.value)
    assert "three tables" in caught.value.say("en")


def test_a_missing_table_is_told() -> None:
    report = read(grid(table2("2021", counted("2021"))))
    assert [(entry.text, entry.why) for entry in report.unrecognised] == [
        ("三、收到和处理政府信息公开申请情况", "no row of this table was found"),
        ("四、政府信息公开行政复议、行政诉讼情况", "no row of this table was found"),
    ]
