"""Pictures and scanned PDFs read to the end: what is recognised, what is refused, and in which sentence."""

from __future__ import annotations

import io
import socket

import numpy as np
import pikepdf
import pytest
from PIL import Image

from gongkai.core import errors, errors_scan
from gongkai.readers import scan, scan_engine, scan_pictures
from gongkai.readers.opening import read_document
from gongkai.readers.reading import read_report
from gongkai.readers.scan import read_scan
from gongkai.readers.scan_pictures import pictures_in
from gongkai.readers.sniff import Kind
from tests.readers import pdf_sheets, scanning
from tests.readers.pdf_sheets import Sheet

HEADER = ("T", "last", "this")
ROWS = (HEADER, ("A", "0", "17"), ("B", "204", ""), ("C", "/", "38"))
XS, YS = (70.0, 240.0, 360.0, 480.0), (100.0, 135.0, 170.0, 205.0, 240.0)


@pytest.fixture(scope="module")
def table() -> Image.Image:
    return scanning.table(ROWS, XS, YS)


def picture(sheet: Image.Image, format: str, **how: object) -> bytes:
    out = io.BytesIO()
    sheet.save(out, format, **how)
    return out.getvalue()


def figures(document) -> list[list[str]]:
    return [[cell.text for cell in row[1:]] for row in list(document.tables[0].rows())[1:]]


def differs(sheet: np.ndarray, table: Image.Image) -> float:
    """How much two pictures of one sheet differ, of 255; A4 has no whole number of pixels."""
    assert sheet.shape == pytest.approx((2339, 1654, 3), abs=3)
    same_size = table.resize((sheet.shape[1], sheet.shape[0]))
    return float(np.abs(sheet.astype(int) - np.asarray(same_size)).mean())


SEEN = [["0", "17"], ["204", ""], ["/", "38"]]


@pytest.mark.parametrize(
    ("kind", "mode", "how"),
    [
        (Kind.PNG, "RGB", {"dpi": (200, 200)}),
        (Kind.PNG, "1", {}),
        (Kind.JPEG, "CMYK", {"quality": 85}),
        (Kind.PNG, "RGBA", {"dpi": (72, 72)}),
        (Kind.GIF, "P", {}),
        (Kind.BMP, "L", {}),
        (Kind.WEBP, "RGB", {"quality": 90}),
    ],
    ids=["png", "one bit", "cmyk", "alpha", "gif", "bmp", "webp"],
)
def test_every_kind_of_picture(table, kind, mode, how):
    """All come out as the same sheet of A4 at the working resolution."""
    ((number, count, sheet),) = pictures_in(picture(table.convert(mode), kind.name, **how), "表.x", kind)
    assert (number, count, sheet.dtype) == (1, 1, np.uint8)
    assert differs(sheet, table) < 2


def test_sixteen_bits(table):
    deep = Image.fromarray(np.asarray(table.convert("L"), dtype=np.uint16) * 257)
    ((_, _, sheet),) = pictures_in(picture(deep, "PNG"), "表.png", Kind.PNG)
    assert differs(sheet, table) < 2


def test_a_sheet_too_large_to_work_on_is_made_smaller():
    data = picture(Image.new("L", (3000, 1000), 255), "PNG", dpi=(60, 20))
    ((_, _, sheet),) = pictures_in(data, "宽.png", Kind.PNG)
    assert sheet.shape[0] * sheet.shape[1] <= 12_000_000


def test_pages_of_a_tiff_in_their_order(table):
    second = scanning.table((HEADER, ("A", "5", "6")), XS, YS[:3])
    told: list[tuple[int, int]] = []
    data = picture(table, "TIFF", save_all=True, append_images=[second], dpi=(200, 200))
    document = read_scan(data, "表.tif", Kind.TIFF, lambda done, of: told.append((done, of)))
    assert (told, document.format, document.meta["recognised_pages"]) == ([(1, 2), (2, 2)], "tiff", "1, 2")
    numbers = [cell.text for made in document.tables for cell in made.cells if cell.text.isdigit()]
    assert numbers == ["0", "17", "204", "38", "5", "6"]


@pytest.mark.parametrize("turns", [1, 2])
def test_a_page_on_its_side_or_its_head(turns):
    sheet = scanning.table(ROWS, XS, YS, words=True).rotate(90 * turns, expand=True)
    document = read_scan(picture(sheet, "PNG"), "表.png", Kind.PNG)
    assert figures(document) == SEEN
    place = document.tables[0].place
    assert place.box is not None
    middle = (place.box[0] + place.box[2]) / 2, (place.box[1] + place.box[3]) / 2
    assert middle == pytest.approx({1: (170, 320), 2: (320, 672)}[turns], abs=8)  # on the page as it is displayed


def test_orientation_that_the_camera_noted(table):
    exif = Image.Exif()
    exif[0x0112] = 6  # shown a quarter turn clockwise
    data = picture(table.rotate(90, expand=True), "JPEG", exif=exif, quality=90)
    ((_, _, sheet),) = pictures_in(data, "表.jpg", Kind.JPEG)
    assert differs(sheet, table) < 2


