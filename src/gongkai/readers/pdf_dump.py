"""What a PDF page holds, as Python values: characters with boxes, thin rules, pictures.

All that is known of the library (pypdfium2) is known here and in `pdf_file`, so that another can take its place. Boxes are
in points with the origin at the top left, x to the right and y down, in the frame in which most text stands upright.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from gongkai.readers.pdf_drawing import Box, Drawing
from gongkai.readers.pdf_file import OpenPdf

_UPRIGHT_WITHIN = math.radians(12)  # text further from the four directions is a watermark
_ONE_BOX = 5  # segments of a rectangle
_DEEPEST = 16  # form XObjects inside one another
_TEXT, _PATH, _IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE
_FORM = pdfium.FPDF_PAGEOBJ_FORM
_BLANKS = frozenset(character for code in range(0x3001) if (character := chr(code)).isspace() or code < 0x21)
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")  # one character counted as two
_INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)

_handle, _int, _float = ctypes.c_void_p, ctypes.c_int, ctypes.c_float


def _plainly(function: Any, result: Any, *arguments: Any) -> Any:
    """The same C function taking addresses for handles: half the time of a call through typed pointers."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, _handle).value or 0)


_loose_box = _plainly(pdfium.FPDFText_GetLooseCharBox, _int, _handle, _int, _handle)
_shape_box = _plainly(pdfium.FPDFText_GetCharBox, _int, _handle, _int, _handle, _handle, _handle, _handle)
_angle = _plainly(pdfium.FPDFText_GetCharAngle, _float, _handle, _int)
_text_object = _plainly(pdfium.FPDFText_GetTextObject, _handle, _handle, _int)
_page_object = _plainly(pdfium.FPDFPage_GetObject, _handle, _handle, _int)
_form_object = _plainly(pdfium.FPDFFormObj_GetObject, _handle, _handle, ctypes.c_ulong)
_form_count = _plainly(pdfium.FPDFFormObj_CountObjects, _int, _handle)
_object_type = _plainly(pdfium.FPDFPageObj_GetType, _int, _handle)
_bounds = _plainly(pdfium.FPDFPageObj_GetBounds, _int, _handle, _handle, _handle, _handle, _handle)
_matrix = _plainly(pdfium.FPDFPageObj_GetMatrix, _int, _handle, _handle)
_render_mode = _plainly(pdfium.FPDFTextObj_GetTextRenderMode, _int, _handle)
_draw_mode = _plainly(pdfium.FPDFPath_GetDrawMode, _int, _handle, _handle, _handle)
_count_segments = _plainly(pdfium.FPDFPath_CountSegments, _int, _handle)
_segment = _plainly(pdfium.FPDFPath_GetPathSegment, _handle, _handle, _int)
_segment_point = _plainly(pdfium.FPDFPathSegment_GetPoint, _int, _handle, _handle, _handle)
_segment_type = _plainly(pdfium.FPDFPathSegment_GetType, _int, _handle)
_segment_closes = _plainly(pdfium.FPDFPathSegment_GetClose, _int, _handle)

Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Glyphs:
    """Visible characters in the order of the file, blanks left out; one entry in each list per character.

    `index` is the place of the character in the file's text with blanks: a step of more than one is a blank. Characters
    of one `string` were written by one operator of the file.
    """

    text: str = ""
    index: Sequence[int] = ()
    string: Sequence[int] = ()
    x0: Sequence[float] = ()
    y0: Sequence[float] = ()
    x1: Sequence[float] = ()
    y1: Sequence[float] = ()

    def pick(self, wanted: Sequence[int]) -> Glyphs:
        """Only those at the positions given, in that order."""
        columns = ([column[i] for i in wanted] for column in (self.index, self.string, self.x0, self.y0, self.x1, self.y1))
        return Glyphs("".join([self.text[i] for i in wanted]), *columns)  # type: ignore[arg-type]


