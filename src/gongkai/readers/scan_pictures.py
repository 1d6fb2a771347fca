"""Picture files and PDF pages into pictures of pages at one resolution, within bounds of memory."""

from __future__ import annotations

import ctypes
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import cv2
import numpy as np
import pypdfium2.raw as pdfium
from PIL import Image, ImageOps, ImageSequence

from gongkai.core.errors_scan import DamagedPicture, PictureTooLarge, PictureTooSmall, TooManyScans
from gongkai.readers.pdf_file import OpenPdf
from gongkai.readers.scan_ink import DPI, Colour
from gongkai.readers.sniff import Kind

MAX_PAGES = 200
MAX_PIXELS = 40_000_000  # one page: A4 at 600 dpi has 35 million
_LEAST = 100  # pixels of a side
_WORKING = 12_000_000  # pixels of a page at work: A3 has 8 million
_SHORT_SIDE = 595.0  # points of A4, for a picture that does not say how large it is, or says what cannot be
_SIDES = (300.0, 1300.0)  # points: what the sides of a sheet may be
_NATIVE = (100, 300)  # dpi within which a PDF page is drawn at the resolution of the picture it consists of
_DEEPEST = 4  # forms inside one another


# ── picture files ────────────────────────────────────────────────────────────────────────────


def pictures_in(data: bytes, name: str, kind: Kind) -> Iterator[tuple[int, int, Colour]]:
    """(number, of pages, picture) for each page of a PNG, JPEG, TIFF, GIF, BMP or WebP, one at a time in memory."""
    with _sentences(name, kind), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(data), formats=[kind.name]) as file:
            count = _count(file, name, kind)
            for number, frame in enumerate(ImageSequence.Iterator(file), start=1):
                _bound(frame.width, frame.height, name, number)
                yield number, count, _sheet(frame)
                if number == count:
                    return


def _count(file: Image.Image, name: str, kind: Kind) -> int:
    """How many pages: those of a TIFF; a moving picture shows its first."""
    count = int(getattr(file, "n_frames", 1)) if kind is Kind.TIFF else 1
    if count > MAX_PAGES:
        raise TooManyScans(file=name, pages=count, limit=MAX_PAGES)
    return count


