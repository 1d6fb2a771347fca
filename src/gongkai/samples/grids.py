"""The three tables as grids with spans: labels, header, side label and printed numbers, quirks and all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.core.report.form import Column, Row
from gongkai.samples.draft import Draft
from gongkai.samples.labels import article, grid_label, identity_label
from gongkai.samples.numerals import digits, signed

EMPTY = {"blank": "", "hyphen": "-", "slash": "/", "dash": "—"}
WAN = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell. A newline in `text` is a line break; `unit` and `remark` follow the number and may stand apart."""

    text: str
    colspan: int = 1
    rowspan: int = 1
    head: bool = False
    id: str = ""
    unit: str = ""
    remarkable: bool = False
    upright: bool = False

    def with_text(self, text: str) -> GridCell:
        """The same cell with other text."""
        return replace(self, text=text)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells as an HTML table writes them: a spanned place has no cell. `widths` are shares of the line."""

    rows: list[list[GridCell]]
    widths: tuple[int, ...]
    header_rows: int = 0

    def cells(self) -> Iterator[GridCell]:
        """Every cell, row by row."""
        for row in self.rows:
            yield from row

    def placed(self) -> Iterator[tuple[int, int, GridCell]]:
        """Every cell with the row and column where it begins."""
        taken: set[tuple[int, int]] = set()
        for top, row in enumerate(self.rows):
            left = 0
            for cell in row:
                while (top, left) in taken:
                    left += 1
                yield top, left, cell
                taken |= {(top + down, left + right) for down in range(cell.rowspan) for right in range(cell.colspan)}
                left += cell.colspan


def number_cell(draft: Draft, row: Row, column: Column, switches: Mapping[str, str], *, colspan: int = 1) -> GridCell:
    """A cell with its number as the switches print it."""
    cell_id = row.cell(column)
    value = draft.cells[cell_id]
    if value is None:
        return GridCell(EMPTY.get(switches["zeros"], ""), colspan, id=cell_id)
    if column.unit:
        return _amount(value, column.unit, switches, GridCell("", colspan, id=cell_id))
    text = signed(value, switches["digits"], switches["minus"]) if column.signed else _count(value, switches)
    if switches["remark"] != "none" and value > 1 and column.id in ("issued", "made"):
        text += ("\n" if switches["remark"] == "below" else "") + f"（其中修订{int(value) // 2}件）"
    return GridCell(_padded(text, switches), colspan, id=cell_id, remarkable=text != f"{value:f}")


def _count(value: Decimal, switches: Mapping[str, str]) -> str:
    return ("-" if value < 0 else "") + digits(abs(value), switches["digits"])


def _amount(value: Decimal, unit: str, switches: Mapping[str, str], cell: GridCell) -> GridCell:
    """Money: bare, with its unit, or in the other unit with that unit beside it."""
    shown = unit
    if switches["amount"] == "other-unit":
        shown = "万元" if unit == "元" else "元"
        value = value / WAN if unit == "元" else value * WAN
        value = value.normalize() if value else Decimal(0)
    text = digits(value, switches["digits"])
    if switches["amount"] == "bare":
        return replace(cell, text=_padded(text, switches))
    return replace(cell, text=text, unit=shown, remarkable=True)


def _padded(text: str, switches: Mapping[str, str]) -> str:
    blank = {"nbsp": "\xa0", "wide": "\u3000"}.get(switches.get("padding", "none"), "")
    if switches.get("padding") == "both":
        return f" \xa0{text}\u3000\xa0"
    return f"{blank}{text}{blank * 3}"


def table2_grids(draft: Draft, switches: Mapping[str, str]) -> list[Grid]:
    """Table 2: one grid, or one for each block of art. 20."""
    blocks: dict[str, list[Row]] = {}
    for row in draft.table("T2"):
        blocks.setdefault(row.block or "", []).append(row)
    wide = switches.get("header") == "misfit"
    grids = [Grid(_block(draft, name, rows, switches, wide=wide), (2, 1, 1, 1)) for name, rows in blocks.items()]
    if wide:
        grids = [Grid(grid.rows, (4, 2, 1, 1, 2)) for grid in grids]
    if switches.get("split") == "blocks":
        return grids
    return [Grid([row for grid in grids for row in grid.rows], grids[0].widths)]


def _block(draft: Draft, name: str, rows: list[Row], switches: Mapping[str, str], *, wide: bool) -> list[list[GridCell]]:
    """One block: its article over the whole width, the column labels, the rows. `wide` shifts five grid columns by one."""
    columns = rows[0].columns
    spans = {1: (3,), 2: (1, 2), 3: (1, 1, 1)}[len(columns)]
    below = spans
    if wide:
        spans = {1: (4,), 2: (2, 2), 3: (1, 2, 1)}[len(columns)]
        below = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}[len(columns)]
    whole = sum(spans) + 1
    labels = [
        GridCell(grid_label(column.label, switches), span, head=True) for column, span in zip(columns, spans, strict=True)
    ]
    made = [[GridCell(article(name, switches), whole, head=True)], [GridCell("信息内容", head=True), *labels]]
    for row in rows:
        numbers = [
            number_cell(draft, row, column, switches, colspan=span) for column, span in zip(row.columns, below, strict=True)
        ]
        made.append([GridCell(grid_label(row.label, switches, draft.form.id)), *numbers])
    return made


def _header3(draft: Draft, switches: Mapping[str, str]) -> list[list[GridCell]]:
    """The three header rows; `misfit` draws eleven columns with an empty cell, as a web editor left them."""
    columns = draft.table("T3")[0].columns
    names = [grid_label(column.label, switches) for column in columns]
    inner = [GridCell(name, head=True) for name in names[1:-1]]
    corner = GridCell(identity_label(switches), 3, 3, head=True)
    total = GridCell(names[-1], 1, 2, head=True)
    if switches.get("header") == "misfit":
        inner[0] = replace(inner[0], colspan=2)
        return [
            [corner, GridCell("申请人情况", 8, head=True)],
            [GridCell(names[0], 2, head=True), GridCell("法人或其他组织", 5, head=True), total],
            [GridCell("\xa0", head=True), *inner],
        ]
    return [
        [corner, GridCell("申请人情况", 7, head=True)],
        [GridCell(names[0], 1, 2, head=True), GridCell("法人或其他组织", 5, head=True), total],
        inner,
    ]


def _body3(draft: Draft, switches: Mapping[str, str], rows: list[Row]) -> list[list[GridCell]]:
    """Body rows; outer labels open a span where they change within `rows`."""
    made: list[list[GridCell]] = []
    before: tuple[str, ...] = ()
    for index, row in enumerate(rows):
        parts = row.parts
        labels: list[GridCell] = []
        for depth, part in enumerate(parts):
            if depth < len(parts) - 1:
                if before[: depth + 1] == parts[: depth + 1]:
                    continue
                tall = sum(1 for _ in _run(rows[index:], parts[: depth + 1]))
                upright = depth == 0 and switches.get("side") == "upright"
                labels.append(GridCell(grid_label(part, switches), 1, tall, upright=upright))
            else:
                labels.append(GridCell(grid_label(part, switches), 4 - len(parts)))
        before = parts
        made.append([*labels, *_numbers3(draft, row, switches)])
    return made


def _numbers3(draft: Draft, row: Row, switches: Mapping[str, str]) -> list[GridCell]:
    numbers = [number_cell(draft, row, column, switches) for column in row.columns]
    if switches.get("header") == "misfit":
        numbers[1] = replace(numbers[1], colspan=2)
    return numbers


def _run(rows: list[Row], outer: tuple[str, ...]) -> Iterator[Row]:
    """The leading rows that share the outer labels."""
    for row in rows:
        if row.parts[: len(outer)] != outer:
            return
        yield row


def table3_grids(draft: Draft, switches: Mapping[str, str]) -> list[Grid]:
    """Table 3: whole or in two halves; the side label once, twice or upright; the header again at the half."""
    rows = draft.table("T3")
    half = next(index for index, row in enumerate(rows) if row.id == "T3.r4_1")
    header = _header3(draft, switches)
    widths = (1, 2, 4, 1, 1, 1, 1, 1, 1, 1) if switches.get("header") != "misfit" else (1, 2, 4, 1, 1, 1, 1, 1, 1, 1, 1)
    again = switches.get("header") == "repeated"
    if switches.get("split") == "halves":
        second = _body3(draft, switches, rows[half:])
        return [
            Grid([*header, *_body3(draft, switches, rows[:half])], widths, header_rows=3),
            Grid([*header, *second] if again else second, widths, header_rows=3 if again else 0),
        ]
    if again or switches.get("side") == "twice":
        middle = header if again else []
        body = [*_body3(draft, switches, rows[:half]), *middle, *_body3(draft, switches, rows[half:])]
    else:
        body = _body3(draft, switches, rows)
    return [Grid([*header, *body], widths, header_rows=3)]


def table4_grid(draft: Draft, switches: Mapping[str, str]) -> Grid:
    """Table 4: fifteen numbers in one row under three header rows."""
    rows = draft.table("T4")
    ends = [[GridCell(grid_label(column.label, switches), head=True) for column in row.columns] for row in rows]
    numbers = [number_cell(draft, row, column, switches) for row in rows for column in row.columns]
    return Grid(
        [
            [GridCell("行政复议", 5, head=True), GridCell("行政诉讼", 10, head=True)],
            [
                *(replace(cell, rowspan=2) for cell in ends[0]),
                GridCell("未经复议直接起诉", 5, head=True),
                GridCell("复议后起诉", 5, head=True),
            ],
            [*ends[1], *ends[2]],
            numbers,
        ],
        (1,) * 15,
        header_rows=3,
    )
