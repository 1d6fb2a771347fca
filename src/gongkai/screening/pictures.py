"""What pictures carry besides what they show: EXIF, the place, XMP, comments, thumbnails — told, and removed.

JPEG files lose their segments without being encoded anew; all others, and those that must be turned upright, are drawn again.
"""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from gongkai.core.errors_masking import ScreeningNotInstalled
from gongkai.core.errors_scan import DamagedPicture, PictureTooLarge
from gongkai.core.findings import Finding
from gongkai.readers.sniff import Kind, sniff
from gongkai.screening.messages_files import LOCATION, PICTURE_DATA, THUMBNAIL

if TYPE_CHECKING:
    from PIL import Image

MAX_PIXELS = 40_000_000  # as many as readers.scan takes
MAX_FRAMES = 200
KINDS = (Kind.PNG, Kind.JPEG, Kind.TIFF, Kind.GIF, Kind.BMP, Kind.WEBP)
Box = tuple[int, int, int, int]
"""Left, top, right and bottom in pixels of the picture upright."""

_GPS, _EXIF, _ORIENTATION = 0x8825, 0x8769, 0x0112
_JPEG = b"\xff\xd8\xff"
_TOLD = {0x010F: "Make", 0x0110: "Model", 0x0131: "Software", 0x0132: "DateTime", 0x013B: "Artist", 0x8298: "Copyright"}
_TOLD_MORE = {0x9003: "DateTimeOriginal", 0xA430: "CameraOwnerName", 0xA431: "BodySerialNumber", 0x9286: "UserComment"}
_SAID = ("comment", "Comment", "Author", "Description", "Software", "Title", "Copyright", "Creation Time", "Source")
_LONGEST = 60
_KEPT_MARKERS = frozenset({0xE0, 0xEE, *range(0xC0, 0xD0), 0xDB, 0xDD, 0xDA})  # JFIF, Adobe colour, what the picture is made of


def picture_findings(data: bytes, name: str, where: str) -> Iterator[Finding]:
    """What a picture file carries; nothing where it is no picture that can be opened."""
    kind = sniff(data)
    if kind not in KINDS:
        return
    try:
        picture = _opened(data, name, kind)
    except (DamagedPicture, PictureTooLarge):
        return
    with picture, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exif = picture.getexif()
        if exif.get_ifd(_GPS):
            yield LOCATION.at(where)
        told = {label: exif[tag] for tag, label in _TOLD.items() if tag in exif}
        inner = exif.get_ifd(_EXIF)
        told |= {label: inner[tag] for tag, label in _TOLD_MORE.items() if tag in inner}
        told |= {label: picture.info[label] for label in _SAID if picture.info.get(label)}
        if picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b"http://ns.adobe.com/xap/" in data:
            told["XMP"] = "…"
        if told:
            yield PICTURE_DATA.at(where, value="; ".join(f"{label}: {_short(value)}" for label, value in told.items()))
        if _JPEG in bytes(picture.info.get("exif") or b""):  # a picture inside the data about the picture
            yield THUMBNAIL.at(where, name=where)


def _short(value: object) -> str:
    from gongkai.screening.metadata import shown_safely

    return shown_safely(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))