@dataclass(slots=True)
class PageDump:
    """One page. `turned` holds text that stands sideways or upside down, by quarter turns counterclockwise.

    `frame` is how many quarter turns clockwise lead from the frame of the boxes to the page as it is displayed.
    """

    number: int
    width: float
    height: float
    glyphs: Glyphs
    rules: list[Box]
    turned: dict[int, Glyphs] = field(default_factory=dict)
    hidden: Glyphs = field(default_factory=Glyphs)
    slanted: str = ""
    pictures: int = 0
    shapes: int = 0
    frame: int = 0

    def displayed(self, box: Box) -> Box:
        """A box of this page's frame as it lies on the page displayed."""
        return turn_box(box, self.frame, self.width, self.height) if self.frame else box


def turn_box(box: Box, quarters: int, width: float, height: float) -> Box:
    """A box after the sheet of `width` and `height` was turned clockwise by quarters; origin top left before and after."""
    x0, y0, x1, y1 = box
    for _ in range(quarters % 4):
        x0, y0, x1, y1 = height - y1, x0, height - y0, x1
        width, height = height, width
    return x0, y0, x1, y1


def dump(file: OpenPdf, number: int) -> PageDump:
    """Characters, rules and pictures of a page, counted from 1. Raises DamagedFile or TooComplex."""
    page = pdfium.FPDF_LoadPage(file.handle, number - 1)
    if not page:
        raise file.damaged(f"第 {number} 页无法读取", f"page {number} cannot be read")
    try:
        walk = _Walk(file, page)
        text_page = pdfium.FPDFText_LoadPage(page)
        try:
            text = _Text(file, text_page, walk.invisible)
        finally:
            pdfium.FPDFText_ClosePage(text_page)
        area = pdfium.FS_RECTF()
        pdfium.FPDF_GetPageBoundingBox(page, area)
        rotation = pdfium.FPDFPage_GetRotation(page)
    finally:
        pdfium.FPDF_ClosePage(page)
    return _placed(number, text, walk, area, rotation)


class _Text:
    """The characters of a page in the page's own space, sorted by visibility and direction."""

    def __init__(self, file: OpenPdf, text_page: Any, invisible: set[int]) -> None:
        count = max(pdfium.FPDFText_CountChars(text_page), 0)
        file.spend_characters(count)
        handle = ctypes.cast(text_page, _handle).value
        text = self._string(text_page, count)
        self.index = [i for i, character in enumerate(text) if character not in _BLANKS]
        self.text = "".join([text[i] for i in self.index])
        boxes = (ctypes.c_float * (4 * len(self.index)))()
        first = ctypes.addressof(boxes)
        for i, address in zip(self.index, range(first, first + 16 * len(self.index), 16), strict=True):
            _loose_box(handle, i, address)
        self.left, self.top, self.right, self.bottom = (boxes[k::4] for k in range(4))
        self.string = [_text_object(handle, i) for i in self.index]
        self.hidden = [at for at, string in enumerate(self.string) if string in invisible] if invisible else []
        self.quarters = self._directions(handle)
        self._mend_boxes(handle)

    @staticmethod
    def _string(text_page: Any, count: int) -> str:
        """The text, one character for each that is counted."""
        buffer = (ctypes.c_ushort * (2 * count + 2))()  # a character outside the basic plane takes two units
        size = pdfium.FPDFText_GetText(text_page, 0, count, buffer) if count else 0
        text = bytes(memoryview(buffer).cast("B")[: 2 * max(size - 1, 0)]).decode("utf-16-le", "replace")
        if len(text) != count:  # characters without Unicode value are not in the text
            text = "".join([chr(pdfium.FPDFText_GetUnicode(text_page, i)) for i in range(count)])
            text = _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16") + " ", text)
        return text.replace("\x02", "-").replace("\ufffe", "-")  # how PDFium marks a hyphen at the end of a line

    def _directions(self, handle: int | None) -> list[int | None]:
        """Quarter turns counterclockwise of each character (PDFium's angles go clockwise); None for slanted text.

        Asked of the first character of a line only: what stands on the same line as its neighbour stands the same way.
        """
        found: list[int | None] = []
        quarter: int | None = 0
        last = math.nan
        for i, bottom in zip(self.index, self.bottom, strict=True):
            if bottom != last:
                angle = _angle(handle, i)
                turns = round(angle / (math.pi / 2))
                quarter = -turns % 4 if abs(angle - turns * math.pi / 2) < _UPRIGHT_WITHIN else None
                last = bottom
            found.append(quarter)
        return found

    def _mend_boxes(self, handle: int | None) -> None:
        """Boxes that PDFium gets wrong, from the shapes of the characters instead.

        It forgets the text's own scale where text is written downwards, and the height of text that stands sideways.
        """
        lefts, bottoms = self.left, self.bottom
        again = [k for k in range(1, len(lefts)) if lefts[k] == lefts[k - 1]]
        self._part_ligatures([k for k in again if bottoms[k] == bottoms[k - 1]])
        below = [k for k in again if bottoms[k] != bottoms[k - 1]]
        wrong = {*below, *(k - 1 for k in below)}
        if 1 in self.quarters or 3 in self.quarters:
            wrong.update(k for k, quarter in enumerate(self.quarters) if quarter in (1, 3))
        edges = (ctypes.c_double * 4)()
        at = ctypes.addressof(edges)
        for k in sorted(wrong):
            if _shape_box(handle, self.index[k], at, at + 8, at + 16, at + 24):
                self.left[k], self.right[k], self.bottom[k], self.top[k] = edges
            if self.quarters[k] in (1, 3) and self.right[k] - self.left[k] < 1:  # no shape: as high as it is broad
                size = self.top[k] - self.bottom[k]
                self.left[k] -= size if self.quarters[k] == 1 else 0
                self.right[k] += size if self.quarters[k] == 3 else 0

    def _part_ligatures(self, again: list[int]) -> None:
        """Give each character of a ligature its part of the box that PDFium gives to all of them.

        In one text object the same box twice is one glyph; text printed twice for bold is two objects.
        """
        runs: list[list[int]] = []
        for k in again:
            if self.right[k] == self.right[k - 1] and self.string[k] == self.string[k - 1]:
                if runs and runs[-1][-1] == k - 1:
                    runs[-1].append(k)
                else:
                    runs.append([k - 1, k])
        for run in runs:
            left, part = self.left[run[0]], (self.right[run[0]] - self.left[run[0]]) / len(run)
            for at, k in enumerate(run):
                self.left[k], self.right[k] = left + at * part, left + (at + 1) * part


