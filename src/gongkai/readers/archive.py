"""Zip containers (DOCX, XLSX) opened with care: counted, measured and read only part by part; XML without entities.

The limits are far above any real report and far below what would hurt: 512 MB of memory and ten seconds a file.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from types import TracebackType

from lxml import etree

from gongkai.core.errors import DamagedFile, EncryptedFile, EntitiesRefused, TooComplex, UnpacksTooLarge

MAX_ENTRIES = 4096  # a report with a picture on every line has hundreds
MAX_UNPACKED = 512 * 1024**2  # declared total; pictures count here and are never unpacked
MAX_PART = 24 * 1024**2  # bytes of one XML part; a report of 300 pages has 5 MB
MAX_RATIO = 400  # WordprocessingML packs 20 to 100 times; deflate ends near 1,000, where only bombs live
RATIO_MATTERS_FROM = 1024**2  # a small part may pack as well as it likes
MAX_TAGS = 400_000  # of one XML part or page: about 200 MB as a tree; a county's report has 15,000

_CENTRAL_HEADER = b"PK\x01\x02"
_END_OF_CENTRAL_DIRECTORY = b"PK\x05\x06"
_END_RECORD = struct.Struct("<4s4H2LH")
_MAX_COMMENT = 65_535
_ENCRYPTED_FLAG = 0x1
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def entry_names(data: bytes) -> list[str]:
    """The names in the central directory; empty where it is missing, damaged or holds too many."""
    if _entries_announced(data) > MAX_ENTRIES:
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return container.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error):
        return []


def _entries_announced(data: bytes) -> int:
    """Entries that Python's zipfile would load: what the end record says, or what stands in the file if more."""
    at = data.rfind(_END_OF_CENTRAL_DIRECTORY, max(0, len(data) - _MAX_COMMENT - _END_RECORD.size))
    stated = _END_RECORD.unpack_from(data, at)[4] if 0 <= at <= len(data) - _END_RECORD.size else 0
    return max(stated, data.count(_CENTRAL_HEADER))


class Archive:
    """A zip container whose limits were checked before anything was unpacked.

    Raises UnpacksTooLarge for bombs, EncryptedFile for entries under a password, DamagedFile for a cut or broken file.
    """

    def __init__(self, data: bytes, name: str, kind_zh: str, kind_en: str) -> None:
        self.name = name
        self._kind = {"kind_zh": kind_zh, "kind_en": kind_en}
        if (entries := _entries_announced(data)) > MAX_ENTRIES:
            raise UnpacksTooLarge(
                file=name,
                problem_zh=f"含 {entries} 个条目，上限 {MAX_ENTRIES}",
                problem_en=f"it holds {entries} entries, the limit is {MAX_ENTRIES}",
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
            raise self.damaged("压缩目录缺失或不完整", "its table of contents is missing or cut") from error
        self._entries = {entry.filename.lstrip("/").lower(): entry for entry in self._zip.infolist()}
        self._measure()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return part.lower() in self._entries

    def parts(self) -> list[str]:
        """The entries' names, lower case."""
        return list(self._entries)

    def original(self, part: str) -> str:
        """The name of a part as the container spells it."""
        return self._entries[part.lower()].filename

    def damaged(self, problem_zh: str, problem_en: str) -> DamagedFile:
        """The error for a container of this kind that does not hold together."""
        return DamagedFile(file=self.name, problem_zh=problem_zh, problem_en=problem_en, **self._kind)

    def read(self, part: str) -> bytes:
        """The bytes of one part. Raises DamagedFile where it is missing or does not match its checksum."""
        entry = self._entries.get(part.lower())
        if entry is None:
            raise self.damaged(f"缺少 {part}", f"{part} is missing")
        if entry.file_size > MAX_PART:
            raise self._too_large(entry)
        try:
            with self._zip.open(entry) as stream:
                return stream.read(MAX_PART)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
            raise self.damaged(f"{part} 已损坏", f"{part} is broken") from error

    def xml_bytes(self, part: str) -> bytes:
        """An XML part as UTF-8, without document type, entities or more tags than fit."""
        data = self.read(part)
        if data.startswith(_UTF16_MARKS):
            data = data.decode("utf-16" if data[:2] in _UTF16_MARKS[:2] else _utf16_without_mark(data), "replace").encode()
        if _DOCTYPE.search(data):
            raise EntitiesRefused(file=self.name, part=part)
        refuse_too_many_tags(data.count(b"<"), self.name)
        return data

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part, parsed without entities, network or document type."""
        return self.parsed(self.xml_bytes(part), part)

    def parsed(self, data: bytes, part: str) -> etree._Element:
        """The root of XML that `xml_bytes` gave. Raises DamagedFile where it is incomplete, TooComplex where too deep."""
        # The encoding is fixed, so that no declaration can make other bytes of what was just searched.
        parser = etree.XMLParser(
            encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
        )
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            if getattr(error, "code", None) == etree.ErrorTypes.ERR_RESOURCE_LIMIT:
                raise TooComplex(
                    file=self.name, problem_zh=f"{part} 嵌套过深或文字过长", problem_en=f"{part} is nested too deep or too long"
                ) from error
            raise self.damaged(f"{part} 不是完整的 XML", f"{part} is no complete XML") from error

    def _measure(self) -> None:
        total = 0
        for entry in self._entries.values():
            if entry.flag_bits & _ENCRYPTED_FLAG:
                raise EncryptedFile(file=self.name)
            total += entry.file_size
            packed_too_well = entry.file_size > MAX_RATIO * max(entry.compress_size, 1)
            if total > MAX_UNPACKED or (packed_too_well and entry.file_size > RATIO_MATTERS_FROM):
                raise self._too_large(entry)

    def _too_large(self, entry: zipfile.ZipInfo) -> UnpacksTooLarge:
        size, packed = entry.file_size // 1024**2, max(entry.compress_size // 1024, 1)
        return UnpacksTooLarge(
            file=self.name,
            problem_zh=f"{entry.filename} 由 {packed} KB 解压为 {size} MB",
            problem_en=f"{entry.filename} would grow from {packed} KB to {size} MB",
        )


def _utf16_without_mark(data: bytes) -> str:
    return "utf-16-le" if data.startswith(b"<\x00") else "utf-16-be"


def refuse_too_many_tags(tags: int, name: str) -> None:
    """Raise TooComplex before a tree is built that would not fit into memory or time."""
    if tags > MAX_TAGS:
        raise TooComplex(
            file=name,
            problem_zh=f"含 {tags} 个标记，上限 {MAX_TAGS}",
            problem_en=f"it holds {tags} tags, the limit is {MAX_TAGS}",
        )
