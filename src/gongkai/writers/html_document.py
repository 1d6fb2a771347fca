"""Any Document as accessible HTML for a page: headings, paragraphs, tables with their spans and heading cells.

No style, no script, no picture; hidden text stays out. What the reader did not see is not made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from gongkai.readers.document import Document, Paragraph, Run, Table, TableCell

_DEEPEST = 4  # h2 to h4: the page's own title is the only h1


def document_html(document: Document) -> str:
    """The document's blocks in reading order."""
    return "\n".join(piece for block in document.blocks for piece in _block(block))


def _block(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Table):
        yield _table(block)
    elif block.text.strip():
        tag = f"h{min(block.level + 1, _DEEPEST)}" if block.level else "p"
        yield f"<{tag}>{_inline(block.text, block.runs, bold=not block.level)}</{tag}>"


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


def _table(table: Table) -> str:
    rows = list(table.rows())
    marked = any(cell.header for cell in table.cells)
    lines = []
    for number, row in enumerate(rows):
        heading = not marked and number == 0 and len(rows) > 1 and _all_text(row)
        cells = "".join(_cell(cell, heading=heading or cell.header, top=number == 0) for cell in row)
        lines.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(lines)}</table>"


def _all_text(row: tuple[TableCell, ...]) -> bool:
    """Whether a first row reads as headings: something in every cell, and no figure."""
    return bool(row) and all(cell.text.strip() and not cell.text.strip()[0].isdigit() for cell in row)


def _cell(cell: TableCell, *, heading: bool, top: bool) -> str:
    spans = "".join(f' {name}="{count}"' for name, count in (("rowspan", cell.rowspan), ("colspan", cell.colspan)) if count > 1)
    inside = _inline(cell.text, cell.runs, bold=True) + "".join(_table(inner) for inner in cell.tables)
    if not heading:
        return f"<td{spans}>{inside}</td>"
    scope = ("colgroup" if cell.colspan > 1 else "col") if top or cell.col > 0 else "row"
    return f'<th scope="{scope}"{spans}>{inside}</th>'
