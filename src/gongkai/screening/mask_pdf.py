"""Masking PDF: pages with personal data or hidden text become pictures with those places painted over; the rest is copied bare.

The file is written from scratch: nothing of the old one is in it but what can be reached from the pages kept.
"""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gongkai.core.errors import TooComplex, UnreadableReport
from gongkai.core.findings import Finding, Words
from gongkai.core.report.exchange import Place
from gongkai.readers.pdf_drawing import Box
from gongkai.readers.pdf_file import OpenPdf, open_pdf
from gongkai.screening.findings import Hit
from gongkai.screening.hidden_pdf_file import objects_of
from gongkai.screening.mask_pdf_text import page_hits
from gongkai.screening.mask_text import Masker, bare
from gongkai.screening.messages_files import INVISIBLE_TEXT, NOT_MASKED
from gongkai.screening.pdf_view import Glyph, PageView, picture_of, unseen_in, view_of

if TYPE_CHECKING:
    from PIL import Image

DPI = 200
MAX_BURNT = 256 * 1024**2  # bytes of all pages that became pictures
_PAD = 0.12  # of a character's height, painted around it
_DEEPEST = 24
_GREY = 12  # of 255: how far the colours of a page may differ that is drawn in grey
_NOT_LOOKED_INTO = Words(
    "本页的图片未作文字识别，其中的个人信息须人工审查", "pictures on this page were not recognised; a person must look at them"
)


@dataclass(slots=True)
class PdfDone:
    """A masked PDF: its bytes, what was left out, what was not handled, and where was painted (points, by page)."""

    data: bytes
    removed: Counter[str] = field(default_factory=Counter)
    left: list[Finding] = field(default_factory=list)
    painted: dict[int, list[Box]] = field(default_factory=dict)


def masked_pdf(data: bytes, name: str, masker: Masker, hits: list[Hit]) -> PdfDone:
    """The PDF with its personal data painted over. `hits` are those of its Document, by page and place.

    Raises the errors of reading a PDF, TooComplex where too many pages would become pictures, ScreeningNotInstalled.
    """
    with open_pdf(data, name):  # says what is wrong with a broken file before anything is done
        pass
    with objects_of(data, name) as source:
        return _written(source, data, name, masker, hits)


def _written(source: Any, data: bytes, name: str, masker: Masker, hits: list[Hit]) -> PdfDone:
    """The file from scratch."""
    import pikepdf

    from gongkai.screening.mask_pdf_page import bare_page, hides_layers, old_catalogue, only_fields_and_stamps

    done = PdfDone(b"")
    with pikepdf.new() as target:
        done.removed.update(old_catalogue(source, data))
        layers = hides_layers(source)
        for page in source.pages:
            only_fields_and_stamps(page.obj, done.removed)
        source.flatten_annotations("screen")  # what fields and stamps show becomes part of the page
        between = io.BytesIO()
        source.save(between, encryption=False)
        with open_pdf(between.getvalue(), name) as file:
            views = [view_of(file, number) for number in range(1, file.pages + 1)]
            boxes = _boxes(views, masker, hits)
            size = 0
            for view, page in zip(views, source.pages, strict=True):
                unseen = unseen_in(file, view)
                done.removed[INVISIBLE_TEXT.code] += bool(unseen)
                if view.number in boxes or unseen or layers:
                    size += _burn(file, view, boxes.get(view.number, []), target)
                    if size > MAX_BURNT:
                        raise _too_large(name)
                else:
                    bare_page(page.obj, source, target)
                if view.pictures:
                    done.left.append(_left(view))
        done.painted = boxes
        target.remove_unreferenced_resources()
        out = io.BytesIO()
        target.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    done.data = out.getvalue()
    return done


def _too_large(name: str) -> TooComplex:
    return TooComplex(
        file=name,
        problem_zh=f"须转为图像的页面超过 {MAX_BURNT // 1024**2} MB",
        problem_en=f"the pages that must become pictures exceed {MAX_BURNT // 1024**2} MB",
    )


def _left(view: PageView) -> Finding:
    return NOT_MASKED.at(f"p.{view.number}", Place(page=view.number), name=f"p.{view.number}", problem=_NOT_LOOKED_INTO)


def _boxes(views: list[PageView], masker: Masker, hits: list[Hit]) -> dict[int, list[Box]]:
    """Where to paint, by page. Twice, so that what is found on a later page is painted on an earlier one."""
    painted: dict[int, list[tuple[Hit, list[Glyph]]]] = {}
    for last in (False, True):
        painted = {view.number: list(page_hits(view, masker)) for view in views}
        if last:
            masker.counts.update((hit.code, hit.masked) for each in painted.values() for hit, _ in each)
    found = {number: [box for _, glyphs in each for box in _around(glyphs)] for number, each in painted.items() if each}
    covered = {bare("".join(glyph.char for glyph in glyphs)) for each in painted.values() for _, glyphs in each}
    for hit in hits:  # what the reader alone put together: all of its cell or paragraph
        page, box = hit.place.page, hit.place.box
        if page and box and masker.concerns(hit) and bare(hit.text) not in covered:
            found.setdefault(page, []).append(box)
            masker.counts[hit.code, hit.masked] += 1
    return found


