"""Any Document as accessible HTML for a page: headings, paragraphs, tables with their spans, heading cells and captions.

No style, no script, no picture; hidden text stays out. What the reader did not see is not made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from gongkai.readers.document import Block, Document, Paragraph, Run, Table, TableCell

_DEEPEST = 4  # h2 to h4: the page's own title is the only h1
_CAPTION = re.compile(r"(?:附?表|续表)\s*[\d一二三四五六七八九十]+(?:[\s\-—.:：、\d].*)?$")
_LONGEST_CAPTION = 60
_MOST_HEADING_ROWS = 4
_FIGURE = re.compile(r"[-+]?\d[\d,.]*[%％]?$")


def document_html(document: Document, *, to_the_right: Sequence[int] = ()) -> str:
    """The document's blocks in reading order; the blocks numbered in `to_the_right` stand there, as a signature does."""
    return "\n".join(_pieces(document.blocks, frozenset(to_the_right)))


def _pieces(blocks: Sequence[Block], right: frozenset[int]) -> Iterator[str]:
    caption = ""
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            yield _table(block, caption)
            caption = ""
        elif not block.text.strip():
            continue
        elif _is_caption(block, blocks[index + 1] if index + 1 < len(blocks) else None):
            caption = _inline(block.text, block.runs, bold=True)
        else:
            yield _paragraph(block, "right" if index in right else block.align)


def _is_caption(block: Paragraph, following: Block | None) -> bool:
    text = block.text.strip()
    return isinstance(following, Table) and len(text) <= _LONGEST_CAPTION and _CAPTION.match(text) is not None


def _paragraph(block: Paragraph, align: str) -> str:
    tag = f"h{min(block.level + 1, _DEEPEST)}" if block.level else "p"
    place = f' class="align-{align}"' if align else ""
    return f"<{tag}{place}>{_inline(block.text, block.runs, bold=not block.level)}</{tag}>"


def _inline(text: str, runs: tuple[Run, ...], *, bold: bool) -> str:
    if not runs:
        return "<br>".join(escape(line) for line in text.strip().split("\n"))
    parts = []
    for run in runs:
        if run.hidden:
            continue
        part = escape(run.text).replace("\n", "<br>")
        parts.append(f"<strong>{part}</strong>" if run.bold and bold and run.text.strip() else part)
    return "".join(parts).strip()


def _table(table: Table, caption: str = "") -> str:
    rows = list(table.rows())
    heading_rows = _heading_rows(table, rows)
    lines = []
    for number, row in enumerate(rows):
        cells = "".join(_cell(cell, heading=number < heading_rows or cell.header, top=number < heading_rows) for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    head = f"<thead>{''.join(lines[:heading_rows])}</thead>" if 0 < heading_rows < len(lines) else ""
    body = "".join(lines[heading_rows:] if head else lines)
    told = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{told}{head}<tbody>{body}</tbody></table>"


def _heading_rows(table: Table, rows: Sequence[Sequence[TableCell]]) -> int:
    """How many rows from the top head the columns: those the file marks, else a first row of words with what it spans."""
    marked = 0
    for row in rows:
        if not row or not all(cell.header for cell in row):
            break
        marked += 1
    if marked or any(cell.header for cell in table.cells):
        return marked
    if len(rows) < 2 or not rows[0] or not _all_words(rows[0]):
        return 0
    deep = max(cell.rowspan for cell in rows[0]) if any(cell.colspan > 1 for cell in rows[0]) else 1
    if deep > _MOST_HEADING_ROWS or deep >= len(rows):
        return 1
    return deep if all(_all_words(row) for row in rows[1:deep]) else 1


def _all_words(row: Sequence[TableCell]) -> bool:
    """Whether a row reads as headings: something in every cell, and nowhere a figure."""
    return all(cell.text.strip() and not _FIGURE.match(cell.text.strip()) for cell in row)


def _cell(cell: TableCell, *, heading: bool, top: bool) -> str:
    spans = "".join(f' {name}="{count}"' for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if count > 1)
    inside = _inline(cell.text, cell.runs, bold=True) + "".join(_table(inner) for inner in cell.tables)
    if not heading:
        return f"<td{spans}>{inside}</td>"
    along, spanned = ("col", cell.colspan) if top else ("row", cell.rowspan)
    return f'<th scope="{along}{"group" if spanned > 1 else ""}"{spans}>{inside}</th>'