class _Walk:
    """All objects of a page, those inside form XObjects included: what is drawn, and which text is invisible."""

    def __init__(self, file: OpenPdf, page: Any) -> None:
        self.file = file
        self.drawing = Drawing()
        self.invisible: set[int] = set()
        self.pictures = 0
        self._bounds = (ctypes.c_float * 4)()
        at = ctypes.addressof(self._bounds)
        self._bounds_at = (at, at + 4, at + 8, at + 12)
        self._modes = (ctypes.c_int * 2)()
        self._modes_at = (ctypes.addressof(self._modes), ctypes.addressof(self._modes) + 4)
        count = max(pdfium.FPDFPage_CountObjects(page), 0)
        file.spend_objects(count)
        handle = ctypes.cast(page, _handle).value
        self._objects([_page_object(handle, i) for i in range(count)], None, 0)

    def _objects(self, objects: list[int], matrix: Matrix | None, depth: int) -> None:
        kinds = [_object_type(item) for item in objects]
        texts = [item for item, kind in zip(objects, kinds, strict=True) if kind == _TEXT]
        self.invisible.update([item for item in texts if _render_mode(item) in _INVISIBLE])
        for item, kind in zip(objects, kinds, strict=True):
            if kind == _PATH:
                self._path(item, matrix)
            elif kind == _IMAGE:
                if not self.drawing.thin(self._box(item, matrix)):  # some printers draw rules as pictures
                    self.pictures += 1
            elif kind == _FORM and depth < _DEEPEST:
                count = max(_form_count(item), 0)
                self.file.spend_objects(count)
                inner = self._matrix(item) if matrix is None else _times(self._matrix(item), matrix)
                self._objects([_form_object(item, i) for i in range(count)], inner, depth + 1)

    def _path(self, item: int, matrix: Matrix | None) -> None:
        """A path is read point by point unless it is one thin rule, or one filled area."""
        count = _count_segments(item)
        if count <= _ONE_BOX and self.drawing.thin(self._box(item, matrix)):
            return
        filled_at, stroked_at = self._modes_at
        _draw_mode(item, filled_at, stroked_at)
        filled, stroked = self._modes
        if not stroked and (count <= _ONE_BOX or not filled):
            self.drawing.shapes += 1
            return
        self.file.spend_objects(count)
        own = self._matrix(item)
        self.drawing.path(self._points(item, count, own if matrix is None else _times(own, matrix)), bool(stroked))

    def _points(self, item: int, count: int, matrix: Matrix) -> Iterator[tuple[int, float, float, bool]]:
        """(0 line, 1 curve or 2 move; x; y; whether it closes) of each segment of a path in page space."""
        a, b, c, d, e, f = matrix
        x_at, y_at = self._bounds_at[:2]
        for i in range(count):
            segment = _segment(item, i)
            _segment_point(segment, x_at, y_at)
            x, y = self._bounds[0], self._bounds[1]
            yield _segment_type(segment), a * x + c * y + e, b * x + d * y + f, bool(_segment_closes(segment))

    def _box(self, item: int, matrix: Matrix | None) -> Box:
        if not _bounds(item, *self._bounds_at):
            return 0.0, 0.0, 0.0, 0.0
        if matrix is None:
            return tuple(self._bounds)
        x0, y0, x1, y1 = self._bounds
        a, b, c, d, e, f = matrix
        xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
        ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
        return min(xs), min(ys), max(xs), max(ys)

    @staticmethod
    def _matrix(item: int) -> Matrix:
        values = (ctypes.c_float * 6)(1, 0, 0, 1, 0, 0)
        _matrix(item, ctypes.addressof(values))
        return tuple(values)


