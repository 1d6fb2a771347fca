"""What signing in has on the workbench: the ways to one's own account, and what waits for the administrators."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.signin.selectors import break_glass_alarms, proposals_open
from gongkai.web.shell import navigation, worklists
from gongkai.web.shell.rights import Rights
from gongkai.web.shell.worklists import Group, WorkItem

ADMINISTRATORS = (Right.ADMIN_SYSTEM, Right.ADMIN_SECURITY, Right.ADMIN_AUDIT)
_MOST = 50


def register_all() -> None:
    """Tell the shell."""
    navigation.register(gettext_lazy("登录管理"), "signin:administration", rights=ADMINISTRATORS, order=90)
    navigation.register_account(gettext_lazy("登录与安全"), "signin:account", order=80)
    navigation.register_account(gettext_lazy("退出登录"), "signin:out", order=99, post=True)
    worklists.register(signin_work)


def signin_work(rights: Rights, on: date) -> Iterator[WorkItem]:
    """The sealed account that was used, for all three; identities to be checked, for the security administrator."""
    if not rights.any(*ADMINISTRATORS):
        return
    url = reverse("signin:administration")
    for sealed in break_glass_alarms():
        title = _("应急账号 %(username)s 已启用，请核查") % {"username": sealed.user.username}
        yield WorkItem(title=title, url=url, kind=_("应急"), late=True, group=Group.WAITING)
    if rights.has(Right.ADMIN_SECURITY):
        for proposal in proposals_open(on)[:_MOST]:
            to = reverse("signin:proposal", kwargs={"proposal": proposal.pk})
            title = _("统一身份 %(number)s 待核对") % {"number": proposal.number}
            yield WorkItem(title=title, url=to, kind=_("待核对"), who=proposal.shown_name, group=Group.WAITING)
