"""Fonts: which faces an official paper is set in, which of them are here, and which characters none of them holds.

Nothing is assumed: the national faces of GB/T 9704-2012 are used where they are installed, Noto Serif SC and Noto Sans SC
come with the extra [writers] and are always there. More fonts are found in the folder named by GONGKAI_FONTS.
"""

from __future__ import annotations

import os
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from gongkai.core.errors_batch import ExtraNotInstalled

FOLDER = "GONGKAI_FONTS"
_TEX = Path("/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol")  # where Debian's TeX puts Fandol


class Face(Enum):
    """A face that GB/T 9704 asks for: the name that Word and WPS know it by, then the families to take in a PDF."""

    TITLE = ("方正小标宋简体", "FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "FandolSong", "Noto Serif SC")
    BODY = ("仿宋_GB2312", "FangSong_GB2312", "FangSong", "FandolFang R", "FandolFang", "Noto Serif SC")
    HEADING = ("黑体", "SimHei", "FandolHei", "Noto Sans SC")
    SUBHEADING = ("楷体_GB2312", "KaiTi_GB2312", "KaiTi", "FandolKai", "Noto Serif SC")
    SMALL = ("宋体", "SimSun", "FandolSong", "Noto Serif SC")

    @property
    def in_word(self) -> str:
        """The name to write into a DOCX; a machine without it puts its own in place."""
        name: str = self.value[0]
        return name

    @property
    def families(self) -> tuple[str, ...]:
        """The families for a PDF, best first; the last is always there."""
        names: tuple[str, ...] = self.value[1:]
        return names


@cache
def installed() -> Any:
    """The fonts of this machine (a `typst.Fonts`), looked for once in a process.

    Raises ExtraNotInstalled without the extra [writers].
    """
    try:
        import pylopdf_fonts_zh_cn as noto
        import typst
    except ImportError as error:
        raise ExtraNotInstalled(what_zh="生成 PDF", what_en="Writing a PDF", extra="writers") from error
    folders = [noto.serif_path().parent, _TEX, *map(Path, filter(None, [os.environ.get(FOLDER)]))]
    return typst.Fonts(include_system_fonts=True, font_paths=[folder for folder in folders if folder.is_dir()])


def families_present(face: Face) -> tuple[str, ...]:
    """The families of a face that are installed, best first."""
    known = set(installed().families())
    return tuple(family for family in face.families if family in known)


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The characters of a text that no installed font holds, each once, in the order of the text."""
    missing = dict.fromkeys(foreign_glyphs(text))
    for path in _largest_first() if missing else ():
        missing = {char: None for char in missing if ord(char) not in _code_points(path)}
        if not missing:
            break
    return tuple(missing)


def foreign_glyphs(text: str) -> tuple[str, ...]:
    """The characters that the two faces which are always there do not hold."""
    held = _held_by_our_own()
    return tuple(char for char in dict.fromkeys(text) if not char.isspace() and ord(char) not in held)


@cache
def _held_by_our_own() -> frozenset[int]:
    """Code points of the two faces that are always there: enough for nearly every text."""
    import pylopdf_fonts_zh_cn as noto

    return _code_points(noto.serif_path()) | _code_points(noto.sans_path())


@cache
def _largest_first() -> tuple[Path, ...]:
    """One file a family, since its weights hold the same characters; the largest first, which hold most of them."""
    files = {font.family: Path(font.path) for font in installed().fonts() if font.path}
    sizes = {path: path.stat().st_size for path in files.values() if path.is_file()}
    return tuple(sorted(sizes, key=lambda path: (-sizes[path], path)))


@cache
def _code_points(path: Path) -> frozenset[int]:
    """Code points that a font holds; in a collection those of its first face, for its faces share their glyphs."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            return frozenset(font.getBestCmap() or ())
    except (OSError, TTLibError):  # a file that only calls itself a font
        return frozenset()
