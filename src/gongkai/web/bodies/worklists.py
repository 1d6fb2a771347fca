"""What this app gives to the work list (updates due, silent accounts, accounts without a keeper, delegations ending) and to the
search box (bodies by name or code).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.core.law import terms
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.selectors import (
    accounts_silent,
    accounts_without_keeper,
    bodies_named,
    delegations_ending,
    update_tasks_open,
)
from gongkai.web.shell.rights import Rights
from gongkai.web.shell.search import Hit
from gongkai.web.shell.worklists import WorkItem

MOST = 50  # of one kind in the list


def updates_due(rights: Rights, on: date) -> Iterator[WorkItem]:
    """Updates that changes opened, for whoever drafts there."""
    mine = rights.bodies(Right.DRAFT)
    if mine:
        for task in update_tasks_open(bodies=mine)[:MOST]:
            title = _("更新%(page)s（%(change)s变更）") % {
                "page": task.get_page_display(),
                "change": task.get_change_display(),
            }
            yield WorkItem(
                title=title,
                url=reverse("bodies:update-close", args=[task.pk]),
                kind=_("信息更新"),
                due=task.due_on,
                who=task.body.short_name,
            )


def accounts_quiet(rights: Rights, on: date) -> Iterator[WorkItem]:
    """Silent accounts: for whoever manages the body, and for their keeper and deputy."""
    managed = rights.bodies(Right.MANAGE_BODY)
    user = rights.user
    if user is None:
        return
    bodies = managed | rights.bodies(Right.READ)
    for account in accounts_silent(on, bodies=bodies)[:MOST] if bodies else ():
        if account.body_id in managed or user.pk in (account.keeper_id, account.deputy_id):
            yield WorkItem(
                title=_("“%(name)s”自 %(day)s 起未更新") % {"name": account.name, "day": account.quiet_since},
                url=reverse("bodies:account", args=[account.pk]),
                kind=_("久未更新"),
                late=True,
                who=account.keeper.name,
            )


def accounts_orphaned(rights: Rights, on: date) -> Iterator[WorkItem]:
    """Accounts whose keeper is gone and which must be handed over."""
    managed = rights.bodies(Right.MANAGE_BODY)
    if managed:
        for account in accounts_without_keeper(bodies=managed)[:MOST]:
            yield WorkItem(
                title=_("“%(name)s”的管理人账号已停用，须移交") % {"name": account.name},
                url=reverse("bodies:account-hand-over", args=[account.pk]),
                kind=_("账号移交"),
                who=account.keeper.name,
            )


def delegations_soon(rights: Rights, on: date) -> Iterator[WorkItem]:
    """Delegations that end soon, for both sides."""
    if rights.user is not None:
        within = terms()["delegation_reminder"].at(on).days
        for loan in delegations_ending(rights.user, on, within=within)[:MOST]:
            yield WorkItem(
                title=_("“%(role)s”的委托代行即将结束") % {"role": loan.appointment.get_role_display()},
                url=reverse("bodies:delegations"),
                kind=_("委托到期"),
                due=loan.ended_on,
                who=loan.to.name,
            )


PROVIDERS = (updates_due, accounts_quiet, accounts_orphaned, delegations_soon)


def bodies_found(rights: Rights, text: str, on: date) -> Iterator[Hit]:
    """Bodies whose pages one may open."""
    sees = (Right.READ, Right.ADMIN_SYSTEM, Right.ADMIN_SECURITY)
    everything = any(rights.has(right) for right in sees)
    seen = rights.bodies(Right.READ)
    found = bodies_named(text, on)
    for body in found[:MOST] if everything else found.filter(pk__in=seen)[:MOST]:
        yield Hit(body.name, reverse("bodies:body", args=[body.code]), where=body.code)
