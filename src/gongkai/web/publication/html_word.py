"""What word processors and old web editors put on the clipboard, as plain paragraphs, headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_ITALIC = re.compile(r"font-style\s*:\s*italic", re.I)
_UNDERLINE = re.compile(r"text-decoration\s*:\s*underline", re.I)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_TO_THE_RIGHT = re.compile(r"text-align\s*:\s*(?:right|end)", re.I)
_OUTLINE = re.compile(r"mso-outline-level\s*:\s*([1-6])", re.I)
_HEADING_CLASS = re.compile(r"\b(?:Mso)?Heading([1-6])\b", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.I)
_LIST = re.compile(r"mso-list\s*:\s*(l\d+\s+level\d)", re.I)
_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.I)
_BULLETS = frozenset("·•●○◦▪■□o§v\uf0b7\uf0a7\uf0d8\uf06c\uf075-–—")
_RENAMED = {"b": "strong", "i": "em", "h1": "h2", "h5": "h4", "h6": "h4", "strike": "s", "del": "s", "center": "p"}
_BLOCK_TAGS = "p h1 h2 h3 h4 h5 h6 ul ol li table blockquote div section article center hr dl dt dd tr td th"
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_LEVELS = ("h2", "h3", "h4")
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]+|/(?![/\\])[\w./%~-]+")
LINK = re.compile(r"(?:https?://|mailto:)[^\s<>\"'\\]+|#[\w.-]+|/(?![/\\])[^\s<>\"'\\]*", re.I)
_BLANK = re.compile(r"[\s\u00a0\u3000\u200b\ufeff]*")
PICTURE_LEFT_OUT = "〔此处图片未保留，请将图片另行上传〕"


def tidied(tree: etree._Element) -> etree._Element:
    """The same text in plain elements; styles become elements and classes where they carry meaning."""
    for element in list(tree.iter(etree.Element)):
        if element is not tree:
            _meaning(element)
    _lists(tree)
    for element in list(tree.iter(etree.Element)):
        if element is not tree and element.getparent() is not None:
            _plain(element)
    _wrap_lone_text(tree)
    for element in list(tree.iter("p")):
        if _is_blank(element):
            _drop(element)
    for element in list(tree.iter("td", "th")):
        _unwrap_lone_paragraph(element)
    for element in tree.iter("p", "h2", "h3", "h4", "li", "td", "th"):
        _strip(element)
    for table in list(tree.iter("table")):
        _told_columns(table)
    for frame in tree.iter("table", "thead", "tbody", "tfoot", "tr", "ul", "ol"):
        _close_up(frame)
    return tree


# ── one element ──────────────────────────────────────────────────────────────────────────────


def _meaning(element: etree._Element) -> None:
    """Headings, alignment, bold and hidden text out of style, class and align."""
    style, kind = element.get("style") or "", element.get("class") or ""
    align = (element.get("align") or "").lower()
    tag = str(element.tag)
    if _HIDDEN.search(style) and not _MARKER.search(style):
        _drop(element)
        return
    if tag == "p" and (level := _OUTLINE.search(style) or _HEADING_CLASS.search(kind)):
        element.tag = _LEVELS[min(int(level[1]), len(_LEVELS)) - 1]
    if tag in _BLOCKS:
        if align == "center" or _CENTRED.search(style) or tag == "center" or "align-center" in kind.split():
            element.set("class", "align-center")
        elif align == "right" or _TO_THE_RIGHT.search(style) or "align-right" in kind.split():
            element.set("class", "align-right")
    if tag == "span" and not _MARKER.search(style):
        for pattern, name in ((_BOLD, "strong"), (_ITALIC, "em"), (_UNDERLINE, "u")):
            if pattern.search(style):
                element.tag = name
                break


def _plain(element: etree._Element) -> None:
    """Old names become new ones; wrappers go and leave what they hold."""
    tag = str(element.tag)
    _forget(element, "style", "align")
    if tag in ("span", "font", "ins"):
        _unwrap(element)
    elif tag in ("div", "section", "article", "center"):
        if any(str(child.tag) in _BLOCKS for child in element):
            _inherit_alignment(element)
            _wrap_lone_text(element)
            _unwrap(element)
        else:
            element.tag = "p"
    elif tag == "p" and any(str(child.tag) in _BLOCKS for child in element):
        _wrap_lone_text(element)
        _unwrap(element)
    elif tag == "a" and not LINK.fullmatch((element.get("href") or "").strip()):
        _unwrap(element)
    elif tag == "img" and not PICTURE.fullmatch(element.get("src") or ""):
        _replace_by_text(element, PICTURE_LEFT_OUT)
    elif tag == "col":
        _drop(element)
    elif tag in _RENAMED:
        element.tag = _RENAMED[tag]


def _forget(element: etree._Element, *names: str) -> None:
    for name in names:
        if name in element.attrib:
            del element.attrib[name]


def _unwrap_lone_paragraph(cell: etree._Element) -> None:
    """A cell that holds one paragraph holds its text, aligned as that was."""
    only = cell[0] if len(cell) == 1 and not (cell.text or "").strip() else None
    if only is None or only.tag != "p" or (only.tail or "").strip():
        return
    if only.get("class") in ("align-center", "align-right"):
        cell.set("class", str(only.get("class")))
    cell.text = None
    _unwrap(only)


def _inherit_alignment(element: etree._Element) -> None:
    alignment = element.get("class")
    for child in element:
        if alignment in ("align-center", "align-right") and str(child.tag) in ("p", "h2", "h3", "h4", "div"):
            child.set("class", child.get("class") or alignment)


# ── lists ────────────────────────────────────────────────────────────────────────────────────


def _lists(tree: etree._Element) -> None:
    """Word's list paragraphs: bullets and plain counting become lists, other numbers stay text as the paper has them."""
    for run in list(_runs_of_list_paragraphs(tree)):
        markers = [_marker(paragraph) for paragraph in run]
        bullets = all(marker and set(marker) <= _BULLETS for marker in markers)
        counted = all(re.fullmatch(rf"{number}[.、]?", marker or "") for number, marker in enumerate(markers, 1))
        if not bullets and not counted:
            continue
        box = etree.Element("ul" if bullets else "ol")
        run[0].addprevious(box)
        for paragraph in run:
            for span in _marker_spans(paragraph):
                _drop(span)
            paragraph.tag = "li"
            paragraph.tail = None
            _forget(paragraph, "class")
            box.append(paragraph)
    for paragraph in tree.iter("p"):
        for span in _marker_spans(paragraph):
            _trim_marker(span)


