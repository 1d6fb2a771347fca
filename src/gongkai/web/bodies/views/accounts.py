"""The register of websites and official accounts."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.web.bodies.access import access_body, access_platform_account
from gongkai.web.bodies.forms.accounts import (
    AccountChangeForm,
    AccountOpenForm,
    FilingForm,
    HandOverForm,
    PostForm,
    StatusForm,
)
from gongkai.web.bodies.kinds import AccountKind, AccountStatus, Right
from gongkai.web.bodies.models import PlatformAccount
from gongkai.web.bodies.selectors import accounts_of, accounts_silent, days_of_silence, handovers_of, people_of
from gongkai.web.bodies.services.accounts import (
    AccountFacts,
    platform_account_change,
    platform_account_file,
    platform_account_hand_over,
    platform_account_open,
    platform_account_post,
    platform_account_set_status,
)
from gongkai.web.bodies.views.answering import form_page
from gongkai.web.bodies.views.body_page import page_of_body, timeline_of
from gongkai.web.bodies.views.sections import Notice, Section, show, table_section
from gongkai.web.shell.tables import Column


@login_required
def accounts(request: Any, code: str) -> HttpResponse:
    """The accounts of a body; those that have fallen silent are marked."""
    body = access_body(request.rights, code, to=Right.READ)
    on = localdate()
    silent = {each.pk: each.quiet_since for each in accounts_silent(on, bodies=[body.pk])}
    page = page_of_body(request, body, here="accounts")

    def state(account: PlatformAccount) -> str:
        if account.pk in silent:
            return _("自 %(day)s 起未更新") % {"day": silent[account.pk]}
        return account.get_status_display() if account.keeper.is_active else _("管理人账号已停用，须移交")

    columns = [
        Column("name", _("名称"), link=lambda each: reverse("bodies:account", args=[each.pk]), kind="main"),
        Column("kind", _("类别"), value=lambda each: each.get_kind_display()),
        Column("keeper.name", _("管理人")),
        Column("deputy.name", _("备份管理人")),
        Column("last_post_on", _("最近更新"), kind="date"),
        Column("state", _("状态"), value=state, tone=lambda each: "late" if each.pk in silent else "quiet"),
    ]
    if request.rights.has(Right.MANAGE_BODY, over=body):
        page.actions = [(_("登记平台账号"), reverse("bodies:account-open", args=[body.code]))]
    lead = _("连续 %(days)s 天未更新的，标红提醒。") % {"days": days_of_silence(on)}
    page.sections = [table_section(_("平台账号"), columns, accounts_of(body), empty=_("尚未登记平台账号。"), lead=lead)]
    return show(request, page)


@login_required
def account_open(request: Any, code: str) -> HttpResponse:
    """Register an account."""
    body = access_body(request.rights, code, to=Right.MANAGE_BODY)
    on = localdate()
    form = AccountOpenForm(request.POST or None, people=people_of(body, on), initial={"begun_on": on})

    def act(values: dict[str, Any]) -> str:
        keeper, deputy = values.pop("keeper"), values.pop("deputy")
        facts = AccountFacts(**{**values, "kind": AccountKind(values["kind"])})
        made = platform_account_open(body=body, facts=facts, keeper=keeper, deputy=deputy, actor=request.user, on=on)
        return reverse("bodies:account", args=[made.pk])

    back = reverse("bodies:accounts", args=[body.code])
    return form_page(
        request,
        form,
        act,
        title=_("登记平台账号"),
        back=back,
        place=body.name,
        note=_("每个账号有一名具名的管理人。不要填写密码。"),
    )


@login_required
def account(request: Any, account: uuid.UUID) -> HttpResponse:
    """One account: its facts, its keepers, its handovers."""
    found = access_platform_account(request.rights, account, to=Right.READ)
    on = localdate()
    silent = accounts_silent(on, bodies=[found.body_id]).filter(pk=found.pk).first()
    page = page_of_body(request, found.body, here="accounts")
    page.crumbs.append((found.body.short_name, reverse("bodies:accounts", args=[found.body.code])))
    page.title = found.name
    if silent:
        text = _("自 %(day)s 起未更新，已超过 %(days)s 天。") % {"day": silent.quiet_since, "days": days_of_silence(on)}
        page.notices.append(Notice(text, "error"))
    manages = request.rights.has(Right.MANAGE_BODY, over=found.body_id)
    ways = [(_("登记最近更新"), "bodies:account-post")] if manages or _keeps(request, found) else []
    if manages:
        ways += [
            (_("移交"), "bodies:account-hand-over"),
            (_("变更"), "bodies:account-change"),
            (_("备案"), "bodies:account-file"),
            (_("停用、注销"), "bodies:account-status"),
        ]
    page.actions = [(label, reverse(to, args=[found.pk])) for label, to in ways]
    handovers = [
        Column("on", _("移交日期"), kind="date"),
        Column("giver.name", _("移交人")),
        Column("taker.name", _("接收人"), kind="main"),
        Column("items", _("移交清单")),
        Column("signed_by", _("监交人")),
    ]
    page.sections = [
        Section(_("账号信息"), facts=_facts(found)),
        table_section(_("历次移交"), handovers, handovers_of(found), empty=_("没有移交。")),
        Section(_("办理记录"), timeline=timeline_of(found), empty=_("暂无记录。")),
    ]
    return show(request, page)


@login_required
def account_change(request: Any, account: uuid.UUID) -> HttpResponse:
    """Change name, numbers or deputy."""
    found = _managed(request, account)
    on = localdate()
    initial = {name: getattr(found, name) for name in ("name", "site_code", "icp", "police_no")} | {"deputy": found.deputy_id}
    form = AccountChangeForm(request.POST or None, people=people_of(found.body, on), initial=initial)
    back = reverse("bodies:account", args=[found.pk])

    def act(values: dict[str, Any]) -> str:
        deputy = values.pop("deputy")
        platform_account_change(account=found, changes=values, deputy=deputy, actor=request.user, on=on)
        return back

    return form_page(request, form, act, title=_("变更平台账号"), back=back, place=found.name)


@login_required
def account_hand_over(request: Any, account: uuid.UUID) -> HttpResponse:
    """Hand the account over to another keeper."""
    found = _managed(request, account)
    on = localdate()
    people = people_of(found.body, on).exclude(pk=found.keeper_id)
    form = HandOverForm(request.POST or None, people=people, initial={"handed_on": on})
    back = reverse("bodies:account", args=[found.pk])

    def act(values: dict[str, Any]) -> str:
        platform_account_hand_over(account=found, actor=request.user, on=on, **values)
        return back

    note = _("现任管理人：%(name)s。移交后应立即更换密码。") % {"name": found.keeper.name}
    return form_page(request, form, act, title=_("移交平台账号"), back=back, place=found.name, submit=_("移交"), note=note)


@login_required
def account_post(request: Any, account: uuid.UUID) -> HttpResponse:
    """Record when the account was last updated."""
    found = access_platform_account(request.rights, account, to=Right.MANAGE_BODY)
    on = localdate()
    back = reverse("bodies:account", args=[found.pk])

    def act(values: dict[str, Any]) -> str:
        platform_account_post(account=found, actor=request.user, on=on, **values)
        return back

    note = _("经本系统发布、转载的，自动记录；在其他平台直接更新的，在此登记。")
    form = PostForm(request.POST or None, initial={"posted_on": on})
    return form_page(request, form, act, title=_("登记最近更新"), back=back, place=found.name, note=note)


@login_required
def account_status(request: Any, account: uuid.UUID) -> HttpResponse:
    """Pause, use again or close an account."""
    found = _managed(request, account)
    on = localdate()
    form = StatusForm(request.POST or None, initial={"status": found.status, "since": on})
    back = reverse("bodies:account", args=[found.pk])

    def act(values: dict[str, Any]) -> str:
        values["status"] = AccountStatus(values["status"])
        platform_account_set_status(account=found, actor=request.user, on=on, **values)
        return back

    return form_page(request, form, act, title=_("变更账号状态"), back=back, place=found.name)


@login_required
def account_file(request: Any, account: uuid.UUID) -> HttpResponse:
    """Record the filing with the competent office."""
    found = _managed(request, account)
    on = localdate()
    initial = {"filed_with": found.filed_with, "filed_on": found.filed_on or on}
    form = FilingForm(request.POST or None, initial=initial)
    back = reverse("bodies:account", args=[found.pk])

    def act(values: dict[str, Any]) -> str:
        platform_account_file(account=found, actor=request.user, on=on, **values)
        return back

    return form_page(request, form, act, title=_("登记备案"), back=back, place=found.name)


def _managed(request: Any, key: uuid.UUID) -> PlatformAccount:
    """An account for whoever manages its body; keeping it is not enough."""
    found = access_platform_account(request.rights, key, to=Right.MANAGE_BODY)
    access_body(request.rights, found.body.code, to=Right.MANAGE_BODY)
    return found


def _keeps(request: Any, found: PlatformAccount) -> bool:
    return request.user.pk in (found.keeper_id, found.deputy_id)


def _facts(found: PlatformAccount) -> list[tuple[Any, ...]]:
    return [
        (_("类别"), found.get_kind_display()),
        (_("网址或者账号"), found.address),
        (_("状态"), f"{found.get_status_display()}（{found.status_since}）"),
        (_("管理人"), found.keeper.name),
        (_("备份管理人"), found.deputy.name if found.deputy else ""),
        (_("开设日期"), found.begun_on),
        (_("最近更新"), found.last_post_on),
        (_("网站标识码"), found.site_code),
        (_("ICP备案号"), found.icp),
        (_("公安备案号"), found.police_no),
        (_("备案主管单位"), found.filed_with),
        (_("备案日期"), found.filed_on),
    ]
