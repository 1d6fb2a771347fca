"""Marked files through the real pages, with everything that stands before a view: middleware, sessions, forms, errors."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, reverse

from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Appointment, Body
from gongkai.web.files.models import StoredFile
from gongkai.web.trail.models import Entry
from tests.web.conftest import BEGUN, People
from tests.web.files.making import CANARY, sheet, word
from tests.web.files.test_secrecy import traces

pytestmark = pytest.mark.django_db(transaction=True)
LIST = sheet([["名称", "密级"], [CANARY, "机密★10年"]])
WAYS = {
    "the import of bodies": (
        "bodies:import",
        f"{CANARY}.xlsx",
        sheet([["名称", "密级"], [CANARY, "机密★10年"]]),
        {"take": "1"},
    ),
    "the original of a document": ("publication:begin", f"{CANARY}.docx", word("机密★10年", CANARY), {}),
    "a name alone": ("publication:begin", f"【机密】{CANARY}.docx", word("无"), {}),
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_in_leaves_a_trace(
    way: str,
    person: People,
    city: Body,
    bureau: Body,
    own_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    name, filename, content, more = WAYS[way]
    try:
        address = reverse(name)
    except NoReverseMatch:
        pytest.skip(f"THERE IS NO PAGE {name} YET: THIS WAY IN WAS NOT TRIED")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    actor = person("zhang", bureau, Role.HANDLER)
    Appointment.objects.create(user=actor, role=Role.SYSTEM_ADMIN, begun_on=BEGUN)
    client = Client(raise_request_exception=True)
    client.force_login(actor, backend="django.contrib.auth.backends.ModelBackend")
    before = Entry.objects.count()
    with caplog.at_level(logging.DEBUG):
        answer = client.post(address, {"file": SimpleUploadedFile(filename, content), "body": str(bureau.pk), **more})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "带有密级标志" in shown
    assert CANARY not in shown + caplog.text + str(answer.headers)
    assert not StoredFile.objects.exists()
    assert [entry.code for entry in Entry.objects.order_by("at")[before:]] == ["file.refused_secret"]
    assert traces(own_folder, CANARY) == []
    assert list(temporary.rglob("*")) == []
