"""What in a file would run, or fetch something, on the machine of whoever opens it. Such a file is not taken."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.core.findings import Words
from gongkai.readers.archive import Archive
from gongkai.readers.sniff import Kind, sniff

_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.I)
_OUTSIDE = frozenset({"attachedTemplate", "oleObject", "frame", "subDocument", "externalLinkPath", "package", "aFChunk"})
_FIELD = re.compile(r"^\s*(?:DDE|DDEAUTO|INCLUDEPICTURE\s+\"?(?:https?:|\\\\)|INCLUDETEXT|MACROBUTTON\s+(?!NoMacro))", re.I)
_SVG_ACTIVE = re.compile(rb"<script|\son\w+\s*=|javascript:|<foreignObject", re.I)
_ACTIVE_TAGS = "script iframe frame object embed applet base form portal svg math"
_TAGS = frozenset(_ACTIVE_TAGS.split())
_ADDRESSES = frozenset({"href", "src", "action", "data", "xlink:href", "background", "poster"})
_RUNNING_ATTRIBUTES = frozenset({"srcdoc", "formaction", "ping"})
_SCHEMES = re.compile(r"^\s*(?:javascript|vbscript|data:(?!image/(?:png|jpe?g|gif|webp)[;,]))", re.I)
_BLANKS = re.compile(r"[\x00-\x20]+")

MACROS = Words("含有宏或控件，请另存为不含宏的格式", "it holds macros or controls; save it without")
REMOTE = Words("引用外部模板或对象，打开时会连接别处", "it fetches a template or object from elsewhere when opened")
PACKAGE = Words("嵌入了可运行的对象", "an object that can be run is embedded in it")
FIELD = Words("含有会执行命令或读取外部内容的域（DDE 等）", "it holds fields that run commands or read from outside (DDE)")
SCRIPT = Words("含有脚本或可执行的动作，请另存为不含脚本的格式", "it holds a script or an action; save it without")
PAGE = Words(
    "网页含有脚本、框架或表单，请只保留正文，或者另存为 DOCX", "the page holds scripts, frames or forms; keep the text"
)


def what_runs(data: bytes, name: str, kind: Kind) -> Words | None:
    """Why a file is not taken; None where nothing in it runs. Raises what reading it raises."""
    if kind in (Kind.DOCX, Kind.XLSX, Kind.OFD):
        with Archive(data, name, kind.value.zh, kind.value.en) as archive:
            return next(_in_package(archive), None)
    if kind is Kind.PDF:
        from gongkai.web.files.looking_pdf import what_runs as in_pdf

        return SCRIPT if in_pdf(data, name) else None
    if kind in (Kind.DOC, Kind.OLE):
        return _in_compound(data)
    return PAGE if kind is Kind.HTML and page_runs(data, name) else None


def _in_package(archive: Archive) -> Iterator[Words]:
    for part in archive.parts():
        if part == "[content_types].xml" and _MACRO_TYPE.search(archive.read(part)):
            yield MACROS
        elif part.endswith(".rels"):
            for one in archive.xml(part):
                if one.get("TargetMode") == "External" and one.get("Type", "").rpartition("/")[2] in _OUTSIDE:
                    yield REMOTE
        elif part.endswith(".svg"):
            if _SVG_ACTIVE.search(archive.read(part)):
                yield SCRIPT
        elif "/embeddings/" in part:
            content = archive.read(part)
            inner = sniff(content)
            if inner is Kind.PROGRAM or (inner in (Kind.OLE, Kind.DOC, Kind.XLS) and _in_compound(content)):
                yield PACKAGE
        elif part.startswith("word/") and part.endswith(".xml"):
            yield from _in_fields(archive, part)
        elif "/externallinks/" in part and part.endswith(".xml") and b"ddeLink" in archive.read(part):
            yield FIELD


def _in_fields(archive: Archive, part: str) -> Iterator[Words]:
    """Field codes of a part, those in pieces put together paragraph by paragraph."""
    content = archive.xml_bytes(part)
    if b"instrText" not in content and b"fldSimple" not in content:
        return
    root = archive.parsed(content, part)
    codes = [
        str(value) for each in root.iter("{*}fldSimple") for key, value in each.attrib.items() if str(key).endswith("instr")
    ]
    codes += ["".join(text.text or "" for text in each.iter("{*}instrText")) for each in root.iter("{*}p")]
    if any(_FIELD.match(code) for code in codes):
        yield FIELD


def _in_compound(data: bytes) -> Words | None:
    """By the names of streams, which stand in the directory in UTF-16."""
    if any(each.encode("utf-16-le") in data for each in ("_VBA_PROJECT", "VBA\0", "_xlfn_macro")):
        return MACROS
    return PACKAGE if "Ole10Native".encode("utf-16-le") in data else None


def page_runs(data: bytes, name: str) -> bool:
    """Whether a page holds what a browser would run, load as a frame, or send off."""
    from gongkai.screening.html_view import page_of

    return any(tree_runs(page_of(data, name)))


def tree_runs(root: etree._Element) -> Iterator[str]:
    """Names of what runs in a tree of HTML."""
    for element in root.iter(etree.Element):
        tag = str(element.tag).lower().rpartition(":")[2]
        if tag in _TAGS:
            yield tag
        if tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield "refresh"
        for key, value in element.attrib.items():
            attribute = str(key).lower()
            scheme = attribute in _ADDRESSES and _SCHEMES.match(_BLANKS.sub("", str(value)))
            if scheme or attribute.startswith("on") or attribute in _RUNNING_ATTRIBUTES:
                yield attribute
