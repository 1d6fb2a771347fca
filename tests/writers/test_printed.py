"""The printed layout: every cell once on a full grid, numbers in the form's unit, nothing added that was not stated."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from gongkai.core.report.exchange import Cell, CellKind, Passage, Report, Unrecognised
from gongkai.core.report.form import FORMS, form
from gongkai.writers.printed import PrintedReport, PrintedTable, printed_report


def report_of(form_id: str, **changes: object) -> Report:
    cells = {
        row.cell(column): Cell(row.cell(column), str(number), CellKind.NUMBER, Decimal(number))
        for number, (row, column) in enumerate(form(form_id).cells())
    }
    year = form(form_id).first_year
    return replace(Report(f"演示市{'水务'}局", year, form_id, cells, {"1": "甲。\n乙。", "6": "无。"}), **changes)  # type: ignore[arg-type]


def table_of(printed: PrintedReport, table: str) -> PrintedTable:
    return next(each for each in printed.tables if each.id == table)


def text_of(report: Report, cell_id: str) -> str:
    return next(cell.text for table in printed_report(report).tables for cell in table.cells if cell.cell == cell_id)


def with_cell(report: Report, cell: Cell) -> Report:
    return replace(report, cells={**report.cells, cell.id: cell})


@pytest.mark.parametrize("form_id", FORMS)
def test_every_place_of_the_grid_belongs_to_exactly_one_cell(form_id: str) -> None:
    for table in printed_report(report_of(form_id)).tables:
        covered = [
            (row, col)
            for cell in table.cells
            for row, col in product(range(cell.row, cell.row + cell.rowspan), range(cell.col, cell.col + cell.colspan))
        ]
        assert sorted(covered) == list(product(range(table.n_rows), range(table.n_cols))), table.id
        assert sum(table.widths) == pytest.approx(1) and len(table.widths) == table.n_cols


@pytest.mark.parametrize("form_id", FORMS)
def test_every_cell_of_the_report_is_printed_once(form_id: str) -> None:
    report = report_of(form_id)
    printed = [cell.cell for table in printed_report(report).tables for cell in table.cells if cell.cell]
    assert sorted(printed) == sorted(report.cells)


def test_sections_stand_in_order_with_their_tables_and_official_headings() -> None:
    printed = printed_report(report_of("2021"))
    assert [section.heading for section in printed.sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "六、其他需要报告的事项",  # the fifth was never written and is not made up
    ]
    assert printed.sections[0].blocks == ("甲。", "乙。")
    assert printed.tables[0].caption == "表二 主动公开政府信息情况"
    assert printed.title == "演示市水务局2021年政府信息公开工作年度报告"


def test_a_note_stands_below_the_table_and_other_text_above() -> None:
    blocks = printed_report(report_of("2021", sections={"2": "概述。\n注：含废止2件。\n说明续。"})).sections[0].blocks
    assert [block if isinstance(block, str) else block.id for block in blocks] == [
        "概述。",
        "T2",
        "注：含废止2件。",
        "说明续。",
    ]


def test_a_report_without_agency_year_or_tables_prints_what_it_has() -> None:
    printed = printed_report(Report(None, None, "2021", {}, {"1": "甲。"}))
    assert printed.title == "政府信息公开工作年度报告" and printed.tables == () and len(printed.sections) == 1


def test_a_section_of_the_bodys_own_keeps_its_heading() -> None:
    heading = Passage("七、附则", "7", heading=True)
    printed = printed_report(report_of("2021", sections={"7": "完。", "8": "又。"}, passages=(heading,)))
    assert [section.heading for section in printed.sections][-2:] == ["七、附则", "八、"]


def test_the_title_is_not_printed_again_among_the_lead() -> None:
    front = (Passage("演示市水务局", "0"), Passage("2021年政府信息公开工作年度报告", "0"), Passage("根据条例编制。", "0"))
    assert printed_report(report_of("2021", passages=front)).lead == ("根据条例编制。",)


def test_a_second_title_is_no_lead() -> None:
    front = (Passage("演示市水务局2021年度政府信息公开工作年度报告", "0"), Passage("2021年公开工作报告如下，请予监督。", "0"))
    report = report_of("2021", title="演示市水务局2021年政府信息公开工作年度报告", passages=front)
    assert printed_report(report).lead == ("2021年公开工作报告如下，请予监督。",)


@pytest.mark.parametrize(
    ("said", "published"),
    [("", "2022年1月5日"), ("发布日期：2022-01-05", None), ("2022年1月5日", None), ("2022年01月05日", None)],
)
def test_the_day_of_publication_is_printed_unless_the_text_says_it(said: str, published: str | None) -> None:
    report = report_of("2021", published=date(2022, 1, 5), passages=(Passage(said, "0"),))
    assert printed_report(report).published == published


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell("T3.new.natural", "１２", CellKind.NUMBER, Decimal(12)), "12"),
        (Cell("T3.new.natural", "", CellKind.BLANK), ""),
        (Cell("T3.new.natural", "／", CellKind.DASH), "／"),
        (Cell("T3.new.natural", "1O", CellKind.TEXT), "1O（待核实）"),
        (Cell("T3.new.natural", "1O（待核实）", CellKind.TEXT), "1O（待核实）"),
        (Cell("T2.1.norm.issued", "22（含修订16件）", CellKind.NUMBER, Decimal(22), remark="含修订16件"), "22（含修订16件）"),
        (Cell("T2.1.norm.issued", "22*", CellKind.NUMBER, Decimal(22), remark="*"), "22*"),
        (Cell("T2.8.fee.amount_wan", "339000元", CellKind.NUMBER, Decimal(339000), unit="元"), "33.9"),
        (Cell("T2.8.fee.amount_wan", "5.10", CellKind.NUMBER, Decimal("5.10"), unit="万元"), "5.10"),
        (Cell("T2.8.fee.amount_wan", "5件", CellKind.NUMBER, Decimal(5), unit="件"), "5件"),
    ],
)
def test_how_a_cell_is_printed(cell: Cell, text: str) -> None:
    assert text_of(with_cell(report_of("2021"), cell), cell.id) == text


@pytest.mark.parametrize("kind", [CellKind.TEXT, CellKind.BLANK])
def test_what_was_not_recognised_is_printed_as_doubtful(kind: CellKind) -> None:
    report = with_cell(report_of("2021"), Cell("T3.r1.legal", "1?" if kind is CellKind.TEXT else "", kind))
    report = replace(report, unrecognised=(Unrecognised("1?", where="T3.r1.legal"),))
    assert text_of(report, "T3.r1.legal") == "1?（待核实）"


def test_a_doubt_about_a_cell_that_has_no_entry_is_printed_too() -> None:
    whole = report_of("2021", unrecognised=(Unrecognised("l2", where="T3.r1.legal"),))
    cells = {key: cell for key, cell in whole.cells.items() if key != "T3.r1.legal"}
    assert text_of(replace(whole, cells=cells), "T3.r1.legal") == "l2（待核实）"


def test_the_undivided_row_of_2019_stands_in_its_place_in_the_form_of_2021() -> None:
    divided = report_of("2021")
    cells = {key: cell for key, cell in divided.cells.items() if not key.startswith("T3.r6_")}
    row = form("2019").rows["T3.r6"]
    cells |= {row.cell(column): Cell(row.cell(column), "1", CellKind.NUMBER, Decimal(1)) for column in row.columns}
    table = table_of(printed_report(replace(divided, cells=cells)), "T3")
    labels = [row[0].text if len(row) < 9 else row[-8].text for row in table.rows()]
    assert labels[-3:] == ["（六）其他处理", "（七）总计", "四、结转下年度继续办理"]


def test_a_row_and_a_column_of_the_other_form_stand_in_their_block() -> None:
    report = report_of("2021")
    for cell_id in ("T2.5.service.decisions", "T2.9.procurement.amount", "T2.1.norm.public_total", "T2.6.penalty.change"):
        report = with_cell(report, Cell(cell_id, "7", CellKind.NUMBER, Decimal(7)))
    table = table_of(printed_report(report), "T2")
    assert {cell.cell for cell in table.cells if cell.text == "7" and cell.cell} >= {
        "T2.5.service.decisions",
        "T2.1.norm.public_total",
    }
    labels = [cell.text for cell in table.cells if cell.col == 0]
    assert labels.index("行政许可") < labels.index("其他对外管理服务事项") < labels.index("行政处罚")
    assert labels[-1] == "政府集中采购"


def test_only_the_rows_that_a_report_states_are_printed() -> None:
    whole = report_of("2021")
    cells = {key: cell for key, cell in whole.cells.items() if key.startswith(("T3.new", "T3.r1", "T4.lit_after"))}
    printed = printed_report(replace(whole, cells=cells))
    assert [table.id for table in printed.tables] == ["T3", "T4"]
    assert table_of(printed, "T3").n_rows == 5
    assert [cell.text for cell in table_of(printed, "T4").cells if cell.row < 2] == ["行政诉讼", "复议后起诉"]
