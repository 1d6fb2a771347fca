"""Cells of a worksheet part as people see them: where they stand, what they show, whether they are hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
MAX_COLUMNS = 16_384


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell of a worksheet: its element, its place counted from 0, and whether it or its row or column is hidden."""

    element: etree._Element
    row: int
    col: int
    hidden: bool


def column_number(letters: str) -> int:
    """The column that letters name, counted from 0."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def place_of(reference: str) -> tuple[int, int] | None:
    """Row and column, from 0, of a reference such as B7; None where it is none."""
    found = _REFERENCE.fullmatch(reference)
    return (int(found[2]) - 1, column_number(found[1])) if found else None


def is_true(value: str | None) -> bool:
    """Whether a switch of a sheet is on."""
    return value in ("1", "true", "on")


def hidden_columns(root: etree._Element) -> list[tuple[int, int]]:
    """Ranges of columns that are hidden or have no width, both ends included."""
    found = []
    for col in root.iter("{*}col"):
        if is_true(col.get("hidden")) or col.get("width") in ("0", "0.0"):
            first, last = col.get("min", ""), col.get("max", "")
            if first.isdecimal() and last.isdecimal():
                found.append((int(first) - 1, min(int(last), MAX_COLUMNS) - 1))
    return found


def cells_of(root: etree._Element) -> Iterator[SheetCell]:
    """Every cell of a worksheet in its order; cells without a reference follow the one before."""
    columns = hidden_columns(root)
    number = -1
    for row in root.iter("{*}row"):
        stated = row.get("r", "")
        number = int(stated) - 1 if stated.isdecimal() else number + 1
        hidden = is_true(row.get("hidden")) or row.get("ht") in ("0", "0.0")
        col = -1
        for cell in row.iterchildren("{*}c"):
            place = place_of(cell.get("r", ""))
            col = place[1] if place else col + 1
            yield SheetCell(cell, number, col, hidden or any(first <= col <= last for first, last in columns))


def shared_texts(root: etree._Element | None) -> list[etree._Element]:
    """The entries of the table of shared texts."""
    return [] if root is None else list(root.iterchildren("{*}si"))


def text_below(element: etree._Element) -> str:
    """The text of a shared or inline text, without the reading beside it."""
    return "".join(t.text or "" for t in element.iter("{*}t") if not _is_reading(t))


def _is_reading(t: etree._Element) -> bool:
    parent = t.getparent()
    return parent is not None and str(parent.tag).endswith("}rPh")


def shown_value(cell: etree._Element, shared: list[etree._Element]) -> str:
    """What a cell says, whatever its format: its text, or its number without exponent."""
    kind = cell.get("t", "n")
    inline = next(cell.iterchildren("{*}is"), None)
    value = next(cell.iterchildren("{*}v"), None)
    if kind == "inlineStr" or (inline is not None and value is None):
        return "" if inline is None else text_below(inline)
    text = "" if value is None else value.text or ""
    if kind == "s":
        return text_below(shared[int(text)]) if text.isdecimal() and int(text) < len(shared) else ""
    return plain_number(text) if kind == "n" else text


def plain_number(text: str) -> str:
    """A stored number as digits: 1.3800138E10 is 13800138000."""
    if re.fullmatch(r"[0-9.]+[eE]\+?[0-9]{1,2}", text) or re.fullmatch(r"[0-9]+\.0+", text):
        number = float(text)
        if number == int(number):
            return str(int(number))
    return text


def formats_of(styles: etree._Element | None) -> list[str]:
    """The code of the number format of each cell style; empty where it is a built-in one."""
    if styles is None:
        return []
    codes = {one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.iter("{*}numFmt")}
    found: list[str] = []
    for table in styles.iterchildren("{*}cellXfs"):
        found.extend(codes.get(one.get("numFmtId", ""), "") for one in table.iterchildren("{*}xf"))
    return found


def hides_all(code: str) -> bool:
    """Whether a number format shows nothing at all: three or more empty sections, as ;;;"""
    sections = re.sub(r"\[[^]]*\]", "", code).split(";")
    return len(sections) >= 3 and not any(section.strip().replace('""', "") for section in sections)


def format_of(cell: etree._Element, formats: list[str]) -> str:
    """The code of the number format of a cell."""
    style = cell.get("s", "0")
    return formats[int(style)] if style.isdecimal() and int(style) < len(formats) else ""
