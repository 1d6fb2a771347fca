"""What an upload has to be before it is looked at: its name made safe, its kind what it says, nothing that runs."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass

from gongkai.core.errors_files import FileEmpty, FileKindRefused, FileTooLarge
from gongkai.readers.sniff import Kind, sniff
from gongkai.web.files.uploads import MOST

_LONGEST_NAME = 120  # characters that a file system and a heading can hold
_MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "doc": "application/msword",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "txt": "text/plain; charset=utf-8",
    "html": "application/octet-stream",  # never shown as a page from our address
    "png": "image/png",
    "jpg": "image/jpeg",
    "zip": "application/zip",
}
_KINDS = {
    Kind.DOCX: ("docx", {".docx"}),
    Kind.XLSX: ("xlsx", {".xlsx"}),
    Kind.DOC: ("doc", {".doc", ".wps"}),
    Kind.PDF: ("pdf", {".pdf"}),
    Kind.OFD: ("ofd", {".ofd"}),
    Kind.TEXT: ("txt", {".txt", ".md", ".csv"}),
    Kind.HTML: ("html", {".html", ".htm"}),
    Kind.ZIP: ("zip", {".zip"}),
}
_PICTURES = {b"\x89PNG\r\n\x1a\n": ("png", {".png"}), b"\xff\xd8\xff": ("jpg", {".jpg", ".jpeg"})}
_MACROS = re.compile(r"vbaProject\.bin$|^xl/macrosheets/|/activeX/", re.I)
_RUNS = re.compile(r"\.(?:exe|dll|com|bat|cmd|sh|ps1|vbs|js|jse|wsf|hta|scr|msi|jar|apk|lnk|php|jsp|aspx?|py)$", re.I)
_MOST_ENTRIES = 5_000
_MOST_UNPACKED = 500 * 1024**2
_MOST_RATIO = 200


@dataclass(frozen=True, slots=True)
class AtTheDoor:
    """A file that may be looked at."""

    name: str
    kind: str
    media_type: str


def at_the_door(data: bytes, name: str) -> AtTheDoor:
    """A file's safe name and real kind.

    Raises a subclass of FileRefused: empty, too large, a kind that is not taken, a content its name does not promise,
    macros, a container that unpacks to too much or leads out of itself.
    """
    safe = safe_name(name)
    if len(data) > MOST:
        raise FileTooLarge(limit=MOST // 1024**2)
    if not data.strip(b"\x00 \t\r\n"):
        raise FileEmpty(name=safe)
    kind, suffixes = _kind(data, safe)
    suffix = "." + safe.rpartition(".")[2].lower()
    if suffix not in suffixes:
        raise FileKindRefused(
            name=safe,
            why=f"内容是 {kind.upper()}，与扩展名不符",
            why_en=f"its content is {kind.upper()}, its name says otherwise",
        )
    if data[:2] == b"PK":
        _look_into_container(data, safe)
    return AtTheDoor(safe, kind, _MEDIA[kind])


def safe_name(name: str) -> str:
    """A name that shows what it is: no path, no control or direction characters, not too long."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(each for each in last if unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
    shown = re.sub(r'[<>:"|?*]', "_", shown).strip(" .") or "文件"
    stem, dot, suffix = shown.rpartition(".")
    return f"{stem[:_LONGEST_NAME]}{dot}{suffix[:10]}" if dot else shown[:_LONGEST_NAME]


def _kind(data: bytes, name: str) -> tuple[str, set[str]]:
    for magic, found in _PICTURES.items():
        if data.startswith(magic):
            return found
    if data[:4] in (b"\x7fELF", b"\xca\xfe\xba\xbe") or data[:2] in (b"MZ", b"#!"):
        raise FileKindRefused(name=name, why="是可执行程序或脚本", why_en="it is a program or a script")
    found = _KINDS.get(sniff(data))
    if found is None:
        raise FileKindRefused(name=name, why="不支持这种格式", why_en="this kind is not supported")
    return found


def _look_into_container(data: bytes, name: str) -> None:
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, RecursionError) as error:
        raise FileKindRefused(name=name, why="压缩结构已损坏", why_en="its container is damaged") from error
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > _MOST_ENTRIES or unpacked > _MOST_UNPACKED or unpacked > _MOST_RATIO * max(len(data), 100_000):
        raise FileKindRefused(name=name, why="展开后过大", why_en="it unpacks to too much")
    for entry in entries:
        inside = entry.filename
        if (
            inside.startswith(("/", "\\"))
            or ".." in re.split(r"[\\/]", inside)
            or (entry.external_attr >> 16) & 0o170000 == 0o120000
        ):
            raise FileKindRefused(name=name, why="压缩包内有指向外部的路径", why_en="it holds paths that lead out of it")
        if entry.flag_bits & 1:
            raise FileKindRefused(name=name, why="内容已加密，无法检查", why_en="it is encrypted and cannot be looked into")
        if _MACROS.search(inside):
            raise FileKindRefused(name=name, why="含有宏或控件", why_en="it holds macros or controls")
        if _RUNS.search(inside) and not inside.endswith(".rels"):
            raise FileKindRefused(name=name, why="压缩包内有程序或脚本", why_en="it holds programs or scripts")