@contextmanager
def _sentences(name: str, kind: Kind) -> Iterator[None]:
    """Whatever the decoder says of a broken file, as one sentence."""
    try:
        yield
    except (OSError, SyntaxError, ValueError, EOFError, KeyError, TypeError, IndexError, OverflowError, MemoryError) as error:
        raise DamagedPicture(file=name, kind_zh=kind.value.zh, kind_en=kind.value.en) from error
    except Image.DecompressionBombError as error:
        raise PictureTooLarge(file=name, page=1, width="?", height="?", limit=MAX_PIXELS // 10**6) from error


def _bound(width: int, height: int, name: str, page: int) -> None:
    if width * height > MAX_PIXELS:
        raise PictureTooLarge(file=name, page=page, width=width, height=height, limit=MAX_PIXELS // 10**6)
    if min(width, height) < _LEAST:
        raise PictureTooSmall(file=name, page=page, width=width, height=height)


def _sheet(frame: Image.Image) -> Colour:
    """A frame the right way up, on white paper, at the working resolution."""
    resolution = frame.info.get("dpi", (0, 0))
    upright = ImageOps.exif_transpose(frame)
    turned = (upright.width > upright.height) != (frame.width > frame.height)
    across, down = (float(value) for value in (resolution[::-1] if turned else resolution))
    width = upright.width * 72 / across if across > 0 else 0.0
    height = upright.height * 72 / down if down > 0 else 0.0
    if not (_SIDES[0] <= min(width, height) and max(width, height) <= _SIDES[1]):
        points = _SHORT_SIDE / min(upright.width, upright.height)
        width, height = upright.width * points, upright.height * points
    return _at_work(_in_colour(upright), width, height)


def _in_colour(picture: Image.Image) -> Colour:
    """Any mode as red, green and blue on white: 1 bit, palette, alpha, 16 bit, CMYK."""
    if picture.mode.startswith(("I", "F")):
        values = np.asarray(picture, dtype=np.float32)
        low, high = float(values.min()), float(values.max())
        top = 65535.0 if 255 < high <= 65535 and low >= 0 else max(high, 1.0)
        grey = np.clip(values * (255.0 / top), 0, 255).astype(np.uint8)
        return np.stack([grey] * 3, axis=2)
    if picture.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in picture.info:
        with_alpha = picture.convert("RGBA")
        paper = Image.new("RGBA", with_alpha.size, (255, 255, 255, 255))
        picture = Image.alpha_composite(paper, with_alpha)
    return np.asarray(picture.convert("RGB"), dtype=np.uint8)


def _at_work(picture: Colour, width: float, height: float) -> Colour:
    """The picture of a sheet of so many points at the working resolution, or as near to it as memory allows."""
    size = (max(round(width * DPI / 72), 1), max(round(height * DPI / 72), 1))
    if size[0] * size[1] > _WORKING:
        shrink = (_WORKING / (size[0] * size[1])) ** 0.5
        size = (max(int(size[0] * shrink), 1), max(int(size[1] * shrink), 1))
    if (picture.shape[1], picture.shape[0]) == size:
        return picture
    smaller = size[0] < picture.shape[1]
    how = cv2.INTER_AREA if smaller else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(picture, size, interpolation=how), dtype=np.uint8)


# ── pages of a PDF ───────────────────────────────────────────────────────────────────────────


def picture_of_page(file: OpenPdf, number: int) -> Colour:
    """A page of an open PDF as it is displayed, counted from 1.

    Drawn at the resolution of the largest picture on it, so that a scan is taken as it is. Raises DamagedFile, PictureTooLarge.
    """
    page = pdfium.FPDF_LoadPage(file.handle, number - 1)
    if not page:
        raise file.damaged(f"第 {number} 页无法读取", f"page {number} cannot be read")
    try:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        widest = max((_bounded(size, file.name, number) for size in _pictures(page)), default=0)
        long = max(width, height, 1.0)
        dpi = min(max(widest * 72 / long, _NATIVE[0]), _NATIVE[1]) if widest else DPI
        dpi = min(dpi, dpi * (_WORKING / max(width * height * (dpi / 72) ** 2, 1.0)) ** 0.5)
        drawn = _drawn(page, max(round(width * dpi / 72), 1), max(round(height * dpi / 72), 1))
    finally:
        pdfium.FPDF_ClosePage(page)
    return _at_work(drawn, width, height)


def _bounded(size: tuple[int, int], name: str, page: int) -> int:
    if size[0] * size[1] > MAX_PIXELS:
        raise PictureTooLarge(file=name, page=page, width=size[0], height=size[1], limit=MAX_PIXELS // 10**6)
    return max(size)


def _pictures(page: Any) -> Iterator[tuple[int, int]]:
    """Width and height in pixels of every picture on a page, those inside forms included; nothing is decoded."""
    objects = [(pdfium.FPDFPage_GetObject(page, i), 0) for i in range(pdfium.FPDFPage_CountObjects(page))]
    while objects:
        item, depth = objects.pop()
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            across, down = ctypes.c_uint(), ctypes.c_uint()
            if pdfium.FPDFImageObj_GetImagePixelSize(item, across, down):
                yield across.value, down.value
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = range(pdfium.FPDFFormObj_CountObjects(item))
            objects += [(pdfium.FPDFFormObj_GetObject(item, i), depth + 1) for i in inner]


def _drawn(page: Any, width: int, height: int) -> Colour:
    bitmap = pdfium.FPDFBitmap_CreateEx(width, height, pdfium.FPDFBitmap_BGRx, None, 0)
    try:
        pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
        pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, pdfium.FPDF_ANNOT)
        stride = pdfium.FPDFBitmap_GetStride(bitmap)
        address = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte))
        rows = np.ctypeslib.as_array(address, (height, stride))[:, : 4 * width].reshape(height, width, 4)
        return np.ascontiguousarray(rows[:, :, 2::-1])
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)
