"""The HTML of a document: what may stand in it, and cleaning whatever was typed, pasted or uploaded down to that.

A document's page is read by machines of every kind for decades: paragraphs, headings, lists, tables with their spans and
heading cells, links, pictures that are part of it. No style, no script, nothing that loads from elsewhere (promise 29).
"""

from __future__ import annotations

import re
from html import unescape

import nh3
from lxml import etree
from lxml.html import fragment_fromstring, tostring

from gongkai.web.publication.html_word import LINK, PICTURE, tidied

ALIGNMENTS = frozenset({"align-center", "align-right"})
CLASSES = ALIGNMENTS | {"note"}
LONGEST = 8 * 1024**2  # characters; the longest real document has a few hundred thousand
_MOST_PASSES = 5
_DEEPEST = 100  # elements inside each other; Word's own pages have a dozen
_BLOCKS = "p h2 h3 h4 ul ol li blockquote table caption thead tbody tfoot tr th td hr br dl dt dd"
_INLINE = "strong em u s sub sup a img abbr"
TAGS = frozenset(f"{_BLOCKS} {_INLINE}".split())
_DROPPED_TAGS = (
    "script style template noscript iframe frame frameset object embed applet svg math form select option textarea button "
    "head link meta base audio video canvas xml portal noembed noframes plaintext xmp title"
)
_DROPPED = frozenset(_DROPPED_TAGS.split())
_VOID = frozenset({"br", "hr", "img", "col"})
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_SPAN = re.compile(r"[1-9]\d{0,2}")
_ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title"},
    "img": {"src", "alt"},
    "th": {"rowspan", "colspan", "scope", "class"},
    "td": {"rowspan", "colspan", "class"},
    "abbr": {"title"},
    **{tag: {"class"} for tag in ("p", "h2", "h3", "h4", "li", "caption")},
    "ol": {"start"},
}


def clean_html(html: str) -> str:
    """Markup of any origin as markup that may stand in a document; cleaning what is clean changes nothing.

    Text is never lost, except in what is no text (scripts, styles, forms); pictures that would be loaded from elsewhere
    leave a mark in their place.
    """
    markup = html[:LONGEST]
    for _ in range(_MOST_PASSES):
        before, markup = markup, _cleaned(markup)
        if markup == before:
            break
    return markup


def _cleaned(html: str) -> str:
    """One pass. What was badly nested may need another, for the sanitiser puts it together again like a browser."""
    tree = _tree(html) if html.strip() else None
    return "" if tree is None else _allowed(_inner(tidied(tree)))


def clean_text(text: str) -> str:
    """Plain text as paragraphs, one a line."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(f"<p>{nh3.clean_text(line)}</p>" for line in lines if line)


def text_of_html(html: str) -> str:
    """What a reader sees, paragraph by paragraph; a table row by row with tabs between its cells."""
    tree = _tree(clean_html(html))
    if tree is None:
        return ""
    lines: list[str] = []
    for element in tree.iter("p", "h2", "h3", "h4", "li", "dt", "dd", "caption", "tr"):
        if element.tag == "tr":
            lines.append("\t".join(_text(cell) for cell in element if cell.tag in ("td", "th")))
        elif next(element.iterancestors("tr"), None) is None:
            lines.append(_text(element))
    return "\n".join(line for line in lines if line.strip())


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())


def _tree(html: str) -> etree._Element | None:
    """The markup inside one div; what nests beyond reason is taken apart to its text."""
    plain = html.replace("\x00", "")
    shallow = nh3.clean(
        plain, tags=set(_KNOWN), clean_content_tags=set(_DROPPED), attributes=_KEPT_FOR_TIDYING, strip_comments=True
    )
    if _depth(shallow) > _DEEPEST:
        shallow = clean_text(unescape(nh3.clean(shallow, tags=set())))
    try:
        tree: etree._Element = fragment_fromstring(shallow, create_parent="div")
    except (etree.ParserError, ValueError, AssertionError):
        return None
    return tree


def _depth(html: str) -> int:
    """How many elements stand inside each other; of markup that the sanitiser closed properly."""
    depth = deepest = 0
    for tag in _TAG.finditer(html):
        if tag[2].lower() not in _VOID:
            depth += -1 if tag[1] else 1
            deepest = max(deepest, depth)
    return deepest


# What tidying may look at: Word says in styles and classes what is a heading, a list, a centred line.
_KNOWN = TAGS | {
    "h1",
    "h5",
    "h6",
    "b",
    "i",
    "strike",
    "del",
    "ins",
    "font",
    "span",
    "div",
    "center",
    "section",
    "article",
    "col",
}
_KEPT_FOR_TIDYING: dict[str, set[str]] = {
    **{tag: {"class", "style", "align"} for tag in _KNOWN},
    **{tag: names | {"style", "align", "class"} for tag, names in _ATTRIBUTES.items()},
}


def _inner(tree: etree._Element) -> str:
    pieces = [tree.text or "", *(tostring(child, encoding="unicode") for child in tree)]
    head = nh3.clean_text(pieces[0]) if pieces[0].strip() else ""
    return (f"<p>{head}</p>" if head else "") + "".join(pieces[1:])


def _allowed(html: str) -> str:
    """The last word: a list of what may stand there, in a sanitiser that reads like a browser."""
    cleaned: str = nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(_DROPPED),
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes={"http", "https", "mailto", "data"},
        strip_comments=True,
        link_rel="noopener noreferrer",
    )
    return cleaned.strip()


def _attribute(tag: str, name: str, value: str) -> str | None:
    if name in ("rowspan", "colspan"):
        return value if _SPAN.fullmatch(value) and value != "1" else None
    if name == "class":
        kept = [each for each in value.split() if each in CLASSES]
        return " ".join(dict.fromkeys(kept)) or None
    if name == "scope":
        return value if value in ("col", "row", "colgroup", "rowgroup") else None
    if name == "start":
        return value if _SPAN.fullmatch(value) else None
    if name == "src":
        return value if PICTURE.fullmatch(value) else None
    if name == "href":
        return value if LINK.fullmatch(value) else None
    return value
