"""Real reports, written in each format and read again: every cell states what it stated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.readers.document import Document
from gongkai.readers.docx import read_docx
from gongkai.readers.grid import report_from_document
from gongkai.readers.html import read_html
from gongkai.readers.pdf import read_pdf
from gongkai.readers.reading import read_report
from gongkai.readers.xlsx import read_xlsx
from gongkai.writers.docx import write_docx
from gongkai.writers.html import write_html
from gongkai.writers.pdf import write_pdf
from gongkai.writers.printed import PrintedReport, printed_report
from gongkai.writers.xlsx import write_xlsx
from tests.corpus import CORPUS
from tests.writers.round_trip import stated

FILES = sorted(
    path.name for path in CORPUS.glob("*.*") if path.suffix in (".html", ".docx", ".pdf", ".txt") and "flat" not in path.name
)


def html_bytes(printed: PrintedReport) -> bytes:
    return write_html(printed).encode()


WRITTEN: dict[str, tuple[Callable[[PrintedReport], bytes], Callable[[bytes, str], Document]]] = {
    "docx": (write_docx, read_docx),
    "html": (html_bytes, read_html),
    "pdf": (write_pdf, read_pdf),
    "xlsx": (write_xlsx, read_xlsx),
}


@pytest.mark.corpus
@pytest.mark.parametrize("kind", WRITTEN)
@pytest.mark.parametrize("name", FILES)
def test_a_real_report_states_the_same_after_writing(name: str, kind: str) -> None:
    report = read_report(Path(CORPUS / name))
    write, read = WRITTEN[kind]
    again = report_from_document(read(write(printed_report(report)), f"report.{kind}"))
    assert (again.agency, again.year, again.form) == (report.agency, report.year, report.form)
    assert stated(again) == stated(report)
