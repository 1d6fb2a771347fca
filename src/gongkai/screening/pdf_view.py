"""A PDF page as it is looked at for what it hides: every character with its box, its order and how it is drawn; what covers.

Boxes are in points of the page as displayed, origin at the top left. Characters are those of the file, seen or not.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from gongkai.core.errors_masking import ScreeningNotInstalled
from gongkai.readers.pdf_drawing import Box
from gongkai.readers.pdf_file import OpenPdf

if TYPE_CHECKING:
    from PIL import Image

MAX_PIXELS = 24_000_000  # of a page drawn: A3 at 200 dpi has 8 million
POINTS = 72
_FINE = 100  # parts of a point that boxes are told in
_DEEPEST = 8  # forms inside one another
_THIN = 3.0  # points: what is thinner is a rule and covers nothing
_OPAQUE = 250
_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_Matrix = tuple[float, float, float, float, float, float]
_PLAIN: _Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(slots=True)
class Glyph:
    """One character. `order` is when it is drawn, `drawn` whether its render mode and colour show anything at all."""

    char: str
    index: int
    box: Box
    order: int
    drawn: bool
    size: float


@dataclass(slots=True)
class Cover:
    """A filled opaque shape or a picture, and when it is drawn."""

    box: Box
    order: int
    picture: bool


@dataclass(slots=True)
class PageView:
    """One page as displayed."""

    number: int
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    covers: list[Cover] = field(default_factory=list)

    @property
    def pictures(self) -> int:
        """How many pictures it shows."""
        return sum(cover.picture for cover in self.covers)


@contextmanager
def loaded(file: OpenPdf, number: int) -> Iterator[Any]:
    """The page, counted from 1, closed again at the end. Raises DamagedFile."""
    page = pdfium.FPDF_LoadPage(file.handle, number - 1)
    if not page:
        raise file.damaged(f"第 {number} 页无法读取", f"page {number} cannot be read")
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


def view_of(file: OpenPdf, number: int) -> PageView:
    """A page's characters and what may cover them. Raises DamagedFile or TooComplex."""
    with loaded(file, number) as page:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        view = PageView(number, width, height)
        walk = _Walk(file, page, view)
        walk.container(page, _PLAIN, 0)
        text_page = pdfium.FPDFText_LoadPage(page)
        try:
            _characters(file, page, text_page, view, walk.orders)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
    return view


def _characters(file: OpenPdf, page: Any, text_page: Any, view: PageView, orders: dict[int, tuple[int, bool]]) -> None:
    count = max(pdfium.FPDFText_CountChars(text_page), 0)
    file.spend_characters(count)
    loose, edges = pdfium.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        char = "-" if code in (2, 0xFFFE) else chr(code)  # how PDFium marks a hyphen at the end of a line
        handle = pdfium.FPDFText_GetTextObject(text_page, index)
        order, drawn = orders.get(_address(handle), (-1, True))
        boxes = []
        if pdfium.FPDFText_GetLooseCharBox(text_page, index, loose):
            boxes.append((loose.left, loose.bottom, loose.right, loose.top))
        if pdfium.FPDFText_GetCharBox(text_page, index, *edges):
            left, right, bottom, top = (edge.value for edge in edges)
            boxes.append((left, bottom, right, top))
        box = _displayed(page, view, _around(boxes))
        view.glyphs.append(Glyph(char, index, box, order, drawn, pdfium.FPDFText_GetFontSize(text_page, index)))


def _address(handle: Any) -> int:
    return ctypes.cast(handle, ctypes.c_void_p).value or 0 if handle else 0


def _around(boxes: list[Box]) -> Box:
    if not boxes:
        return (0.0, 0.0, 0.0, 0.0)
    return (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))


