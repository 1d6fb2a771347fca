"""The report as PDF by typst: PDF/A-2, tagged, in the layout of GB/T 9704-2012 without red head.

The text goes in as data and is never taken for markup; the same frame will carry letters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.writers.fonts import Face, families_present, foreign_glyphs, installed, missing_glyphs
from gongkai.writers.package import in_xml
from gongkai.writers.paper import Block, Signature, cell_lines, sections_on_paper, title_lines
from gongkai.writers.printed import PrintedCell, PrintedReport, PrintedTable

TEMPLATES = Path(__file__).parent / "templates"
STANDARDS = ("a-2a", "ua-1")
_TABLE_SIZE = {"T2": 12.0, "T3": 8.8, "T4": 9.0}  # points of the labels; at 8.8 the longest one-line ones of table 3 fit
_INSET = {"T2": 6.0, "T3": 4.0, "T4": 5.0}
_AREA = 156 / 25.4 * 72  # points that a line is wide
_SMALLEST = 4.5
_DIGIT = 0.56  # of an em, the widest of the faces used for figures


def write_pdf(printed: PrintedReport) -> bytes:
    """The report as one PDF file; the same report gives the same bytes on the same machine.

    Raises ExtraNotInstalled without the extra [writers].
    """
    return typeset("report.typ", _report_data(printed))


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """A PDF from one of the templates and what it is to say; a character that no font draws stands as its code."""
    installed()  # says what is missing, before typst is asked for
    import typst

    faces = {face.name.lower(): list(families_present(face)) for face in Face}
    words = json.dumps(_printable({**data, "faces": faces}), ensure_ascii=False)
    try:
        return _compiled(template, drawable(words, missing_glyphs(words)))
    except typst.TypstError:  # a font that holds a character may still be unable to draw it, as fonts of pictures are
        return _compiled(template, drawable(words, foreign_glyphs(words)))


def _printable(value: Any) -> Any:
    """The data with U+FFFD for each control character, of which no font draws one; as in the other formats."""
    if isinstance(value, str):
        return in_xml(value)
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    return [_printable(each) for each in value] if isinstance(value, list | tuple) else value


def drawable(text: str, missing: Iterable[str]) -> str:
    """The text with its `missing` characters as their codes, 〔U+20BB7〕: nothing is lost, and an archive admits no boxes."""
    return text.translate({ord(char): f"〔U+{ord(char):04X}〕" for char in missing})


def _compiled(template: str, words: str) -> bytes:
    made: bytes = _compiler(template).compile(format="pdf", sys_inputs={"data": words}, pdf_standards=list(STANDARDS))
    return made


@cache
def _compiler(template: str) -> Any:
    """One compiler a template and process: fonts and the template are read once."""
    fonts = installed()
    import typst

    return typst.Compiler(input=str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts, ignore_system_fonts=True)


def _report_data(printed: PrintedReport) -> dict[str, Any]:
    sections = [
        {"heading": heading, "blocks": [_block(block) for block in blocks]} for heading, blocks in sections_on_paper(printed)
    ]
    head = {name: getattr(printed, name) for name in ("title", "agency", "year", "published", "lead")}
    return {**head, "title-lines": title_lines(printed), "sections": sections}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, PrintedTable):
        return {"kind": "table", "table": _table(block)}
    if isinstance(block, Signature):
        return {"kind": "signature", "lines": [block.name, block.date]}
    return {"kind": "heading" if block.heading else "text", "text": block.text}


def _table(table: PrintedTable) -> dict[str, Any]:
    """The table in groups of rows, headings and figures in turn, each under the headings before it."""
    groups: list[dict[str, Any]] = []
    for row in table.rows():
        heads = all(cell.header for cell in row)
        if not groups or groups[-1]["heads"] != heads:
            groups.append({"heads": heads, "cells": []})
        groups[-1]["cells"] += [_cell(table, cell) for cell in row]
    sizes = {"size": _TABLE_SIZE[table.id], "inset": _INSET[table.id]}
    return {"widths": table.widths, "n_rows": table.n_rows, "groups": groups, **sizes}


def _cell(table: PrintedTable, cell: PrintedCell) -> dict[str, Any]:
    """A cell with the size of its text; a figure is made smaller before it is broken or runs into its neighbour."""
    width = sum(table.widths[cell.col : cell.col + cell.colspan]) * _AREA - 5
    size = _TABLE_SIZE[table.id]
    if not cell.header:
        size = max(_SMALLEST, min(size, width / (_DIGIT * _longest_unbroken(cell.text))))
    label = cell.header and cell.row >= table.header_rows and cell.col == table.label_cols - 1 and table.id == "T3"
    return {**asdict(cell), "text": _lines(table, cell), "size": round(size, 2), "label": label}


def _lines(table: PrintedTable, cell: PrintedCell) -> str:
    """The text of a cell; the name of a group of rows is broken after its number, （三） above 不予公开."""
    group = cell.header and cell.rowspan > 1 and cell.colspan == 1 and cell.row >= table.header_rows
    return re.sub("^（.{1,2}）", r"\g<0>\n", cell.text) if group else cell_lines(table, cell)


def _longest_unbroken(text: str) -> int:
    """Characters of the longest piece that no line may break in: digits, points and signs."""
    return max((len(piece) for piece in re.findall(r"[-\d.,]+", text)), default=1)
