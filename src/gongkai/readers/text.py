"""TXT and Markdown reports into a Document: tables in whatever way a text can write them, and prose made whole.

The finders run from the plainest marks to the faintest: HTML inside the text, bars, tabs, commas, columns of blanks,
labels beside figures. What none of them is sure of stays a paragraph. A text whose labels and figures run together
without any mark is refused, because every way of cutting it would be a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby

from gongkai.core.errors import FlatText, NoText
from gongkai.core.report.exchange import Place
from gongkai.core.report.form import FORMS, form
from gongkai.readers.decoding import decode
from gongkai.readers.document import Block, Document, Table
from gongkai.readers.text_columns import find_column_tables
from gongkai.readers.text_labels import find_label_rows
from gongkai.readers.text_lines import Line, LooseTable, Part, find_in_stretches, lines_of
from gongkai.readers.text_markdown import find_bar_tables
from gongkai.readers.text_prose import full_width, page_number_lines, paragraphs
from gongkai.readers.text_tabs import find_comma_tables, find_tab_tables

_FINDERS = (find_bar_tables, find_tab_tables, find_comma_tables, find_column_tables, find_label_rows)
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
_FLAT_ROWS = 3  # rows of table 3 with all their figures run together; prose never has one


def read_text(data: bytes, name: str) -> Document:
    """The Document of a plain text or Markdown file in any encoding; places are lines, counted from 1.

    Raises FlatText where labels and figures run together, NoText, EmptyFile, UnknownEncoding, UnreadableKind for what
    is no text, and TooComplex for more lines than any report has.
    """
    lines = lines_of(decode(data, file=name), name)
    _refuse_flat_text(lines, name)
    numbers = page_number_lines(lines)
    parts = _with_html_tables([line for index, line in enumerate(lines) if index not in numbers], name)
    for finder in _FINDERS:
        parts = find_in_stretches(parts, finder)
    blocks = tuple(_blocks(parts))
    if not blocks:
        raise NoText(file=name)
    return Document(format="txt", blocks=blocks, name=name, pages=lines[-1].page if lines[-1].page > 1 else None)


def _blocks(parts: Sequence[Part]) -> Iterator[Block]:
    """Paragraphs and tables in reading order, tables numbered from 1."""
    width = full_width([part for part in parts if isinstance(part, Line)])
    number = 0
    for are_lines, group in groupby(parts, key=lambda part: isinstance(part, Line)):
        stretch = list(group)
        if are_lines:
            yield from paragraphs([part for part in stretch if isinstance(part, Line)], width)
            continue
        for part in stretch:
            number += 1
            if isinstance(part, LooseTable):
                yield part.as_table(number)
            elif isinstance(part, Table):
                yield replace(part, number=number)


def _refuse_flat_text(lines: Sequence[Line], name: str) -> None:
    """Raise FlatText where rows of table 3 stand with seven and more digits and nothing between."""
    flat = [line.number for line in lines if len(line.text) > 8 for _ in _flat_row().finditer(line.text)]
    if len(flat) >= _FLAT_ROWS:
        raise FlatText(file=name, line=flat[0])


@cache
def _flat_row() -> re.Pattern[str]:
    rows = [row for form_id in FORMS for row in form(form_id).table3]
    labels = "|".join(sorted({re.escape(row.parts[-1].lstrip("0123456789.")) for row in rows}))
    return re.compile(rf"(?:{labels})\d{{{len(rows[0].columns)}}}")


def _with_html_tables(lines: Sequence[Line], name: str) -> list[Part]:
    """The lines, with every complete HTML table among them read as what it is."""
    parts: list[Part] = []
    open_since, depth = 0, 0
    for line in lines:
        tags = _TABLE_TAG.findall(line.text) if "<" in line.text else []
        if depth == 0 and tags and not tags[0]:
            open_since = len(parts)
        for closing in tags:
            depth = max(0, depth - 1) if closing else depth + 1
        parts.append(line)
        if tags and depth == 0:
            source = [part for part in parts[open_since:] if isinstance(part, Line)]
            parts[open_since:] = _html_parts(source, name)
    return parts


def _html_parts(source: Sequence[Line], name: str) -> list[Part]:
    """An HTML fragment's tables, and its text as lines; all have the line it begins in as their place."""
    from gongkai.readers.html import read_html

    number, page = source[0].number, source[0].page
    place = Place(line=number)
    parts: list[Part] = []
    for block in read_html("\n".join(line.text for line in source).encode(), name).blocks:
        if isinstance(block, Table):
            parts.append(replace(block, place=place, cells=tuple(cell._replace(place=place) for cell in block.cells)))
        else:
            parts.append(Line(number, block.text, page))
    return parts