def _displayed(page: Any, view: PageView, box: Box) -> Box:
    """A box of the page's own space on the page as displayed."""
    x, y = ctypes.c_int(), ctypes.c_int()
    xs, ys = [], []
    for px, py in ((box[0], box[1]), (box[2], box[3])):
        pdfium.FPDF_PageToDevice(page, 0, 0, round(view.width * _FINE), round(view.height * _FINE), 0, px, py, x, y)
        xs.append(x.value / _FINE)
        ys.append(y.value / _FINE)
    return min(xs), min(ys), max(xs), max(ys)


class _Walk:
    """The objects of a page in the order they are drawn, those in forms included."""

    def __init__(self, file: OpenPdf, page: Any, view: PageView) -> None:
        self.file, self.page, self.view = file, page, view
        self.orders: dict[int, tuple[int, bool]] = {}
        self.order = 0

    def container(self, parent: Any, matrix: _Matrix, depth: int) -> None:
        """All objects of a page (depth 0) or a form, with the matrix that leads from it to the page."""
        count = pdfium.FPDFPage_CountObjects(parent) if depth == 0 else pdfium.FPDFFormObj_CountObjects(parent)
        self.file.spend_objects(max(count, 0))
        for index in range(count):
            handle = pdfium.FPDFPage_GetObject(parent, index) if depth == 0 else pdfium.FPDFFormObj_GetObject(parent, index)
            self.order += 1
            kind = pdfium.FPDFPageObj_GetType(handle)
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
                self.orders[_address(handle)] = (self.order, mode not in _INVISIBLE and _alpha(handle) > 0)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                if depth < _DEEPEST:
                    self.container(handle, _product(_matrix_of(handle), matrix), depth + 1)
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE or (kind == pdfium.FPDF_PAGEOBJ_PATH and _is_filled(handle)):
                self._cover(handle, matrix, picture=kind == pdfium.FPDF_PAGEOBJ_IMAGE)

    def _cover(self, handle: Any, matrix: _Matrix, *, picture: bool) -> None:
        edges = [ctypes.c_float() for _ in range(4)]
        if pdfium.FPDFPageObj_GetBounds(handle, *edges):
            left, bottom, right, top = (edge.value for edge in edges)
            corners = [_moved(matrix, x, y) for x in (left, right) for y in (bottom, top)]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            box = _displayed(self.page, self.view, (min(xs), min(ys), max(xs), max(ys)))
            if min(box[2] - box[0], box[3] - box[1]) >= _THIN:
                self.view.covers.append(Cover(box, self.order, picture))


def _alpha(handle: Any) -> int:
    colour = [ctypes.c_uint() for _ in range(4)]
    return colour[3].value if pdfium.FPDFPageObj_GetFillColor(handle, *colour) else 255


def _is_filled(handle: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, fill, stroke)
    return bool(fill.value) and _alpha(handle) >= _OPAQUE


def _matrix_of(handle: Any) -> _Matrix:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(handle, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _product(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def picture_of(file: OpenPdf, number: int, dpi: float) -> tuple[Image.Image, float]:
    """The page drawn as displayed, fields and stamps included, and the pixels a point; coarser where it is very large."""
    try:
        from PIL import Image
    except ModuleNotFoundError as error:
        raise ScreeningNotInstalled(file=file.name, library="pillow") from error
    with loaded(file, number) as page:
        width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        scale = dpi / POINTS
        if width * height * scale * scale > MAX_PIXELS:
            scale = (MAX_PIXELS / (width * height)) ** 0.5
        across, down = max(round(width * scale), 1), max(round(height * scale), 1)
        bitmap = pdfium.FPDFBitmap_CreateEx(across, down, pdfium.FPDFBitmap_BGRx, None, 0)
        if not bitmap:
            raise file.damaged(f"第 {number} 页无法绘制", f"page {number} cannot be drawn")
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, pdfium.FPDF_ANNOT)
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            raw = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), stride * down)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
    return Image.frombuffer("RGB", (across, down), raw, "raw", "BGRX", stride, 1), scale


