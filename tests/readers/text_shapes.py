"""One report of invented figures, printed in every shape that text dumps of reports have."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from gongkai.core.report.form import Form, Row, form

Figures = Mapping[str, Sequence[str]]
TITLE = "演示市2023年政府信息公开工作年度报告"
PROSE = "2023年，本市认真贯彻落实条例，全年主动公开政府信息一千余条，办理申请均在法定期限内答复，未发生行政复议纠错情形。"
HEADER3 = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def invented(form_id: str, seed: int, blank: float = 0.0) -> dict[str, list[str]]:
    """Figures for every row of a form, most of them small; `blank` is the share of cells left empty."""
    pick = random.Random(seed)
    return {
        row.id: [
            "" if pick.random() < blank else str(pick.choice([0, 0, 0, pick.randrange(10), pick.randrange(3000)]))
            for _ in row.columns
        ]
        for row in form(form_id).rows.values()
    }


def blocks_of_table2(which: Form) -> list[list[Row]]:
    """The rows of table 2 by the item of art. 20 that heads them."""
    blocks: dict[str | None, list[Row]] = {}
    for row in which.table2:
        blocks.setdefault(row.block, []).append(row)
    return list(blocks.values())


def page(which: Form, table2: str, table3: str, table4: str) -> str:
    """The sections around the three tables."""
    names = which.sections
    return "\n\n".join(
        [
            TITLE,
            names["1"],
            PROSE,
            names["2"],
            table2,
            names["3"],
            table3,
            names["4"],
            table4,
            names["5"],
            PROSE,
            names["6"],
            "无。",
        ]
    )


def groups_and_label(row: Row, before: Row | None) -> list[str]:
    """The labels printed on a row: its group where it begins, then its own."""
    outer = [
        part
        for index, part in enumerate(row.parts[:-1])
        if before is None or before.parts[: index + 1] != row.parts[: index + 1]
    ]
    return [*outer, row.parts[-1]]


def as_cells(
    form_id: str, figures: Figures, line: Callable[[Sequence[str]], str], rule: Callable[[int], str] | None = None
) -> str:
    """Tables whose cells are joined by `line`; `rule` prints what stands below the first row."""
    which = form(form_id)

    def table(rows: Sequence[Sequence[str]]) -> str:
        first, *rest = [line(row) for row in rows]
        return "\n".join([first, *([rule(len(rows[0]))] if rule else []), *rest])

    table2 = "\n\n".join(
        f"{rows[0].block}\n\n"
        + table([["信息内容", *(c.label for c in rows[0].columns)], *([row.label, *figures[row.id]] for row in rows)])
        for rows in blocks_of_table2(which)
    )
    rows3, before = [["", "", "", *HEADER3]], None
    for row in which.table3:
        labels = groups_and_label(row, before)
        rows3.append([*[""] * (len(row.parts) - len(labels)), *labels, *figures[row.id]])
        before = row
    four = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    table4 = table([four * 3, [text for row in which.table4 for text in figures[row.id]]])
    return page(which, table2, table(rows3), table4)


def as_tabs(form_id: str, figures: Figures) -> str:
    """Copied from a web page: cells parted by tabs."""
    return as_cells(form_id, figures, "\t".join)


def as_markdown(form_id: str, figures: Figures) -> str:
    """Markdown with rules below the headers."""
    return as_cells(form_id, figures, lambda cells: f"| {' | '.join(cells)} |", lambda count: "|" + "---|" * count)


def as_bars(form_id: str, figures: Figures) -> str:
    """Bars without rule or frame."""
    return as_cells(form_id, figures, " | ".join)


def as_commas(form_id: str, figures: Figures) -> str:
    """Exported from a sheet."""
    return as_cells(form_id, figures, lambda cells: ",".join(f'"{cell}"' if "," in cell else cell for cell in cells))


def as_lines(form_id: str, figures: Figures) -> str:
    """Label and figures with single blanks between, as many PDF tools print them."""
    which = form(form_id)
    table2 = "\n".join(
        line
        for rows in blocks_of_table2(which)
        for line in (
            str(rows[0].block),
            " ".join(["信息内容", *(column.label for column in rows[0].columns)]),
            *(" ".join([row.label, *figures[row.id]]) for row in rows),
        )
    )
    table3 = "\n".join(" ".join([row.parts[-1], *figures[row.id]]) for row in which.table3)
    return page(which, table2, table3, " ".join(text for row in which.table4 for text in figures[row.id]))


def as_single_cells(form_id: str, figures: Figures) -> str:
    """One cell a line, as other PDF tools print them."""
    which = form(form_id)
    table2 = "\n".join(
        line
        for rows in blocks_of_table2(which)
        for line in (
            str(rows[0].block),
            "信息内容",
            *(column.label for column in rows[0].columns),
            *(text for row in rows for text in (row.label, *figures[row.id])),
        )
    )
    lines3, before = [*HEADER3], None
    for row in which.table3:
        lines3 += [*groups_and_label(row, before), *figures[row.id]]
        before = row
    heads = [
        "行政复议",
        "行政诉讼",
        "未经复议直接起诉",
        "复议后起诉",
        *("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3,
    ]
    return page(
        which, table2, "\n".join(lines3), "\n".join([*heads, *(text for row in which.table4 for text in figures[row.id])])
    )


def width(text: str) -> int:
    """Half-width columns; Chinese characters fill two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def in_columns(form_id: str, figures: Figures, *, wide: bool, cut: int = 14) -> str:
    """Columns of blanks; labels longer than `cut` characters run over lines, the figures beside their middle."""
    which = form(form_id)
    measure = width if wide else len

    def padded(text: str, to: int) -> str:
        return text + " " * max(2, to - measure(text))

    def cells(texts: Sequence[str], each: int) -> str:
        return "".join(padded(text, each) for text in texts).rstrip()

    def block(label: str, texts: Sequence[str], indent: int, to: int) -> list[str]:
        pieces = [label[start : start + cut] for start in range(0, len(label), cut)]
        middle = len(pieces) // 2
        return [
            (padded(" " * indent + piece, to) + (cells(texts, 8) if index == middle else "")).rstrip()
            for index, piece in enumerate(pieces)
        ]

    to = 50 if wide else 30
    table2 = "\n".join(
        "\n".join([str(rows[0].block), padded("信息内容", to) + cells([c.label for c in rows[0].columns], 24)])
        + "\n"
        + "\n".join(padded(row.label, to) + cells(figures[row.id], 24 if len(row.columns) > 1 else 8) + "\n" for row in rows)
        for rows in blocks_of_table2(which)
    )
    table3 = [" " * to + cells(["自然人", "企业", "科研", "公益", "法律", "其他", "总计"], 8)]
    for row in which.table3:
        table3 += [*block(row.parts[-1], figures[row.id], 6 * (len(row.parts) - 1), to), ""]
    table4 = cells(("结果维持", "结果纠正", "其他结果", "尚未审结", "总计") * 3, 10)
    return page(
        which, table2, "\n".join(table3), table4 + "\n" + cells([t for row in which.table4 for t in figures[row.id]], 10)
    )


SHAPES: Mapping[str, Callable[[str, Figures], str]] = {
    "tabs": as_tabs,
    "markdown": as_markdown,
    "bars": as_bars,
    "commas": as_commas,
    "lines": as_lines,
    "one cell a line": as_single_cells,
    "columns of characters": lambda form_id, figures: in_columns(form_id, figures, wide=False),
    "columns of width": lambda form_id, figures: in_columns(form_id, figures, wide=True),
    "narrow label column": lambda form_id, figures: in_columns(form_id, figures, wide=False, cut=8),
}
