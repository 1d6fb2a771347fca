"""Rows written as a label and figures with nothing between but a blank, a colon or a line end.

Only the official wording tells such a row from prose, so only lines that carry it, or three figures, are taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal

from gongkai.core.report.form import FORMS, form
from gongkai.readers.label_wording import (
    COLUMN_VARIANTS,
    GROUPS,
    ONLY_IN_CONTEXT,
    ROW_VARIANTS,
    official_columns,
    official_rows,
)
from gongkai.readers.labels import LONGEST_LABEL, is_heading, label_of, match_group, match_row
from gongkai.readers.text_lines import (
    LONGEST_ROW,
    Line,
    LooseRow,
    LooseTable,
    Part,
    begins_item,
    figures_in,
    is_figure,
    is_remark,
    is_section,
)

_LONGEST_OTHER = 20  # characters of a line between rows that is no label: a group, a header, a head of art. 20
_MOST_LINES = 5  # lines over which one label is printed
_MAY_BEGIN = ("other", "label")  # a label may end here and go on below: 逾期不补正、行政机关不再处理…
_SURE = 3  # figures at the end of a line that no prose has


# ── the official wording ─────────────────────────────────────────────────────────────────────


@cache
def _columns_of_rows() -> dict[str, frozenset[int]]:
    """Rows of tables 2 and 3, and how many figures they have in the forms of 2019 and 2021."""
    found: dict[str, set[int]] = {}
    for form_id in FORMS:
        for row in (*form(form_id).table2, *form(form_id).table3):
            found.setdefault(row.id, set()).add(len(row.columns))
    return {row_id: frozenset(counts) for row_id, counts in found.items()}


@cache
def _wording() -> str:
    """Every label of rows and groups, for asking whether a piece is out of one."""
    labels = {label_of(text).words for texts in (*official_rows().values(), *GROUPS.values()) for text in texts}
    return "|".join(sorted(labels))


@cache
def _known() -> dict[str, str]:
    """The words of every row label and listed variant, with the row."""
    known: dict[str, str] = {}
    for row_id in _columns_of_rows():
        for text in (*official_rows()[row_id], *ROW_VARIANTS.get(row_id, ())):
            label = label_of(text)
            known |= {label.words: row_id, label.outside: row_id}
    return known


def row_of(text: str) -> str | None:
    """The row of table 2 or 3 whose whole label this is, to the letter; None for any other text."""
    if not 1 < len(text) <= LONGEST_LABEL:
        return None
    label = label_of(text)
    if label.words in ONLY_IN_CONTEXT:
        return match_row(text)
    return _known().get(label.words) or _known().get(label.outside)


@cache
def _columns() -> frozenset[str]:
    """The words of every label of a column and its listed variants."""
    texts = (*official_columns().values(), *COLUMN_VARIANTS.values())
    labels = [label_of(text) for column in texts for text in column]
    return frozenset(words for label in labels for words in (label.words, label.outside))


def _is_column(text: str) -> bool:
    label = label_of(text)
    return not label.ordinal and not _columns().isdisjoint((label.words, label.outside))


def is_row_label(text: str) -> bool:
    """Whether this is the whole label of a row of table 2 or 3."""
    return row_of(text) is not None


def is_part_of_label(text: str) -> bool:
    """Whether this is a label or an unbroken piece of one."""
    words = label_of(text).words
    return bool(words) and words in _wording()


# ── lines of label and figures ───────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Item:
    """Something met on the way down: a label, figures, a finished row, or anything else (`kind` other)."""

    kind: Literal["label", "figures", "row", "other"]
    lines: list[Line]
    cells: list[str]


def find_label_rows(lines: Sequence[Line]) -> list[Part]:
    """Lines of label and figures become rows, one table for each unbroken run of them."""
    found: list[LooseRow | Line] = []
    for together, group in groupby(lines, key=lambda line: _may_stand_in_table(line.text)):
        stretch = list(group)
        found += _rows(stretch) if together else stretch
    parts: list[Part] = []
    for are_rows, run in groupby(found, key=lambda part: isinstance(part, LooseRow)):
        if are_rows:
            parts.append(LooseTable(tuple(part for part in run if isinstance(part, LooseRow))))
        else:
            parts += [part for part in run if isinstance(part, Line)]
    return parts


def _may_stand_in_table(text: str) -> bool:
    text = text.strip()
    if len(text) > LONGEST_ROW or text.startswith("#"):
        return False
    figures = _split(text)[1]
    if figures:
        return len(figures) >= _SURE or _label_cells(_split(text)[0]) is not None or figures_in(text) != []
    if is_section(text) and not is_part_of_label(text):
        return False
    return len(text) <= _LONGEST_OTHER or is_part_of_label(text) or is_header_line(text)


def is_header_line(text: str) -> bool:
    """Whether a line holds labels of columns, parted by blanks, and nothing else."""
    words = text.split()
    return len(words) > 1 and all(_is_column(word) or is_heading(word) for word in words)


def _split(text: str) -> tuple[str, list[str]]:
    """What stands before the figures at the end of a line, and these."""
    whole = figures_in(text)
    if whole and not is_remark(text):
        return "", whole
    for colon in "：:":
        label, found, rest = text.rpartition(colon)
        if found and (figures := figures_in(rest)) and is_row_label(label):
            return label, figures
    words = text.split()
    first = len(words)
    while first and is_figure(words[first - 1]):
        first -= 1
    return " ".join(words[:first]), words[first:]


def _label_cells(text: str) -> list[str] | None:
    """A label and what stands before it on its line (side and group labels); None where no label ends here."""
    words = text.split()
    for first in range(len(words)):
        if is_row_label("".join(words[first:])):
            return [*([" ".join(words[:first])] if first else []), " ".join(words[first:])]
    return None


def _rows(lines: Sequence[Line]) -> list[LooseRow | Line]:
    """Rows of one stretch. Figures on lines of their own get the label above only where every label has its figures."""
    items = _items(lines)
    alternate = _labels_and_figures_alternate(items)
    in_table = any(item.kind in ("label", "row") for item in items)
    found: list[LooseRow | Line] = []
    label: _Item | None = None
    for index, item in enumerate(items):
        if item.kind == "row":
            found.append(LooseRow(item.lines[-1].number, tuple(item.cells)))
        elif item.kind == "figures" and label is not None:
            found.append(LooseRow(item.lines[0].number, (*label.cells, *item.cells)))
            label = None
        elif item.kind == "figures" and (in_table or len(item.cells) >= _SURE):
            found += _without_label(items, index)
        elif item.kind == "label" and alternate:
            found += label.lines if label else []
            label = item
        else:
            found += item.lines
    return found + (label.lines if label else [])


def _without_label(items: Sequence[_Item], index: int) -> list[LooseRow | Line]:
    """Figures whose label is not certain: a row for each line; the one row of table 4 is known by its length."""
    item, table4 = items[index], form(FORMS[-1]).table4
    if len(item.cells) == sum(len(row.columns) for row in table4):
        headers = "".join(text for above in items[:index] for text in above.cells)
        if all(row.label.split("/")[-1] in headers for row in table4):
            return [LooseRow(item.lines[0].number, tuple(item.cells))]
    rows: list[LooseRow | Line] = []
    texts = iter(item.cells)
    for line in item.lines:
        count = 0 if is_remark(line.text) else len(figures_in(line.text))
        if count:
            rows.append(LooseRow(line.number, tuple(next(texts) for _ in range(count))))
    return rows


def _items(lines: Sequence[Line]) -> list[_Item]:
    items: list[_Item] = []
    for line in lines:
        text = line.text.strip()
        label, figures = _split(text)
        last = items[-1] if items else None
        if not text:
            items.append(_Item("other", [line], []))
        elif figures and label:
            _end_row(items, line, label, figures)
        elif figures and last is not None and last.kind == "figures":
            last.lines.append(line)
            last.cells += figures
        elif figures:
            items.append(_Item("figures", [line], figures))
        elif is_remark(text) and last is not None and last.kind == "figures":
            last.lines.append(line)
            last.cells[-1] += text
        elif is_header_line(text):
            items.append(_Item("row", [line], text.split()))
        else:
            _add_label(items, line, text)
    return items


def _end_row(items: list[_Item], line: Line, label: str, figures: list[str]) -> None:
    """A row whose figures stand on the line its label ends in; the label may begin above."""
    cells = _label_cells(label)
    taken: list[_Item] = []
    while cells is None and len(taken) < _MOST_LINES and len(items) > len(taken) and items[-1 - len(taken)].kind in _MAY_BEGIN:
        taken.insert(0, items[-1 - len(taken)])
        cells = _label_cells("".join(text for item in taken for text in item.cells) + label) if taken[0].cells else None
    if cells is None:
        taken, cells = [], [label]
    del items[len(items) - len(taken) :]
    items.append(_Item("row", [*(above for item in taken for above in item.lines), line], [*cells, *figures]))


def _add_label(items: list[_Item], line: Line, text: str) -> None:
    """A line of a label: whole, the end of one begun above, or nothing known yet."""
    known = is_row_label(text) and (begins_item(text) or not _is_column(text))
    begun: list[_Item] = []
    while not known and len(begun) < _MOST_LINES and len(items) > len(begun) and items[-1 - len(begun)].kind in _MAY_BEGIN:
        begun.insert(0, items[-1 - len(begun)])
        text = "".join(begun[0].cells) + text
        known = bool(begun[0].cells) and is_row_label(text) and is_part_of_label(begun[0].cells[0])
    if known:
        del items[len(items) - len(begun) :]
        items.append(_Item("label", [*(above for item in begun for above in item.lines), line], [text]))
    elif len(items) > 1 and items[-1].kind == "figures" and items[-2].kind == "other" and _is_rest(items[-2], line):
        items[-2] = _Item("label", [*items[-2].lines, line], [items[-2].cells[0] + line.text.strip()])
    else:
        items.append(_Item("other", [line], [line.text.strip()]))


def _is_rest(above: _Item, line: Line) -> bool:
    """Whether a line below figures ends the label that began above them."""
    return len(above.cells) == 1 and begins_item(above.cells[0]) and is_row_label(above.cells[0] + line.text)


def _labels_and_figures_alternate(items: Sequence[_Item]) -> bool:
    """Whether each label is followed by as many figures as its row has, and no figures stand elsewhere.

    （六）其他处理 is a row in the form of 2019 and heads a group in that of 2021, where no figures follow it.
    """
    last: _Item | None = None
    columns = 0  # labels of columns met one after the other, above the rows
    for item in [*items, _Item("other", [], [""])]:
        if not item.cells:
            continue
        after_label = last is not None and last.kind == "label"
        if item.kind == "figures":
            row_id = row_of(last.cells[-1]) if last is not None and after_label else None
            if row_id is None or not _may_have(row_id, len(item.cells), columns):
                return False
        elif last is not None and after_label and match_group(last.cells[-1]) is None:
            return False
        if item.kind == "other" and _is_column(item.cells[0]):
            columns = columns + 1 if last is not None and last.kind == "other" and _is_column(last.cells[0]) else 1
        last = item
    return True


def _may_have(row_id: str, figures: int, columns: int) -> bool:
    """Whether a row may have so many figures: as many as its form has, in table 2 under as many labels of columns."""
    fits = figures in _columns_of_rows()[row_id]
    return fits and (not columns or not row_id.startswith("T2.") or figures == columns)
