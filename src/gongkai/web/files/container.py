"""The table of contents of a container, judged without unpacking anything."""

from __future__ import annotations

import re
import stat
import struct
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from gongkai.core.errors_files import FileKindRefused
from gongkai.readers.archive import MAX_ENTRIES, MAX_RATIO, MAX_UNPACKED, RATIO_MATTERS_FROM

_MACROS = re.compile(r"vbaProject\.bin$|vbaData\.xml$|(?:^|/)macrosheets/|(?:^|/)activeX/", re.I)
_RUNS = re.compile(
    r"\.(?:exe|dll|com|bat|cmd|sh|ps1|vbs|js|jse|wsf|hta|scr|msi|jar|apk|lnk|php|jsp|aspx?|py|pl|svg|swf|reg|chm|docm|xlsm)$",
    re.I,
)
_OUTSIDE = re.compile(r"^(?:[\\/]|[A-Za-z]:)")
_LONGEST_PATH = 1000
_IN_A_REPORT = re.compile(r"^(?:word|xl|docProps|_rels|customXml)/", re.I)  # Office's own parts; a picture may be an SVG there


def look_into_container(data: bytes, name: str) -> None:
    """Raises FileKindRefused: damaged, encrypted, unpacking to too much, leading out of itself, holding what runs."""
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        raise _too_much(name)
    try:
        with ZipFile(BytesIO(data)) as container:
            entries = container.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError, RecursionError, struct.error):
        raise _refused(name, "压缩结构已损坏", "its container is damaged") from None
    if entries and min(entry.header_offset for entry in entries) > 0:
        raise _refused(name, "压缩结构之前另有内容", "something stands before its container")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(_is_bomb(entry) for entry in entries):
        raise _too_much(name)
    if len({entry.filename for entry in entries}) < len(entries):
        raise _refused(name, "压缩包内有同名文件", "it holds two files of one name")
    for entry in entries:
        _look_at(entry, name)


def _is_bomb(entry: ZipInfo) -> bool:
    return entry.file_size > RATIO_MATTERS_FROM and entry.file_size > MAX_RATIO * max(entry.compress_size, 1)


def _look_at(entry: ZipInfo, name: str) -> None:
    inside = entry.filename
    leads_out = _OUTSIDE.match(inside) or ".." in re.split(r"[\\/]", inside) or len(inside) > _LONGEST_PATH or "\x00" in inside
    if leads_out or stat.S_ISLNK(entry.external_attr >> 16):
        raise _refused(name, "压缩包内有指向外部的路径", "it holds paths that lead out of it")
    if entry.flag_bits & 1:
        raise _refused(name, "内容已加密，无法检查", "it is encrypted and cannot be looked into")
    if _MACROS.search(inside):
        raise _refused(name, "含有宏或控件", "it holds macros or controls")
    if _RUNS.search(inside) and not (_IN_A_REPORT.match(inside) and inside.lower().endswith(".svg")):
        raise _refused(name, "压缩包内有程序或脚本", "it holds programs or scripts")


def _too_much(name: str) -> FileKindRefused:
    return _refused(name, "展开后过大", "it unpacks to too much")


def _refused(name: str, why: str, why_en: str) -> FileKindRefused:
    return FileKindRefused(name=name, why=why, why_en=why_en)
