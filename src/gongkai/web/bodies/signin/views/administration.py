"""What the administrators do about signing in: lift pauses, reset factors, confirm identities, close the sealed account."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.web.bodies.access import Rights, access_user
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.signin.access import access_break_glass, access_proposal
from gongkai.web.bodies.signin.clock import day_of, instant
from gongkai.web.bodies.signin.forms import ConfirmForm, ReasonForm
from gongkai.web.bodies.signin.selectors import break_glass_open, pauses_now, proposals_open
from gongkai.web.bodies.signin.services import (
    break_glass_close,
    factors_reset,
    identity_confirm,
    identity_decline,
    lockout_end,
    password_reset,
)
from gongkai.web.bodies.signin.views.answers import page
from gongkai.web.bodies.signin.wording import said


@login_required
@require_safe
def administration(request: HttpRequest) -> HttpResponse:
    """What waits for the security administrator; the other two see the sealed account's alarms."""
    rights = _rights(request)
    if not rights.any(Right.ADMIN_SECURITY, Right.ADMIN_SYSTEM, Right.ADMIN_AUDIT):
        raise Http404
    at = instant()
    mine = rights.has(Right.ADMIN_SECURITY)
    context = {
        "mine": mine,
        "pauses": pauses_now(at) if mine else [],
        "proposals": proposals_open(day_of(at)) if mine else [],
        "sealed": break_glass_open(),
    }
    return page(request, "administration", context)


@login_required
@require_POST
def pause_end(request: HttpRequest, user: uuid.UUID) -> HttpResponse:
    """Lift the pauses of somebody."""
    paused = access_user(_rights(request), user, to=Right.ADMIN_SECURITY)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明事由（至少 4 个字）。"))
        return redirect("signin:administration")
    lockout_end(user=paused, reason=form.cleaned_data["reason"], actor=request.user, on=day_of(instant()))
    messages.success(request, _("已解除“%(name)s”的登录暂停。") % {"name": paused.name})
    return redirect("signin:administration")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, user: uuid.UUID) -> HttpResponse:
    """How one person signs in: a new password by the system administrator, new factors by the security administrator."""
    rights = _rights(request)
    for right in (Right.ADMIN_SECURITY, Right.ADMIN_SYSTEM):
        if rights.has(right):
            break
    else:
        raise Http404
    whose = access_user(rights, user, to=right)
    context: dict[str, Any] = {"person": whose, "form": ReasonForm(), "security": right == Right.ADMIN_SECURITY}
    status = 200
    if request.method == "POST":
        try:
            context["password"], context["form"] = _act_on(request, whose, right)
            status = 422 if context["form"].errors else 200
        except GongkaiError as error:
            context["error"], status = said(error), 409
    return page(request, "person", context, status=status)


def _act_on(request: HttpRequest, user: Any, right: Right) -> tuple[str, ReasonForm]:
    """The new password, if one was made, and the form with its faults."""
    at = instant()
    if right == Right.ADMIN_SYSTEM:
        return password_reset(user=user, actor=request.user, on=day_of(at), at=at), ReasonForm()
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        count = factors_reset(user=user, reason=reason, actor=request.user, on=day_of(at), at=at)
        messages.success(request, _("已重置 %(count)s 项登录验证方式。") % {"count": count})
    return "", form


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Confirm or decline an identity from elsewhere."""
    found = access_proposal(_rights(request), proposal)
    initial = {"username": found.user.username if found.user else ""}
    form = ConfirmForm(request.POST or None, proposed=found.roles, initial=initial)
    error, status, on = "", 200, day_of(instant())
    if request.method == "POST":
        try:
            if _decided(request, found, form, on):
                return redirect("signin:administration")
            status = 422
        except GongkaiError as fault:
            error, status = said(fault), 409
    context = {"proposal": found, "form": form, "error": error}
    return page(request, "proposal", context, status=status)


def _decided(request: HttpRequest, found: Any, form: ConfirmForm, on: Any) -> bool:
    if "decline" in request.POST:
        reason = ReasonForm(request.POST)
        if not reason.is_valid():
            form.is_valid()
            return False
        identity_decline(proposal=found, reason=reason.cleaned_data["reason"], actor=request.user, on=on)
        return True
    if not form.is_valid():
        return False
    given = form.cleaned_data
    identity_confirm(
        proposal=found, user=given["username"], roles=given["roles"], reason=given["reason"], actor=request.user, on=on
    )
    messages.success(request, _("已关联。"))
    return True


@login_required
@require_POST
def break_glass_end(request: HttpRequest, sealed: uuid.UUID) -> HttpResponse:
    """Close the sealed account with a reason."""
    found = access_break_glass(_rights(request), sealed)
    at = instant()
    reason = request.POST.get("reason", "")[:400]
    try:
        break_glass_close(sealed=found, reason=reason, actor=request.user, on=day_of(at), at=at)
    except GongkaiError as error:
        messages.error(request, said(error))
    else:
        messages.success(request, _("应急账号已关闭。"))
    return redirect("signin:administration")


def _rights(request: HttpRequest) -> Rights:
    with_rights: Any = request
    found: Rights = with_rights.rights
    return found
