"""A bureau with everybody in it, and a document on its way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.utils import translation

from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Body, User
from gongkai.web.publication.models import Document
from gongkai.web.publication.services.documents import document_register
from gongkai.web.publication.services.releases import document_release
from gongkai.web.publication.services.reviews import document_submit, review_pass
from tests.web.conftest import ON, People

AT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
FACTS = {
    "title": "关于印发接待办法的通知",
    "doc_no": "演信发〔2026〕12号",
    "kind": "notice",
    "head": "A20_11",
    "formed_on": "2026-03-01",
}


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """A page asked for in English leaves its language behind; every test begins in Chinese."""
    with translation.override("zh-hans"):
        yield


@dataclass
class Staff:
    """One person for each duty."""

    body: Body
    handler: User
    head: User
    secrecy: User
    reviewer: User
    leader: User
    publisher: User
    clerk: User

    def reviewer_of(self, stage: Stage) -> User:
        return {
            Stage.FIRST_REVIEW: self.head,
            Stage.SECRECY_REVIEW: self.secrecy,
            Stage.SECOND_REVIEW: self.reviewer,
            Stage.FINAL_REVIEW: self.leader,
        }[stage]


@pytest.fixture
def staff(person: People, bureau: Body) -> Staff:
    return Staff(
        bureau,
        person("拟稿人", bureau, Role.HANDLER),
        person("办公室主任", bureau, Role.OFFICE_HEAD),
        person("保密员", bureau, Role.SECRECY_REVIEWER),
        person("审核人", bureau, Role.REVIEWER),
        person("分管领导", bureau, Role.LEADER),
        person("发布人", bureau, Role.PUBLISHER),
        person("登记员", bureau, Role.PAPER_CLERK),
    )


Way = Callable[..., Document]


@pytest.fixture
def way(staff: Staff) -> Way:
    """`way(Stage.X)`: a new document brought to that stage by the people whose duty it is."""

    def bring(to: Stage = Stage.DRAFTING, *, html: str = "<p>正文</p>", **facts: str) -> Document:
        document = document_register(body=staff.body, facts={**FACTS, **facts}, html=html, actor=staff.handler, on=ON)
        if to is Stage.DRAFTING:
            return document
        document = document_submit(document=document, actor=staff.handler, on=ON)
        while Stage(document.stage) is not to:
            stage = Stage(document.stage)
            if stage is Stage.APPROVED:
                document_release(document=document, at=AT, actor=staff.publisher, on=ON)
            else:
                digest = document.current.digest
                review_pass(document=document, digest=digest, actor=staff.reviewer_of(stage), on=ON)
            document.refresh_from_db()
        return document

    return bring