def _opened(data: bytes, name: str, kind: Kind) -> Any:
    """The picture, its pixels not decoded yet. Raises DamagedPicture, PictureTooLarge or ScreeningNotInstalled."""
    try:
        from PIL import Image
    except ModuleNotFoundError as error:
        raise ScreeningNotInstalled(file=name, library="pillow") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=[kind.name])
    except Exception as error:  # decoders fail in every way there is
        raise DamagedPicture(file=name, kind_zh=kind.value.zh, kind_en=kind.value.en) from error
    if picture.width * picture.height > MAX_PIXELS:
        raise PictureTooLarge(file=name, page=1, width=picture.width, height=picture.height, limit=MAX_PIXELS // 1_000_000)
    return picture


def stripped_picture(data: bytes, name: str, boxes: Sequence[Box] = ()) -> bytes:
    """The picture upright, without anything it carries, `boxes` painted black; same kind of file.

    Raises DamagedPicture or PictureTooLarge; UnreadableReport of its kind for what is no picture.
    """
    kind = sniff(data)
    if kind not in KINDS:
        raise kind.refused(name)
    picture = _opened(data, name, kind)
    with picture:
        upright = picture.getexif().get(_ORIENTATION, 1) in (0, 1)
        if kind is Kind.JPEG and upright and not boxes and (plain := without_segments(data)) is not None:
            return plain
        try:
            return _drawn_again(picture, kind, boxes)
        except (OSError, ValueError, SyntaxError, MemoryError) as error:
            raise DamagedPicture(file=name, kind_zh=kind.value.zh, kind_en=kind.value.en) from error


def _drawn_again(picture: Any, kind: Kind, boxes: Sequence[Box]) -> bytes:
    from PIL import Image, ImageOps, ImageSequence

    frames: list[Image.Image] = []
    for number, frame in enumerate(ImageSequence.Iterator(picture)):
        if number == MAX_FRAMES or (number and kind is not Kind.TIFF):  # a moving picture becomes its first
            break
        turned = ImageOps.exif_transpose(frame)
        clean = Image.new(turned.mode, turned.size)
        if turned.mode == "P" and (palette := turned.getpalette()) is not None:
            clean.putpalette(palette)
        clean.paste(turned)
        for box in boxes:
            clean.paste(_black(clean), box)
        if "transparency" in turned.info:
            clean.info["transparency"] = turned.info["transparency"]
        frames.append(clean)
    out = io.BytesIO()
    more: dict[str, Any] = {"quality": 95} if kind in (Kind.JPEG, Kind.WEBP) else {}
    if kind is Kind.TIFF:
        more = {"save_all": True, "append_images": frames[1:], "compression": "tiff_deflate"}
    if "transparency" in frames[0].info:
        more["transparency"] = frames[0].info.pop("transparency")
    frames[0].save(out, kind.name, **more)
    return out.getvalue()


def _black(picture: Image.Image) -> Any:
    """Opaque black as a picture of its mode writes it."""
    return {"RGBA": (0, 0, 0, 255), "LA": (0, 255), "CMYK": (0, 0, 0, 255), "RGB": (0, 0, 0)}.get(picture.mode, 0)


def without_segments(data: bytes) -> bytes | None:
    """A JPEG without EXIF, XMP, IPTC, comments and what follows its end; None where its structure is not plain."""
    out, at = bytearray(data[:2]), 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker, (length,) = data[at + 1], struct.unpack_from(">H", data, at + 2)
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2 + length
        if marker == 0xDA:
            scans = _scans(data, at)
            return None if scans is None else bytes(out) + scans
        if marker in _KEPT_MARKERS:
            segment = data[at:end]
            out += _jfif_without_thumbnail(segment) if marker == 0xE0 else segment
        at = end
    return None


def _scans(data: bytes, at: int) -> bytes | None:
    """The scans of a progressive JPEG with the tables between them, up to its end."""
    out = bytearray()
    while at + 2 <= len(data):
        marker = data[at + 1]
        if data[at] != 0xFF:
            return None
        if marker == 0xD9:
            return bytes(out + b"\xff\xd9")
        if at + 4 > len(data):
            return None
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if marker == 0xDA and (end := _end_of_scan(data, end)) < 0:
            return None
        if marker in _KEPT_MARKERS:
            out += data[at:end]
        at = end
    return None


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker stands that is neither a stuffed byte nor a restart; -1 where there is none."""
    while 0 <= (at := data.find(b"\xff", at)) < len(data) - 1:
        following = data[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0 or 0xD0 <= following <= 0xD7:
            at += 2
        else:
            return at
    return -1


def _jfif_without_thumbnail(segment: bytes) -> bytes:
    """The JFIF header alone; its extension (JFXX) is a thumbnail and nothing else."""
    if segment[4:9] == b"JFIF\x00" and len(segment) >= 18:
        return b"\xff\xe0\x00\x10" + segment[4:16] + b"\x00\x00"
    return b""
