"""What an upload has to be before it is looked into: its name safe, its kind what it says, nothing that runs.

Only names, signatures and the table of contents of a container are read here; what needs parsing happens in a process of
its own (`looking`).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from io import BytesIO
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

import puremagic

from gongkai.core.errors_files import FileEmpty, FileKindRefused, FileMarkedSecret, FileTooLarge
from gongkai.readers.sniff import Kind, sniff
from gongkai.screening.secrecy import mark_in_name
from gongkai.web.files.container import look_into_container
from gongkai.web.files.names import safe_name, suffix_of
from gongkai.web.files.uploads import most

MAX_PIXELS = 40_000_000  # A4 at 600 dpi has 35 million


class _Taken(NamedTuple):
    """A kind that is taken: its short name, the endings it may have, and the media type it is handed out as."""

    name: str
    suffixes: frozenset[str]
    media_type: str


_OOXML = "application/vnd.openxmlformats-officedocument"
TAKEN: dict[Kind, _Taken] = {
    Kind.DOCX: _Taken("docx", frozenset({".docx"}), f"{_OOXML}.wordprocessingml.document"),
    Kind.XLSX: _Taken("xlsx", frozenset({".xlsx"}), f"{_OOXML}.spreadsheetml.sheet"),
    Kind.DOC: _Taken("doc", frozenset({".doc", ".wps"}), "application/msword"),
    Kind.PDF: _Taken("pdf", frozenset({".pdf"}), "application/pdf"),
    Kind.OFD: _Taken("ofd", frozenset({".ofd"}), "application/ofd"),
    Kind.TEXT: _Taken("txt", frozenset({".txt", ".md", ".csv"}), "text/plain; charset=utf-8"),
    Kind.HTML: _Taken("html", frozenset({".html", ".htm"}), "application/octet-stream"),  # never a page of ours
    Kind.PNG: _Taken("png", frozenset({".png"}), "image/png"),
    Kind.JPEG: _Taken("jpg", frozenset({".jpg", ".jpeg"}), "image/jpeg"),
    Kind.ZIP: _Taken("zip", frozenset({".zip"}), "application/zip"),
}
_MACRO_SUFFIXES = frozenset({".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".pptm"})
_PROGRAMS = (
    ".exe .dll .com .bat .cmd .sh .ps1 .vbs .js .jse .mjs .wsf .hta .scr .msi .jar .apk .lnk .php .jsp .asp .aspx .py .pl .rb "
    ".svg .swf .class .elf .so .iso .reg .chm .cpl .pif .url"
)
_PROGRAM_SUFFIXES = frozenset(_PROGRAMS.split())
_SCRIPT_HEADS = (b"#!", b"<?php", b"<%@", b"<%\n", b"%!PS", b"@echo off", b"[InternetShortcut]", b"Windows Registry Editor")
_SECOND_KINDS = ((b"PK\x05\x06", "ZIP"), (b"%PDF-1", "PDF"), (b"<?php", "PHP"), (b"<script", "HTML"), (b"<html", "HTML"))
_LEAD_OF_A_PDF = 16  # bytes: a byte order mark and blanks may stand before it, another file may not


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """A file that may be looked into."""

    name: str
    kind: str
    media_type: str


def at_the_door(data: bytes, name: str) -> AtTheDoor:
    """A file's safe name and real kind.

    Raises:
        FileMarkedSecret: its name bears a secrecy mark, so that not even the name may be repeated.
        FileTooLarge, FileEmpty: its size.
        FileKindRefused: a kind that is not taken, a content its name does not promise, two kinds at once, macros,
            encryption, a container that unpacks to too much or leads out of itself.
    """
    safe = safe_name(name)
    if any(_is_secret(each) for each in {name, safe}):
        raise FileMarkedSecret
    if len(data) > (limit := most()):
        raise FileTooLarge(limit=limit // 1024**2)
    if not data.strip(b"\x00 \t\r\n"):
        raise FileEmpty(name=safe)
    suffix = suffix_of(safe)
    taken = TAKEN[_kind(data, safe, suffix)]
    if suffix not in taken.suffixes:
        kind = taken.name.upper()
        raise FileKindRefused(name=safe, why=f"内容是 {kind}，与扩展名不符", why_en=f"it is {kind}, its name says otherwise")
    if taken.media_type.startswith("image/"):
        _look_at_picture(data, safe)
    if data[:2] == b"PK":
        look_into_container(data, safe)
    return AtTheDoor(safe, taken.name, taken.media_type)


def _is_secret(name: str) -> bool:
    mark = mark_in_name(name)
    return mark is not None and mark.code == "SCR-SECRET-MARK"


def _kind(data: bytes, name: str, suffix: str) -> Kind:
    if suffix in _MACRO_SUFFIXES:
        raise FileKindRefused(name=name, why="启用宏的文件，请另存为不含宏的格式", why_en="it may hold macros; save it without")
    if suffix in _PROGRAM_SUFFIXES or _is_program(data):
        raise FileKindRefused(name=name, why="是可执行程序或脚本", why_en="it is a program or a script")
    kind = sniff(data)
    if kind is Kind.ENCRYPTED:
        raise FileKindRefused(name=name, why="已加密，无法检查，请解除密码后再上传", why_en="it is encrypted")
    if kind not in TAKEN:
        raise FileKindRefused(name=name, why=f"是{kind.value.zh}，不在接收范围", why_en=f"it is {kind.value.en}")
    _refuse_second_kind(data, name, kind)
    return kind


def _is_program(data: bytes) -> bool:
    """By our own signatures, and by puremagic's for what they do not know."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data[:2] == b"MZ" or head.lower().startswith(tuple(each.lower() for each in _SCRIPT_HEADS)):
        return True
    if sniff(data[:8192]) is Kind.PROGRAM:
        return True
    try:
        guesses = puremagic.magic_string(data[:8192])
    except (puremagic.PureError, ValueError, IndexError, struct.error):
        return False
    return bool(guesses) and guesses[0].confidence >= 0.8 and guesses[0].extension in _PROGRAM_SUFFIXES


