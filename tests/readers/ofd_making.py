"""OFD files for tests (GB/T 33190), written object by object, in the ways in which programs are known to write them.

Coordinates are millimetres from the top left of an A4 page. `Page` writes what a test says; `pages_of_pdf` writes a page of a
PDF again as OFD, character by character and rule by rule, in one of the `STYLES`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

NAMESPACE = "http://www.ofdspec.org/2016"
WIDTH, HEIGHT = 210.0, 297.0
XS = (25.0, 70.0, 105.0, 140.0)
YS = (35.0, 45.0, 55.0, 65.0)
ROWS = (("信息内容", "制发", "废止"), ("规章", "1", "2"), ("规范性文件", "34", "567"))


@dataclass
class Page:
    """One page, or a template. Methods return the page so that they can be chained."""

    width: float = WIDTH
    height: float = HEIGHT
    origin: tuple[float, float] = (0.0, 0.0)
    objects: list[str] = field(default_factory=list)
    layers: list[tuple[str, list[str]]] = field(default_factory=list)
    templates: tuple[str, ...] = ()
    resources: str = ""
    area: bool = True

    def raw(self, xml: str) -> Page:
        self.objects.append(xml)
        return self

    def text(self, x: float, y: float, words: str, size: float = 4, *, step: float | None = None, more: str = "") -> Page:
        """Words with their baseline at y, each character `step` after the one before it; `more` are attributes."""
        steps = [size * (1 if ord(character) > 0x2E7F else 0.5) if step is None else step for character in words[:-1]]
        delta = f' DeltaX="{" ".join(f"{each:g}" for each in steps)}"' if steps else ""
        boundary = f"{x:g} {y - size:g} {size * len(words):g} {size * 1.3:g}"
        code = f'<ofd:TextCode X="0" Y="{size:g}"{delta}>{escape(words)}</ofd:TextCode>'
        return self.raw(f'<ofd:TextObject ID="1" Font="1" Size="{size:g}" Boundary="{boundary}" {more}>{code}</ofd:TextObject>')

    def path(self, data: str, more: str = "", boundary: str = "0 0 210 297") -> Page:
        inside = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
        return self.raw(f'<ofd:PathObject ID="1" Boundary="{boundary}" {more}>{inside}</ofd:PathObject>')

    def line(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.2) -> Page:
        return self.path(f"M 0 0 L {x1 - x0:g} {y1 - y0:g}", f'LineWidth="{thick:g}"', f"{x0:g} {y0:g} {x1 - x0:g} {y1 - y0:g}")

    def picture(self, x: float, y: float, width: float, height: float) -> Page:
        return self.raw(
            f'<ofd:ImageObject ID="1" ResourceID="9" Boundary="{x} {y} {width} {height}" CTM="{width} 0 0 {height} 0 0"/>'
        )

    def grid(self, xs: Sequence[float] = XS, ys: Sequence[float] = YS) -> Page:
        """All rules of a grid, each drawn through."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def cells(
        self, xs: Sequence[float] = XS, ys: Sequence[float] = YS, rows: Sequence[Sequence[str]] = ROWS, more: str = ""
    ) -> Page:
        """Text at the left of each area of a grid."""
        for y, row in zip(ys[1:], rows, strict=False):
            for x, words in zip(xs, row, strict=False):
                if words:
                    self.text(x + 2, y - 3, words, more=more)
        return self

    def table(self) -> Page:
        return self.grid().cells()

    def layer(self, attributes: str = "") -> Page:
        """What was written so far goes into a layer of its own."""
        self.layers.append((attributes, self.objects))
        self.objects = []
        return self

    def xml(self) -> str:
        layers = [*self.layers, ('Type="Body"', self.objects)]
        written = "".join(f'<ofd:Layer ID="7" {more}>{"".join(objects)}</ofd:Layer>' for more, objects in layers)
        under = "".join(f'<ofd:Template TemplateID="{each}" ZOrder="Background"/>' for each in self.templates)
        x, y = self.origin
        area = f"<ofd:Area><ofd:PhysicalBox>{x:g} {y:g} {self.width:g} {self.height:g}</ofd:PhysicalBox></ofd:Area>"
        resources = "<ofd:PageRes>PageRes.xml</ofd:PageRes>" if self.resources else ""
        return _part("Page", f"{under}{resources}{area if self.area else ''}<ofd:Content>{written}</ofd:Content>")


def ofd(
    *pages: Page,
    templates: Mapping[str, Page] | None = None,
    units: str = "",
    info: Mapping[str, str] | None = None,
    style: str = "ofd:",
    extra: Mapping[str, str | bytes] | None = None,
    common: str = "",
    body: str = "",
    document: str = "",
) -> bytes:
    """The bytes of an OFD with these pages. `style` is the prefix of its elements; `extra` are further parts, which win."""
    parts: dict[str, str | bytes] = {}
    told = "".join(f"<ofd:{key}>{escape(value)}</ofd:{key}>" for key, value in (info or {}).items())
    parts["OFD.xml"] = _part(
        "OFD",
        f"<ofd:DocBody><ofd:DocInfo>{told}</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{body}</ofd:DocBody>",
        ' Version="1.0" DocType="OFD"',
    )
    listed = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(pages)))
    under = "".join(f'<ofd:TemplatePage ID="{key}" BaseLoc="Tpls/{key}.xml"/>' for key in templates or {})
    parts["Doc_0/Document.xml"] = _part(
        "Document",
        "<ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>"
        "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{under}{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{document}",
    )
    parts["Doc_0/PublicRes.xml"] = _part("Res", composite(units))
    for key, template in (templates or {}).items():
        parts[f"Doc_0/Tpls/{key}.xml"] = template.xml()
    for at, page in enumerate(pages):
        parts[f"Doc_0/Pages/Page_{at}/Content.xml"] = page.xml()
        if page.resources:
            parts[f"Doc_0/Pages/Page_{at}/PageRes.xml"] = _part("Res", composite(page.resources))
    if style != "ofd:":
        parts = {name: _restyled(text, style) if isinstance(text, str) else text for name, text in parts.items()}
    return packed({**parts, **(extra or {})})


def composite(units: str) -> str:
    return f"<ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits>" if units else ""


def unit(number: int, page: Page) -> str:
    """A composite drawing that holds what stands on a page."""
    content = f"<ofd:Content>{''.join(page.objects)}</ofd:Content>"
    return f'<ofd:CompositeGraphicUnit ID="{number}" Width="210" Height="297">{content}</ofd:CompositeGraphicUnit>'


def packed(parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts, the same bytes every time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), content, packing)
    return out.getvalue()


def _part(root: str, inside: str, more: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:{root} xmlns:ofd="{NAMESPACE}"{more}>{inside}</ofd:{root}>'


def _restyled(text: str, prefix: str) -> str:
    """With another prefix, or as the default namespace where it is empty."""
    declared = f"xmlns:{prefix.rstrip(':')}" if prefix else "xmlns"
    return text.replace("xmlns:ofd", declared).replace("<ofd:", f"<{prefix}").replace("</ofd:", f"</{prefix}")


def repeated(steps: Iterable[float]) -> str:
    """Offsets with runs of equal ones written as `g times value`."""
    told: list[str] = []
    run: list[str] = []
    for each in [*(f"{step:.4g}" for step in steps), ""]:
        if run and each != run[0]:
            told += ["g", str(len(run)), run[0]] if len(run) > 2 else run
            run = []
        run.append(each)
    return " ".join(told)