def test_a_seal_over_figures_takes_nothing_away_and_adds_nothing():
    sheet = scanning.table(ROWS, XS, YS, seal=(300, 150, 60))
    found = figures(read_scan(picture(sheet, "PNG"), "表.png", Kind.PNG))
    assert all(seen in (true, true + "\ufffd", "\ufffd") for row, truth in zip(found, SEEN, strict=True)
               for seen, true in zip(row, truth, strict=True))  # fmt: skip


def test_scanned_pages_stand_among_the_others_in_order(tmp_path):
    words = Sheet().prose(100, pdf_sheets.PROSE)
    file = pikepdf.open(io.BytesIO(pdf_sheets.pdf(words, words)))
    scanned = pikepdf.open(io.BytesIO(scanning.as_pdf([scanning.table(ROWS, XS, YS)], 200)))
    file.pages.insert(1, scanned.pages[0])
    path = tmp_path / "混合.pdf"
    file.save(path)
    plain = read_document(path)
    assert (plain.meta["scanned_pages"], plain.tables) == ("2", ())
    document = read_document(path, recognise=True)
    assert (document.meta["recognised_pages"], document.pages) == ("2", 3)
    assert "scanned_pages" not in document.meta
    kinds = [type(block).__name__ for block in document.blocks]
    assert kinds == ["Paragraph", "Table", "Paragraph"] or kinds.index("Table") not in (0, len(kinds) - 1)
    assert figures(document) == SEEN


def test_a_pdf_with_text_needs_no_recognition(tmp_path, monkeypatch):
    monkeypatch.setattr(scan, "find_spec", lambda _: None)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf_sheets.pdf(Sheet().table(pdf_sheets.XS, pdf_sheets.YS, pdf_sheets.ROWS)))
    assert read_document(path, recognise=True).blocks == read_document(path).blocks
    with pytest.raises(errors.NoText):
        read_scan(pdf_sheets.pdf(Sheet()), "a.pdf", Kind.PDF)


def test_nothing_is_fetched(table, monkeypatch):
    def refuse(*_: object) -> None:
        raise AssertionError("recognition went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    scan_engine._engine.cache_clear()
    assert figures(read_scan(picture(table, "PNG"), "表.png", Kind.PNG)) == SEEN


# ── refusals ─────────────────────────────────────────────────────────────────────────────────


def test_without_recognition_pictures_are_refused_as_before(tmp_path, table):
    path = tmp_path / "表.png"
    path.write_bytes(picture(table, "PNG"))
    for read in (read_document, read_report):
        with pytest.raises(errors.NeedsTextRecognition):
            read(path)
    with pytest.raises(errors.NoTables):
        read_report(path, recognise=True)


def test_the_extra_is_named_where_it_is_missing(table, monkeypatch):
    monkeypatch.setattr(scan, "find_spec", lambda _: None)
    with pytest.raises(errors_scan.RecognitionNotInstalled, match="gongkai\\[ocr\\]"):
        read_scan(picture(table, "PNG"), "表.png", Kind.PNG)
    with pytest.raises(errors_scan.RecognitionNotInstalled):
        read_scan(scanning.as_pdf([table], 200), "表.pdf", Kind.PDF)


def test_missing_models_are_the_same(monkeypatch):
    def broken() -> None:
        raise FileNotFoundError

    monkeypatch.setattr(scan_engine, "_engine", broken)
    with pytest.raises(errors_scan.RecognitionNotInstalled):
        scan_engine.engine_for("a.png")


def test_a_white_page_says_nothing():
    with pytest.raises(errors_scan.NothingRecognised):
        read_scan(picture(Image.new("L", (1654, 2339), 255), "PNG"), "白.png", Kind.PNG)


@pytest.mark.parametrize("cut", [60, 2000, -50])
def test_a_picture_that_breaks_off(table, cut):
    for kind in (Kind.PNG, Kind.JPEG):
        with pytest.raises(errors_scan.DamagedPicture):
            read_scan(picture(table, kind.name)[:cut], "表.x", kind)


def test_pictures_that_no_page_can_be():
    with pytest.raises(errors_scan.PictureTooSmall):
        read_scan(picture(Image.new("L", (1, 1)), "PNG"), "点.png", Kind.PNG)
    flood = picture(Image.new("1", (30_000, 30_000)), "PNG")
    with pytest.raises(errors_scan.PictureTooLarge):
        read_scan(flood, "大.png", Kind.PNG)
    with pytest.raises(errors_scan.PictureTooLarge):
        read_scan(scanning.as_pdf([Image.new("L", (9_000, 9_000), 255).convert("RGB")], 600), "大.pdf", Kind.PDF)


def test_more_pages_than_any_report(monkeypatch, table):
    monkeypatch.setattr(scan_pictures, "MAX_PAGES", 1)
    data = picture(table, "TIFF", save_all=True, append_images=[table])
    with pytest.raises(errors_scan.TooManyScans):
        read_scan(data, "多.tif", Kind.TIFF)
    with pytest.raises(errors_scan.TooManyScans):
        read_scan(scanning.as_pdf([table, table], 200), "多.pdf", Kind.PDF)


def test_a_picture_with_a_wrong_suffix(tmp_path, table):
    path = tmp_path / "表.docx"
    path.write_bytes(picture(table, "PNG"))
    assert read_document(path, recognise=True).meta["disguised_as"] == ".docx"
