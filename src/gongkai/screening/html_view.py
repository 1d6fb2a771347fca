"""A web page as a tree for screening: parsed once with the reader's guards, and what in it is not shown."""

from __future__ import annotations

import re

from lxml import etree

from gongkai.readers.decoding import decode
from gongkai.readers.html import read_html

_BLOCK_TAGS = (
    "p div li ul ol dl dt dd blockquote pre section article header footer main nav aside form fieldset legend address center "
    "figure figcaption caption body html thead tbody tfoot tr td th table details summary h1 h2 h3 h4 h5 h6 title br hr"
)
_THROWN_TAGS = "script style template noscript iframe object embed applet link base select textarea input button svg math"
BLOCKS = frozenset(_BLOCK_TAGS.split())
THROWN = frozenset(_THROWN_TAGS.split())
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0*)?(?:[;\s]|$)|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*[01](?:\.\d*)?(?:px|pt)?\s*(?:;|$)|(?:left|top|text-indent|margin-left)\s*:\s*-\d{3,}",
    re.I,
)


def page_of(data: bytes, name: str) -> etree._Element:
    """The root of a page, comments and scripts included. Raises what reading it raises."""
    encoding = read_html(data, name).meta["encoding"]  # refuses whatever would hurt before a second tree is built
    text = decode(data, file=name) if encoding == "detected" else data.decode(encoding, "replace")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    root: etree._Element = etree.fromstring(text.removeprefix("\ufeff").encode("utf-8", "replace"), parser)
    return root


def local(element: etree._Element) -> str:
    """The name of an element in lower case; empty for comments."""
    return element.tag.lower() if isinstance(element.tag, str) else ""


def hides(element: etree._Element) -> bool:
    """Whether an element says that it is not shown."""
    return (
        element.get("hidden") is not None
        or (local(element) == "input" and (element.get("type") or "").lower() == "hidden")
        or _HIDING.search(element.get("style") or "") is not None
    )


def attributes_of(element: etree._Element) -> list[tuple[str, str]]:
    """Names and values of an element's attributes, as they stand now."""
    return [(str(key), str(value)) for key, value in element.attrib.items()]
