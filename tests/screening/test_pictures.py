"""What pictures carry, and that it is gone afterwards."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image, PngImagePlugin

from gongkai.core.errors import UnreadableReport
from gongkai.core.errors_masking import ScreeningNotInstalled
from gongkai.core.errors_scan import DamagedPicture, PictureTooLarge
from gongkai.screening import pictures
from gongkai.screening.pictures import picture_findings, stripped_picture, without_segments
from tests.screening.files import PHONE, photograph


def _codes(data: bytes) -> list[str]:
    return [finding.message.code for finding in picture_findings(data, "a", "a")]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_place_and_names_are_told_and_removed(kind: str) -> None:
    data = photograph(kind)
    assert {"SCR-PICTURE-DATA", *(["SCR-LOCATION"] if kind != "TIFF" else [])} <= set(_codes(data))
    told = "".join(finding.text() for finding in picture_findings(data, "a", "a"))
    assert PHONE not in told and "138****8000" in told
    clean = stripped_picture(data, "a")
    assert _codes(clean) == [] and PHONE.encode() not in clean
    before, after = Image.open(io.BytesIO(data)).convert("RGB"), Image.open(io.BytesIO(clean)).convert("RGB")
    assert before.size == after.size
    assert all(abs(a - b) < 20 for x in (5, 60) for a, b in zip(before.getpixel((x, 9)), after.getpixel((x, 9)), strict=True))


def test_a_jpeg_keeps_its_pixels_exactly() -> None:
    data = photograph()
    clean = stripped_picture(data, "a")
    assert Image.open(io.BytesIO(data)).tobytes() == Image.open(io.BytesIO(clean)).tobytes() and len(clean) < len(data)


def test_a_progressive_jpeg_with_all_that_may_stand_in_it() -> None:
    out = io.BytesIO()
    Image.effect_noise((160, 90), 90).convert("RGB").save(
        out, "JPEG", progressive=True, comment=PHONE.encode(), restart_marker_blocks=4, quality=30
    )
    data = out.getvalue() + b"\xff\xd8" + PHONE.encode()  # a second picture after the end
    assert "SCR-PICTURE-DATA" in _codes(data)
    clean = stripped_picture(data, "a")
    assert PHONE.encode() not in clean and Image.open(io.BytesIO(clean)).tobytes() == Image.open(out).tobytes()


def test_a_turned_photograph_is_set_upright() -> None:
    picture = Image.open(io.BytesIO(stripped_picture(photograph(orientation=6), "a")))
    assert picture.size == (32, 64) and picture.getpixel((16, 5))[2] > 200 and picture.getpixel((16, 60))[0] > 150


def test_the_thumbnail_is_told_and_gone() -> None:
    small = io.BytesIO()
    Image.new("RGB", (8, 8)).save(small, "JPEG")
    tiff = struct.pack("<2sHIHI", b"II", 42, 8, 0, 14) + struct.pack(
        "<HHHIIHHIII", 2, 0x0201, 4, 1, 44, 0x0202, 4, 1, len(small.getvalue()), 0
    )
    exif = b"Exif\x00\x00" + tiff + small.getvalue()
    plain = stripped_picture(photograph(), "a")
    data = plain[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + plain[2:]
    assert "SCR-THUMBNAIL" in _codes(data)
    assert stripped_picture(data, "a") == plain


def test_words_in_a_png() -> None:
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", "甲某")
    about.add_itxt("XML:com.adobe.xmp", "<x/>")
    out = io.BytesIO()
    Image.new("P", (9, 9), 1).save(out, "PNG", pnginfo=about, transparency=0)
    assert _codes(out.getvalue()) == ["SCR-PICTURE-DATA"]
    clean = stripped_picture(out.getvalue(), "a", ((0, 0, 3, 3),))
    assert _codes(clean) == [] and Image.open(io.BytesIO(clean)).info.get("transparency") == 0


@pytest.mark.parametrize("mode", ["RGBA", "LA", "L", "1", "CMYK"])
def test_painted_areas_are_opaque_black(mode: str) -> None:
    kind = "TIFF" if mode == "CMYK" else "PNG"
    out = io.BytesIO()
    Image.new(mode, (20, 20), {"RGBA": (9, 200, 9, 0), "LA": (200, 0), "CMYK": (5, 5, 5, 5)}.get(mode, 1)).save(out, kind)
    painted = Image.open(io.BytesIO(stripped_picture(out.getvalue(), "a", ((2, 2, 9, 9),))))
    assert painted.convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 255)
    assert painted.convert("RGBA").getpixel((15, 15)) != (0, 0, 0, 255)


def test_all_pages_of_a_tiff_and_the_first_of_a_moving_picture() -> None:
    for kind, pages in (("TIFF", 3), ("GIF", 1)):
        out = io.BytesIO()
        frames = [Image.new("L", (9, 9), 80 * number) for number in range(3)]
        frames[0].save(out, kind, save_all=True, append_images=frames[1:])
        assert getattr(Image.open(io.BytesIO(stripped_picture(out.getvalue(), "a"))), "n_frames", 1) == pages


def test_what_is_no_picture() -> None:
    assert _codes(b"text") == [] and _codes(b"\xff\xd8\xff") == []
    with pytest.raises(UnreadableReport):
        stripped_picture(b"text", "a")
    with pytest.raises(DamagedPicture):
        stripped_picture(b"\x89PNG\r\n\x1a\n", "a")
    with pytest.raises(DamagedPicture):
        stripped_picture(photograph("PNG")[:60], "a")


def test_a_picture_far_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MAX_PIXELS", 100)
    assert _codes(photograph()) == []
    with pytest.raises(PictureTooLarge):
        stripped_picture(photograph(), "a")


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\x00\x00\x00\x00",
        b"\xff\xd8\xff\xda\x00\x04ab\x00\x00",
        b"\xff\xd8\xff\xda\x00\x04ab\xff\xc4\x00",
        b"\xff\xd8\xff\xda\x00\x04ab\xff\xc4\x00\x03aXXXX",
        b"\xff\xd8\xff\xe0\x00\x02",
    ],
)
def test_a_structure_that_is_not_plain(data: bytes) -> None:
    assert without_segments(data) is None


def test_fill_bytes_between_segments() -> None:
    plain = stripped_picture(photograph(), "a")
    assert without_segments(plain[:2] + b"\xff" + plain[2:]) == plain


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "PIL", None)
    with pytest.raises(ScreeningNotInstalled, match="screening"):
        stripped_picture(b"\x89PNG\r\n\x1a\n", "a.png")
