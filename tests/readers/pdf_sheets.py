"""PDF files for tests, written operator by operator: what stands on the page is exactly what the test says.

Coordinates are points from the top left of an A4 page, as in the Document. Chinese text uses a CID font that every PDF
reader knows by name, so nothing is embedded; each character is as wide as the type is large, Latin ones half of it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name

WIDTH, HEIGHT = 595.0, 842.0


@dataclass
class Sheet:
    """One page to be written. Methods return the sheet so that they can be chained."""

    width: float = WIDTH
    height: float = HEIGHT
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    operators: list[str] = field(default_factory=list)
    forms: dict[str, Sheet] = field(default_factory=dict)
    picture: bool = False

    def raw(self, operators: str) -> Sheet:
        self.operators.append(operators)
        return self

    def text(self, x: float, y: float, words: str, size: float = 12, mode: int = 0, turn: int = 0, space: float = 0) -> Sheet:
        """Words with their baseline at y; `turn` in quarter turns counterclockwise, `space` between characters."""
        matrix = {0: "1 0 0 1", 1: "0 1 -1 0", 2: "-1 0 0 -1", 3: "0 -1 1 0"}[turn]
        code = words.encode("utf-16-be").hex()
        return self.raw(f"BT /F {size} Tf {mode} Tr {space} Tc {matrix} {x} {self.height - y} Tm <{code}> Tj ET")

    def slanted(self, x: float, y: float, words: str, size: float = 40) -> Sheet:
        code = words.encode("utf-16-be").hex()
        return self.raw(f"BT /F {size} Tf 0.7 0.7 -0.7 0.7 {x} {self.height - y} Tm <{code}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.5, dash: str = "[] 0") -> Sheet:
        return self.raw(f"{dash} d {thick} w {x0} {self.height - y0} m {x1} {self.height - y1} l S")

    def box(self, x0: float, y0: float, x1: float, y1: float, paint: str = "S") -> Sheet:
        return self.raw(f"0.5 w {x0} {self.height - y1} {x1 - x0} {y1 - y0} re {paint}")

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> Sheet:
        """All rules of a grid, each drawn through."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def cells(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10) -> Sheet:
        """Text at the left of each area of a grid."""
        for y, row in zip(ys[1:], rows, strict=False):
            for x, words in zip(xs, row, strict=False):
                if words:
                    self.text(x + 4, y - 6, words, size)
        return self

    def table(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> Sheet:
        return self.grid(xs, ys).cells(xs, ys, rows)

    def prose(self, y: float, lines: Iterable[str], x: float = 70, step: float = 24, size: float = 16) -> Sheet:
        for i, words in enumerate(lines):
            set_in = len(words) - len(words.lstrip("　"))
            self.text(x + set_in * size, y + i * step, words.lstrip("　"), size)
        return self


def pdf(*sheets: Sheet, password: str | None = None, info: dict[str, str] | None = None) -> bytes:
    """The bytes of a PDF with these pages."""
    file = pikepdf.new()
    font = file.make_indirect(_font(file))
    for sheet in sheets:
        page = file.add_blank_page(page_size=(sheet.width, sheet.height))
        page.obj.Resources = _resources(file, font, sheet)
        page.obj.Contents = file.make_stream("\n".join(sheet.operators).encode())
        if sheet.rotate:
            page.obj.Rotate = sheet.rotate
        if sheet.crop:
            page.obj.CropBox = Array(list(sheet.crop))
    for key, value in (info or {}).items():
        file.docinfo[f"/{key}"] = value
    out = io.BytesIO()
    locked = pikepdf.Encryption(owner=password, user=password) if password else False
    file.save(out, encryption=locked, deterministic_id=not password)
    return out.getvalue()


def _resources(file: pikepdf.Pdf, font: pikepdf.Object, sheet: Sheet) -> pikepdf.Object:
    objects = Dictionary()
    for name, inner in sheet.forms.items():
        form = file.make_stream("\n".join(inner.operators).encode())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, inner.width, inner.height])
        form.Resources = _resources(file, font, inner)
        objects["/" + name] = form
    if sheet.picture:
        image = file.make_stream(b"\x80")
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 1, 1, 8, Name.DeviceGray
        objects["/Picture"] = image
    return Dictionary(Font=Dictionary(F=font), XObject=objects)


def _font(file: pikepdf.Pdf) -> pikepdf.Object:
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/STSong-Light"),
        Flags=6,
        FontBBox=Array([-25, -254, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=93,
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name("/STSong-Light"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"GB1", Supplement=4),
        FontDescriptor=file.make_indirect(descriptor),
        DW=1000,
        W=Array([1, 95, 500, 814, 939, 500]),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/STSong-Light-UniGB-UTF16-H"),
        Encoding=Name("/UniGB-UTF16-H"),
        DescendantFonts=Array([file.make_indirect(descendant)]),
    )
