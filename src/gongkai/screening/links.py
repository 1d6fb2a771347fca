"""Links in files, and whether they still work (law.md 10.1, links). Nothing is fetched unless it is asked for."""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from gongkai.core.errors_masking import LinkRefused
from gongkai.core.findings import Finding, Words
from gongkai.readers.opening import Opened
from gongkai.readers.sniff import Kind
from gongkai.screening.messages_files import LINK_DEAD, LINK_MOVED, LINK_UNKNOWN
from gongkai.screening.metadata import shown_safely

TIMEOUT = 10.0  # seconds for each step of a connection
MOST_REDIRECTS = 5
MOST_LINKS = 1000
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOVED = frozenset({301, 308})  # for good
_GONE = frozenset({404, 410})
_NO_HEAD = frozenset({400, 403, 404, 405, 406, 501, 503})  # answers of servers that only know GET
_IN_TEXT = re.compile(r"https?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a file names, and where."""

    target: str
    where: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said: its status, 0 where none came; the address it sent the reader to; why it failed."""

    status: int
    location: str = ""
    problem_zh: str = ""
    problem_en: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at an address: the answer, and its first bytes; `whole` is False where there were more."""

    answer: Answer
    data: bytes = b""
    whole: bool = True


Get = Callable[[str, str], Answer]
"""Asks a server: method ("HEAD" or "GET") and address."""


# ── finding them ─────────────────────────────────────────────────────────────────────────────


def links_in(opened: Opened) -> tuple[Link, ...]:
    """Every web address a file links to, each once, in the order they stand in the file; addresses written out included."""
    found: dict[str, Link] = {}
    for link in _links(opened):
        found.setdefault(link.target, link)
    return tuple(found.values())[:MOST_LINKS]


def _links(opened: Opened) -> Iterator[Link]:
    if opened.kind in (Kind.DOCX, Kind.XLSX):
        yield from _of_package(opened)
    elif opened.kind is Kind.HTML:
        yield from _of_page(opened)
    elif opened.kind is Kind.PDF:
        yield from _of_pdf(opened)
    elif opened.kind is Kind.TEXT:
        from gongkai.readers.decoding import decode

        for number, line in enumerate(decode(opened.data, file=opened.name).splitlines(), 1):
            yield from (Link(each[0].rstrip(".,;)"), f"L{number}") for each in _IN_TEXT.finditer(line))


def _of_package(opened: Opened) -> Iterator[Link]:
    from gongkai.readers.archive import Archive
    from gongkai.screening.hidden_package import external_targets

    kind = opened.kind.value
    with Archive(opened.data, opened.name, kind.zh, kind.en) as archive:
        for part in archive.parts():
            if part.endswith(".rels"):
                yield from (Link(target, part) for _, target in external_targets(archive, part) if _is_web(target))


def _of_page(opened: Opened) -> Iterator[Link]:
    from gongkai.screening.html_view import page_of

    root = page_of(opened.data, opened.name)
    base = next((each.get("href") or "" for each in root.iter("base")), "")
    for element in root.iter("a", "area", "img", "link", "iframe"):
        target = (element.get("href") or element.get("src") or "").strip()
        try:
            target = urljoin(base, target)
        except ValueError:
            continue
        if _is_web(target):
            yield Link(target, f"L{element.sourceline}")


def _of_pdf(opened: Opened) -> Iterator[Link]:
    from gongkai.readers.pdf_file import open_pdf
    from gongkai.screening.hidden_pdf_file import objects_of

    with open_pdf(opened.data, opened.name):  # says what is wrong with a broken file
        pass
    with objects_of(opened.data, opened.name) as pdf:
        import pikepdf

        for number, page in enumerate(pdf.pages, 1):
            annotations: Any = page.obj.get("/Annots", [])
            for annotation in annotations if isinstance(annotations, pikepdf.Array) else []:
                action: Any = annotation.get("/A", {})
                target = str(action.get("/URI", "")) if isinstance(action, pikepdf.Dictionary) else ""
                if _is_web(target):
                    yield Link(target, f"p.{number}")


def _is_web(target: str) -> bool:
    return target.lower().startswith(("http://", "https://"))


# ── asking ───────────────────────────────────────────────────────────────────────────────────


def check_links(links: Iterable[Link], get: Get) -> list[Finding]:
    """Findings for links that are dead, have moved for good, or could not be verified; one that works is not told."""
    return [finding for link in links if (finding := _checked(link, get)) is not None]


def _checked(link: Link, get: Get) -> Finding | None:
    target, moved = link.target, ""
    shown = shown_safely(link.target)
    for _ in range(MOST_REDIRECTS + 1):
        try:
            answer = get("HEAD", target)
            if answer.status in _NO_HEAD:
                answer = get("GET", target)
        except LinkRefused as refusal:
            details = refusal.details
            return LINK_UNKNOWN.at(link.where, target=shown, problem=Words(details["problem_zh"], details["problem_en"]))
        if answer.status in _REDIRECTS and answer.location:
            target = urljoin(target, answer.location)
            moved = target if answer.status in _MOVED else moved
            continue
        return _verdict(link, shown, answer, moved)
    return LINK_DEAD.at(link.where, target=shown, problem=Words("循环跳转", "it redirects in a circle"))


def _verdict(link: Link, shown: str, answer: Answer, moved: str) -> Finding | None:
    if 200 <= answer.status < 300:
        return LINK_MOVED.at(link.where, target=shown, now=shown_safely(moved)) if moved else None
    problem = Words(answer.problem_zh or f"HTTP {answer.status}", answer.problem_en or f"HTTP {answer.status}")
    message = LINK_DEAD if answer.status in _GONE or answer.status == 0 else LINK_UNKNOWN
    return message.at(link.where, target=shown, problem=problem)


@dataclass(frozen=True, slots=True)
class Web:
    """Asks real servers. Addresses inside the own network are refused, `reachable` ones aside (for tests and intranets).

    The name is resolved once and the connection goes to the address that was looked at, so that a name that changes its
    address in between leads nowhere.
    """

    timeout: float = TIMEOUT
    reachable: frozenset[str] = frozenset()

    def __call__(self, method: str, target: str) -> Answer:
        """What the server says, without its body. Raises LinkRefused for addresses that are not asked."""
        return self._page(method, target, 0).answer

    def read(self, target: str, most: int) -> Page:
        """At most `most` bytes of what stands there, redirects followed. Raises LinkRefused, also for where those lead."""
        for _ in range(MOST_REDIRECTS + 1):
            page = self._page("GET", target, most)
            if page.answer.status not in _REDIRECTS or not page.answer.location:
                return page
            target = urljoin(target, page.answer.location)
        return Page(Answer(0, "", "跳转过多", "too many redirects"))

    def _page(self, method: str, target: str, most: int) -> Page:
        try:
            parts = urlsplit(target)
            host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
        except ValueError as error:
            raise _refused(target, "地址格式有误", "the address is malformed") from error
        if parts.scheme not in ("http", "https") or not host:
            raise _refused(target, "不是网页地址", "it is no web address")
        try:
            address = self._address(target, host, port)
            return self._asked(method, parts.scheme, (host, port, address), _path(parts.path, parts.query), most)
        except TimeoutError:
            return Page(Answer(0, "", "超时", "it does not answer in time"))
        except (OSError, http.client.HTTPException, UnicodeError) as error:
            return Page(Answer(0, "", "无法连接", f"no connection ({type(error).__name__})"))

    def _address(self, target: str, host: str, port: int) -> str:
        found = {str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        for each in sorted(found):
            address = ipaddress.ip_address(each.partition("%")[0])
            mapped = getattr(address, "ipv4_mapped", None) or address
            if not mapped.is_global and host not in self.reachable:
                raise _refused(target, "指向内部网络", "it leads into the own network")
        return sorted(found)[0]

    def _asked(self, method: str, scheme: str, at: tuple[str, int, str], path: str, most: int) -> Page:
        host, port, address = at
        with socket.create_connection((address, port), self.timeout) as plain:
            line = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if scheme == "https" else plain
            connection = http.client.HTTPConnection(host, port, timeout=self.timeout)
            connection.sock = line
            try:
                connection.request(
                    method, path, headers={"User-Agent": "gongkai-links", "Accept": "*/*", "Connection": "close"}
                )
                response = connection.getresponse()
                data = response.read(most + 1) if most else b""
                return Page(Answer(response.status, response.getheader("Location") or ""), data[:most], len(data) <= most)
            finally:
                connection.close()


def _path(path: str, query: str) -> str:
    escaped = quote(path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{escaped}?{quote(query, safe='/%:@!$&()*+,;=~-._?')}" if query else escaped


def _refused(target: str, zh: str, en: str) -> LinkRefused:
    return LinkRefused(file=shown_safely(target), problem_zh=zh, problem_en=en)