# ── characters that nobody sees ──────────────────────────────────────────────────────────────

_TINY = 2.0  # points
_UNIFORM = 10  # of 255: how far pixels differ where nothing is drawn
_PAGE = 0.5  # of the page: a picture that large is the scan itself
_INSIDE = 0.6  # of a character's box that a cover hides
_MOST_LOOKED_AT = 4_000_000  # pairs of a character and a cover
_LOOKED_AT_DPI = 100


@dataclass(slots=True)
class Unseen:
    """Characters of a page that are in the file and not on the sheet, by why."""

    invisible: list[Glyph] = field(default_factory=list)
    outside: list[Glyph] = field(default_factory=list)
    tiny: list[Glyph] = field(default_factory=list)
    covered: list[Glyph] = field(default_factory=list)
    under_scan: list[Glyph] = field(default_factory=list)
    pale: list[Glyph] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any((self.invisible, self.outside, self.tiny, self.covered, self.under_scan, self.pale))


def unseen_in(file: OpenPdf, view: PageView) -> Unseen:
    """What is on the page for a program and not for a person: invisible, off the sheet, tiny, covered, without contrast."""
    unseen = Unseen()
    asked: list[Glyph] = []
    for glyph in view.glyphs:
        if not glyph.char.strip() or glyph.order < 0:
            continue
        x0, y0, x1, y1 = glyph.box
        if not glyph.drawn:
            unseen.invisible.append(glyph)
        elif x1 < 0 or y1 < 0 or x0 > view.width or y0 > view.height:
            unseen.outside.append(glyph)
        elif 0 < y1 - y0 < _TINY and x1 - x0 < _TINY:
            unseen.tiny.append(glyph)
        elif x1 > x0 and y1 > y0:
            asked.append(glyph)
    if asked:
        _without_contrast(file, view, asked, unseen)
    return unseen


def _without_contrast(file: OpenPdf, view: PageView, asked: list[Glyph], unseen: Unseen) -> None:
    picture, scale = picture_of(file, view.number, _LOOKED_AT_DPI)
    covers = view.covers[: max(_MOST_LOOKED_AT // len(asked), 1)]
    for glyph in asked:
        over = next((cover for cover in covers if cover.order > glyph.order and _share(glyph.box, cover.box) > _INSIDE), None)
        x0, y0, x1, y1 = glyph.box
        area = (max(int(x0 * scale), 0), max(int(y0 * scale), 0), int(x1 * scale) + 1, int(y1 * scale) + 1)
        flat = all(high - low <= _UNIFORM for low, high in _extrema(picture.crop(area)))
        if over is not None and over.picture and _share((0, 0, view.width, view.height), over.box) > _PAGE:
            unseen.under_scan.append(glyph)
        elif over is not None and (flat or over.picture):
            unseen.covered.append(glyph)
        elif over is None and flat and _is_pale(picture.crop(area)) and _is_inky(glyph):
            unseen.pale.append(glyph)


def _extrema(picture: Any) -> tuple[tuple[int, int], ...]:
    found: tuple[tuple[int, int], ...] = picture.getextrema()
    return found


def _is_pale(picture: Any) -> bool:
    """Whether nothing at all shows there; always so where no pixel differs, dark or light."""
    return all(low == high for low, high in _extrema(picture)) or all(low > 245 for low, _ in _extrema(picture))


def _is_inky(glyph: Glyph) -> bool:
    """Whether the character would leave ink if it were drawn in a colour: letters, digits, Chinese characters."""
    return glyph.char.isalnum()


def _share(inner: Box, outer: Box) -> float:
    """How much of one box lies in another."""
    across = min(inner[2], outer[2]) - max(inner[0], outer[0])
    down = min(inner[3], outer[3]) - max(inner[1], outer[1])
    area = (inner[2] - inner[0]) * (inner[3] - inner[1])
    return across * down / area if across > 0 and down > 0 and area > 0 else 0.0
