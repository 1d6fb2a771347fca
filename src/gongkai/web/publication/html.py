"""HTML that people typed, pasted or that was derived from a file, made safe and plain before it is kept."""

from __future__ import annotations

import re

import nh3

_TAGS = {
    *("p", "br", "h2", "h3", "h4", "strong", "em", "u", "sub", "sup", "blockquote", "hr", "a"),
    *("ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {
    "a": {"href"},
    "th": {"scope", "rowspan", "colspan"},
    "td": {"rowspan", "colspan"},
    "ol": {"start"},
}
_CLASSES = {name: {"align-left", "align-center", "align-right", "caption"} for name in ("p", "h2", "h3", "h4")}
_BOLD = re.compile(r"<(/?)b>")
_ITALIC = re.compile(r"<(/?)i>")
_LONE = re.compile(r"<(t[dh])([^>]*)><p>((?:(?!</?p>).)*)</p></\1>", re.S)


def clean_html(html: str) -> str:
    """The same text with what a page may hold: headings, paragraphs, lists, tables with spans, links; no style, no script.

    Word's and WPS's own markup falls away; its text stays.
    """
    plain = _ITALIC.sub(r"<\1em>", _BOLD.sub(r"<\1strong>", html))
    safe = nh3.clean(
        plain,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        allowed_classes=_CLASSES,
        clean_content_tags={"script", "style", "title", "xml", "svg", "math", "iframe", "object", "template", "noscript"},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
        strip_comments=True,
    )
    return _LONE.sub(r"<\1\2>\3</\1>", safe).strip()
