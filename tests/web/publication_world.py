"""Records of proactive disclosure for the matrix: one of a kind in a body, made through the services where they are short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Appointment, Body, User
from gongkai.web.files.models import StoredFile
from gongkai.web.files.storage import keep
from gongkai.web.publication.models import (
    Attachment,
    Consultation,
    Document,
    DutyItem,
    DutyLink,
    DutyList,
    ErrorReport,
    ImportBatch,
    Opinion,
)
from gongkai.web.publication.services.documents import document_register
from gongkai.web.publication.services.register import entry_add
from gongkai.web.publication.services.releases import document_release
from gongkai.web.publication.services.reviews import document_submit, review_pass
from gongkai.web.publication.services.sheets import sheet_make
from tests.web.conftest import BEGUN, ON

FACTS = {"title": "关于矩阵的通知", "kind": "notice", "head": "A20_11", "formed_on": "2026-03-01"}
AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def _person(body: Body, name: str, *roles: Role) -> User:
    user, made = User.objects.get_or_create(
        username=f"{body.code}-{name}", defaults={"name": f"{body.code}{name}", "body": body}
    )
    if made:
        for role in roles:
            Appointment.objects.create(user=user, body=body, role=role, begun_on=BEGUN)
    return user


def _drafter(body: Body) -> User:
    return _person(body, "drafter", Role.HANDLER)


def drafted(body: Body, **facts: str) -> Document:
    """A document in drafting."""
    return document_register(body=body, facts={**FACTS, **facts}, html="<p>正文</p>", actor=_drafter(body), on=ON)


def under_review(body: Body) -> Document:
    """A document that waits for its first review."""
    return document_submit(document=drafted(body), actor=_drafter(body), on=ON)


def approved(body: Body) -> Document:
    """A document all of whose reviews passed."""
    document = under_review(body)
    all_rights = (Role.OFFICE_HEAD, Role.SECRECY_REVIEWER, Role.REVIEWER)
    first, final = _person(body, "first", *all_rights), _person(body, "final", Role.LEADER)
    for stage in REVIEWS:
        document.refresh_from_db()
        actor = final if stage is Stage.FINAL_REVIEW else first
        review_pass(document=document, digest=document.current.digest, actor=actor, on=ON)
    document.refresh_from_db()
    return document


def released(body: Body) -> Document:
    """A public document."""
    document = approved(body)
    document_release(document=document, at=AT, actor=_person(body, "publisher", Role.PUBLISHER), on=ON)
    document.refresh_from_db()
    return document


def release(body: Body) -> Any:
    """The release of a public document."""
    return released(body).releases.get()


def entry(body: Body) -> Any:
    """A policy document that was referred to the disclosure office."""
    return entry_add(
        body=body,
        title="关于矩阵的意见",
        drafted_on=ON,
        attribute="withheld",
        basis="第十六条",
        reason="过程性信息",
        policy=True,
        actor=_drafter(body),
        on=ON,
    )


def sheet(body: Body) -> Any:
    """A sheet of one document."""
    return sheet_make(documents=[drafted(body)], title="批量", actor=_drafter(body), on=ON)


def file(body: Body) -> StoredFile:
    """A kept file."""
    content = "标题,文号\n".encode()
    return StoredFile.objects.create(
        body=body,
        name="表.txt",
        kind="txt",
        media_type="text/plain",
        size=len(content),
        sha256=keep(content),
        uploaded_by=_drafter(body),
    )


def batch(body: Body) -> ImportBatch:
    """A file to take over."""
    return ImportBatch.objects.create(body=body, kind="register", file=file(body), made_by=_drafter(body), made_on=ON)


def attachment(body: Body) -> Attachment:
    """An attachment of a public document."""
    return Attachment.objects.create(version=released(body).released, file=file(body), name="附件.txt")


def consultation(body: Body) -> Document:
    """A draft on which the public is asked."""
    document = drafted(body, kind="consultation")
    Consultation.objects.create(
        document=document, explanation="起草说明", begins_on=ON, ends_on=ON + timedelta(days=30), how_to="来信"
    )
    return document


def opinion(body: Body) -> Opinion:
    """An opinion on such a draft."""
    asked = consultation(body).consultation
    return Opinion.objects.create(consultation=asked, received_on=ON, text="意见", entered_by=_drafter(body))


def duty(body: Body) -> DutyItem:
    """A line of a duty list, with a document linked to it."""
    listed = DutyList.objects.create(body=body, name="社会救助", loaded_on=ON, loaded_by=_drafter(body))
    item = DutyItem.objects.create(duty_list=listed, key="0" * 64, first="综合业务", begun_on=BEGUN)
    DutyLink.objects.create(item=item, document=released(body), by=_drafter(body), on=ON)
    return item


def error_report(body: Body) -> ErrorReport:
    """Somebody told of a mistake on a page."""
    return ErrorReport.objects.create(body=body, text="日期有误", received_on=ON, due_on=ON + timedelta(days=3))


PUBLICATION: dict[str, Callable[[Body], dict[str, object]]] = {
    **{
        make.__name__: (lambda body, make=make: {"key": make(body).pk})  # type: ignore[misc]
        for make in (drafted, under_review, approved, released, release, entry, sheet, batch, consultation, error_report)
    },
    "duty": lambda body: _of_duty(duty(body)),
    "opinion": lambda body: _of_opinion(opinion(body)),
    "attachment": lambda body: _of_attachment(attachment(body)),
    "kept_file": lambda body: _of_kept_file(attachment(body)),
}


def _of_duty(item: DutyItem) -> dict[str, object]:
    return {"key": item.pk, "document": item.links.get().document_id}


def _of_opinion(given: Opinion) -> dict[str, object]:
    return {"key": given.consultation.document_id, "opinion": given.pk}


def _of_attachment(given: Attachment) -> dict[str, object]:
    return {"key": given.version.document_id, "file": given.pk, "number": given.version.number}


def _of_kept_file(given: Attachment) -> dict[str, object]:
    return {**_of_attachment(given), "file": given.file_id}
