"""Second factors: an authenticator, passkeys, recovery codes. Each change needs a fresh proof of identity."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

import segno
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_signin import CodeRefused, FactorStillNeeded, FactorThere, PasskeyRefused
from gongkai.web.bodies.signin.access import access_factor
from gongkai.web.bodies.signin.clock import day_of, instant
from gongkai.web.bodies.signin.factors import codes_left, factors_of, has_factor
from gongkai.web.bodies.signin.forms import CodeForm, PasskeyForm
from gongkai.web.bodies.signin.services import factor_remove, passkey_add, recovery_codes_make, totp_add
from gongkai.web.bodies.signin.sessions import session_of
from gongkai.web.bodies.signin.views.account import proved_lately
from gongkai.web.bodies.signin.views.answers import page
from gongkai.web.bodies.signin.wording import said

_SECRET = "signin.totp_secret"  # noqa: S105 - a name in the session
View = Callable[..., HttpResponse]


def _proved(view: View) -> View:
    """Ask for a proof of identity first, where the last one is some time ago."""

    @login_required
    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs) if proved_lately(request) else redirect("signin:again")

    found: View = asked
    return found


@login_required
@require_safe
def factors(request: HttpRequest) -> HttpResponse:
    """What one has beside the password, and what may be added."""
    required = settings.SECOND_FACTOR == "required"
    context = {
        "factors": factors_of(request.user),
        "codes_left": codes_left(request.user),
        "required": required,
        "owed": required and not has_factor(request.user),
    }
    return page(request, "factors", context)


@_proved
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def totp(request: HttpRequest) -> HttpResponse:
    """Tie an authenticator: scan, then type its first code."""
    at = instant()
    if request.method != "POST":
        request.session[_SECRET] = generate_totp_secret()
        return _totp_page(request, CodeForm())
    form = CodeForm(request.POST)
    secret = request.session.get(_SECRET)
    if not secret:
        return redirect("signin:totp")
    if not form.is_valid():
        return _totp_page(request, form, status=422)
    try:
        totp_add(
            secret=secret,
            code=form.cleaned_data["code"],
            session=session_of(request, at=at),
            actor=request.user,
            on=day_of(at),
            at=at,
        )
    except (CodeRefused, FactorThere) as error:
        return _totp_page(request, CodeForm(), error=error, status=422)
    del request.session[_SECRET]
    messages.success(request, _("动态验证码已启用。"))
    return _onward(request)


@_proved
@require_http_methods(["GET", "HEAD", "POST"])
def passkey_new(request: HttpRequest) -> HttpResponse:
    """Tie a passkey of this device or of a security key."""
    at = instant()
    form = PasskeyForm(request.POST or None)
    if request.method != "POST":
        return _passkey_page(request, form)
    if not form.is_valid():
        return _passkey_page(request, form, status=422)
    try:
        passkey_add(
            name=form.cleaned_data["name"],
            answer=form.cleaned_data["answer"],
            session=session_of(request, at=at),
            actor=request.user,
            on=day_of(at),
            at=at,
        )
    except PasskeyRefused as error:
        return _passkey_page(request, form, error=error, status=422)
    messages.success(request, _("通行密钥已添加。"))
    return _onward(request)


@_proved
@require_POST
def factor_out(request: HttpRequest, number: int) -> HttpResponse:
    """Remove one of one's own second factors."""
    rights: Any = request
    try:
        factor_remove(factor=access_factor(rights.rights, number), actor=request.user, on=day_of(instant()))
    except FactorStillNeeded as error:
        messages.error(request, said(error))
    else:
        messages.success(request, _("已删除。"))
    return redirect("signin:factors")


@_proved
@require_POST
def recovery(request: HttpRequest) -> HttpResponse:
    """New recovery codes, shown this once."""
    codes = recovery_codes_make(actor=request.user, on=day_of(instant()))
    return page(request, "recovery", {"codes": codes})


def _onward(request: HttpRequest) -> HttpResponse:
    """Recovery codes come with the first second factor."""
    if codes_left(request.user) is not None:
        return redirect("signin:factors")
    codes = recovery_codes_make(actor=request.user, on=day_of(instant()))
    return page(request, "recovery", {"codes": codes})


def _totp_page(request: HttpRequest, form: CodeForm, *, error: GongkaiError | None = None, status: int = 200) -> HttpResponse:
    secret = request.session[_SECRET]
    address = get_adapter().build_totp_url(request.user, secret)
    picture = segno.make(address, error="m").svg_data_uri(scale=5, border=2, dark="#1d2129", light="#fff")
    grouped = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    context = {"form": form, "error": said(error) if error else "", "picture": picture, "secret": grouped, "address": address}
    return page(request, "totp", context, status=status)


def _passkey_page(
    request: HttpRequest, form: PasskeyForm, *, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    options = json.dumps(webauthn.begin_registration(request.user, True))
    context = {"form": form, "options": options, "error": said(error) if error else ""}
    return page(request, "passkey_new", context, status=status)