def _refuse_second_kind(data: bytes, name: str, kind: Kind) -> None:
    """A file that two programs read as two things shows one to the reviewer and the other to the public."""
    second = ""
    if kind is Kind.PDF:
        if data.find(b"%PDF-") > _LEAD_OF_A_PDF:
            second = "其他格式"
        elif _ends_as_container(data):
            second = "ZIP"
    elif kind is Kind.PNG:
        second = _second_in(data[_end_of_png(data) :])
    elif kind is Kind.JPEG:
        second = _second_in(data[data.rfind(b"\xff\xd9") + 2 :]) or _second_in(data[:65536])
    elif data[:4] == b"PK\x03\x04" and b"%PDF-1" in data[:1024]:
        second = "PDF"
    if second:
        raise FileKindRefused(name=name, why=f"同时是两种格式（{second}）", why_en="it is two kinds of file at once")


def _ends_as_container(data: bytes) -> bool:
    if data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000)) < 0:
        return False
    try:
        return bool(ZipFile(BytesIO(data)).namelist())
    except (BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        return False


def _second_in(rest: bytes) -> str:
    lowered = rest[: 1024**2].lower()
    return next((told for mark, told in _SECOND_KINDS if mark.lower() in lowered), "")


def _end_of_png(data: bytes) -> int:
    end = data.find(b"IEND")
    return end + 8 if end >= 0 else len(data)


def _look_at_picture(data: bytes, name: str) -> None:
    """Width times height as the header says, before anybody unpacks it."""
    width, height = _size_of_png(data) if data[:1] == b"\x89" else _size_of_jpeg(data)
    if width * height > MAX_PIXELS:
        raise FileKindRefused(
            name=name,
            why=f"图片有 {width}×{height} 像素，请缩小后再上传",
            why_en=f"it has {width}×{height} pixels",
        )
    if not width * height:
        raise FileKindRefused(name=name, why="图片已损坏", why_en="the picture is damaged")


def _size_of_png(data: bytes) -> tuple[int, int]:
    return struct.unpack_from(">II", data, 16) if len(data) >= 24 and data[12:16] == b"IHDR" else (0, 0)


def _size_of_jpeg(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + struct.unpack_from(">H", data, at + 2)[0]
    return 0, 0
