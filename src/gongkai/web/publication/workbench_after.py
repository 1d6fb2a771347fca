"""What comes after release, as work: proofs that differ, penalties to take back, faults to answer, columns to confirm, gaps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gongkai.core.proactive import publish_soon
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.selectors.after import (
    columns_confirmed,
    displays_ending,
    documents_to_reassess,
    error_reports_open,
    quashings_open,
    releases_to_check,
)
from gongkai.web.publication.selectors.duties import duty_gap_counts
from gongkai.web.shell import navigation, worklists
from gongkai.web.shell.worklists import Group, WorkItem

_MOST = 100


def proofs_to_check(rights: Any, on: date) -> Iterable[WorkItem]:
    """Releases elsewhere whose public page differs from what was released, or could not be fetched."""
    if rights.bodies(Right.RELEASE):
        for release in releases_to_check(rights=rights)[:_MOST]:
            document = release.document
            kind, who = _("发布凭证需核实"), document.body.short_name
            yield WorkItem(document.title, reverse("publication:proof", args=[release.pk]), kind, who=who, group=Group.WAITING)


def penalties_to_withdraw(rights: Any, on: date) -> Iterable[WorkItem]:
    """Published penalties that were changed or quashed and are still there, for whoever releases."""
    if held := rights.bodies(Right.RELEASE):
        for each in quashings_open(bodies=held)[:_MOST]:
            document = each.document
            yield WorkItem(
                document.title,
                reverse("publication:withdraw", args=[document.pk]),
                _("处罚决定须撤回"),
                due=each.due_on,
                late=each.due_on < on,
                who=document.body.short_name,
                group=Group.WAITING,
            )


def faults_to_answer(rights: Any, on: date) -> Iterable[WorkItem]:
    """Faults that readers reported and nobody answered yet."""
    if held := rights.bodies(Right.DRAFT):
        for report in error_reports_open(bodies=held)[:_MOST]:
            yield WorkItem(
                report.text[:60],
                reverse("publication:error-report", args=[report.pk]),
                _("找错待答复"),
                due=report.due_on,
                late=report.due_on < on,
                who=report.body.short_name,
                group=Group.WAITING,
            )


def columns_to_confirm(rights: Any, on: date) -> Iterable[WorkItem]:
    """Bodies with columns that were never looked through, or not for a year: one line each."""
    held = rights.bodies(Right.MANAGE_BODY)
    if not held:
        return
    waiting: dict[str, int] = {}
    for state in columns_confirmed(bodies=held, on=on):
        if state.late:
            waiting[state.body.short_name] = waiting.get(state.body.short_name, 0) + 1
    for name, count in waiting.items():
        words = ngettext("%(count)d 个栏目待确认为最新", "%(count)d 个栏目待确认为最新", count) % {"count": count}
        yield WorkItem(words, reverse("publication:columns"), _("栏目确认"), who=name)


def displays_soon(rights: Any, on: date) -> Iterable[WorkItem]:
    """Periods of display that end soon, so that whoever releases can lengthen them in time."""
    if held := rights.bodies(Right.RELEASE):
        for document in displays_ending(bodies=held, on=on, until=publish_soon(on))[:_MOST]:
            address = reverse("publication:display", args=[document.pk])
            who = document.body.short_name
            yield WorkItem(document.title, address, _("公示期将满"), due=document.shown_until, who=who)


def duties_missing(rights: Any, on: date) -> Iterable[WorkItem]:
    """Duty lists with items for which nothing is public: one line each."""
    held = rights.bodies(Right.MANAGE_BODY)
    if not held:
        return
    for name, key, count in duty_gap_counts(bodies=held)[:_MOST]:
        words = ngettext("“%(name)s”有 %(count)d 项没有公开的信息", "“%(name)s”有 %(count)d 项没有公开的信息", count)
        address = f"{reverse('publication:duties')}?{urlencode({'list': key, 'gap': '1'})}"
        yield WorkItem(words % {"name": name, "count": count}, address, _("目录缺项"))


def kept_to_reassess(rights: Any, on: date) -> Iterable[WorkItem]:
    """What is not published and has to be weighed again soon (R 18)."""
    if rights.bodies(Right.REVIEW_SECOND):
        for document in documents_to_reassess(rights=rights, until=publish_soon(on))[:_MOST]:
            address = reverse("publication:reassess", args=[document.pk])
            yield WorkItem(document.title, address, _("定期评估"), due=document.next_by, who=document.body.short_name)


for provider in (
    *(displays_soon, kept_to_reassess, proofs_to_check, penalties_to_withdraw),
    *(faults_to_answer, columns_to_confirm, duties_missing),
):
    worklists.register(provider)
navigation.register(gettext_lazy("送审"), "publication:drafts", rights=(Right.DRAFT,), order=32)
navigation.register(gettext_lazy("待发布"), "publication:to-release", rights=(Right.RELEASE,), order=33)
navigation.register(gettext_lazy("待核读"), "publication:to-read", rights=(Right.READ_AFTER,), order=34)
navigation.register(gettext_lazy("事项目录"), "publication:duties", rights=(Right.READ,), order=37)
navigation.register(gettext_lazy("找错"), "publication:error-reports", rights=(Right.READ,), order=39)
navigation.register(gettext_lazy("栏目"), "publication:columns", rights=(Right.READ,), order=40)
navigation.register(gettext_lazy("不公开"), "publication:kept", rights=(Right.READ,), order=41)
navigation.register(gettext_lazy("移交清单"), "publication:handover", rights=(Right.RELEASE,), order=42)
