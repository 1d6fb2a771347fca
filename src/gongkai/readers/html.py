"""HTML into a Document: visible text in reading order, tables by the grid algorithm of the HTML standard.

Word pastes, CMS templates and hand-made pages alike: unclosed tags, labels in pieces, pages laid out with tables.
"""

from __future__ import annotations

import re

from lxml import etree

from gongkai.core.errors import DamagedFile, NoText, TooComplex
from gongkai.readers.archive import refuse_too_many_tags
from gongkai.readers.decoding import decode
from gongkai.readers.document import Document
from gongkai.readers.html_flow import Walk, collapse
from gongkai.readers.layout import blocks_of
from gongkai.readers.sniff import Kind

MAX_MARKUP = 8 * 1024**2  # bytes without embedded pictures; a report as Word's own HTML has 1 MB
_META_ENTRIES, _META_LENGTH = 64, 1000  # what a page may say of itself

_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.I)
_DECLARED_WITHIN = 8192  # bytes; the standard says 1,024, real pages put scripts before it
_READ_AS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
_SAYS_NOTHING = {"us-ascii", "iso-8859-1", "windows-1252", "latin1"}  # declared by tools when nobody chose
_BROKEN_ALLOWED = 0.001
_PICTURE_DATA = re.compile(rb"data:[\w.+/-]{0,60};base64,[A-Za-z0-9+/=%\s]*")
LONG_TAG = 1500  # bytes; only tags above are looked into
_SEPARATOR = re.compile(rb"[\s/]")
MAX_ATTRIBUTES = 500  # of one tag: libxml2 compares each with all before it
_ENDS = re.compile(rb"</(?:html|body)\s*>", re.I)


def read_html(data: bytes, name: str) -> Document:
    """The Document of an HTML page in any encoding.

    Raises DamagedFile for a page cut inside a tag or a table, TooComplex for markup beyond any report, NoText for a page
    without text, UnknownEncoding where the bytes are text in no encoding.
    """
    text, encoding = _as_utf8(data, name)
    if b";base64," in text:
        text = _PICTURE_DATA.sub(b"data:,", text)
    lowered = text.lower()
    _refuse_what_would_hurt(text, lowered, name)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(text, parser) if text.strip() else None
    _refuse_what_was_cut_by_the_parser(parser, name)
    if root is None:
        raise NoText(file=name)
    blocks = blocks_of(Walk(name, hides=b"hidden" in lowered).page(root))
    if not blocks:
        raise NoText(file=name)
    return Document(format="html", blocks=tuple(blocks), name=name, meta={"encoding": encoding, **_meta(root)})


def _as_utf8(data: bytes, name: str) -> tuple[bytes, str]:
    """The page as UTF-8 bytes, and the encoding it was in. A wrong declaration does not count."""
    try:
        data.decode("utf-8")
        if b"\x00" not in data:
            return data.removeprefix(b"\xef\xbb\xbf"), "utf-8"
    except UnicodeDecodeError:
        pass
    if (match := _DECLARED.search(data[:_DECLARED_WITHIN])) is not None:
        declared = match[1].decode("ascii", "replace").lower()
        encoding = _READ_AS.get(declared, declared)
        try:
            text = data.decode(encoding, "replace")
        except (LookupError, UnicodeError):  # no such encoding, or one that is no encoding of pages (idna)
            text = "\ufffd"
        if encoding not in _SAYS_NOTHING and text.count("\ufffd") <= len(text) * _BROKEN_ALLOWED:
            return text.encode("utf-8", "replace"), encoding
    return decode(data, file=name).encode("utf-8", "replace"), "detected"


def _refuse_what_would_hurt(text: bytes, lowered: bytes, name: str) -> None:
    if len(text) > MAX_MARKUP:
        size, limit = round(len(text) / 1024**2, 1), MAX_MARKUP // 1024**2
        raise TooComplex(
            file=name,
            problem_zh=f"除图片外的网页代码有 {size} MB，上限 {limit} MB",
            problem_en=f"it has {size} MB of markup besides pictures, the limit is {limit} MB",
        )
    pieces = text.split(b"<")
    refuse_too_many_tags(len(pieces), name)
    long_tags = [piece.split(b">", 1)[0] for piece in pieces if len(piece) > LONG_TAG]
    if any(len(_SEPARATOR.findall(tag)) > MAX_ATTRIBUTES for tag in long_tags if tag[:1].isalpha()):
        raise TooComplex(file=name, problem_zh="一个标记的属性过多", problem_en="one of its tags has too many attributes")
    in_tag = text.rfind(b"<") > text.rfind(b">") and re.match(rb"</?[A-Za-z!]", text[text.rfind(b"<") :]) is not None
    in_table = lowered.count(b"<table") > lowered.count(b"</table") and not _ENDS.search(text)
    if in_tag or in_table:
        raise DamagedFile(
            file=name,
            kind_zh=Kind.HTML.value.zh,
            kind_en=Kind.HTML.value.en,
            problem_zh="内容在标记或表格中间中断",
            problem_en="it breaks off inside a tag or a table",
        )


def _refuse_what_was_cut_by_the_parser(parser: etree.HTMLParser, name: str) -> None:
    """libxml2 stops in silence at 256 levels and at 10 MB of text; half a report is worse than none."""
    if any(entry.level_name == "FATAL" and entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooComplex(
            file=name, problem_zh="标记嵌套过深或文字过长", problem_en="its tags are nested too deep or its text is too long"
        )


def _meta(root: etree._Element) -> dict[str, str]:
    """The title and what <meta name content> say, uninterpreted."""
    found: dict[str, str] = {}
    title = root.find(".//title")
    if title is not None and (text := collapse(title.text or "")):
        found["title"] = text[:_META_LENGTH]
    for meta in root.iter("meta"):
        key, value = meta.get("name"), meta.get("content")
        if key and value and len(found) < _META_ENTRIES:
            found.setdefault(key[:_META_LENGTH], value[:_META_LENGTH])
    return found
