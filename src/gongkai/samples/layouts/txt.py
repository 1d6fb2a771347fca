"""A report as plain text: tabs, Markdown, one small table a row, fixed columns, or all cells run together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from gongkai.samples.page import Grid, GridCell, Heading, Page, Text

_ENCODINGS = {"utf-8": "utf-8", "gb18030": "gb18030", "utf-16": "utf-16", "utf-8-bom": "utf-8-sig"}
_LINE = 30
_WORD = re.compile(r"[0-9０-９.,，%]+|.")  # Chinese text breaks anywhere, numbers stay whole
_PAGE = 24
_COLUMN = 10
_LABEL = 3
_WRAP_AT = 12


def write(page: Page, switches: Mapping[str, str]) -> bytes:
    """The page as text in the encoding and with the line ends asked for."""
    lines: list[str] = [page.title, ""]
    layout = switches["layout"]
    for block in page.blocks:
        if isinstance(block, Grid):
            lines += [*_GRIDS[layout](block), ""]
        elif isinstance(block, Heading):
            lines += ["", f"## {block.text.strip()}" if layout in ("markdown", "rows") else block.text, ""]
        else:
            lines += [*_prose(block, switches["wrap"]), ""]
    if switches["wrap"] == "pages":
        lines = list(_paged(lines))
    end = "\r\n" if switches["line-ends"] == "crlf" else "\n"
    return (end.join(lines) + end).encode(_ENCODINGS[switches["encoding"]])


def _prose(block: Text, wrap: str) -> Iterator[str]:
    if wrap == "paragraphs":
        yield block.text
        return
    line = ""
    for word in _WORD.findall(block.text):
        if line and len(line) + len(word) > _LINE:
            yield line
            line = ""
        line += word
    yield line


def _paged(lines: list[str]) -> Iterator[str]:
    """A page number after so many lines, also between the lines of a sentence, but not inside a table row."""
    for number, line in enumerate(lines, 1):
        yield line
        if number % _PAGE == 0 and "\t" not in line and "|" not in line and "  " not in line:
            yield from ("", f"— {number // _PAGE} —", "")


def _placed(grid: Grid) -> list[list[GridCell | None]]:
    """The grid with a cell in every place where one begins and None in every place it covers."""
    places: list[list[GridCell | None]] = [[None] * len(grid.widths) for _ in grid.rows]
    for top, left, cell in grid.placed():
        places[top][left] = cell
    return places


def _shown(cell: GridCell | None) -> str:
    return "" if cell is None else cell.text.replace("\n", "") + cell.unit


def _tabs(grid: Grid) -> Iterator[str]:
    """One line a row, every covered place empty."""
    for row in _placed(grid):
        yield "\t".join(_shown(cell) for cell in row)


def _markdown(grid: Grid) -> Iterator[str]:
    """A pipe table; the first row is its head."""
    for index, row in enumerate(_placed(grid)):
        yield "| " + " | ".join(_shown(cell) for cell in row) + " |"
        if index == 0:
            yield "|" + "---|" * len(row)


def _rows(grid: Grid) -> Iterator[str]:
    """One small table a row, as a machine reading leaves them: outer labels become headings, columns 数据1 to 数据6."""
    if not grid.header_rows:
        yield from _small_blocks(grid)
        return
    if len(grid.widths) > _WRAP_AT:
        yield from _markdown(Grid(grid.rows, grid.widths))
        return
    outer: tuple[str, ...] = ()
    for row in grid.rows[grid.header_rows :]:
        labels = [cell for cell in row if not cell.id]
        numbers = [cell for cell in row if cell.id]
        above = tuple(_shown(cell) for cell in labels[:-1])
        if above and above[-1:] != outer[-1:]:
            yield from (line for text in above for line in (f"### {text}", ""))
            outer = above
        heads = " | ".join(["类别", *(f"数据{place}" for place in range(1, len(numbers))), "总计"])
        yield from (f"| {heads} |", "|" + "---|" * (len(numbers) + 1))
        yield f"| {_shown(labels[-1])} | " + " | ".join(_shown(cell) for cell in numbers) + " |"
        yield ""


def _small_blocks(grid: Grid) -> Iterator[str]:
    """Table 2: each block under its own heading, so that the columns fit."""
    for row in grid.rows:
        if len(row) == 1:
            yield from ("", f"### {_shown(row[0])}", "")
            continue
        yield "| " + " | ".join(_shown(cell) for cell in row) + " |"
        if row[0].head:
            yield "|" + "---|" * len(row)


def _wide(text: str) -> int:
    """Columns a text takes on a terminal: two for a Chinese character."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def _fixed_rows(grid: Grid, *, wrap: int | None) -> Iterator[str]:
    placed = _placed(grid)
    width = len(placed[0])
    labels = _LABEL if width > _WRAP_AT - 3 else 1
    table4 = width > _WRAP_AT
    starts = [at * (_COLUMN if table4 or at >= labels else 0) for at in range(width)]
    if not table4:
        lead = 44 if wrap else 90
        starts = [at * 12 if at < labels else lead + (at - labels) * _COLUMN * 2 for at in range(width)]
    for row in placed:
        tall = [_lines(cell, wrap if at < labels and not table4 else None) for at, cell in enumerate(row)]
        height = max(len(lines) for lines in tall)
        for level in range(height):
            line = ""
            for at, lines in enumerate(tall):
                drop = (height - len(lines)) // 2
                text = lines[level - drop] if 0 <= level - drop < len(lines) else ""
                if text:
                    gap = max(starts[at] - _wide(line), 2 if line else 0)
                    line += " " * gap + text
            yield line
        yield ""


def _lines(cell: GridCell | None, wrap: int | None) -> list[str]:
    text = _shown(cell)
    if not wrap or not text:
        return [text]
    return [text[start : start + wrap] for start in range(0, len(text), wrap)]


def _fixed(grid: Grid) -> Iterator[str]:
    """Columns kept apart by blanks, one line a row."""
    yield from _fixed_rows(grid, wrap=None)


def _fixed_wrapped(grid: Grid) -> Iterator[str]:
    """Columns kept apart by blanks; long labels run over several lines with the numbers in the middle one."""
    yield from _fixed_rows(grid, wrap=_WRAP_AT)


def _flat(grid: Grid) -> Iterator[str]:
    """Every cell behind the other without a separator: nothing can be recovered."""
    yield "".join(_shown(cell) for cell in grid.cells())


_GRIDS = {
    "tabs": _tabs,
    "markdown": _markdown,
    "rows": _rows,
    "fixed": _fixed,
    "fixed-wrapped": _fixed_wrapped,
    "flat": _flat,
}
