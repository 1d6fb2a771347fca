"""Files that cannot be read, and files that are more than a report: each with its own sentence."""

from __future__ import annotations

import threading

import pytest

from gongkai.core.errors import DamagedFile, EncryptedFile, NoText, ScannedPdf, TooComplex
from gongkai.readers import pdf_file
from gongkai.readers.pdf import read_pdf
from tests.readers.pdf_sheets import Sheet, pdf

TEXT = Sheet().text(70, 100, "演示市信访局二〇二三年度报告", 12)
SCAN = Sheet(picture=True).raw("q 595 0 0 842 0 0 cm /Picture Do Q")


def test_a_password_is_asked_for():
    with pytest.raises(EncryptedFile):
        read_pdf(pdf(TEXT, password="secret"), "a.pdf")


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.9, 0.99])
def test_a_cut_file_is_refused(keep):
    whole = pdf(TEXT, TEXT)
    with pytest.raises(DamagedFile, match=r"a\.pdf"):
        read_pdf(whole[: int(len(whole) * keep)], "a.pdf")


def test_a_file_cut_after_an_update_is_refused():
    with pytest.raises(DamagedFile):
        read_pdf(pdf(TEXT) + b"\n12 0 obj\n<< /Type /Page", "a.pdf")


@pytest.mark.parametrize("data", [b"%PDF-1.7\nnothing\nstartxref\n0\n%%EOF", b"%PDF-1.4\n%%EOF", b"%PDF-"])
def test_a_file_without_structure_is_refused(data):
    with pytest.raises(DamagedFile):
        read_pdf(data, "a.pdf")


def test_a_file_without_pages_is_refused():
    with pytest.raises(DamagedFile) as caught:
        read_pdf(pdf(), "a.pdf")
    assert "页面" in str(caught.value) or "结构" in str(caught.value)


def test_a_page_that_is_no_page_is_refused():
    broken = pdf(TEXT, TEXT).replace(b"/Type /Page\n", b"/Type /Fake\n").replace(b"/Type /Page ", b"/Type /Fake ")
    try:
        document = read_pdf(broken, "a.pdf")
    except DamagedFile as error:
        assert "a.pdf" in str(error)
    else:  # PDFium may take the page for what it is all the same
        assert document.pages == 2


def test_pictures_without_text_are_a_scan_and_its_pages_are_named():
    with pytest.raises(ScannedPdf) as caught:
        read_pdf(pdf(SCAN, SCAN), "scan.pdf")
    assert "第 1, 2 页" in str(caught.value)
    assert "pages 1, 2" in caught.value.say("en")
    assert caught.value.code == "scan"


def test_recognised_text_under_a_picture_is_still_a_scan():
    page = Sheet(picture=True).raw("q 595 0 0 842 0 0 cm /Picture Do Q").text(70, 100, "识别的文字", 12, mode=3)
    with pytest.raises(ScannedPdf):
        read_pdf(pdf(page), "scan.pdf")


def test_characters_drawn_as_outlines_are_a_scan():
    page = Sheet()
    for i in range(120):
        page.raw(f"{70 + 3 * i} 700 m 71 705 75 708 80 {700 + i % 7} c 85 690 l f")
    with pytest.raises(ScannedPdf):
        read_pdf(pdf(page), "outlines.pdf")


def test_some_scanned_pages_are_told():
    assert read_pdf(pdf(TEXT, SCAN, TEXT, SCAN), "a.pdf").meta["scanned_pages"] == "2, 4"


def test_blank_pages_hold_no_text():
    with pytest.raises(NoText):
        read_pdf(pdf(Sheet(), Sheet().line(10, 10, 100, 10)), "a.pdf")


def test_more_pages_than_any_report(monkeypatch):
    monkeypatch.setattr(pdf_file, "MAX_PAGES", 3)
    with pytest.raises(TooComplex, match="4 页"):
        read_pdf(pdf(TEXT, TEXT, TEXT, TEXT), "a.pdf")


def test_more_text_than_any_report(monkeypatch):
    monkeypatch.setattr(pdf_file, "MAX_CHARACTERS", 100)
    page = Sheet().text(70, 100, "文" * 60, 8)
    assert read_pdf(pdf(page), "a.pdf").pages == 1
    with pytest.raises(TooComplex, match="字"):
        read_pdf(pdf(page, page), "a.pdf")


def test_more_drawing_than_any_report(monkeypatch):
    """One form is drawn again and again, so that a small file draws much."""
    monkeypatch.setattr(pdf_file, "MAX_OBJECTS", 2000)
    page = Sheet(forms={"Inner": Sheet().raw("10 10 m 90 90 l S\n" * 100)}).raw("/Inner Do\n" * 50)
    with pytest.raises(TooComplex, match="图形"):
        read_pdf(pdf(page), "a.pdf")


def test_one_path_with_more_points_than_any_report(monkeypatch):
    monkeypatch.setattr(pdf_file, "MAX_OBJECTS", 2000)
    many = "0 0 m " + "".join(f"{i % 500} {i % 800} l\n" for i in range(3000)) + "S"
    with pytest.raises(TooComplex, match="图形"):
        read_pdf(pdf(Sheet().raw(many)), "a.pdf")


def test_a_form_that_draws_itself_ends():
    inner = Sheet().text(70, 100, "文字", 12)
    inner.forms["Again"] = Sheet().raw("/Again Do")
    page = Sheet(forms={"Outer": inner}).raw("/Outer Do")
    assert read_pdf(pdf(page), "a.pdf").paragraphs[0].text == "文字"


def test_many_specks_do_not_slow_reading():
    specks = "".join(f"{i * 7 % 590} {i * 13 % 830} 1.1 1.2 re f\n" for i in range(40_000))
    assert read_pdf(pdf(Sheet().raw(specks).text(70, 100, "文字", 12)), "a.pdf").paragraphs[0].text == "文字"


def test_two_threads_may_read_at_once():
    data = pdf(TEXT, TEXT)
    found = []
    threads = [threading.Thread(target=lambda: found.append(read_pdf(data, "a.pdf"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(document == found[0] for document in found)
