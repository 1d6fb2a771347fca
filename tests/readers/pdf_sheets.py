"""PDF files for tests, written operator by operator: what stands on the page is exactly what the test says.

Coordinates are points from the top left of an A4 page, as in the Document. The font is made here: every character is a
square as wide as the type is large, Latin ones half as wide.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name

from gongkai.readers.document import Document, Table
from gongkai.readers.pdf import read_pdf

WIDTH, HEIGHT = 595.0, 842.0
XS = (70.0, 200.0, 300.0, 400.0)
YS = (100.0, 130.0, 160.0, 190.0)
ROWS = (("信息内容", "制发", "废止"), ("规章", "1", "2"), ("规范性文件", "34", "567"))
PROSE = ("　　本报告由演示市信访局编制，所列数据的统计期限自一月一", "日起至十二月三十一日止。")


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
    font: str = "embedded"

    def raw(self, operators: str) -> Sheet:
        self.operators.append(operators)
        return self

    def text(self, x: float, y: float, words: str, size: float = 12, mode: int = 0, turn: int = 0, space: float = 0) -> Sheet:
        """Words with their baseline at y; `turn` in quarter turns counterclockwise, `space` between characters."""
        matrix = {0: "1 0 0 1", 1: "0 1 -1 0", 2: "-1 0 0 -1", 3: "0 -1 1 0"}[turn]
        code = words.replace("\U00020bb7", "\ue000").encode("utf-16-be").hex()
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
    fonts = {"embedded": file.make_indirect(_font(file)), "named": file.make_indirect(_named_font(file))}
    for sheet in sheets:
        page = file.add_blank_page(page_size=(sheet.width, sheet.height))
        page.obj.Resources = _resources(file, fonts, sheet)
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


def _resources(file: pikepdf.Pdf, fonts: dict[str, pikepdf.Object], sheet: Sheet) -> pikepdf.Object:
    objects = Dictionary()
    for name, inner in sheet.forms.items():
        form = file.make_stream("\n".join(inner.operators).encode())
        form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, inner.width, inner.height])
        form.Resources = _resources(file, fonts, inner)
        objects["/" + name] = form
    if sheet.picture:
        image = file.make_stream(b"\x80")
        image.Type, image.Subtype = Name.XObject, Name.Image
        image.Width, image.Height, image.BitsPerComponent, image.ColorSpace = 1, 1, 8, Name.DeviceGray
        objects["/Picture"] = image
    return Dictionary(Font=Dictionary(F=fonts[sheet.font]), XObject=objects)


def _font(file: pikepdf.Pdf) -> pikepdf.Object:
    """An embedded font in which every character is the same black square; its codes are UTF-16."""
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/ABCDEF+Squares"),
        Flags=4,
        FontBBox=Array([0, -120, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=90,
        FontFile2=file.make_stream(_squares()),
    )
    descendant = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=Name("/ABCDEF+Squares"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0),
        FontDescriptor=file.make_indirect(descriptor),
        CIDToGIDMap=file.make_stream(b"\x00\x02" * 0x80 + b"\x00\x01" * (0x10000 - 0x80)),
        DW=1000,
        W=Array([32, 126, 500]),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/ABCDEF+Squares"),
        Encoding=Name("/Identity-H"),
        ToUnicode=file.make_stream(_TO_UNICODE),
        DescendantFonts=Array([file.make_indirect(descendant)]),
    )


def _named_font(file: pikepdf.Pdf) -> pikepdf.Object:
    """A font that every PDF reader knows by name and few machines have."""
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
        W=Array([1, 95, 500]),
    )
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/STSong-Light-UniGB-UTF16-H"),
        Encoding=Name("/UniGB-UTF16-H"),
        DescendantFonts=Array([file.make_indirect(descendant)]),
    )


_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    b"224 beginbfrange\n"
    + b"".join(b"<%02X00> <%02XFF> <%02X00>\n" % (high, high, high) for high in range(256) if not 0xD8 <= high < 0xF8)
    + b"endbfrange 1 beginbfchar <E000> <D842DFB7> endbfchar endcmap end end"
)


def _squares() -> bytes:
    """The smallest TrueType font: no character, a square of nearly the em, and one half as wide."""
    wide, narrow = _square(950), _square(450)
    tables = {
        b"cmap": struct.pack(">HHHHLHHHHHH", 0, 1, 3, 1, 12, 6, 12, 0, 0x20, 1, 1),
        b"glyf": wide + narrow,
        b"head": struct.pack(
            ">LLLLHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, 1000, 0, 0, 50, -80, 950, 840, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">LhhhHhhhhhhhhhhhH", 0x10000, 880, -120, 0, 1000, 0, 0, 950, 1, 0, 0, 0, 0, 0, 0, 0, 3),
        b"hmtx": struct.pack(">HhHhHh", 1000, 0, 1000, 50, 500, 50),
        b"loca": struct.pack(">LLLL", 0, 0, len(wide), len(wide) + len(narrow)),
        b"maxp": struct.pack(">LHHHHHHHHHHHHHH", 0x10000, 3, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    }
    at = 12 + 16 * len(tables)
    directory, body = b"", b""
    for tag, data in tables.items():
        directory += struct.pack(">4sLLL", tag, 0, at + len(body), len(data))
        body += data + b"\x00" * (-len(data) % 4)
    return struct.pack(">LHHHH", 0x10000, len(tables), 64, 2, 48) + directory + body


def _square(right: int) -> bytes:
    """The outline from 50 to `right`."""
    across = right - 50
    outline = struct.pack(">hhhhhHHBBBB", 1, 50, -80, right, 840, 3, 0, 1, 1, 1, 1)
    outline += struct.pack(">hhhhhhhh", 50, across, 0, -across, -80, 0, 920, 0)
    return outline + b"\x00" * (-len(outline) % 4)


def read(*sheets: Sheet) -> Document:
    return read_pdf(pdf(*sheets), "report.pdf")


def only_table(*sheets: Sheet) -> Table:
    (table,) = read(*sheets).tables
    return table


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


def expected() -> list[list[str]]:
    return [list(row) for row in ROWS]
