"""Fonts: found where they are installed, always there, and asked what they hold."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pylopdf_fonts_zh_cn as noto
import pytest

from gongkai.writers import fonts
from gongkai.writers.fonts import Face
from tests.writers.round_trip import RARE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of fonts named by GONGKAI_FONTS; what was asked of the machine's fonts is asked anew."""
    monkeypatch.setenv(fonts.FOLDER, str(tmp_path))
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    for asked in (fonts.installed, fonts._largest_first):
        asked.cache_clear()


def font_of(path: Path, family: str, characters: str) -> None:
    """A font that holds these characters and nothing else."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((500, 0))
    pen.lineTo((500, 500))
    pen.closePath()
    glyph, names = pen.glyph(), [".notdef", *(f"g{ord(char)}" for char in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): f"g{ord(char)}" for char in characters})
    builder.setupGlyf(dict.fromkeys(names, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "fullName": family, "psName": family})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


@pytest.mark.parametrize("face", list(Face))
def test_every_face_has_a_family_that_is_always_there(face: Face) -> None:
    present = fonts.families_present(face)
    assert present and present[-1] in ("Noto Serif SC", "Noto Sans SC")
    assert list(present) == [family for family in face.families if family in present]


@pytest.mark.parametrize(
    ("face", "name"),
    [(Face.TITLE, "方正小标宋简体"), (Face.BODY, "仿宋_GB2312"), (Face.HEADING, "黑体"), (Face.SUBHEADING, "楷体_GB2312")],
)
def test_a_document_names_the_faces_of_the_standard(face: Face, name: str) -> None:
    assert face.in_word == name


def test_rare_characters_of_names_are_held_by_the_fonts_that_are_always_there() -> None:
    assert fonts.foreign_glyphs(RARE.replace("𠮷", "") + "甲乙 \n") == ()


def test_a_font_in_the_folder_named_is_taken_before_the_others(folder: Path) -> None:
    assert "FangSong_GB2312" not in fonts.families_present(Face.BODY)
    font_of(folder / "fang.ttf", "FangSong_GB2312", "甲")
    forget()
    assert fonts.families_present(Face.BODY)[0] == "FangSong_GB2312"


def test_a_character_is_missing_until_a_font_holds_it(folder: Path) -> None:
    odd, odder = "\U000ffabc", "\U000ffabd"
    assert fonts.missing_glyphs(f"甲{odder}{odd}乙{odd}") == (odder, odd)
    font_of(folder / "odd.ttf", "Odd", odd)
    forget()
    assert fonts.missing_glyphs(f"甲{odder}{odd}乙{odd}") == (odder,)


def test_what_is_no_font_and_a_folder_that_is_not_there_do_no_harm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = folder / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00 not a font")
    assert fonts._code_points(broken) == frozenset()
    shutil.copy(noto.sans_path(), folder / "again.ttf")
    forget()
    assert fonts.families_present(Face.BODY)[-1] == "Noto Serif SC"
    monkeypatch.setenv(fonts.FOLDER, str(folder / "none"))
    forget()
    assert fonts.families_present(Face.HEADING)[-1] == "Noto Sans SC"