def _around(glyphs: list[Glyph]) -> Iterator[Box]:
    """One box around each character, a little larger than it."""
    for glyph in glyphs:
        x0, y0, x1, y1 = glyph.box
        pad = max((y1 - y0) * _PAD, 1.0)
        yield x0 - pad, y0 - pad, x1 + pad, y1 + pad


def _burn(file: OpenPdf, view: PageView, boxes: list[Box], target: Any) -> int:
    """Add the page as a picture with the boxes painted black; the bytes it took."""
    import pikepdf

    picture, scale = picture_of(file, view.number, DPI)
    painted = painted_over(picture, boxes, scale)
    grey = _is_grey(painted)
    pixels = zlib.compress((painted.convert("L") if grey else painted).tobytes(), 6)
    image = pikepdf.Stream(target, b"")
    image.write(pixels, filter=pikepdf.Name.FlateDecode)
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent = painted.width, painted.height, 8
    image.ColorSpace = pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB
    page = target.add_blank_page(page_size=(view.width, view.height))
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=target.make_indirect(image)))
    page.obj.Contents = target.make_stream(b"q %.4f 0 0 %.4f 0 0 cm /Im0 Do Q" % (view.width, view.height))
    return len(pixels)


def painted_over(picture: Image.Image, boxes: list[Box], scale: float) -> Image.Image:
    """The picture with boxes, in points, painted opaque black."""
    from PIL import ImageDraw

    draw = ImageDraw.Draw(picture := picture.copy())
    for x0, y0, x1, y1 in boxes:
        draw.rectangle((int(x0 * scale), int(y0 * scale), int(x1 * scale) + 1, int(y1 * scale) + 1), fill=(0, 0, 0))
    return picture


def _is_grey(picture: Image.Image) -> bool:
    from PIL import ImageChops

    red, green, blue = picture.split()
    differences: list[Any] = [ImageChops.difference(red, other).getextrema() for other in (green, blue)]
    return all(most <= _GREY for _, most in differences)


# ── the proof ────────────────────────────────────────────────────────────────────────────────


def pdf_gives_away(done: PdfDone, name: str, masker: Masker) -> str | None:
    """What can still be had from a masked PDF: by its text, by its raw objects, by pixels under a mask; None if nothing."""
    try:
        with open_pdf(done.data, name) as file:
            for number in range(1, file.pages + 1):
                view = view_of(file, number)
                if (hit := next((hit for hit, _ in page_hits(view, masker)), None)) is not None:
                    return f"{hit.masked} (p.{number})"
                if masker.gives_away("".join(glyph.char for glyph in view.glyphs)):
                    return f"p.{number}"
                if not _all_black(file, number, done.painted.get(number, [])):
                    return f"p.{number}: pixels"
    except UnreadableReport as error:
        return error.say("en")
    return _in_objects(done.data, masker)


def _all_black(file: OpenPdf, number: int, boxes: list[Box]) -> bool:
    if not boxes:
        return True
    picture, scale = picture_of(file, number, DPI)
    for x0, y0, x1, y1 in boxes:
        area = (int(x0 * scale) + 1, int(y0 * scale) + 1, int(x1 * scale) - 1, int(y1 * scale) - 1)
        area = (max(area[0], 0), max(area[1], 0), min(area[2], picture.width), min(area[3], picture.height))
        if area[0] < area[2] and area[1] < area[3]:
            extrema: Any = picture.crop(area).getextrema()
            if any(high for _, high in extrema):
                return False
    return True


def _in_objects(data: bytes, masker: Masker) -> str | None:
    """What can be read in strings and streams, pictures aside."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as written:
        for item in written.objects:
            for text in _strings(item, 0):
                if (masked := masker.gives_away(text)) is not None:
                    return masked
    return masker.gives_away(data.decode("latin-1")) if len(data) < 1024**2 else None


def _strings(item: Any, depth: int) -> Iterator[str]:
    """Every text in an object: strings, names, the unpacked bytes of streams that are no pictures."""
    import pikepdf

    if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image":
        yield item.read_bytes().decode("latin-1")
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key, value in item.items():
            yield str(key)
            if depth < _DEEPEST and not getattr(value, "is_indirect", False):
                yield from _strings(value, depth + 1)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            if depth < _DEEPEST and not getattr(value, "is_indirect", False):
                yield from _strings(value, depth + 1)
    elif isinstance(item, pikepdf.String | pikepdf.Name):
        yield str(item)
