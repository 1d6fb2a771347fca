"""What a file really is: decided by its content, never by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from gongkai.core.errors import (
    ArchiveGiven,
    EncryptedFile,
    LegacyFormat,
    NeedsTextRecognition,
    UnreadableKind,
    UnreadableReport,
)
from gongkai.readers.archive import entry_names


@dataclass(frozen=True, slots=True)
class KindOfFile:
    """A kind in both languages, the suffixes it usually carries, and the error for one that is not read.

    `target` is the format to save it in where the error asks for one.
    """

    zh: str
    en: str
    suffixes: tuple[str, ...] = ()
    refusal: type[UnreadableReport] | None = None
    target: str = ""


class Kind(Enum):
    """Every kind of file told apart. Those without a refusal have a reader."""

    HTML = KindOfFile("网页（HTML）", "a web page (HTML)", (".html", ".htm", ".shtml", ".xhtml"))
    DOCX = KindOfFile("Word 文档（DOCX）", "a Word document (DOCX)", (".docx", ".docm"))
    XLSX = KindOfFile("电子表格（XLSX）", "a spreadsheet (XLSX)", (".xlsx", ".xlsm"))
    PDF = KindOfFile("PDF 文档", "a PDF document", (".pdf",))
    DOC = KindOfFile("旧版 Word 或 WPS 文字文档（DOC/WPS）", "an old Word or WPS document (DOC/WPS)", (".doc", ".wps"))
    OFD = KindOfFile("OFD 版式文件", "an OFD document", (".ofd",))
    JSON = KindOfFile("JSON 数据", "JSON data", (".json",))
    TEXT = KindOfFile("纯文本", "plain text", (".txt", ".text", ".md", ".markdown"))

    XLS = KindOfFile("旧版 Excel 或 WPS 表格（XLS/ET）", "an old Excel or WPS spreadsheet (XLS/ET)", (), LegacyFormat, "XLSX")
    PPT = KindOfFile("演示文稿（PPT/PPTX）", "a presentation (PPT/PPTX)", (), UnreadableKind)
    RTF = KindOfFile("RTF 文档", "an RTF document", (), LegacyFormat, "DOCX")
    ODF = KindOfFile("OpenDocument 文档（ODT/ODS）", "an OpenDocument file (ODT/ODS)", (), LegacyFormat, "DOCX / XLSX")
    XLSB = KindOfFile("二进制电子表格（XLSB）", "a binary spreadsheet (XLSB)", (), LegacyFormat, "XLSX")
    MHT = KindOfFile("单个文件网页（MHT）", "a web archive (MHT)", (), LegacyFormat, "HTML / DOCX")
    XML = KindOfFile("XML 文件", "an XML file", (), LegacyFormat, "DOCX / XLSX / HTML")
    ENCRYPTED = KindOfFile("加密的 Office 文档", "an encrypted Office document", (), EncryptedFile)
    OLE = KindOfFile("OLE 复合文档", "an OLE compound file", (), UnreadableKind)
    ZIP = KindOfFile("压缩包（ZIP）", "an archive (ZIP)", (), ArchiveGiven)
    RAR = KindOfFile("压缩包（RAR）", "an archive (RAR)", (), ArchiveGiven)
    SEVEN_ZIP = KindOfFile("压缩包（7z）", "an archive (7z)", (), ArchiveGiven)
    TAR = KindOfFile("压缩或打包文件（gzip/bzip2/xz/tar）", "an archive (gzip/bzip2/xz/tar)", (), ArchiveGiven)
    PNG = KindOfFile("PNG", "PNG", (), NeedsTextRecognition)
    JPEG = KindOfFile("JPEG", "JPEG", (), NeedsTextRecognition)
    TIFF = KindOfFile("TIFF", "TIFF", (), NeedsTextRecognition)
    GIF = KindOfFile("GIF", "GIF", (), NeedsTextRecognition)
    BMP = KindOfFile("BMP", "BMP", (), NeedsTextRecognition)
    WEBP = KindOfFile("WebP", "WebP", (), NeedsTextRecognition)
    PROGRAM = KindOfFile("可执行程序", "a program", (), UnreadableKind)
    BINARY = KindOfFile("无法识别的二进制数据", "binary data of no known kind", (), UnreadableKind)

    @property
    def readable(self) -> bool:
        """Whether a reader exists for it."""
        return self.value.refusal is None

    @property
    def picture(self) -> bool:
        """Whether it is a picture, which is read only where text recognition is asked for."""
        return self.value.refusal is NeedsTextRecognition

    def refused(self, file: str) -> UnreadableReport:
        """The error that says what the file is and what to do about it. Only for kinds without a reader."""
        kind = self.value
        refusal = kind.refusal or UnreadableKind
        return refusal(file=file, kind_zh=kind.zh, kind_en=kind.en, target=kind.target)


_SIGNATURES: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rt", Kind.RTF),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"II*\x00", Kind.TIFF),
    (b"MM\x00*", Kind.TIFF),
    (b"II+\x00", Kind.TIFF),
    (b"MM\x00+", Kind.TIFF),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"Rar!\x1a\x07", Kind.RAR),
    (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN_ZIP),
    (b"\x1f\x8b\x08", Kind.TAR),
    (b"BZh", Kind.TAR),
    (b"\xfd7zXZ\x00", Kind.TAR),
    (b"\x7fELF", Kind.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Kind.PROGRAM),
    (b"\xca\xfe\xba\xbe", Kind.PROGRAM),
    (b"#!/", Kind.PROGRAM),
)
_TELLING_ENTRIES = (b"word/document.xml", b"xl/workbook.xml", b"xl/workbook.bin", b"ppt/presentation.xml", b"OFD.xml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The directory of a compound file names its streams in UTF-16; the order matters, for an encrypted file holds nothing else.
_OLE_STREAMS: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", Kind.ENCRYPTED),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("PowerPoint Document", Kind.PPT),
    ("Book", Kind.XLS),
)
_PDF_HEADER_WITHIN = 1024  # readers of PDF allow that much before "%PDF-"
_LOOK_AT = 4096  # bytes of text that are enough to tell markup from prose
_BOMS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_HTML_TAG = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|span|h[1-6]|br|article|section|center|font|ul|style|script)\b",
    re.I,
)
_XML_TAG = re.compile(r"<[A-Za-z_][\w.:-]*[\s/>]")
_JSON = re.compile(r"\{\s*[\"}]|\[\s*[\[{\"\]]")  # Markdown may begin with "[" as well, but not with these two
_MAIL_HEADER = re.compile(r"(?:from|mime-version|content-type|subject|date|snapshot-content-location):", re.I)
_WEB_PAGE_INSIDE = re.compile(r"^content-type:\s*(?:multipart/related|text/html)", re.I | re.M)
_CLOSING_TAG = re.compile(rb"</(?:td|p|div|table|html)\s*>", re.I)
_LEADING = re.compile(r"(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*", re.S)
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")  # bytes that no text in an ASCII-compatible encoding holds
_CONTROLS_ALLOWED = 0.002  # a stray one comes from copying and is no proof of binary data


def sniff(data: bytes) -> Kind:
    """The kind of a whole file from its bytes. A zip is told apart by the names of its entries."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _sniff_zip(data)
    if data.startswith(_OLE):
        return _sniff_ole(data)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            return kind
    if data[257:262] == b"ustar":
        return Kind.TAR
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data.startswith(b"MZ") and b"PE\x00\x00" in data[:_LOOK_AT]:
        return Kind.PROGRAM
    if data.startswith(b"BM") and data[6:10] == b"\x00\x00\x00\x00":
        return Kind.BMP
    if b"%PDF-" in data[:_PDF_HEADER_WITHIN] and data.lstrip()[:1] != b"<":
        return Kind.PDF
    return _sniff_text(data)