def _runs_of_list_paragraphs(tree: etree._Element) -> Iterator[list[etree._Element]]:
    run: list[etree._Element] = []
    before = ""
    for paragraph in [*tree.iter("p"), None]:
        found = _LIST.search(paragraph.get("style") or "") if paragraph is not None else None
        follows = bool(run) and run[-1].getnext() is paragraph and found is not None and found[1] == before
        if run and not follows:
            yield run
            run = []
        if found is not None and paragraph is not None:
            run.append(paragraph)
            before = found[1]


def _marker_spans(paragraph: etree._Element) -> list[etree._Element]:
    return [span for span in paragraph.iter("span") if _MARKER.search(span.get("style") or "")]


def _marker(paragraph: etree._Element) -> str:
    return "".join("".join(str(text) for text in span.itertext()) for span in _marker_spans(paragraph)[:1]).strip("\u00a0 \t\n")


def _trim_marker(span: etree._Element) -> None:
    """The number alone, without the blanks that Word sets it off with."""
    text = "".join(str(each) for each in span.itertext()).strip("\u00a0 \t\n")
    for child in list(span):
        span.remove(child)
    span.text = text


def _told_columns(table: etree._Element) -> None:
    """Heading cells say what they head; whole rows of them at the top are the table's head."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    leading = 0
    while leading < len(rows) and len(rows[leading]) and all(cell.tag == "th" for cell in rows[leading]):
        leading += 1
    body = rows[0].getparent() if rows else None
    if body is not None and 0 < leading < len(rows) and table.find("thead") is None:
        head = etree.Element("thead")
        (body if body.tag == "tbody" else rows[0]).addprevious(head)
        for row in rows[:leading]:
            head.append(row)
    for number, row in enumerate(rows):
        for cell in row:
            if cell.tag == "th" and not cell.get("scope"):
                along, spanned = ("col", "colspan") if number < leading else ("row", "rowspan")
                cell.set("scope", along + ("group" if (cell.get(spanned) or "1") != "1" else ""))


def _close_up(frame: etree._Element) -> None:
    """No line breaks between the parts of a table or a list."""
    frame.text = frame.text if (frame.text or "").strip() else None
    for child in frame:
        child.tail = child.tail if (child.tail or "").strip() else None


def _strip(element: etree._Element) -> None:
    """No blanks at the ends of a paragraph; what sets it off is its looks."""
    element.text = (element.text or "").lstrip(" \t\r\n")
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip(" \t\r\n\u00a0")
    else:
        element.text = element.text.rstrip(" \t\r\n\u00a0")


# ── the tree ─────────────────────────────────────────────────────────────────────────────────


def _is_blank(element: etree._Element) -> bool:
    text = "".join(str(each) for each in element.itertext())
    return _BLANK.fullmatch(text) is not None and element.find(".//img") is None


def _wrap_lone_text(tree: etree._Element) -> None:
    """Text and inline elements that stand beside blocks become paragraphs of their own."""
    loose: list[etree._Element] = []
    if tree.text and tree.text.strip():
        first = etree.Element("p")
        first.text, tree.text = tree.text, None
        tree.insert(0, first)
        loose.append(first)
    for child in list(tree):
        if child in loose:
            continue
        tail, child.tail = child.tail, None
        if str(child.tag) in _BLOCKS:
            loose = []
        else:
            if not loose:
                box = etree.Element("p")
                child.addprevious(box)
                loose = [box]
            loose[0].append(child)
        if tail and tail.strip():
            if loose:
                _append_text(loose[0], tail)
            else:
                box = etree.Element("p")
                box.text = tail
                child.addnext(box)
                loose = [box]


def _append_text(element: etree._Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _before(element: etree._Element, text: str) -> None:
    """Put text where an element stands."""
    parent, previous = element.getparent(), element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    _before(element, element.text or "")
    for child in list(element):
        element.addprevious(child)
    _drop(element)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        _before(element, element.tail or "")
        parent.remove(element)


def _replace_by_text(element: etree._Element, text: str) -> None:
    _before(element, text)
    _drop(element)
