"""The look at the public address after release: is what stands there what was signed? Kept as 发布凭证.

A foreign page has its own frame: our title, lines, date and files have to stand in it, whatever else does.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_masking import LinkRefused
from gongkai.readers.decoding import decode
from gongkai.screening.links import Page
from gongkai.web.publication.html import text_of_html

MOST_PAGE = 5 * 1024**2  # bytes of a page
MOST_FILE = 50 * 1024**2
MOST_LINKS = 60  # links of the page that may be our attachments
_SHOWN = 5  # differing lines named; all are counted
Read = Callable[[str, int], Page]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What has to stand at the address."""

    title: str
    html: str
    released_on: date
    files: Sequence[tuple[str, str]] = ()  # name and SHA-256


@dataclass(frozen=True, slots=True)
class Proof:
    """What the look said: `state` is same, differs or unreachable; `details` is kept with the release."""

    state: str
    details: dict[str, Any] = field(default_factory=dict)


def prove(address: str, wanted: Wanted, read: Read) -> Proof:
    """Fetch the page and compare title, text, date and attachments. Never raises for what a server does."""
    try:
        page = read(address, MOST_PAGE)
    except LinkRefused as refused:
        return Proof("unreachable", {"address": str(refused)})
    if page.answer.status != 200:
        return Proof("unreachable", {"status": page.answer.status, "problem": page.answer.problem_zh})
    tree = _tree(page.data)
    if tree is None:
        return Proof("unreachable", {"status": 200, "problem": "不是网页"})
    text = _bare(" ".join(tree.itertext()))
    lines = [line for line in text_of_html(wanted.html).replace("\t", "\n").split("\n") if _bare(line)]
    missing = [line for line in lines if _bare(line) not in text]
    absent = _absent_files(address, tree, wanted.files, read)
    details: dict[str, Any] = {
        "page_sha256": hashlib.sha256(page.data).hexdigest(),
        "lines": len(lines),
        "lines_missing": len(missing),
        "first_missing": [line[:120] for line in missing[:_SHOWN]],
        "title": _bare(wanted.title) in text,
        "date": any(_bare(form) in text for form in _dates(wanted.released_on)),
        "files_missing": absent,
    }
    same = details["title"] and details["date"] and not missing and not absent
    return Proof("same" if same else "differs", details)


def _tree(data: bytes) -> html.HtmlElement | None:
    try:
        text = decode(data, file="page").encode("utf-8")
        tree = html.document_fromstring(text, parser=html.HTMLParser(encoding="utf-8", recover=True, no_network=True))
    except (GongkaiError, ValueError, html.etree.ParserError):
        return None
    html.etree.strip_elements(tree, "script", "style", "template", "noscript", html.etree.Comment, with_tail=False)
    return tree


def _bare(text: str) -> str:
    """A text as it is compared: one width, no blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _dates(day: date) -> tuple[str, ...]:
    return (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y/%m/%d}",
        f"{day:%Y年%m月%d日}",
        f"{day:%Y.%m.%d}",
    )


def _absent_files(address: str, tree: html.HtmlElement, files: Sequence[tuple[str, str]], read: Read) -> list[str]:
    """Names of our files that no link of the page gives with the same bytes; links that bear a name are asked first."""
    wanted = {digest: name for name, digest in files}
    links = list(dict.fromkeys(urljoin(address, each.get("href")) for each in tree.xpath("//a[@href]")))
    named = {name for name, _ in files}
    links.sort(key=lambda link: unquote(urlsplit(link).path.rsplit("/", 1)[-1]) not in named)
    for link in links[:MOST_LINKS]:
        if not wanted:
            break
        if urlsplit(link).scheme not in ("http", "https"):
            continue
        try:
            found = read(link, MOST_FILE)
        except LinkRefused:
            continue
        if found.answer.status == 200 and found.whole:
            wanted.pop(hashlib.sha256(found.data).hexdigest(), None)
    return sorted(wanted.values())