def _sniff_zip(data: bytes) -> Kind:
    """The container by the folders its entries stand in; a cut one by the names in its local headers."""
    names = entry_names(data) or [name.decode() for name in _TELLING_ENTRIES if name in data]
    if any(name.lstrip("/").lower() == "ofd.xml" for name in names):
        return Kind.OFD
    if data[30:200].startswith(b"mimetypeapplication/vnd.oasis.opendocument"):
        return Kind.ODF
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    for folder, kind in (("word/", Kind.DOCX), ("xl/", Kind.XLSX), ("ppt/", Kind.PPT)):
        if any(name.startswith(folder) for name in names):
            return kind
    return Kind.ZIP


def _sniff_ole(data: bytes) -> Kind:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            return kind
    return Kind.OLE


def _sniff_text(data: bytes) -> Kind:
    """HTML, XML, MHT, JSON or plain text; BINARY where the bytes are no text at all."""
    head = _head_as_text(data)
    if head is None:
        return Kind.BINARY
    lead = _LEADING.match(head)
    body = head[lead.end() :] if lead else head
    if head.lstrip().startswith("<?xml") and not _HTML_TAG.match(body):
        return Kind.XML
    if _JSON.match(body):
        return Kind.JSON
    if _MAIL_HEADER.match(body) and _WEB_PAGE_INSIDE.search(head):
        return Kind.MHT
    if body.startswith("<") and _HTML_TAG.search(head):
        return Kind.HTML
    if _CLOSING_TAG.search(data):  # a fragment that begins with prose and is marked up further on
        return Kind.HTML
    return Kind.XML if _XML_TAG.match(body) else Kind.TEXT


def _head_as_text(data: bytes) -> str | None:
    """The first characters, for telling markup apart only; None where the bytes are binary."""
    head = data[:_LOOK_AT]
    for bom, encoding in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(encoding, "replace")
    for encoding, nul_at in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[:4].count(0) == 2 and head[nul_at] == 0 and head[nul_at + 2 : nul_at + 3] == b"\x00":
            return head.decode(encoding, "replace")
    if len(_CONTROLS.findall(head)) > len(head) * _CONTROLS_ALLOWED:
        return None
    return head.decode("latin-1")
