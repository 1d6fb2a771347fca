"""TXT and Markdown reports: the same figures printed in every shape are read alike, and nothing is ever guessed."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.batch.bounded import processor_time
from gongkai.core.errors import EmptyFile, FlatText, NoText, TooComplex, UnreadableKind, UnreadableReport
from gongkai.core.report.exchange import Report
from gongkai.core.report.form import form
from gongkai.readers.document import Document
from gongkai.readers.grid import report_from_document
from gongkai.readers.text import read_text
from tests.readers.text_shapes import SHAPES, Figures, in_columns, invented


def document(text: str) -> Document:
    return read_text(text.encode(), "报告.txt")


def rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in row] for table in document(text).tables for row in table.rows()]


def differences(report: Report, form_id: str, figures: Figures) -> dict[str, tuple[Decimal | None, str]]:
    """Cells of the report that are not the printed ones: unknown, or of another value."""
    found = {}
    for row in form(form_id).rows.values():
        for column, printed in zip(row.columns, figures[row.id], strict=True):
            read = report.number(row.cell(column))
            if read != (Decimal(printed) if printed else None):
                found[row.cell(column)] = (read, printed)
    return found


@pytest.mark.parametrize("form_id", ["2019", "2021"])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(3))
def test_every_shape_is_read_whole(shape, form_id, seed):
    figures = invented(form_id, seed)
    report = report_from_document(document(SHAPES[shape](form_id, figures)))
    assert report.form == form_id
    assert differences(report, form_id, figures) == {}
    assert (report.agency, report.year) == ("演示市", 2023)


@pytest.mark.parametrize("shape", ["tabs", "markdown", "bars", "commas"])
def test_blank_cells_stay_blank_and_move_nothing(shape):
    figures = invented("2021", 7, blank=0.2)
    assert differences(report_from_document(document(SHAPES[shape]("2021", figures))), "2021", figures) == {}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_lost_or_moved_no_cell_gets_another_value(shape, seed):
    """Lines deleted, swapped, doubled, parted by page ends, labels erased: a value is the printed one or none."""
    pick = random.Random(seed)
    figures = invented("2021", seed, blank=pick.choice([0, 0.2]))
    lines = SHAPES[shape]("2021", figures).split("\n")
    for _ in range(4):
        at = pick.randrange(10, len(lines) - 3)
        damage = pick.randrange(5)
        if damage == 0:
            del lines[at]
        elif damage == 1:
            lines[at], lines[at + 1] = lines[at + 1], lines[at]
        elif damage == 2:
            lines.insert(at, lines[at])
        elif damage == 3:
            lines[at:at] = ["", "— 3 —", "\f"]
        else:
            lines[at] = "".join(" " if char > "\u3000" else char for char in lines[at])
    try:
        report = report_from_document(document("\n".join(lines)))
    except UnreadableReport:
        return
    if report.form == "2021":
        wrong = {cell: pair for cell, pair in differences(report, "2021", figures).items() if pair[0] is not None}
        assert wrong == {}


def test_line_ends_marks_and_blanks_of_every_kind():
    figures = invented("2021", 1)
    text = SHAPES["tabs"]("2021", figures).replace("规章", "规\u200b章").replace("行政许可", "\u00a0行政许可\u3000")
    for variant in (text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\ufeff" + text):
        assert differences(report_from_document(document(variant)), "2021", figures) == {}


def test_tables_are_numbered_and_every_cell_says_its_line():
    figures = invented("2021", 2)
    text = in_columns("2021", figures, wide=False)
    found = document(text)
    assert [table.number for table in found.tables] == list(range(1, len(found.tables) + 1))
    assert all(table.loose for table in found.tables)
    lines = text.split("\n")
    for table in found.tables:
        for cell in table.cells:
            assert cell.place.line is not None
            if cell.text.isdecimal():
                assert cell.text in lines[cell.place.line - 1].split()


def test_pages_are_counted_by_form_feeds():
    assert document("一、总体情况\n无。\n\f二、主动公开\n无。").pages == 2
    assert document("一、总体情况\n无。").pages is None


# ── refusals ─────────────────────────────────────────────────────────────────────────────────


def flat(join: str) -> str:
    labels = [row.parts[-1] for row in form("2021").table3]
    return join.join(label + "0" * 7 for label in labels)


@pytest.mark.parametrize("join", ["", "\n"])
def test_figures_run_together_are_refused(join):
    with pytest.raises(FlatText):
        document("四、政府信息公开情况\n" + flat(join))


def test_a_number_behind_a_word_of_a_label_in_prose_is_not_flat_text():
    assert document("全年办理行政许可26291330件，部分公开19件，予以公开2200000件。").paragraphs[0].text.startswith("全年")


@pytest.mark.parametrize(
    ("data", "error"),
    [(b"", EmptyFile), (b"\n \n", EmptyFile), ("— 1 —\n".encode(), NoText), (b"\x89PNG\0\0\0\r\n", UnreadableKind)],
)
def test_nothing_to_read(data, error):
    with pytest.raises(error):
        read_text(data, "报告.txt")


def test_more_lines_than_any_report_has():
    with pytest.raises(TooComplex):
        document("1\n" * 20_001)


@pytest.mark.parametrize(
    "text",
    [
        "公开" * 2_000_000,
        ("中" * 60 + "、\n") * 19_000,
        ("0 " * 390 + "\n") * 1_000,
        ("规章   1   2   3\n") * 5_000,
        ("规章\n1\n") * 5_000,
        ("止公开\n") * 19_000,
        ("|" * 790 + "\n") * 1_000,
        ("*a" * 300_000),
        ("1（" * 390 + "\n") * 1_000,
        ("<table>\n") * 5_000,
        ('"' * 790 + ",1\n") * 1_000,
        ("属于国家机密事项 1\n") * 5_000,
    ],
    ids=range(12),
)
def test_texts_made_to_be_slow_are_read_within_the_bound_of_a_file(text):
    with processor_time(Path("报告.txt"), seconds=60):  # six times the bound of a file: this machine may be busy
        assert document(text).format == "txt"


# ── HTML inside ──────────────────────────────────────────────────────────────────────────────


def test_an_html_table_inside_markdown_keeps_its_spans_and_its_line():
    text = (
        "## 二、主动公开政府信息情况\n\n前文 <table>\n<tr><td colspan='2'>信息内容</td><td>本年制发件数</td></tr>\n"
        "<tr><td colspan='2'>规章</td><td>3</td></tr></table> 后文\n\n结束。"
    )
    found = document(text)
    (table,) = found.tables
    assert [cell.colspan for cell in table.cells] == [2, 1, 2, 1]
    assert {cell.place.line for cell in table.cells} == {3}
    assert [paragraph.text for paragraph in found.paragraphs] == ["二、主动公开政府信息情况", "前文", "后文", "结束。"]


def test_an_html_table_that_never_ends_stays_text():
    assert not document("一、总体情况\n<table><tr><td>1\n无。").tables


def test_commas_of_thousands_are_no_commas_between_cells():
    text = "第二十条第（五）项\n信息内容    上一年项目数量    本年增/减    处理决定数量\n行政许可    1,234    2,345    3,456\n"
    assert ["行政许可", "1,234", "2,345", "3,456"] in rows(text)
