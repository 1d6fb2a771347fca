"""What registering, drafting and importing put on the work list, into the search and the navigation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.core.proactive import publish_soon
from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.selectors.documents import (
    consultations_to_answer,
    documents_exactly,
    documents_expiring,
    documents_found,
    documents_to_publish,
    documents_visible,
    drafts_of,
    returned_keys,
)
from gongkai.web.publication.selectors.register import (
    entries_found,
    entries_referred,
    entries_returned,
    entries_to_reassess,
    entries_visible,
    entries_without_document,
)
from gongkai.web.shell import navigation, search, worklists
from gongkai.web.shell.rights import Rights
from gongkai.web.shell.search import Hit
from gongkai.web.shell.worklists import Group, WorkItem

_MOST = 200


def _item(record: Any, route: str, kind: Any, on: date, due: date | None, group: Group = Group.MINE) -> WorkItem:
    late = due is not None and due < on
    return WorkItem(
        record.title, reverse(route, args=[record.pk]), kind, due=due, late=late, who=record.body.short_name, group=group
    )


def drafts_mine(rights: Rights, on: date) -> Iterable[WorkItem]:
    """What the person is drafting, and what came back to them."""
    if rights.user is None or not (held := rights.bodies(Right.DRAFT)):
        return
    documents = list(drafts_of(person=rights.user.pk, bodies=held)[:_MOST])
    returned = returned_keys(documents)
    for document in documents:
        back = document.pk in returned
        kind, group = (_("退回修改"), Group.WAITING) if back else (_("拟稿"), Group.MINE)
        yield _item(document, "publication:document", kind, on, document.publish_by, group)


def entries_mine(rights: Rights, on: date) -> Iterable[WorkItem]:
    """Papers sent back to the person (退文), and those that wait for the head of the disclosure office."""
    if rights.user is None:
        return
    for entry in entries_returned(drafter=rights.user.pk)[:_MOST]:
        yield _item(entry, "publication:entry", _("退文"), on, None, Group.WAITING)
    if managed := rights.bodies(Right.MANAGE_BODY):
        for entry in entries_referred(bodies=managed)[:_MOST]:
            yield _item(entry, "publication:entry", _("公开属性待定"), on, None, Group.WAITING)


def duties_of_the_office(rights: Rights, on: date) -> Iterable[WorkItem]:
    """What the head of the disclosure office answers for: to be public soon (R 26), to weigh again (R 18), to end."""
    held = rights.bodies(Right.MANAGE_BODY)
    if rights.user is None or not held:
        return
    soon = publish_soon(on)
    for document in documents_to_publish(bodies=held, until=soon)[:_MOST]:
        if document.drafted_by_id != rights.user.pk or document.stage != Stage.DRAFTING.value:
            yield _item(document, "publication:document", _("待公开"), on, document.publish_by)
    for entry in entries_to_reassess(bodies=held, until=soon)[:_MOST]:
        yield _item(entry, "publication:entry-reassess", _("定期评估"), on, entry.reassess_by)
    for document in documents_expiring(bodies=held, on=on)[:_MOST]:
        yield _item(document, "publication:document", _("有效期届满"), on, document.expires_on)
    for found in consultations_to_answer(bodies=held, on=on)[:_MOST]:
        yield _item(found.document, "publication:consultation", _("待反馈意见"), on, None)


def entries_to_publish(rights: Rights, on: date) -> Iterable[WorkItem]:
    """Papers to be published that no document was made of yet."""
    if rights.user is not None and (held := rights.bodies(Right.DRAFT)):
        for entry in entries_without_document(bodies=held).filter(drafter=rights.user)[:_MOST]:
            yield _item(entry, "publication:entry", _("待制作公开信息"), on, None)


def documents_hits(rights: Rights, text: str, _on: date) -> Iterable[Hit]:
    """Documents by index number, number or title; exact ones first."""
    visible = documents_visible(rights=rights)
    exact = list(documents_exactly(visible, text)[:_MOST])
    known = {document.pk for document in exact}
    more = [each for each in documents_found(visible, text).order_by("-pk")[:_MOST] if each.pk not in known]
    for document in [*exact, *more][:_MOST]:
        where = " ".join(filter(None, (document.body.short_name, document.doc_no, document.index_no)))
        yield Hit(document.title, reverse("publication:document", args=[document.pk]), where, document.formed_on)


def entries_hits(rights: Rights, text: str, _on: date) -> Iterable[Hit]:
    """Entries of the register of what is issued."""
    for entry in entries_found(entries_visible(rights=rights), text).order_by("-pk")[:_MOST]:
        where = " ".join(filter(None, (entry.body.short_name, entry.number, entry.doc_no)))
        yield Hit(entry.title, reverse("publication:entry", args=[entry.pk]), where, entry.drafted_on)


for provider in (drafts_mine, entries_mine, duties_of_the_office, entries_to_publish):
    worklists.register(provider)
search.register(_("公开信息"), documents_hits)
search.register(_("发文登记簿"), entries_hits)
navigation.register(_("公开信息"), "publication:list", rights=(Right.READ,), order=30)
navigation.register(_("发文登记"), "publication:entries", rights=(Right.READ,), order=31)
navigation.register(_("有效性和解读"), "publication:validity", rights=(Right.READ,), order=35)
navigation.register(_("决策预公开"), "publication:consultations", rights=(Right.READ,), order=36)
navigation.register(_("导入"), "publication:imports", rights=(Right.DRAFT,), order=38)
