"""Every real report as an old Word document and as OFD in every style: its cells equal the truth, and none is another value."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import docx
import pytest

from gongkai.core.report.exchange import Report
from gongkai.core.report.exchange_json import report_to_json
from gongkai.core.report.form import form
from gongkai.readers.reading import read_report
from gongkai.writers.printed import PrintedTable, printed_report
from tests.corpus import CORPUS
from tests.corpus.test_corpus_cells import READABLE, _cells, _file, _name
from tests.generated.sampling import NIGHTLY
from tests.readers.ofd_from_pdf import STYLES, ofd_of_pdf
from tests.readers.office import converted, needs_office

CUT_OFF = "shanghai-office-2019"  # on paper its widest table runs over the edge of the page, where columns are lost

pytestmark = [pytest.mark.corpus, needs_office]
each_report = pytest.mark.parametrize("truth", READABLE, ids=_name)


def _as_docx(report: Report) -> bytes:
    """A report that came as plain text, drawn as a Word document with merged cells."""
    printed = printed_report(report)
    file = docx.Document()
    file.styles["Normal"].font.size = docx.shared.Pt(7)  # so that no number is broken over two lines
    file.add_heading(printed.title, 0)
    for section in printed.sections:
        file.add_heading(section.heading, 1)
        for block in section.blocks:
            if isinstance(block, PrintedTable):
                _draw(file, block)
            else:
                file.add_paragraph(block)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _draw(file: docx.document.Document, printed: PrintedTable) -> None:
    table = file.add_table(printed.n_rows, printed.n_cols)
    table.style = "Table Grid"
    for cell in printed.cells:
        last = table.cell(cell.row + cell.rowspan - 1, cell.col + cell.colspan - 1)
        table.cell(cell.row, cell.col).merge(last).text = cell.text


@cache
def _documents() -> dict[str, bytes]:
    """HTML and DOCX of every report that is no PDF, by file name."""
    found = {}
    for truth in READABLE:
        path = _file(truth)
        if path.suffix in (".html", ".docx"):
            found[_name(truth) + path.suffix] = path.read_bytes()
        elif path.suffix == ".txt":
            found[_name(truth) + ".docx"] = _as_docx(read_report(path))
    return found


@cache
def _made(suffix: str) -> dict[str, bytes]:
    made = converted(_documents(), suffix)
    if suffix == ".pdf":
        made |= {_name(truth): _file(truth).read_bytes() for truth in READABLE if _file(truth).suffix == ".pdf"}
    return made


def _wrong_and_lost(path: Path, truth: Path) -> tuple[dict[tuple[str, str, str], Decimal | None], int, Report]:
    report = read_report(path)
    true = _cells(json.loads(truth.read_text(encoding="utf-8")))
    if _file(truth).suffix == ".txt":  # drawn with the form's own labels
        named = {words: form(report.form).rows[row].label for row, words in read_report(_file(truth)).printed_labels.items()}
        true = {(table, named.get(row, row), column): value for (table, row, column), value in true.items()}
    read = _cells(report_to_json(report))
    wrong = {cell: value for cell, value in read.items() if value is not None and value != true.get(cell)}
    return wrong, sum(read.get(cell) is None and value is not None for cell, value in true.items()), report


def _lost_before(truth: Path) -> int:
    """Cells that the original itself does not show with certainty."""
    true, read = (
        _cells(each) for each in (json.loads(truth.read_text(encoding="utf-8")), report_to_json(read_report(_file(truth))))
    )
    return sum(read.get(cell) is None and value is not None for cell, value in true.items())


UNSURE_WHEN_DASHED = {("shanghai-office-2025", "dashed"): 1}  # a cell told as unrecognised, not a wrong one


@each_report
def test_as_an_old_word_document(truth: Path, tmp_path: Path) -> None:
    if _file(truth).suffix == ".pdf":
        pytest.skip("a PDF is no Word document")
    path = tmp_path / "a.doc"
    path.write_bytes(_made(".doc")[_name(truth)])
    wrong, lost, report = _wrong_and_lost(path, truth)
    assert wrong == {}
    assert lost == _lost_before(truth)
    assert {section for section in report.sections if len(section) == 1} >= set("1234")


def _styles(at: int) -> list[str]:
    """Two of the styles for each report, all of them at night."""
    names = list(STYLES)
    return names if NIGHTLY else [names[at % len(names)], names[(at + 3) % len(names)]]


@pytest.mark.parametrize(
    ("truth", "style"),
    [pytest.param(truth, style, id=f"{_name(truth)}-{style}") for at, truth in enumerate(READABLE) for style in _styles(at)],
)
def test_as_ofd(truth: Path, style: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ofd"
    path.write_bytes(ofd_of_pdf(_made(".pdf")[_name(truth)], STYLES[style]))
    wrong, lost, report = _wrong_and_lost(path, truth)
    assert wrong == {}
    if _name(truth) == CUT_OFF:
        assert lost <= 35
        assert report.unrecognised
    else:
        assert lost - _lost_before(truth) == UNSURE_WHEN_DASHED.get((_name(truth), style), 0)


def test_the_corpus_has_reports_in_every_source_format() -> None:
    assert {path.suffix for path in CORPUS.iterdir()} >= {".html", ".docx", ".pdf", ".txt"}
