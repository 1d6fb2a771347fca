"""Links: found in every format, asked of a real server on loopback, never of the own network by default."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pikepdf
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE

from gongkai.core.errors_masking import LinkRefused, ScreeningNotInstalled
from gongkai.screening.links import Answer, Link, Web, check_links, links_in
from tests.screening.files import changed, line, opened, pdf, word


class _Handler(BaseHTTPRequestHandler):
    """Answers by the path: a status, where it leads, whether it knows HEAD, whether it is slow."""

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_GET(self) -> None:
        self._answer("GET")

    def _answer(self, method: str) -> None:
        path = self.path.split("?")[0]
        if path == "/slow":
            self.server.released.wait(10)  # type: ignore[attr-defined]
            return
        if path == "/rubbish":
            self.wfile.write(b"rubbish\r\n\r\n")
            return
        status = (
            405
            if path == "/get-only" and method == "HEAD"
            else {"/get-only": 200}.get(path) or int(path.strip("/").split("-")[0])
        )
        self.send_response(status)
        leads = {
            "/301": "/200",
            "/302": "/200",
            "/308-loop": "/308-loop",
            "/301-gone": "/410",
            "/302-inside": "http://10.0.0.1/",
        }
        if path in leads:
            self.send_header("Location", leads[path])
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    http = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    http.released = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.released.set()  # type: ignore[attr-defined]
    http.shutdown()
    http.server_close()


WEB = Web(timeout=0.5, reachable=frozenset({"127.0.0.1", "localhost"}))


@pytest.mark.parametrize(
    ("path", "code", "says"),
    [
        ("/200", None, ""),
        ("/200?a=公 开", None, ""),
        ("/302", None, ""),
        ("/get-only", None, ""),
        ("/301", "SCR-LINK-MOVED", "/200"),
        ("/404", "SCR-LINK-DEAD", "HTTP 404"),
        ("/410", "SCR-LINK-DEAD", "HTTP 410"),
        ("/301-gone", "SCR-LINK-DEAD", "HTTP 410"),
        ("/308-loop", "SCR-LINK-DEAD", "循环跳转"),
        ("/500", "SCR-LINK-UNKNOWN", "HTTP 500"),
        ("/403", "SCR-LINK-UNKNOWN", "HTTP 403"),
        ("/301-nowhere", "SCR-LINK-UNKNOWN", "HTTP 301"),
        ("/slow", "SCR-LINK-DEAD", "超时"),
        ("/rubbish", "SCR-LINK-DEAD", "无法连接"),
        ("/302-inside", "SCR-LINK-UNKNOWN", "指向内部网络"),
    ],
)
def test_what_a_server_says(server: str, path: str, code: str | None, says: str) -> None:
    findings = check_links([Link(server + path, "L1")], WEB)
    assert [finding.message.code for finding in findings] == ([code] if code else [])
    assert all(says in finding.text() and finding.text("en") and finding.where == "L1" for finding in findings)


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        target = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    (finding,) = check_links([Link(target, "L1")], WEB)
    assert finding.message.code == "SCR-LINK-DEAD" and "无法连接" in finding.text()


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1/",
        "http://localhost:1/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
        "ftp://example.com/",
        "http://",
        "http://[::1/",
        "http://a:99999/",
    ],
)
def test_the_own_network_is_never_asked(target: str) -> None:
    with pytest.raises(LinkRefused) as error:
        Web()("HEAD", target)
    assert error.value.say("en")
    (finding,) = check_links([Link(target, "L1")], Web())
    assert finding.message.code == "SCR-LINK-UNKNOWN"


def test_the_address_looked_at_is_the_address_asked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that leads outside when looked at and inside when asked would get in: it is resolved once."""
    port, asked = int(server.rsplit(":", 1)[1]), []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: asked.append(a) or [(2, 1, 6, "", ("127.0.0.1", port))])
    assert Web(reachable=frozenset({"yanshi.example"}))("HEAD", f"http://yanshi.example:{port}/200") == Answer(200)
    assert [each[0] for each in asked][:1] == ["yanshi.example"]


def _with_link(document) -> None:  # type: ignore[no-untyped-def]
    document.part.relate_to("https://example.com/a", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    document.part.relate_to("mailto:a@example.com", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def _pdf_link(file: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.com/b")
    plain = pikepdf.Dictionary(Subtype=pikepdf.Name.Link)
    file.pages[0].obj.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A=action), plain])


PAGE = (
    "<html><head><base href='https://example.com/x/'></head><body><p>字</p><a href='c'>甲</a><a href='c'>乙</a>"
    "<img src='/d.png'><a href='#e'>丙</a><a href='javascript:f()'>丁</a><a href='http://[x'>戊</a></body></html>"
)


@pytest.mark.parametrize(
    ("data", "name", "wanted"),
    [
        (word(_with_link), "a.docx", ["https://example.com/a"]),
        (changed(pdf(line("x"), line("y")), _pdf_link), "a.pdf", ["https://example.com/b"]),
        (PAGE.encode(), "a.html", ["https://example.com/x/c", "https://example.com/d.png", "https://example.com/x/#e"]),
        (
            "见 https://example.com/g。\nhttp://example.com/h, 又".encode(),
            "a.txt",
            ["https://example.com/g", "http://example.com/h"],
        ),
        (b'{"a": "https://example.com/"}', "a.json", []),
    ],
)
def test_links_in_files(data: bytes, name: str, wanted: list[str]) -> None:
    assert [link.target for link in links_in(opened(data, name))] == wanted


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pikepdf", None)
    with pytest.raises(ScreeningNotInstalled):
        links_in(opened(pdf(line("x")), "a.pdf"))
