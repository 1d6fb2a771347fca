"""The report as PDF: read back the same, archived, tagged, and beautiful to the rules that can be measured."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pdfplumber
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.errors_batch import ExtraNotInstalled
from gongkai.core.report.exchange import Cell, CellKind, Report
from gongkai.readers.grid import report_from_document
from gongkai.readers.pdf import read_pdf
from gongkai.writers import fonts, pdf
from gongkai.writers.pdf import drawable, write_pdf
from gongkai.writers.printed import printed_report
from tests.writers.round_trip import RARE, report_of, same


def pdf_of(report: Report) -> bytes:
    return write_pdf(printed_report(report))


def read_back(report: Report) -> Report:
    return report_from_document(read_pdf(pdf_of(report), "report.pdf"))


def as_drawn(report: Report) -> Report:
    """The report with the codes of the characters that no font of this machine holds."""

    def drawn(text: str) -> str:
        return drawable(text, fonts.missing_glyphs(text))

    return replace(
        report,
        agency=drawn(report.agency or ""),
        title=drawn(report.title or ""),
        sections={number: drawn(text) for number, text in report.sections.items()},
    )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_what_is_written_as_pdf_is_read_the_same(seed: int) -> None:
    report = report_of(seed)
    assert same(as_drawn(report), read_back(report))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert pdf_of(report_of(1)) == pdf_of(report_of(1))


def test_it_is_archived_and_tagged() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(report_of(2)))) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "zh-CN" and bool(root.MarkInfo.Marked) and "/StructTreeRoot" in root
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert root.OutputIntents[0].S == "/GTS_PDFA1"
        with pdf.open_metadata() as meta:
            assert meta["pdfaid:part"] == "2" and meta["pdfuaid:part"] == "1"
            assert report_of(2).title in str(meta["dc:title"])
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root[0].children][1:4] == [
                "二、主动公开政府信息情况",
                "三、收到和处理政府信息公开申请情况",
                "四、政府信息公开行政复议、行政诉讼情况",
            ]
        for page in pdf.pages:
            assert all("/FontDescriptor" in font.DescendantFonts[0] for font in page.Resources.Font.values())


def test_words_that_look_like_markup_stay_words() -> None:
    words = "#set text(red) *粗* _斜_ `码` $x$ @引 <标> \\ // 注 /* 释 */ = 题 - 项 + 项 ~ -- ... \"引\" '引'。"
    report = replace(report_of(3), sections={"1": words})
    assert same(report, read_back(report))


def test_characters_that_no_font_holds_stand_as_their_codes() -> None:
    assert "镕" in RARE and fonts.missing_glyphs("镕喆堃翀㛃䶮𬭎 \n") == ()
    assert fonts.missing_glyphs("甲\U000f0001乙\U000f0001") == ("\U000f0001",)
    report = replace(report_of(3), sections={"1": "甲\U000f0001乙。"})
    assert read_back(report).sections["1"] == "甲〔U+F0001〕乙。"


def test_a_font_that_cannot_draw_what_it_holds_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "missing_glyphs", lambda _text: ())  # as if a font said that it held everything
    assert read_back(replace(report_of(3), sections={"1": "甲\U000f0001乙。"})).sections["1"] == "甲〔U+F0001〕乙。"


def test_nine_digits_stay_in_their_cells() -> None:
    report = report_of(4)
    cells = {key: Cell(key, "987654321", CellKind.NUMBER, Decimal(987654321)) for key in report.cells}
    report = replace(report, cells=cells)
    assert same(report, read_back(report))


def test_a_report_of_hardly_anything_can_be_written() -> None:
    assert pdf_of(Report(None, None, "2021", {}, {"1": "甲。"})).startswith(b"%PDF-")


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts.installed.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(ExtraNotInstalled, match="writers"):
        fonts.installed()
    fonts.installed.cache_clear()


@pytest.mark.parametrize("word", ["a" * 300, "甲" + "0" * 200, "https://www.example.invalid/" + "ab12/" * 60])
def test_a_word_longer_than_its_line_is_broken_and_nothing_of_it_lost(word: str) -> None:
    report = replace(report_of(3), sections={"1": f"{word}。"})
    assert same(report, read_back(report))


def test_control_characters_become_what_they_become_in_the_other_formats() -> None:
    report = replace(report_of(3), sections={"1": "甲\x00乙\x0b丙\ud800丁。"})
    assert read_back(report).sections["1"] == "甲\ufffd乙\ufffd丙\ufffd丁。"


def test_headings_of_every_table_are_tagged() -> None:
    report = report_of(5)
    with pikepdf.open(io.BytesIO(pdf_of(report))) as pdf:
        tags = Counter(tags_below(pdf.Root.StructTreeRoot.K))
    tables = printed_report(report).tables
    heads = [cell for table in tables for row in table.rows() if all(cell.header for cell in row) for cell in row]
    assert tags["/Table"] == 3 and tags["/TH"] == len(heads) and tags["/H1"] == 1
    assert tags["/TR"] == sum(table.n_rows for table in tables)


def tags_below(node: object) -> Iterator[str]:
    for child in node if isinstance(node, pikepdf.Array) else (node,):
        if isinstance(child, pikepdf.Dictionary):
            if "/S" in child:
                yield str(child.S)
            if "/K" in child:
                yield from tags_below(child.K)


def test_a_table_longer_than_a_page_repeats_its_headings_and_breaks_no_row() -> None:
    report = report_of(6)
    words = "约若干件，另有待核实的内容" * 3
    cells = {
        key: replace(cell, text=words, kind=CellKind.TEXT, value=None) if key.startswith("T3.") and "natural" in key else cell
        for key, cell in report.cells.items()
    }
    made = pdf_of(replace(report, cells=cells))
    with pdfplumber.open(io.BytesIO(made)) as pdf:
        assert sum("申请人情况" in page.extract_text() for page in pdf.pages) > 2
    texts = ["".join(cell.text.split()) for table in read_pdf(made, "report.pdf").tables for cell in table.cells]
    assert sum(words in text for text in texts) == sum(cell.text == words for cell in cells.values())


def test_a_signature_stands_at_the_right_above_its_date() -> None:
    report = replace(report_of(3), sections={"1": "甲。", "6": "无。\n演示市水务局\n2026年1月9日"})
    with pdfplumber.open(io.BytesIO(pdf_of(report))) as pdf:
        words = {word["text"]: word for page in pdf.pages for word in page.extract_words()}
    name, date, area = words["演示市水务局"], words["2026年1月9日"], (28 / 25.4 * 72, 184 / 25.4 * 72)
    assert (name["x0"] + name["x1"]) / 2 == pytest.approx((date["x0"] + date["x1"]) / 2, abs=2)
    assert area[1] - max(name["x1"], date["x1"]) == pytest.approx(4 * 16, abs=3)
    assert name["bottom"] < date["bottom"]


def test_page_numbers_stand_outside() -> None:
    with pdfplumber.open(io.BytesIO(pdf_of(report_of(2)))) as pdf:
        for page in pdf.pages:
            low = [char["x0"] for char in page.chars if char["top"] > page.height - 90]
            assert (min(low) > page.width / 2) == (page.page_number % 2 == 1)
