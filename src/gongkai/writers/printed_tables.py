"""Tables 2, 3 and 4 in the layout of the official form: where each label and each number stands, with spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.core.findings import shown
from gongkai.core.report.exchange import Cell, CellKind, Report, converted
from gongkai.core.report.exchange_parsing import columns_of_any_form
from gongkai.core.report.form import FORMS, Column, Row, form

UNCERTAIN = "（待核实）"  # follows a text that is printed because somebody has to look at it
_IDENTITY = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_ORGANISATIONS = "法人或其他组织"
_NATURAL, _TOTAL = "natural", "total"
_SECTION = {"T2": "2", "T3": "3", "T4": "4"}


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell: its top-left position (0-based), its spans and its text.

    `header` marks headings and labels; `cell` is the id of the report's cell, None for labels.
    """

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table on a full grid. The first `header_rows` repeat on every page; the first `label_cols` hold row labels.

    `widths` are shares of the table's width, one a column; their sum is 1.
    """

    id: str
    caption: str
    cells: tuple[PrintedCell, ...]
    n_rows: int
    n_cols: int
    header_rows: int
    label_cols: int
    widths: tuple[float, ...]

    def rows(self) -> Iterator[tuple[PrintedCell, ...]]:
        """The cells that begin in each row, left to right."""
        by_row: dict[int, list[PrintedCell]] = {}
        for cell in self.cells:
            by_row.setdefault(cell.row, []).append(cell)
        for index in range(self.n_rows):
            yield tuple(sorted(by_row.get(index, ()), key=lambda cell: cell.col))


def printed_table(report: Report, table: str) -> PrintedTable | None:
    """Table "T2", "T3" or "T4" of a report; None where the report holds none of its cells."""
    rows = _rows_present(report, table)
    if not rows:
        return None
    caption = "表" + form(report.form).sections[_SECTION[table]].replace("、", " ", 1)
    return _LAYOUTS[table](report, rows, caption)


def cell_text(report: Report, row: Row, column: Column) -> str:
    """What is printed in a cell: the number in the form's unit with its remark, the dash as it stood, or nothing.

    A text that is no certain number, and what a reader could not recognise there, is followed by （待核实）.
    """
    cell_id = row.cell(column)
    cell = report.cells.get(cell_id)
    doubtful = next((entry.text for entry in report.unrecognised if entry.where == cell_id and entry.text.strip()), None)
    if cell is None or (doubtful is not None and cell.kind is not CellKind.NUMBER):
        return f"{doubtful}{UNCERTAIN}" if doubtful else ""
    if cell.kind is CellKind.NUMBER:
        return _number(cell, column)
    if cell.kind is CellKind.TEXT:
        return cell.text if cell.text.endswith(UNCERTAIN) else f"{cell.text}{UNCERTAIN}"
    return cell.text.strip()


def _number(cell: Cell, column: Column) -> str:
    assert cell.value is not None, cell.id  # noqa: S101 - a NUMBER has one by construction
    if column.unit is None or cell.unit in (None, column.unit):
        return f"{cell.value:f}" + _remark(cell.remark)
    value = converted(cell.value, cell.unit or column.unit, column.unit)
    return cell.text if value is None else shown(value) + _remark(cell.remark)  # None: a unit that is none of money


def _remark(remark: str | None) -> str:
    """A remark in brackets of its own; a mark such as * and words in brackets stand as they are."""
    if not remark:
        return ""
    return remark if remark.startswith(("*", "＊", "※", "(", "（")) else f"（{remark}）"


def _rows_present(report: Report, table: str) -> list[Row]:
    """The form's rows that the report states, and those of the other form where it states them, each in its place."""
    present = set(report.rows(table))
    own = [row for row in form(report.form).rows.values() if row.id.startswith(table + ".")]
    foreign = [row for each in FORMS if each != report.form for row in form(each).rows.values() if row.id in present]
    known = {row.id for row in own}
    rows = [row for row in own if row.id in present]
    for row in foreign:
        if row.id not in known:
            rows.insert(_place_of(row, rows), row)
    return rows


def _place_of(row: Row, rows: Sequence[Row]) -> int:
    """Where a row of the other form stands: with its group (`T3.r6` beside `T3.r6_1`, `T2.5.service` in block 5)."""
    group = re.sub(r"_\d+$", "", row.id) if row.id.startswith("T3.") else row.id.rpartition(".")[0]
    for index, other in enumerate(rows):
        if _order(other.id) > _order(group):
            return index
    return len(rows)


def _order(row_id: str) -> tuple[int, ...]:
    """The order of groups on the page: T2 by the item of art. 20, T3 by the parts of the table."""
    fixed: Mapping[str, int] = {"T3.new": 0, "T3.carry_in": 1, "T3.carry_out": 99}
    if row_id in fixed:
        return (fixed[row_id],)
    digits = re.search(r"\d+", row_id[2:])
    return (int(digits[0]) + 1 if digits else 0,)


# ── table 2 ──────────────────────────────────────────────────────────────────────────────────


