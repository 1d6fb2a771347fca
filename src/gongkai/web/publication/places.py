"""Marks in a text to jump to from a finding: P3 is the third paragraph, T1 the first table, img-1, h-2, a-3 what they say."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from lxml import etree
from lxml.html import fragment_fromstring, tostring

_PARAGRAPHS = ("p", "h2", "h3", "h4", "li", "dt", "dd", "blockquote")
_INNER = frozenset({"p", "ul", "ol", "li", "table", "blockquote"})


def with_places(html: str, wanted: Collection[str]) -> str:
    """Clean HTML with the wanted places marked, for showing; what is kept is never changed."""
    if not html.strip() or not wanted:
        return html
    tree = fragment_fromstring(html, create_parent="div")
    for name, element in _places(tree):
        if name in wanted:
            mark = etree.Element("span", id=name)
            mark.set("class", "place")
            element.addprevious(mark) if element.tag in ("table", "img") else element.insert(0, _before_text(element, mark))
    return "".join([escape(tree.text or ""), *(tostring(child, encoding="unicode") for child in tree)])


def _before_text(element: etree._Element, mark: etree._Element) -> etree._Element:
    mark.tail, element.text = element.text, None
    return mark


def _places(tree: etree._Element) -> list[tuple[str, etree._Element]]:
    """The names and elements, numbered as the screening numbers paragraphs and the checks of the text their elements."""
    found: list[tuple[str, etree._Element]] = []
    paragraphs = tables = 0
    for element in list(tree.iter(*_PARAGRAPHS, "table")):
        if next(element.iterancestors("table"), None) is not None:
            continue
        if element.tag == "table":
            tables += 1
            found.append((f"T{tables}", element))
        elif _own_text(element):
            paragraphs += 1
            found.append((f"P{paragraphs}", element))
    for prefix, tags in (("img", ("img",)), ("h", ("h2", "h3", "h4")), ("table", ("table",)), ("a", ("a",))):
        found += [(f"{prefix}-{number}", element) for number, element in enumerate(list(tree.iter(*tags)), 1)]
    return found


def _own_text(element: etree._Element) -> bool:
    pieces = [element.text or ""]
    for child in element:
        pieces += [child.tail or ""] if child.tag in _INNER else [*(str(text) for text in child.itertext()), child.tail or ""]
    return bool("".join(pieces).strip())
