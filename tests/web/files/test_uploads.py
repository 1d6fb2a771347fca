"""Uploads over HTTP: through Django's own parser, the handler that keeps them in memory, and a view that hands them on."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from gongkai.core.errors_files import FileRefused, FileTooLarge
from gongkai.web.bodies.models import User
from gongkai.web.files.models import StoredFile
from gongkai.web.files.responses import file_response
from gongkai.web.files.services import file_accept
from gongkai.web.files.uploads import MemoryOnlyUploadHandler, TooLargeUpload, most
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON
from tests.web.files.making import CANARY, packed, sheet, word
from tests.web.files.test_secrecy import traces


def upload(request: HttpRequest) -> HttpResponse:
    """What every view with a file does: read, hand in, show the sentence where it is refused."""
    actor = User.objects.get(username="zhang")
    try:
        given = request.FILES["file"]
        stored = file_accept(
            body=actor.body, actor=actor, on=ON, name=given.name or "", content=given.read(), purpose=request.POST["purpose"]
        )
    except FileRefused as error:
        return HttpResponse(str(error), status=422)
    return file_response(stored, name=stored.name)


urlpatterns = [path("upload/", upload)]


@pytest.fixture
def client(settings: object) -> Client:
    settings.ROOT_URLCONF = __name__  # type: ignore[attr-defined]
    settings.MIDDLEWARE = []  # type: ignore[attr-defined]
    return Client()


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder that temporary files would be made in."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.django_db
def test_a_file_comes_in_and_goes_out_again(handler: User, client: Client, watched: Path) -> None:
    content = word("通知") + b""
    answer = client.post("/upload/", {"purpose": "original", "file": SimpleUploadedFile("通 知(一)'1'.docx", content)})
    assert answer.status_code == 200
    assert answer.content == content
    assert answer["Content-Disposition"].startswith('attachment; filename="')
    assert "filename*=UTF-8''%E9%80%9A%20%E7%9F%A5" in answer["Content-Disposition"]
    assert list(watched.iterdir()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        (f"{CANARY}.docx", word("机密★10年", CANARY)),
        (f"绝密★{CANARY}.xlsx", sheet([["a"]])),
        (f"{CANARY}.xlsx", sheet([["编号", "密级"], [CANARY, "秘密★3年"]])),
        (f"{CANARY}.zip", packed({f"{CANARY}.txt": f"机密★\n{CANARY}".encode("utf-16")})),
    ],
)
def test_a_marked_upload_leaves_no_trace(
    name: str, content: bytes, handler: User, client: Client, watched: Path, own_folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.post("/upload/", {"purpose": "original", "file": SimpleUploadedFile(name, content * 1)})
    assert answer.status_code == 422
    assert CANARY not in answer.content.decode() + caplog.text
    assert "非涉密系统" in answer.content.decode()
    assert traces(own_folder, CANARY) == []
    assert list(watched.iterdir()) == []
    assert Entry.objects.get().code == "file.refused_secret"


@pytest.mark.django_db
def test_too_large_is_a_sentence_and_the_rest_of_the_form_is_kept(
    handler: User, client: Client, watched: Path, settings: object
) -> None:
    settings.UPLOAD_MOST = 3 * 1024**2  # type: ignore[attr-defined]
    answer = client.post("/upload/", {"file": SimpleUploadedFile("大.txt", b"a" * (4 * 1024**2)), "purpose": "original"})
    assert answer.status_code == 422
    assert "3 MB" in answer.content.decode()
    assert not StoredFile.objects.exists()
    assert list(watched.iterdir()) == []


def test_all_files_of_a_form_together_are_bounded(settings: object) -> None:
    settings.UPLOAD_MOST = 1024**2  # type: ignore[attr-defined]
    request = RequestFactory().post("/", {name: SimpleUploadedFile(f"{name}.txt", b"a" * 600_000) for name in "abc"})
    request.upload_handlers = [MemoryOnlyUploadHandler(request)]
    kept = dict(request.FILES.items())
    assert [isinstance(file, TooLargeUpload) for file in kept.values()] == [False, True, True]
    assert kept["b"].size == 600_000
    assert not kept["b"].multiple_chunks()
    with pytest.raises(FileTooLarge):
        kept["b"].read()
    with pytest.raises(FileTooLarge):
        list(kept["b"].chunks())
    assert kept["a"].read() == b"a" * 600_000


def test_one_place_says_how_much(settings: object) -> None:
    assert most() == 100 * 1024**2
    assert settings.FILE_UPLOAD_HANDLERS == ["gongkai.web.files.uploads.MemoryOnlyUploadHandler"]  # type: ignore[attr-defined]


def test_a_broken_connection_leaves_nothing() -> None:
    handler = MemoryOnlyUploadHandler()
    handler.new_file("file", "a.txt", "text/plain", None, None, None)
    handler.receive_data_chunk(b"abc", 0)
    handler.upload_interrupted()
    assert handler.held is None
