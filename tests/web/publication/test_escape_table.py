"""Every service of the house tried from every stage: nothing becomes public that four people did not sign (promise 8).

A service that this table does not know how to call fails the test: whoever adds one says here how it is called.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from gongkai.core.errors import GongkaiError
from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Appointment, Body, User
from gongkai.web.files.models import StoredFile
from gongkai.web.publication import planned
from gongkai.web.publication import services as package
from gongkai.web.publication.duty_lists import DutyRow
from gongkai.web.publication.importing import taking
from gongkai.web.publication.models import (
    Consultation,
    Document,
    DutyItem,
    DutyList,
    ErrorReport,
    ImportBatch,
    IssueEntry,
    Opinion,
    ReleaseRecord,
    Review,
    ReviewSheet,
    SheetLine,
)
from gongkai.web.publication.services.documents import document_register
from gongkai.web.publication.sheet_lines import sheet_digest
from gongkai.web.trail.models import Entry
from tests.web.conftest import BEGUN, ON, People
from tests.web.matrix import routes
from tests.web.publication.conftest import AT, FACTS

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
BUSINESS = [role for role in Role if not role.endswith("_admin")]


def services() -> dict[str, Callable[..., Any]]:
    """Every public function of every module of services."""
    found = {}
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        for name, value in vars(loaded).items():
            if inspect.isfunction(value) and value.__module__ == loaded.__name__ and not name.startswith("_"):
                found[name] = value
    return found


def by_hand_of_the_worker(name: str) -> Callable[..., Any]:
    """What falls due, as the worker calls it."""
    handler = getattr(planned, name)
    return lambda *, document, **_: handler(str(document.pk), LATER)


JOBS = {name: by_hand_of_the_worker(name) for name in ("release_planned", "display_over")}
JOBS["lines_take"] = lambda *, batch, actor, on, **_: taking.lines_take(batch, None, actor=actor, on=on)
WAYS = {**services(), **JOBS}


@pytest.fixture
def scene(bureau: Body, person: People) -> SimpleNamespace:
    """One person who holds every role there is, and one record of each kind around one document that nobody reviewed."""
    actor = person("万能", bureau)
    Appointment.objects.bulk_create(Appointment(user=actor, body=bureau, role=role, begun_on=BEGUN) for role in BUSINESS)
    document = document_register(body=bureau, facts={**FACTS, "kind": "penalty"}, html="<p>x</p>", actor=actor, on=ON)
    file = StoredFile.objects.create(
        body=bureau, name="x.pdf", kind="pdf", media_type="application/pdf", size=1, sha256="0" * 64, uploaded_by=actor
    )
    return SimpleNamespace(actor=actor, body=bureau, document=document, file=file, other=another(actor, bureau))


def another(actor: User, body: Body) -> Document:
    return document_register(body=body, facts={**FACTS, "title": "另一件"}, html="<p>y</p>", actor=actor, on=ON)


def values(scene: SimpleNamespace) -> dict[str, Any]:
    """An argument for every name that a service asks for: the most that could help a release."""
    actor, body, document = scene.actor, scene.body, scene.document
    listed = DutyList.objects.create(body=body, name="x", loaded_on=ON, loaded_by=actor)
    sheet = ReviewSheet.objects.create(body=body, title="x", made_by=actor, made_on=ON)
    SheetLine.objects.create(sheet=sheet, document=document, digest=document.current.digest, place=1)
    asked = Consultation.objects.create(
        document=scene.other, explanation="x", begins_on=ON, ends_on=ON + timedelta(days=30), how_to="x"
    )
    release = ReleaseRecord.objects.create(
        document=document, version=document.current, channel="website", on=ON, by=actor, address="https://x.example/"
    )
    entry = IssueEntry.objects.create(body=body, number="x", title="x", drafted_on=ON, drafter=actor)
    records = {
        "document": document,
        "documents": [document],
        "release": release,
        "sheet": sheet,
        "consultation": asked,
        "opinion": Opinion.objects.create(consultation=asked, received_on=ON, text="x", entered_by=actor),
        "item": DutyItem.objects.create(duty_list=listed, key="x", first="x", begun_on=ON),
        "report": ErrorReport.objects.create(body=body, text="x", received_on=ON, due_on=ON),
        "entry": entry,
        "batch": ImportBatch.objects.create(body=body, kind="register", file=scene.file, made_by=actor, made_on=ON),
        "body": body,
        "file": scene.file,
        "scan": scene.file,
        "final": scene.other,
    }
    days = dict.fromkeys(
        ("received_on", "drafted_on", "decided_on", "known_on", "signed_on", "begins_on", "ended_on", "begun_on", "formed_on"),
        ON,
    )
    plain = {
        **days,
        "ends_on": ON + timedelta(days=40),
        "until": ON,
        "at": LATER,
        "now": AT,
        "facts": FACTS,
        "html": "<p>z</p>",
        "base": 1,
        "number": 1,
        "index_no": "x/1",
        "explains": None,
        "stage": Stage(document.stage) if Stage(document.stage) in REVIEWS else Stage.FINAL_REVIEW,
        "signer_name": "李局长",
        "digest": document.current.digest,
        "reason": "理由",
        "because": "理由",
        "note": "说明",
        "text": "文字",
        "answer": "答复",
        "explanation": "说明",
        "how_to": "来信",
        "feedback": "反馈",
        "basis": "依据",
        "title": "标题",
        "doc_no": "1",
        "unit": "室",
        "policy": True,
        "attribute": "open",
        "code": "SCR-ID",
        "where": "P1",
        "channel": "website",
        "column": "guide",
        "kind": "quashed",
        "adopted": "yes",
        "result": "right",
        "validity": "repealed",
        "year": 2026,
        "right": True,
        "proof": "same",
        "details": {},
        "days": 1,
        "every_months": 1,
        "rows": [DutyRow("a")],
        "name": "x",
        "columns": {"title": 0},
        "heading_row": 0,
        "pattern": "{year}-{number}",
    }
    return {**plain, **records, "actor": actor, "on": ON}


SPECIAL: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "sheet_paper_enter": lambda given: {"digest": sheet_digest(given["sheet"])},
    "document_reassess": lambda given: {"result": "open"},
    "import_begin": lambda given: {"kind": "register"},
    "cleanup_enter": lambda given: {"result": "keep"},
}


def called(name: str, given: dict[str, Any]) -> None:
    way = WAYS[name]
    if name in JOBS:
        way(**given)
        return
    asked = inspect.signature(way).parameters
    unknown = {key for key, each in asked.items() if each.default is inspect.Parameter.empty} - set(given)
    assert not unknown, f"{name}: say above what {unknown} may be"
    extra = SPECIAL.get(name, lambda _: {})(given)
    wanted = {key: given[key] for key, each in asked.items() if key in given and (each.default is each.empty or key == "note")}
    way(**{**wanted, **extra})


def nothing_escaped() -> None:
    for document in Document.objects.exclude(released=None):
        passes = Review.objects.filter(version=document.released, digest=document.released.digest, decision="pass")
        assert {each.stage for each in passes} == {stage.value for stage in REVIEWS}, f"{document.stage} escaped"


@pytest.mark.parametrize("stage", list(Stage))
def test_no_service_job_or_import_releases_what_was_not_reviewed(stage: Stage, scene: SimpleNamespace) -> None:
    """One person with every role, from every stage, forged in the database where it has to be."""
    if stage is not Stage.RELEASED:  # the database itself refuses a forged release
        Document.objects.filter(pk=scene.document.pk).update(stage=stage.value, release_at=AT, release_by=scene.actor, round=1)
    tried = 0
    for name in sorted(WAYS):
        undone = transaction.savepoint()
        scene.document.refresh_from_db()
        given = values(scene)
        before = Entry.objects.count()
        try:
            with transaction.atomic():
                called(name, given)
        except GongkaiError as refused:
            assert str(refused)
            assert Entry.objects.count() == before, f"{name} was refused and left a trace"
        nothing_escaped()
        tried += 1
        transaction.savepoint_rollback(undone)
    assert tried == len(WAYS) > 45


def test_the_database_refuses_a_forged_release(scene: SimpleNamespace) -> None:
    """Not even a hand in the database can mark a version as public that is not the one in hand, or has no index number."""
    for forged in ({"stage": Stage.RELEASED.value}, {"released": scene.document.current, "index_no": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=scene.document.pk).update(**forged)


def test_one_person_with_every_role_releases_nothing_alone(scene: SimpleNamespace) -> None:
    """Every sequence of two acts that helped: still the final approval lacks a second person."""
    document, actor = scene.document, scene.actor
    given = values(scene)
    for name in ("document_submit", "review_pass", "review_pass", "review_pass", "review_pass", "document_release"):
        try:
            with transaction.atomic():
                called(name, given)
        except GongkaiError:
            pass
        document.refresh_from_db()
    assert document.stage == Stage.FINAL_REVIEW
    assert document.released is None
    assert not Review.objects.filter(stage=Stage.FINAL_REVIEW.value).exists()
    assert actor.name not in set(Review.objects.filter(stage="final_review").values_list("reviewer_name", flat=True))
    assert connection.in_atomic_block


FORM: dict[str, str] = {
    "note": "说明",
    "at": "",
    "on": "2026-03-02",
    "digest": "",
    "to": "drafting",
    "reason": "理由",
    "channel": "account",
    "right": "yes",
    "signer_name": "李局长",
    "signed_on": "2026-03-02",
    "base": "1",
    "title": "标题",
    "kind": "notice",
    "column": "statutory",
    "html": "<p>z</p>",
    "basis": "依据",
    "result": "open",
    "until": "2099-01-01",
    "ended_on": "2026-03-02",
    "index_no": "x/9",
    "proof": "same",
    "everything": "1",
    "confirm": "1",
    "stage": "final_review",
}


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.RELEASED])
def test_no_form_of_any_page_releases_what_was_not_reviewed(stage: Stage, scene: SimpleNamespace) -> None:
    """Every address of the documents' pages, posted by one person with every role, from every stage."""
    client = Client(raise_request_exception=True)
    client.force_login(scene.actor, backend="django.contrib.auth.backends.ModelBackend")
    document = scene.document
    sheet = ReviewSheet.objects.create(body=scene.body, title="x", made_by=scene.actor, made_on=ON)
    SheetLine.objects.create(sheet=sheet, document=document, digest=document.current.digest, place=1)
    posted = 0
    for route in routes():
        if not route.name.startswith("publication:"):
            continue
        Document.objects.filter(pk=document.pk).update(stage=stage.value, release_at=AT, release_by=scene.actor, round=1)
        key = sheet.pk if ":sheet" in route.name else document.pk
        taken = {"key": key, "number": 1, "file": scene.file.pk, "document": document.pk, "opinion": document.pk}
        form = {**FORM, "digest": document.current.digest, "document": str(document.pk)}
        for bulk in ("submit", "release", "sheet", "read", "hand", "field"):
            answer = client.post(
                reverse(route.name, kwargs={name: taken[name] for name in route.takes}), {**form, "bulk": bulk}
            )
            assert answer.status_code < 500, route.name
            posted += 1
            if "key" in route.takes:
                break  # only lists have bulk actions
        nothing_escaped()
    assert posted > 60


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.RELEASED])
def test_nor_does_a_confirmed_bulk_release(stage: Stage, scene: SimpleNamespace) -> None:
    client = Client()
    client.force_login(scene.actor, backend="django.contrib.auth.backends.ModelBackend")
    Document.objects.update(stage=stage.value)
    page = client.post(reverse("publication:to-release"), {"bulk": "release", "everything": "1"}).content.decode()
    seals = html.fromstring(page).xpath("//input[@name='seal']/@value") if page else []
    if stage is Stage.APPROVED:
        assert seals
    data = {"bulk": "release", "everything": "1", "confirm": "1", "seal": seals[0] if seals else "", "note": "说明"}
    client.post(reverse("publication:to-release"), data)
    nothing_escaped()
    assert not Document.objects.exclude(released=None).exists()
