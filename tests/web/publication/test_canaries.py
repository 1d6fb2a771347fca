"""Titles and numbers of what is not published never leave the workbench: canaries through every question of the public."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import pytest

from gongkai.core.publication import Stage
from gongkai.web.publication.kinds import Column
from gongkai.web.publication.models import Document
from gongkai.web.publication.selectors import public
from gongkai.web.publication.services.documents import document_change, document_register
from gongkai.web.publication.services.register import entry_add
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON
from tests.web.publication.conftest import FACTS, Staff, Way

pytestmark = pytest.mark.django_db
CANARY = "金丝雀"


@pytest.fixture
def hidden(staff: Staff, way: Way) -> list[Document]:
    """Everything that is not public, each with the canary in every field."""
    for attribute, policy in (("withheld", False), ("on_request", False), ("open", False), ("withheld", True), ("", False)):
        entry_add(
            body=staff.body,
            title=f"{CANARY}登记",
            doc_no=f"{CANARY}〔2026〕1号",
            drafted_on=ON,
            attribute=attribute,
            policy=policy,
            reason=CANARY,
            actor=staff.handler,
            on=ON,
        )
    fields = {"title": f"{CANARY}标题", "doc_no": f"{CANARY}〔2026〕2号", "abstract": CANARY, "html": f"<p>{CANARY}</p>"}
    stages = (*[stage for stage in Stage if stage.value.endswith("review")], Stage.DRAFTING, Stage.APPROVED)
    made = [way(stage, **fields) for stage in stages]
    old = document_register(
        body=staff.body,
        facts={**FACTS, "title": CANARY, "published_before": "2020-01-02"},
        html=f"<p>{CANARY}</p>",
        old_address="http://www.example.cn/canary.html",
        actor=staff.handler,
        on=ON,
    )
    corrected = way(Stage.RELEASED)
    document_change(
        document=corrected,
        facts={"title": CANARY, "doc_no": CANARY},
        html=f"<p>{CANARY}</p>",
        base=1,
        actor=staff.handler,
        on=ON,
    )
    return [*made, old, corrected]


def asked(hidden: list[Document]) -> Iterator[tuple[str, Any]]:
    """What every question of the public answers, about every hidden document."""
    body = hidden[0].body_id
    yield "list", public.links_of(public.public_documents(on=ON))
    yield "latest", public.documents_latest(on=ON, most=100)
    yield "heads", public.heads_counted(body_id=body, on=ON)
    for column in Column:
        yield f"column {column}", public.links_of(public.documents_of_column(body_id=body, column=column, on=ON))
    yield "old address", public.address_after_move(old="canary.html", on=ON)
    for document in hidden:
        yield "document", public.public_document(key=document.pk, on=ON)
        yield "note", public.withdrawal_note(key=document.pk, on=ON)
        yield "file", public.public_file(key=document.pk, file=document.pk, on=ON)


def test_no_question_of_the_public_finds_a_canary(hidden: list[Document]) -> None:
    for name, answer in asked(hidden):
        assert CANARY not in repr(answer), name
    assert len(public.links_of(public.public_documents(on=ON))) == 1, "the corrected one is public in its released version"


def test_every_question_of_the_public_is_asked_here() -> None:
    """A new public selector has to be added to `asked`."""
    source = inspect.getsource(asked)
    functions = {
        name
        for name, value in vars(public).items()
        if inspect.isfunction(value) and value.__module__ == public.__name__ and not name.startswith("_")
    }
    assert {name for name in functions if f"public.{name}(" not in source} <= {"address_of"}


def test_the_trail_holds_no_canary(hidden: list[Document]) -> None:
    assert CANARY not in str(list(Entry.objects.values_list("details", flat=True)))


def test_what_is_withdrawn_says_nothing_of_itself(way: Way, staff: Staff) -> None:
    from gongkai.web.publication.services.releases import document_withdraw

    document = way(Stage.RELEASED, title=f"{CANARY}标题")
    document_withdraw(document=document, note="内容有误，已撤下。", actor=staff.publisher, on=ON)
    assert public.public_document(key=document.pk, on=ON) is None
    note = public.withdrawal_note(key=document.pk, on=ON)
    assert note is not None
    assert CANARY not in repr(note)
