"""What hides in the source of a web page: comments, parts that are not shown, hidden inputs, other hosts, scripts."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from gongkai.core.findings import Finding, Severity
from gongkai.screening.findings import finding_of
from gongkai.screening.hidden import text_findings
from gongkai.screening.html_view import hides, local, page_of
from gongkai.screening.messages_files import (
    DATA_URI,
    HIDDEN_ELEMENT,
    HIDDEN_INPUT,
    NO_ALTERNATIVE,
    SCRIPT,
    SOURCE_COMMENT,
    THIRD_PARTY,
)
from gongkai.screening.metadata import property_findings, shown_safely
from gongkai.screening.text_view import hits_in

_META = frozenset({"author", "generator", "copyright", "creator", "designer", "editor", "reply-to", "progid", "originator"})
_LOADS = ("src", "data", "poster", "background")
_MOST = 20  # hosts and names that a finding shows


def html_findings(data: bytes, name: str) -> Iterator[Finding]:
    """What a page holds besides what it shows. Raises the errors of reading one."""
    root = page_of(data, name)
    comments = [each.text or "" for each in root.iter(etree.Comment)]
    if comments:
        yield SOURCE_COMMENT.at("<!-- -->", count=len(comments), length=sum(map(len, comments)))
        yield from (finding_of(hit, "<!-- -->") for text in comments for hit in hits_in(text))
    said = {(meta.get("name") or "").lower(): meta.get("content") or "" for meta in root.iter("meta")}
    yield from property_findings({key: value for key, value in said.items() if key in _META}, "meta")
    yield from _not_shown(root)
    yield from _loaded(root)
    silent = sum(1 for each in root.iter("img") if each.get("alt") is None)
    if silent:
        yield NO_ALTERNATIVE.at("img", count=silent)
    yield from text_findings("".join(str(text) for text in root.itertext()), name)


def _not_shown(root: etree._Element) -> Iterator[Finding]:
    count = length = 0
    inputs: list[str] = []
    for element in root.iter(etree.Element):
        if not hides(element) or any(hides(each) for each in element.iterancestors()):
            continue
        if local(element) == "input":
            inputs.append(element.get("name") or element.get("id") or "?")
            yield from (finding_of(hit, "input") for hit in hits_in(element.get("value") or ""))
        else:
            text = "".join(str(each) for each in element.itertext()).strip()
            count, length = count + bool(text), length + len(text)
            yield from (finding_of(hit, f"<{local(element)}>") for hit in hits_in(text))
    if count:
        yield HIDDEN_ELEMENT.at("html", count=count, length=length)
    if inputs:
        yield HIDDEN_INPUT.at("input", name=", ".join(map(shown_safely, inputs[:_MOST])))


def _loaded(root: etree._Element) -> Iterator[Finding]:
    """Scripts, data inside the page, and what a reader's browser fetches from elsewhere."""
    hosts: dict[str, None] = {}
    inline = data = 0
    for element in root.iter(etree.Element):
        tag = local(element)
        inline += tag == "script" and not element.get("src") and bool((element.text or "").strip())
        inline += any(str(key).lower().startswith("on") for key in element.attrib)
        addresses = [element.get(key) or "" for key in _LOADS]
        if tag == "link" and "canonical" not in (element.get("rel") or ""):
            addresses.append(element.get("href") or "")
        for address in addresses:
            data += address.strip().lower().startswith("data:")
            host = _host(address)
            if host:
                hosts.setdefault(host)
    if hosts:
        yield THIRD_PARTY.at("html", name=", ".join(list(hosts)[:_MOST]))
    if inline:
        yield SCRIPT.at("script", severity=Severity.NOTE, name=f"script × {inline}")
    if data:
        yield DATA_URI.at("data:", count=data)


def _host(address: str) -> str:
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in ("", "http", "https") else ""
