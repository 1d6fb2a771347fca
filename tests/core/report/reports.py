"""Reports made in code: one that balances, with the printed numbers of a city's 2023 report as facts, and changes to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from gongkai.core.report.exchange import Cell, CellKind, Passage, Place, Report, Unrecognised
from gongkai.core.report.form import form

CITY_2023: Mapping[str, Sequence[int]] = {
    "T3.new": (3402, 99, 0, 4, 5, 1, 3511),
    "T3.carry_in": (91, 3, 0, 0, 2, 0, 96),
    "T3.r1": (1175, 12, 0, 3, 1, 0, 1191),
    "T3.r2": (319, 7, 0, 0, 2, 0, 328),
    "T3.r3_2": (27, 0, 0, 0, 0, 0, 27),
    "T3.r3_3": (6, 0, 0, 0, 0, 0, 6),
    "T3.r3_4": (38, 0, 0, 0, 0, 0, 38),
    "T3.r3_5": (20, 0, 0, 0, 0, 0, 20),
    "T3.r3_6": (9, 0, 0, 0, 0, 0, 9),
    "T3.r3_7": (21, 0, 0, 0, 0, 0, 21),
    "T3.r3_8": (20, 1, 0, 0, 0, 0, 21),
    "T3.r4_1": (968, 74, 0, 1, 3, 1, 1047),
    "T3.r4_2": (26, 2, 0, 0, 0, 0, 28),
    "T3.r4_3": (3, 0, 0, 0, 0, 0, 3),
    "T3.r5_1": (305, 0, 0, 0, 0, 0, 305),
    "T3.r5_2": (39, 0, 0, 0, 0, 0, 39),
    "T3.r5_4": (58, 0, 0, 0, 0, 0, 58),
    "T3.r5_5": (4, 0, 0, 0, 0, 0, 4),
    "T3.r6_1": (40, 0, 0, 0, 0, 0, 40),
    "T3.r6_2": (10, 0, 0, 0, 0, 0, 10),
    "T3.r6_3": (287, 3, 0, 0, 1, 0, 291),
    "T3.r7": (3375, 99, 0, 4, 7, 1, 3486),
    "T3.carry_out": (118, 3, 0, 0, 0, 0, 121),
    "T2.1.rule": (2, 0, 11),
    "T2.1.norm": (109, 489, 597),
    "T2.5.licence": (1808595,),
    "T2.6.penalty": (2822652,),
    "T2.6.coercion": (20163,),
    "T4.review": (309, 17, 88, 26, 440),
    "T4.lit_direct": (1, 1, 16, 6, 24),
    "T4.lit_after": (13, 0, 67, 9, 89),
}
SMALL: Mapping[str, Sequence[int]] = {  # five requests of natural persons, all answered
    "T3.new": (5, 0, 0, 0, 0, 0, 5),
    "T3.r1": (3, 0, 0, 0, 0, 0, 3),
    "T3.r4_1": (2, 0, 0, 0, 0, 0, 2),
    "T3.r7": (5, 0, 0, 0, 0, 0, 5),
}
HEADINGS = {
    "1": "一、总体情况",
    "2": "二、主动公开政府信息情况",
    "3": "三、收到和处理政府信息公开申请情况",
    "4": "四、政府信息公开行政复议、行政诉讼情况",
    "5": "五、存在的主要问题及改进情况",
    "6": "六、其他需要报告的事项",
}
PROBLEMS = "一是部分单位公开意识还不强，政策解读形式较为单一；二是依申请公开办理质量有待提高。下一步将加强培训、规范流程。"
FEES = "2023年，本机关未收取政府信息公开信息处理费。"


def report(
    rows: Mapping[str, Sequence[int]] = SMALL,
    *,
    form_id: str = "2021",
    agency: str | None = "演示市人民政府",
    year: int | None = 2023,
    prose: Mapping[str, str] | None = None,
) -> Report:
    """A report whose cells are `rows`, 0 elsewhere, and whose sections hold `prose` beside what every report must say."""
    cells: dict[str, Cell] = {}
    for row in form(form_id).rows.values():
        numbers = rows.get(row.id, (0,) * len(row.columns))
        for index, (column, number) in enumerate(zip(row.columns, numbers, strict=True)):
            cell_id = row.cell(column)
            cells[cell_id] = number_cell(cell_id, number, row=len(cells), col=index)
    texts = {"1": "本年度工作平稳有序。", "5": PROBLEMS, "6": FEES, **(prose or {})}
    passages = [Passage(agency or "某机关", "0")]
    for number, heading in HEADINGS.items():
        passages.append(Passage(heading, number, Place(line=len(passages)), heading=True))
        passages += [Passage(line, number, Place(line=len(passages))) for line in texts.get(number, "").splitlines()]
    return Report(
        agency=agency,
        year=year,
        form=form_id,
        cells=cells,
        sections={number: texts.get(number, "") for number in HEADINGS},
        passages=tuple(passages),
        title=f"{agency or ''}{year or ''}年政府信息公开工作年度报告",
        published=date(year + 1, 1, 20) if year else None,
        period=(date(year, 1, 1), date(year, 12, 31)) if year else None,
        source="report.html",
    )


def number_cell(
    cell_id: str, number: object, *, row: int = 0, col: int = 0, unit: str | None = None, remark: str | None = None
) -> Cell:
    """A cell with a number printed in it."""
    return Cell(cell_id, str(number), CellKind.NUMBER, Decimal(str(number)), unit, remark, Place(table=1, row=row, col=col))


def changed(base: Report, **cells: object) -> Report:
    """The same report with other cells: a number, "" for a blank, "/" for a dash, other text as it is; None takes it away.

    Cells are named with "__" for ".": `T3__r7__total=12`.
    """
    kept = dict(base.cells)
    for name, value in cells.items():
        cell_id = name.replace("__", ".")
        if value is None:
            kept.pop(cell_id, None)
        elif isinstance(value, str) and value in {"", "/", "—"}:
            kept[cell_id] = Cell(cell_id, value, CellKind.DASH if value else CellKind.BLANK)
        elif isinstance(value, str):
            kept[cell_id] = Cell(cell_id, value, CellKind.TEXT)
        elif isinstance(value, Cell):
            kept[cell_id] = value
        else:
            kept[cell_id] = number_cell(cell_id, value)
    return replace(base, cells=kept)


def dashed(base: Report) -> Report:
    """The same report with "/" wherever a 0 was printed in table 3."""
    zeros = {
        cell_id.replace(".", "__"): "/" for cell_id, cell in base.cells.items() if cell_id.startswith("T3.") and cell.value == 0
    }
    return changed(base, **zeros)


def without_rows(base: Report, *rows: str) -> Report:
    """The same report without some rows."""
    return replace(
        base, cells={cell_id: cell for cell_id, cell in base.cells.items() if cell_id.rpartition(".")[0] not in rows}
    )


def with_rows(base: Report, rows: Mapping[str, Sequence[int]]) -> Report:
    """The same report with rows of either form added or replaced."""
    columns = {row.id: row.columns for form_id in ("2019", "2021", base.form) for row in form(form_id).rows.values()}
    cells = dict(base.cells)
    for row, numbers in rows.items():
        for column, number in zip(columns[row], numbers, strict=True):
            cells[f"{row}.{column.id}"] = number_cell(f"{row}.{column.id}", number)
    return replace(base, cells=cells)


def doubted(base: Report, *entries: Unrecognised) -> Report:
    """The same report with things the reader was not sure of."""
    return replace(base, unrecognised=entries)


def found(findings: list, code: str) -> list:
    """The findings of one code."""
    return [finding for finding in findings if finding.message.code == code]


def codes(findings: list) -> list[str]:
    """Their codes, in order."""
    return [finding.message.code for finding in findings]
