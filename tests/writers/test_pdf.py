"""The report as PDF: read back the same, archived, tagged, and beautiful to the rules that can be measured."""

from __future__ import annotations

import io
from dataclasses import replace
from decimal import Decimal

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