def _table2(report: Report, rows: Sequence[Row], caption: str) -> PrintedTable:
    blocks: dict[str, list[Row]] = {}
    for row in rows:
        blocks.setdefault(row.block or "", []).append(row)
    columns = {block: _columns_of_block(report, members) for block, members in blocks.items()}
    width = max(3, *map(len, columns.values())) + 1
    cells: list[PrintedCell] = []
    at = 0
    for block, members in blocks.items():
        spans = _spans(len(columns[block]), width - 1)
        cells.append(PrintedCell(block, at, 0, colspan=width, header=True))
        cells.append(PrintedCell("信息内容", at + 1, 0, header=True))
        cells += [
            PrintedCell(column.label, at + 1, left, colspan=span, header=True)
            for column, (left, span) in zip(columns[block], spans, strict=True)
        ]
        for index, row in enumerate(members, at + 2):
            cells.append(PrintedCell(row.label, index, 0, header=True))
            for column, (left, span) in zip(columns[block], spans, strict=True):
                text, known = cell_text(report, row, column), row.cell(column)
                cells.append(PrintedCell(text, index, left, colspan=span, cell=known))
        at += 2 + len(members)
    shares = (0.28, *[0.72 / (width - 1)] * (width - 1))
    return PrintedTable("T2", caption, tuple(cells), at, width, 0, 1, shares)


def _columns_of_block(report: Report, rows: Sequence[Row]) -> list[Column]:
    """The block's columns, and those of the other form that a row of it fills."""
    own = {column.id: column for row in rows for column in row.columns}
    for row in rows:
        for column in columns_of_any_form(row, report.form):
            if row.cell(column) in report.cells:
                own.setdefault(column.id, column)
    return list(own.values())


def _spans(columns: int, width: int) -> list[tuple[int, int]]:
    """Left edge (after the label) and span of each column; the last takes what is left, as on the official form."""
    return [(1 + index, 1 if index < columns - 1 else width - index) for index in range(columns)]


# ── table 3 ──────────────────────────────────────────────────────────────────────────────────

_LABEL_COLUMNS = 3


def _table3(report: Report, rows: Sequence[Row], caption: str) -> PrintedTable:
    columns = rows[0].columns
    head = _header3(columns)
    body: list[PrintedCell] = []
    for index, row in enumerate(rows):
        body += _labels3(rows, index)
        for left, column in enumerate(columns, _LABEL_COLUMNS):
            body.append(PrintedCell(cell_text(report, row, column), index, left, cell=row.cell(column)))
    cells = (*head, *(replace(cell, row=cell.row + 3) for cell in body))
    shares = (0.055, 0.12, 0.265, *[0.08] * len(columns))
    return PrintedTable("T3", caption, cells, 3 + len(rows), _LABEL_COLUMNS + len(columns), 3, _LABEL_COLUMNS, shares)


def _header3(columns: Sequence[Column]) -> list[PrintedCell]:
    """Three rows: 申请人情况 over all, 法人或其他组织 over its five kinds, 自然人 and 总计 beside them."""
    organisations = [column for column in columns if column.id not in (_NATURAL, _TOTAL)]
    cells = [
        PrintedCell(_IDENTITY, 0, 0, 3, _LABEL_COLUMNS, header=True),
        PrintedCell("申请人情况", 0, _LABEL_COLUMNS, colspan=len(columns), header=True),
        PrintedCell(_ORGANISATIONS, 1, _LABEL_COLUMNS + 1, colspan=len(organisations), header=True),
    ]
    for left, column in enumerate(columns, _LABEL_COLUMNS):
        alone = column not in organisations
        cells.append(PrintedCell(column.label, 1 if alone else 2, left, rowspan=2 if alone else 1, header=True))
    return cells


def _labels3(rows: Sequence[Row], index: int) -> Iterator[PrintedCell]:
    """The label cells that begin in a row: an outer label opens a span, the innermost takes the columns left."""
    parts = rows[index].parts
    for depth, part in enumerate(parts[:-1]):
        outer = parts[: depth + 1]
        if index and rows[index - 1].parts[: depth + 1] == outer and len(rows[index - 1].parts) > depth + 1:
            continue
        tall = 0
        while index + tall < len(rows) and rows[index + tall].parts[: depth + 1] == outer:
            tall += 1
        yield PrintedCell(part, index, depth, rowspan=tall, header=True)
    depth = len(parts) - 1
    yield PrintedCell(parts[-1], index, depth, colspan=_LABEL_COLUMNS - depth, header=True)


# ── table 4 ──────────────────────────────────────────────────────────────────────────────────


def _table4(report: Report, rows: Sequence[Row], caption: str) -> PrintedTable:
    """One row of numbers under 行政复议 and the two kinds of 行政诉讼."""
    cells: list[PrintedCell] = []
    left, suits = 0, [row for row in rows if "/" in row.label]
    for row in rows:
        over, _, inner = row.label.partition("/")
        wide = len(row.columns)
        if not inner:
            cells.append(PrintedCell(over, 0, left, 1, wide, header=True))
        elif row is suits[0]:
            cells.append(PrintedCell(over, 0, left, 1, sum(len(each.columns) for each in suits), header=True))
        if inner:
            cells.append(PrintedCell(inner, 1, left, 1, wide, header=True))
        for at, column in enumerate(row.columns, left):
            top, tall = (2, 1) if inner else (1, 2)
            cells.append(PrintedCell(column.label, top, at, tall, header=True))
            cells.append(PrintedCell(cell_text(report, row, column), 3, at, cell=row.cell(column)))
        left += wide
    return PrintedTable("T4", caption, tuple(cells), 4, left, 3, 0, tuple([1 / left] * left))


_LAYOUTS = {"T2": _table2, "T3": _table3, "T4": _table4}
