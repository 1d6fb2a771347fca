"""Another website is fetched and compared for real; what it changed, lost or shows too early is named."""

from __future__ import annotations

import hashlib
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.test import Client

from gongkai.core.publication import Stage
from gongkai.screening.links import Web
from gongkai.web.publication.channels.package import Packed, package_of
from gongkai.web.publication.channels.proof import Proof, Wanted, prove
from gongkai.web.publication.services.releases import release_record
from tests.web.publication.conftest import Staff, Way

HTML = "<p>第一条　接待时间为工作日。</p><table><tr><th>窗口</th><td>一号</td></tr></table>"
FILE = "附件全文".encode()
WANTED = Wanted("关于印发接待办法的通知", HTML, date(2026, 3, 2), [("附件.txt", hashlib.sha256(FILE).hexdigest())])
FRAME = (
    "<html><head><title>某网站</title><script>var x='第二条';</script></head><body><nav>首页</nav>"
    "<h1>关于印发接待办法的通知</h1><p>发布时间：2026-03-02 10:00</p><div>{body}</div>"
    "<a href='/files/{name}'>附件.txt</a><footer>主办单位</footer></body></html>"
)


class Site(ThreadingHTTPServer):
    """A website on loopback that shows `pages`; a number instead of bytes is a status, a text a redirect."""

    pages: dict[str, bytes | int | str]


class Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        found = self.server.pages.get(unquote(self.path), 404)
        status = found if isinstance(found, int) else 302 if isinstance(found, str) else 200
        self.send_response(status)
        if isinstance(found, str):
            self.send_header("Location", found)
        self.end_headers()
        if isinstance(found, bytes):
            self.wfile.write(found)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site(("127.0.0.1", 0), Handler)
    server.pages = {
        "/a.html": FRAME.format(body=HTML, name=quote("附件.txt")).encode(),
        "/files/附件.txt": FILE,
    }
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def look(site: Site, path: str = "/a.html") -> Proof:
    web = Web(timeout=5, reachable=frozenset({"127.0.0.1"}))
    return prove(f"http://127.0.0.1:{site.server_address[1]}{path}", WANTED, web.read)


def test_what_stands_there_is_what_was_signed(site: Site) -> None:
    proof = look(site)
    assert proof.state == "same", proof.details
    assert proof.details["lines"] == 3
    site.pages["/moved"] = "/a.html"
    assert look(site, "/moved").state == "same"


@pytest.mark.parametrize(
    ("old", "new", "key", "value"),
    [
        ("一号", "二号", "first_missing", ["一号"]),
        ("接待时间为工作日", "接待时间为每日", "first_missing", ["第一条 接待时间为工作日。"]),
        ("关于印发接待办法的通知", "接待办法", "title", False),
        ("2026-03-02", "2026-02-20", "date", False),
    ],
)
def test_what_differs_is_named(old: str, new: str, key: str, value: object, site: Site) -> None:
    page = site.pages["/a.html"]
    assert isinstance(page, bytes)
    site.pages["/a.html"] = page.decode().replace(old, new).encode()
    proof = look(site)
    assert proof.state == "differs"
    assert proof.details[key] == value


def test_text_in_a_script_does_not_count(site: Site) -> None:
    page = site.pages["/a.html"]
    assert isinstance(page, bytes)
    site.pages["/a.html"] = page.decode().replace(HTML, f"<script>{HTML}</script>").encode()
    assert look(site).state == "differs"


@pytest.mark.parametrize("there", [404, b"other bytes"])
def test_a_lost_or_changed_attachment_is_named(there: bytes | int, site: Site) -> None:
    site.pages["/files/附件.txt"] = there
    proof = look(site)
    assert (proof.state, proof.details["files_missing"]) == ("differs", ["附件.txt"])


@pytest.mark.parametrize("there", [404, 500, b""])
def test_what_does_not_answer_is_not_proven(there: bytes | int, site: Site) -> None:
    site.pages["/a.html"] = there
    assert look(site).state == "unreachable"


def test_the_own_network_is_not_asked(site: Site) -> None:
    refused = prove(f"http://127.0.0.1:{site.server_address[1]}/a.html", WANTED, Web(timeout=5).read)
    assert refused.state == "unreachable"
    assert "内部网络" in refused.details["address"]


def test_a_package_holds_all_a_website_needs_and_is_the_same_twice() -> None:
    document = Packed({"title": "通知", "index_no": "X/2026-00001"}, HTML, [("附/件.txt", FILE)])
    data = package_of([document, document])
    assert data == package_of([document, document])
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        manifest = json.loads(container.read("manifest.json"))
        sums = dict(line.split("  ")[::-1] for line in container.read("SHA256SUMS").decode().splitlines())
        assert set(sums) == set(container.namelist()) - {"SHA256SUMS"}
        assert all(hashlib.sha256(container.read(path)).hexdigest() == digest for path, digest in sums.items())
        first = manifest["documents"][0]
        assert container.read(first["attachments"][0]["path"]) == FILE
        assert "接待时间" in container.read(first["page"]).decode()


@pytest.mark.urls("tests.web.publication.urls")
@pytest.mark.django_db
def test_the_proof_is_kept_with_the_release(site: Site, way: Way, staff: Staff, settings: Any) -> None:
    settings.REACHABLE_HOSTS = frozenset({"127.0.0.1"})
    document = way(Stage.RELEASED, html="<p>接待时间为工作日。</p>")
    page = f"<html><body><h1>{document.title}</h1>2026-03-02<p>接待时间为工作日。</p></body></html>"
    site.pages["/ours.html"] = page.encode()
    release = release_record(
        document=document,
        channel="website",
        address=f"http://127.0.0.1:{site.server_address[1]}/ours.html",
        actor=staff.publisher,
        on=date(2026, 3, 2),
    )
    client = Client()
    client.force_login(staff.publisher, backend="django.contrib.auth.backends.ModelBackend")
    for changed, state in ((False, "same"), (True, "differs")):
        if changed:
            site.pages["/ours.html"] = page.replace("工作日", "周末").encode()
        client.post(f"/workbench/documents/releases/{release.pk}/prove/")
        release.refresh_from_db()
        assert release.proof == state, release.proof_details