def _times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies `first` and `then` the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _placed(number: int, text: _Text, walk: _Walk, area: Any, rotation: int) -> PageDump:
    """The page in the frame in which most of its text stands upright."""
    directions = text.quarters
    counted = Counter(quarter for quarter in directions if quarter is not None)
    upright = max(counted, key=lambda quarter: (counted[quarter], -quarter)) if counted else rotation
    sheet = _Sheet(area.left, area.bottom, area.right, area.top, upright)
    glyphs = Glyphs(text.text, text.index, text.string, *sheet.columns(text.left, text.bottom, text.right, text.top))
    page = PageDump(number, *sheet.size, glyphs, sheet.boxes(walk.drawing.rules()))
    page.pictures, page.shapes = walk.pictures, walk.drawing.shapes
    page.frame = (rotation - upright) % 4
    if text.hidden or len(counted) > 1 or None in directions:
        hidden = set(text.hidden)
        by_direction: dict[int | None, list[int]] = {}
        for at, quarter in enumerate(directions):
            if at not in hidden:
                by_direction.setdefault(quarter, []).append(at)
        page.hidden = glyphs.pick(text.hidden)
        page.slanted = glyphs.pick(by_direction.pop(None, [])).text
        page.glyphs = glyphs.pick(by_direction.pop(upright, []))
        page.turned = {(quarter - upright) % 4: glyphs.pick(at) for quarter, at in by_direction.items() if quarter is not None}
    return page


@dataclass(slots=True)
class _Sheet:
    """The visible area of a page in its own space, to be looked at after `quarters` turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.quarters % 2 else (width, height)

    def columns(
        self, left: list[float], bottom: list[float], right: list[float], top: list[float]
    ) -> tuple[list[float], list[float], list[float], list[float]]:
        """x0, y0, x1 and y1 of boxes given by their edges in the page's own space."""
        if self.quarters == 0:
            return _from(self.left, left), _down(self.top, top), _from(self.left, right), _down(self.top, bottom)
        if self.quarters == 1:
            return _from(self.bottom, bottom), _from(self.left, left), _from(self.bottom, top), _from(self.left, right)
        if self.quarters == 2:
            return _down(self.right, right), _from(self.bottom, bottom), _down(self.right, left), _from(self.bottom, top)
        return _down(self.top, top), _down(self.right, right), _down(self.top, bottom), _down(self.right, left)

    def boxes(self, boxes: list[Box]) -> list[Box]:
        if not boxes:
            return []
        return list(zip(*self.columns(*(list(edge) for edge in zip(*boxes, strict=True))), strict=True))


def _from(origin: float, values: list[float]) -> list[float]:
    return [value - origin for value in values] if origin else values


def _down(origin: float, values: list[float]) -> list[float]:
    return [origin - value for value in values]
