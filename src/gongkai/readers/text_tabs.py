"""Tables whose cells are parted by tabs (copied from a page or a sheet) or by commas (exported from a sheet)."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from itertools import pairwise

from gongkai.readers.text_labels import is_row_label
from gongkai.readers.text_lines import Line, LooseRow, LooseTable, Part, figures_in, is_figure, runs_of

_GAP = re.compile(r" {2,}|\u3000+")
_LONGEST_CELL = 120  # characters; what is longer between two commas is a sentence
_SURE = 3  # figures between commas that no sentence has
_SENTENCE = re.compile(r"[。；，]")
_THREE_DIGITS = re.compile(r"[0-9]{3}(?![0-9])")


def find_tab_tables(lines: Sequence[Line]) -> list[Part]:
    """Runs of lines with tabs become tables if any figure stands in them; one blank line does not end a run."""
    return _find(lines, with_tabs=True)


def find_comma_tables(lines: Sequence[Line]) -> list[Part]:
    """Runs of comma-separated lines become tables where a row has a label of the form or three figures."""
    return _find(lines, with_tabs=False)


def _find(lines: Sequence[Line], *, with_tabs: bool) -> list[Part]:
    cells_of = _tab_cells if with_tabs else _comma_cells
    parts: list[Part] = []
    open_run: list[Line] = []
    for inside, run in runs_of(lines, lambda line: len(cells_of(line)) > 1):
        if inside or (open_run and len(run) == 1 and run[0].blank and with_tabs):
            open_run += run
        else:
            parts += [*_as_table(open_run, with_tabs=with_tabs), *run]
            open_run = []
    return parts + _as_table(open_run, with_tabs=with_tabs)


def _as_table(run: Sequence[Line], *, with_tabs: bool) -> list[Part]:
    """One table of a run, or its lines where it holds no figures."""
    cells_of = _tab_cells if with_tabs else _comma_cells
    rows = [LooseRow(line.number, tuple(cells)) for line in run if (cells := cells_of(line))]
    counts = [sum(is_figure(text) for text in row.texts) for row in rows]
    sure = any(count >= _SURE for count in counts) or any(row.texts[0] and is_row_label(row.texts[0]) for row in rows)
    if not any(counts) or not (with_tabs or sure):
        return list(run)
    return [LooseTable(tuple(rows))]


def _tab_cells(line: Line) -> list[str]:
    """Cells between tabs; a cell of several figures is parted at its blanks. Indents alone make no cells."""
    indented_sentence = "\t" not in line.text.lstrip() and (len(line.text) > _LONGEST_CELL or _SENTENCE.search(line.text))
    if "\t" not in line.text or line.blank or indented_sentence:
        return []
    texts: list[str] = []
    for text in line.text.split("\t"):
        texts += _parted(text.strip())
    return texts


def _parted(text: str) -> list[str]:
    """A cell in which blanks stand for tabs: `规章  0  0` or `0 0 0`."""
    pieces = _GAP.split(text)
    if len(pieces) > 1 and all(is_figure(piece) for piece in pieces[1:]):
        return pieces
    figures = figures_in(text)
    return figures if len(figures) > 1 else [text]


def _comma_cells(line: Line) -> list[str]:
    if "," not in line.text:
        return []
    try:
        cells = [text.strip() for text in next(csv.reader([line.text], strict=True), [])]
    except csv.Error:
        return []
    if any(len(text) > _LONGEST_CELL for text in cells) or _has_thousands(cells):
        return []
    return [] if _SENTENCE.search(line.text) and sum(map(is_figure, cells)) < _SURE else cells


def _has_thousands(cells: Sequence[str]) -> bool:
    """Whether a comma stands inside a number: `规范性文件63` before `581` is 63,581 behind its label, not two cells."""
    return any(
        before[-1:].isdecimal() and not is_figure(before) and _THREE_DIGITS.match(after) for before, after in pairwise(cells)
    )
