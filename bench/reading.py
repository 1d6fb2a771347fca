"""Reading one report, against the floor of the same library and against named peers."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from pathlib import Path

import lxml.html
import pdfplumber

from bench.measure import Row, Task, medians
from gongkai.core.report.checks import check_report
from gongkai.readers.grid import report_from_document
from gongkai.readers.html import read_html
from gongkai.readers.pdf import read_pdf
from gongkai.readers.pdf_dump import dump
from gongkai.readers.pdf_file import open_pdf

ROUNDS = 15
logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every font it does not know


def pdf_rows(path: Path) -> Iterator[Row]:
    """The PDF reader against all characters and paths as Python values, pdfplumber and camelot."""
    data = path.read_bytes()
    fast: dict[str, Task] = {"read": lambda: read_pdf(data, path.name), "floor": lambda: _dump_all(data)}
    times = medians(fast, rounds=ROUNDS)
    slow = medians(
        {
            "read": fast["read"],
            "pdfplumber": lambda: _pdfplumber(data),
            "camelot": lambda: _camelot(path),
        },
        rounds=3,
    )
    what = f"PDF read, {path.name}"
    yield Row(what, times["read"], "all characters and paths as Python values", times["read"] / times["floor"], "≤ 1.5")
    yield Row(what, slow["read"], "pdfplumber extract_tables", slow["read"] / slow["pdfplumber"], "≤ 1/12 = 0.083")
    yield Row(what, slow["read"], "camelot lattice", slow["read"] / slow["camelot"])


def _dump_all(data: bytes) -> object:
    with open_pdf(data, "floor") as file:
        return [dump(file, number) for number in range(1, file.pages + 1)]


def _pdfplumber(data: bytes) -> object:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]


def _camelot(path: Path) -> object:
    import camelot

    return [table.df for table in camelot.read_pdf(str(path), pages="all", flavor="lattice")]


def html_rows(path: Path) -> Iterator[Row]:
    """The HTML reader against lxml's parse plus the text of every td; the grid and the checks apart."""
    data = path.read_bytes()
    document = read_html(data, path.name)
    report = report_from_document(document)
    times = medians(
        {
            "read": lambda: read_html(data, path.name),
            "floor": lambda: [cell.text_content() for cell in lxml.html.fromstring(data).iter("td")],
            "grid": lambda: report_from_document(document),
            "check": lambda: check_report(report),
        },
        rounds=ROUNDS,
    )
    yield Row(f"HTML read, {path.name}", times["read"], "lxml parse + text of every td", times["read"] / times["floor"], "≤ 3")
    yield Row("tables to form, the same file", times["grid"], "lxml parse + text of every td", times["grid"] / times["floor"])
    yield Row("check apart, the same report", times["check"], "lxml parse + text of every td", times["check"] / times["floor"])
