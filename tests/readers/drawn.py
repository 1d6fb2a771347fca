"""Documents drawn in a few strokes: grids with spans, whole reports in either form, plain-text rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gongkai.core.report.exchange import Place, Report
from gongkai.core.report.form import Row, form
from gongkai.readers.document import Block, Document, Paragraph, Table, TableCell
from gongkai.readers.grid import report_from_document

Drawn = str | tuple[str, int, int]  # a text, or a text with rowspan and colspan
Rows = list[list[Drawn]]


def grid(rows: Sequence[Sequence[Drawn]], number: int = 1) -> Table:
    """A table with true spans; every cell takes the first free place of its row."""
    taken: set[tuple[int, int]] = set()
    cells = []
    for top, row in enumerate(rows):
        left = 0
        for drawn in row:
            text, down, right = drawn if isinstance(drawn, tuple) else (drawn, 1, 1)
            while (top, left) in taken:
                left += 1
            cells.append(TableCell(text, top, left, down, right, Place(table=number, row=top, col=left)))
            taken |= {(top + i, left + j) for i in range(down) for j in range(right)}
            left += right
    return Table(tuple(cells), len(rows), max(col for _, col in taken) + 1, number)


def loose(rows: Sequence[Sequence[str]], number: int = 1) -> Table:
    """Rows of a plain text, with as many cells as were found."""
    cells = [
        TableCell(text, top, left, place=Place(line=number * 100 + top))
        for top, row in enumerate(rows)
        for left, text in enumerate(row)
    ]
    return Table(tuple(cells), len(rows), max(map(len, rows)), number, loose=True)


def document(*blocks: Block | str, kind: str = "html", **meta: str) -> Document:
    """A document of tables and paragraphs (strings)."""
    made = [Paragraph(block, Place(line=at)) if isinstance(block, str) else block for at, block in enumerate(blocks, start=1)]
    return Document(kind, tuple(made), "report.html", meta=meta)


# ── the three tables of the forms ────────────────────────────────────────────────────────────

Print = Callable[[str], str]  # cell id → what is printed there
HEADER3: list[list[Drawn]] = [
    [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 1, 7)],
    [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
    ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
]
RESULTS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
HEADER4: list[list[Drawn]] = [
    [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
    [*((name, 2, 1) for name in RESULTS), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
    [*RESULTS, *RESULTS],
]


def counted(form_id: str) -> Print:
    """A different number for every cell of a form, so that no two can be mistaken for each other."""
    ids = {row.cell(column): str(at) for at, (row, column) in enumerate(form(form_id).cells(), start=1)}
    return ids.__getitem__


def table2(form_id: str, printed: Print) -> list[list[Drawn]]:
    """Table 2 with its blocks one below the other."""
    rows: list[list[Drawn]] = []
    block = None
    for row in form(form_id).table2:
        if row.block != block:
            block = row.block
            rows += [[(str(block), 1, 4)], ["信息内容", *_across([column.label for column in row.columns])]]
        rows.append([row.label, *_across([printed(row.cell(column)) for column in row.columns])])
    return rows


def _across(texts: Sequence[str]) -> list[Drawn]:
    *before, last = texts
    return [*before, (last, 1, 4 - len(texts))]


def body3(form_id: str, printed: Print) -> list[list[Drawn]]:
    """The rows of table 3 below its header, side and group labels with their spans."""
    rows: list[list[Drawn]] = []
    seen: set[str] = set()
    table = form(form_id).table3
    for row in table:
        labels: list[Drawn] = []
        for depth, part in enumerate(row.parts[:-1]):
            outer = "/".join(row.parts[: depth + 1])
            if outer not in seen:
                seen.add(outer)
                labels.append((part, sum(other.label.startswith(outer + "/") for other in table), 1))
        labels.append((row.parts[-1], 1, 4 - len(row.parts)))
        rows.append([*labels, *_printed(row, printed)])
    return rows


def _printed(row: Row, printed: Print) -> list[str]:
    return [printed(row.cell(column)) for column in row.columns]


def body4(form_id: str, printed: Print) -> list[str]:
    """The one row of table 4."""
    return [text for row in form(form_id).table4 for text in _printed(row, printed)]


def whole(form_id: str, printed: Print) -> Document:
    """A report in a form, with headings and tables and not one quirk."""
    return document(
        "演示市信访局2022年政府信息公开工作年度报告",
        "一、总体情况",
        "全年公开信息。",
        "二、主动公开政府信息情况",
        grid(table2(form_id, printed), 1),
        "三、收到和处理政府信息公开申请情况",
        grid([*HEADER3, *body3(form_id, printed)], 2),
        "四、政府信息公开行政复议、行政诉讼情况",
        grid([*HEADER4, body4(form_id, printed)], 3),
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    )


# ── what was read ────────────────────────────────────────────────────────────────────────────


def read(*blocks: Block | str) -> Report:
    """The report in a document of these blocks."""
    return report_from_document(document(*blocks))


def read_table3(header: Rows, *rows: list[Drawn]) -> Report:
    """The report whose one table has this header and these rows."""
    return read(grid([*header, *rows]))


def values(report: Report, table: str = "T") -> dict[str, str]:
    """Cell id → number, as text; what is no number is left out."""
    return {
        cell_id: str(cell.value)
        for cell_id, cell in report.cells.items()
        if cell.value is not None and cell_id.startswith(table)
    }
