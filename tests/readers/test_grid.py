"""From tables to cells: every layout of the three tables, and what must not be guessed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

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
    body3,
    body4,
    counted,
    document,
    grid,
    loose,
    table2,
    whole,
)

ROUTES = ("行政复议", "未经复议直接起诉", "复议后起诉")
Rows = list[list[Drawn]]


def values(report: Report) -> dict[str, str]:
    """Cell id → number, as text; what is no number is left out."""
    return {cell_id: f"{cell.value}" for cell_id, cell in report.cells.items() if cell.value is not None}


def expected(form_id: str) -> dict[str, str]:
    printed = counted(form_id)
    return {row.cell(column): printed(row.cell(column)) for row, column in form(form_id).cells()}


def of_table(cells: dict[str, str], table: str) -> dict[str, str]:
    return {cell_id: value for cell_id, value in cells.items() if cell_id.startswith(table)}


def read(*blocks: object) -> Report:
    return report_from_document(document(*blocks))  # type: ignore[arg-type]


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


# ── columns ──────────────────────────────────────────────────────────────────────────────────


def _table3(header: Rows, *rows: list[Drawn]) -> Report:
    return read(grid([*header, *rows]))


def test_a_header_in_another_order_is_followed_where_it_is_complete() -> None:
    names: list[Drawn] = ["总计", "自然人", "商业企业", "科研机构", "社会组织", "法律服务机构", "其他"]
    report = _table3([["", *names]], ["（一）予以公开", "21", "1", "2", "3", "4", "5", "6"])
    assert values(report) == {
        "T3.r1.natural": "1",
        "T3.r1.commercial": "2",
        "T3.r1.research": "3",
        "T3.r1.welfare": "4",
        "T3.r1.legal": "5",
        "T3.r1.other_org": "6",
        "T3.r1.total": "21",
    }


def test_a_header_in_another_order_that_is_not_complete_makes_every_cell_uncertain() -> None:
    names: list[Drawn] = ["总计", "自然人", "甲", "乙", "丙", "丁", "戊"]
    report = _table3([["", *names]], ["（一）予以公开", "21", "1", "2", "3", "4", "5", "6"])
    assert values(report) == {}
    assert {cell.kind for cell in report.cells.values()} == {CellKind.TEXT}
    assert {entry.where for entry in report.unrecognised if entry.where} == set(report.cells)


def test_a_header_that_does_not_fit_the_grid() -> None:
    header: Rows = [
        [("申请人情况", 1, 10)],
        ["", ("自然人", 1, 2), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
        ["", "", ("商业\n企业", 1, 2), "科研\n机构", "社会公益组织", "法律服务机构", "其他"],
    ]
    report = _table3(header, ["（一）予以公开", "1", ("2", 1, 2), "3", "4", "5", "6", "21"])
    assert [values(report)[f"T3.r1.{column.id}"] for column in form("2021").table3[0].columns] == [*"123456", "21"]


@pytest.mark.parametrize(
    "row",
    [
        ["（一）予以公开", "1", ("2", 1, 5), "3"],  # one figure over all organisations
        ["（一）予以公开", "1", "2", "3"],
        ["（一）予以公开", "1", "2", "3", "4", "5", "6", "21", "9"],
    ],
)
def test_figures_that_are_not_seven_are_not_spread_over_the_columns(row: list[Drawn]) -> None:
    report = _table3(HEADER3, row)
    assert values(report) == {}
    assert any("（一）予以公开" in entry.text for entry in report.unrecognised)


def test_columns_that_no_row_uses_are_left_out() -> None:
    rows: Rows = [
        ["（一）予以公开", "1", "", "2", "", "3", "4", "5", "6", "21"],
        ["（七）总计", "1", "", "2", "", "3", "", "5", "6", "17"],
    ]
    report = _table3([["项目", *[""] * 9]], *rows)
    assert [values(report).get(f"T3.r7.{column.id}") for column in form("2021").table3[0].columns] == [
        "1",
        "2",
        "3",
        None,
        "5",
        "6",
        "17",
    ]
    assert report.cells["T3.r7.welfare"].kind is CellKind.BLANK


def test_a_blank_at_an_end_is_no_cell_where_other_rows_have_blanks_to_spare() -> None:
    rows = [["一、本年新收政府信息公开申请数量", "", *"1234567"], ["二、上年结转政府信息公开申请数量", "", *"123456"]]
    report = read(loose(rows))
    assert of_table(values(report), "T3.new") == {
        f"T3.new.{c.id}": n for c, n in zip(form("2021").table3[0].columns, "1234567", strict=True)
    }
    assert of_table(values(report), "T3.carry_in") == {}


def test_a_row_that_ends_in_a_blank_has_a_blank_total() -> None:
    report = read(loose([["（七）总计", *"3300002"], ["四、结转下年度继续办理", *"100000", ""]]))
    assert report.cells["T3.carry_out.total"].kind is CellKind.BLANK
    assert report.number("T3.carry_out.natural") == 1


def test_a_text_with_its_columns_in_place_keeps_blanks_in_place() -> None:
    header = ["", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    report = read(loose([header, ["（一）予以公开", "", "1", "", "", "", "", "1"], ["（七）总计", *[""] * 7]]))
    assert values(report) == {"T3.r1.commercial": "1", "T3.r1.total": "1"}
    assert report.cells["T3.r7.total"].kind is CellKind.BLANK


def test_the_unit_in_the_header_and_the_unit_beside_the_number() -> None:
    report = read(grid([["信息内容", "采购项目数量", "采购总金额（万元）"], ["政府集中采购", "2", "1276.5534"]]))
    assert (report.cells["T2.9.procurement.amount"].value, report.cells["T2.9.procurement.amount"].unit) == (
        Decimal("1276.5534"),
        "万元",
    )
    report = read(grid([["信息内容", "采购项目数量", "采购总金额"], ["政府集中采购", "2", "12,765,534元"]]))
    assert report.cells["T2.9.procurement.amount"].unit == "元"


def test_a_remark_stays_with_its_number() -> None:
    report = read(
        grid([["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"], ["规章", "22\n（其中修订16件）", "0", "235"]])
    )
    cell = report.cells["T2.1.rule.issued"]
    assert (cell.value, cell.remark, cell.text) == (22, "其中修订16件", "22\n（其中修订16件）")


def test_a_sentence_across_a_row_is_text_in_every_cell() -> None:
    rows: Rows = [
        ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
        ["规章", ("本单位未制作规章", 1, 3)],
        ["规范性文件", "1", "0", "1"],
    ]
    report = read(grid(rows))
    assert [report.cells[f"T2.1.rule.{column}"].text for column in ("issued", "repealed", "valid")] == ["本单位未制作规章"] * 3
    assert [entry.where for entry in report.unrecognised[:3]] == ["T2.1.rule.issued", "T2.1.rule.repealed", "T2.1.rule.valid"]
    assert report.printed_labels == {"T2.1.norm": "规范性文件"}


def test_a_label_cut_into_two_header_rows() -> None:
    rows: Rows = [["信息内容", "本年新", "本年新", "对外公开"], ["", "制作数量", "公开数量", "总数量"], ["规章", "1", "2", "3"]]
    report = read(grid(rows))
    assert values(report) == {"T2.1.rule.made": "1", "T2.1.rule.opened": "2", "T2.1.rule.public_total": "3"}
    assert report.form == "2019"


def test_figures_parted_by_blanks_in_a_text_may_be_several_cells() -> None:
    assert values(read(grid([["行政许可", "1 808 595"]]))) == {"T2.5.licence.decisions": "1808595"}
    assert values(read(loose([["行政许可", "1 808 595"]]))) == {}


# ── rows ─────────────────────────────────────────────────────────────────────────────────────


def test_rows_without_labels_fill_a_gap_of_their_number() -> None:
    rows = [
        ["（一）予以公开", *"9000009"],
        ["", *"1000001"],
        ["1.属于国家秘密", *"2000002"],
        [*"3000003"],
        ["3.危及“三安全一稳定”", *"4000004"],
    ]
    report = read("三、收到和处理政府信息公开申请情况", loose(rows))
    assert [str(report.number(f"T3.{row}.total")) for row in ("r1", "r2", "r3_1", "r3_2", "r3_3")] == [*"91234"]


@pytest.mark.parametrize(
    "between",
    [
        [[*"1000001"], [*"5000005"]],  # two rows, one place
        [["小计", *"1000001"]],
        [["缴纳费用、", *"1000001"]],  # a piece of another label
        [["", "1"]],
    ],
)
def test_rows_without_labels_are_not_guessed(between: list[list[str]]) -> None:
    rows = [["（一）予以公开", *"9000009"], *between, ["1.属于国家秘密", *"2000002"]]
    report = read("三、收到和处理政府信息公开申请情况", loose(rows))
    assert report.number("T3.r2.total") is None
    assert len([entry for entry in report.unrecognised if entry.why == "no row of the form has this label"]) == len(between)


def test_pieces_of_the_right_labels_help() -> None:
    rows = [
        ["4.无正当理由大量反复申请", *"1000001"],
        [*"2000002"],
        ["行政机关不再处理其政府信息公", *"3000003"],
        ["缴纳费用、", "行政机关不再处理其政", *"4000004"],
        ["3.其他", *"5000005"],
    ]
    report = read("三、收到和处理政府信息公开申请情况", loose(rows))
    assert [str(report.number(f"T3.{row}.total")) for row in ("r5_5", "r6_1", "r6_2", "r6_3")] == [*"2345"]
    assert report.form == "2021"


def test_dashes_without_a_label_fill_a_gap_too() -> None:
    rows = [["（一）予以公开", *"9000009"], ["-"] * 7, ["1.属于国家秘密", *"2000002"]]
    report = read("三、收到和处理政府信息公开申请情况", loose(rows))
    assert {cell.kind for cell_id, cell in report.cells.items() if cell_id.startswith("T3.r2.")} == {CellKind.DASH}
    assert [entry.text for entry in report.unrecognised] == [
        "二、主动公开政府信息情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]


def test_the_same_row_twice() -> None:
    rows: Rows = [["（一）予以公开", *"1000001"], ["（七）总计", *"1000001"], ["（一）予以公开", *"1000001"]]
    assert read(grid(rows)).number("T3.r1.total") == 1
    rows[2] = ["（一）予以公开", *"1000002"]
    report = read(grid(rows))
    assert (report.number("T3.r1.natural"), report.cells["T3.r1.total"].kind) == (1, CellKind.TEXT)
    assert [entry.text for entry in report.unrecognised if entry.where == "T3.r1.total"] == ["1 / 2"]


def test_a_row_cut_by_a_page_break_takes_the_half_with_figures() -> None:
    rows: Rows = [
        ["（一）予以公开", *[""] * 7],
        ["（七）总计", *"1000001"],
        ["（一）予以公开", *"1000001"],
        ["（七）总计", *[""] * 7],
    ]
    report = read(grid(rows))
    assert (report.number("T3.r1.total"), report.number("T3.r7.total")) == (1, 1)
    assert not [entry for entry in report.unrecognised if entry.where]


def test_the_forms_own_table_comes_before_another_with_the_same_words() -> None:
    other = grid([["行政许可", "12"]], 1)
    own = grid([["信息内容", "本年处理决定数量"], ["行政许可", "345"]], 2)
    report = read("一、总体情况", other, "二、主动公开政府信息情况", own)
    assert values(report) == {"T2.5.licence.decisions": "345"}
    assert report.unrecognised[0].text == "行政许可 12"


def test_an_unknown_row_is_told() -> None:
    report = _table3(
        HEADER3, ["（一）予以公开", ("", 1, 2), *"1000001"], ["（八）撤回", ("", 1, 2), *"2000002"], ["", *[""] * 9]
    )
    assert report.unrecognised[0].text == "（八）撤回 2 0 0 0 0 0 2"


def test_tables_of_another_kind_are_passed_over() -> None:
    other = grid([["渠道", "条数"], ["网站", "12"], ["公报", "3"]], 1)
    report = read("一、总体情况", other, grid([["信息内容", "本年处理决定数量"], ["行政许可", "345"]], 2))
    assert [entry.text for entry in report.unrecognised if "网站" in entry.text] == []


def test_a_number_outside_the_tables_is_told() -> None:
    report = read(
        "三、收到和处理政府信息公开申请情况", loose([["（七）总计", *"1000001"]]), "1", "五、存在的主要问题及改进情况", "2"
    )
    assert (report.unrecognised[0].text, report.unrecognised[0].why) == ("1", "a number outside the tables")
    assert "2" not in [entry.text for entry in report.unrecognised]


# ── forms ────────────────────────────────────────────────────────────────────────────────────


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


# ── table 4 ──────────────────────────────────────────────────────────────────────────────────


def test_table_4_with_its_parts_in_another_order() -> None:
    header: Rows = [
        [("行政诉讼", 1, 10), ("行政复议", 1, 5)],
        [("复议后起诉", 1, 5), ("未经复议直接起诉", 1, 5), *((name, 2, 1) for name in RESULTS)],
        [*RESULTS, *RESULTS],
    ]
    report = read(grid([*header, [str(number) for number in range(15)]]))
    assert [report.number(f"T4.{part}.maintain") for part in ("lit_after", "lit_direct", "review")] == [0, 5, 10]


def test_table_4_with_totals_first() -> None:
    names: list[Drawn] = [RESULTS[-1], *RESULTS[:-1]]
    report = read(grid([["", *names], ["行政复议", *"91234"]]))
    assert [str(report.number(f"T4.review.{column}")) for column in ("maintain", "correct", "other", "pending", "total")] == [
        *"12349"
    ]
    report = read(loose([["", *map(str, names)], ["行政复议", *"91234"]]))
    assert report.number("T4.review.total") == 9


def test_parts_of_table_4_in_another_order_without_a_grid_are_not_guessed() -> None:
    rows = [["复议后起诉", "未经复议直接起诉", "行政复议"], RESULTS * 3, [str(number) for number in range(15)]]
    report = read(grid([["行政许可", "1"]]), loose(rows, 2))
    assert of_table(values(report), "T4") == {}


@pytest.mark.parametrize("figures", [5, 10, 14])
def test_figures_of_table_4_that_are_not_all_there_are_not_guessed(figures: int) -> None:
    rows = [["行政复议", "行政诉讼"], RESULTS, RESULTS * 2, ["", *map(str, range(figures))]]
    report = read(grid([["行政许可", "1"]]), "四、政府信息公开行政复议、行政诉讼情况", loose(rows, 2))
    assert of_table(values(report), "T4") == {}
    assert any(entry.text.startswith("0 1 2") for entry in report.unrecognised)


def test_blanks_in_table_4_stay_in_place() -> None:
    printed: list[Drawn] = ["5", "\xa0", "\xa0", "2", "7", "8", "\xa0", "\xa0", "1", "9", *["\xa0"] * 5]
    report = read(grid([*HEADER4, printed]))
    assert of_table(values(report), "T4.lit_direct") == {
        "T4.lit_direct.maintain": "8",
        "T4.lit_direct.pending": "1",
        "T4.lit_direct.total": "9",
    }
    assert report.cells["T4.lit_after.total"].kind is CellKind.BLANK


# ── nothing there ────────────────────────────────────────────────────────────────────────────


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


# ── certain columns, again ───────────────────────────────────────────────────────────────────


def test_a_figure_beside_the_columns_of_table_4_is_not_passed_over() -> None:
    report = read(grid([["行政许可", "1"]]), grid([*HEADER4, [str(number) for number in range(16)]], 2))
    assert of_table(values(report), "T4") == {}
    assert any(entry.text.endswith("14 15") for entry in report.unrecognised)


def test_a_merged_figure_under_two_results_of_table_4_is_not_divided() -> None:
    report = read(grid([["行政许可", "1"]]), grid([*HEADER4, [("5", 1, 2), *map(str, range(13))]], 2))
    assert of_table(values(report), "T4") == {}


def test_a_merged_blank_is_blank_in_every_column_it_covers() -> None:
    report = _table3(HEADER3, [("（一）予以公开", 1, 3), "1", ("", 1, 5), "1"])
    assert values(report) == {"T3.r1.natural": "1", "T3.r1.total": "1"}
    assert report.cells["T3.r1.legal"].kind is CellKind.BLANK


def test_a_header_that_names_one_column_twice_gives_no_places() -> None:
    names: list[Drawn] = ["自然人", "商业企业", "商业企业", "社会公益组织", "法律服务机构", "其他", "总计"]
    report = _table3([["", *names]], ["（一）予以公开", *"1000001"])
    assert values(report) == {}


def test_a_row_with_fewer_cells_than_columns_in_use_is_not_certain() -> None:
    rows: Rows = [["（一）予以公开", "", *"1000001"], ["（七）总计", "", *"1000001"], ["四、结转下年度继续办理", "", *"10000"]]
    assert of_table(values(read(grid(rows))), "T3.carry_out") == {}


def test_a_table_of_hundreds_of_rows_is_no_form() -> None:
    rows: Rows = [["（一）予以公开", *"1000001"]] * 300
    report = read(grid(rows))
    assert values(report) == {}
    assert len(report.unrecognised) >= 7
