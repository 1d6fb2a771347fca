"""The register of websites and official accounts."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
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
from gongkai.web.bodies.views.body_page import body_context, timeline_of


@login_required
def accounts(request: Any, code: str) -> HttpResponse:
    """The accounts of a body; those that have fallen silent are marked."""
    body = access_body(request.rights, code, to=Right.READ)
    on = localdate()
    silent = {each.pk: each.quiet_since for each in accounts_silent(on, bodies=[body.pk])}
    context = body_context(request, body, here="accounts") | {
        "accounts": [(each, silent.get(each.pk), not each.keeper.is_active) for each in accounts_of(body)],
        "days": days_of_silence(on),
        "may_manage": request.rights.has(Right.MANAGE_BODY, over=body),
    }
    return render(request, "bodies/accounts.html", context)


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
        request, form, act, title=_("登记平台账号"), back=back, note=_("每个账号有一名具名的管理人。不要填写密码。")
    )


@login_required
def account(request: Any, account: uuid.UUID) -> HttpResponse:
    """One account: its facts, its keepers, its handovers."""
    found = access_platform_account(request.rights, account, to=Right.READ)
    on = localdate()
    silent = accounts_silent(on, bodies=[found.body_id]).filter(pk=found.pk).first()
    context = body_context(request, found.body, here="accounts") | {
        "account": found,
        "facts": _facts(found),
        "handovers": handovers_of(found),
        "quiet_since": silent.quiet_since if silent else None,
        "days": days_of_silence(on),
        "timeline": timeline_of(found),
        "may_manage": request.rights.has(Right.MANAGE_BODY, over=found.body_id),
        "may_post": _keeps(request, found) or request.rights.has(Right.MANAGE_BODY, over=found.body_id),
    }
    return render(request, "bodies/account.html", context)


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

    return form_page(request, form, act, title=_("变更平台账号"), back=back)


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
    return form_page(request, form, act, title=_("移交平台账号"), back=back, submit=_("移交"), note=note)


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
    return form_page(request, form, act, title=_("登记最近更新"), back=back, note=note)


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

    return form_page(request, form, act, title=_("变更账号状态"), back=back)


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

    return form_page(request, form, act, title=_("登记备案"), back=back)


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
