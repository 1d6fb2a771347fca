"""Coming in and going out: password, second step, passkey."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_signin import CodeRefused, PasskeyRefused, SignInLocked, SignInRefused
from gongkai.web.bodies.models import User
from gongkai.web.bodies.signin.addresses import client_address
from gongkai.web.bodies.signin.attempts import address_reserve, factor_reserve, give_back, signin_reserve
from gongkai.web.bodies.signin.clock import day_of, instant
from gongkai.web.bodies.signin.factors import PASSKEY, factors_of, has_factor
from gongkai.web.bodies.signin.forms import CodeForm, SignInForm
from gongkai.web.bodies.signin.limits import STEP_HOLDS
from gongkai.web.bodies.signin.models import Ending, Failures, Method
from gongkai.web.bodies.signin.oidc import providers
from gongkai.web.bodies.signin.selectors import break_glass_of
from gongkai.web.bodies.signin.services import (
    break_glass_use,
    factor_fail,
    factor_use,
    passkey_enter,
    session_end,
    signin_fail,
    signin_succeed,
)
from gongkai.web.bodies.signin.sessions import session_of, user_with_key
from gongkai.web.bodies.signin.views.answers import page
from gongkai.web.bodies.signin.wording import said

_STEP = "signin.step"
_WHY = {ending.value for ending in Ending} | {"step"}


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def signin(request: HttpRequest) -> HttpResponse:
    """User name and password; unknown names and wrong passwords answer alike."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_next(request))
    if request.method != "POST":
        return _page(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    at, address = instant(), client_address(request)
    username = form.cleaned_data["username"]
    try:
        taken = signin_reserve(username, address, at=at)
    except SignInLocked as locked:
        return _locked(request, locked, at)
    user = authenticate(request, username=username, password=form.cleaned_data["password"])
    if user is None:
        signin_fail(username=username, taken=taken, address=address, actor=None, on=day_of(at), at=at)
        return _page(request, form, error=SignInRefused(), status=422)
    return first_step_done(request, user, Method.PASSWORD, taken=taken, next_url=_next(request), at=at)


def first_step_done(
    request: HttpRequest,
    user: User,
    method: Method,
    *,
    taken: Sequence[Failures],
    next_url: str,
    at: datetime,
    second_factor: str = "",
) -> HttpResponse:
    """In, or on to the second step where the person has one."""
    address, on = client_address(request), day_of(at)
    sealed = break_glass_of(user) if method == Method.PASSWORD else None
    if sealed is not None:
        break_glass_use(sealed=sealed, address=address, actor=user, on=on, at=at)
        method, next_url = Method.BREAK_GLASS, settings.LOGIN_REDIRECT_URL
    elif not second_factor and has_factor(user):
        give_back(taken)
        request.session.flush()
        request.session[_STEP] = {
            "user": str(user.pk),
            "proof": user.get_session_auth_hash(),
            "method": str(Method(method).value),
            "at": at.timestamp(),
            "next": next_url,
        }
        return redirect("signin:second")
    signin_succeed(
        request=request,
        method=method,
        second_factor=second_factor,
        taken=taken,
        address=address,
        actor=user,
        on=on,
        at=at,
    )
    return HttpResponseRedirect(next_url)


@sensitive_post_parameters("code", "answer")
@require_http_methods(["GET", "HEAD", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """The second step: a code, a recovery code or a passkey."""
    at = instant()
    user = _waiting(request, at)
    if user is None:
        request.session.pop(_STEP, None)
        return redirect(f"{settings.LOGIN_URL}?why=step")
    if request.method != "POST":
        return _second_page(request, user, CodeForm())
    address, passkey = client_address(request), bool(request.POST.get("answer"))
    form = CodeForm(request.POST)
    if not passkey and not form.is_valid():
        return _second_page(request, user, form, status=422)
    try:
        taken = factor_reserve(user, address, at=at)
    except SignInLocked as locked:
        return _locked(request, locked, at)
    answer = request.POST["answer"] if passkey else form.cleaned_data["code"]
    try:
        kind = factor_use(answer=answer, passkey=passkey, taken=taken, actor=user, on=day_of(at), at=at)
    except (CodeRefused, PasskeyRefused) as error:
        factor_fail(user=user, taken=taken, address=address, actor=None, on=day_of(at), at=at)
        return _second_page(request, user, CodeForm(), error=error, status=422)
    step = request.session[_STEP]
    return first_step_done(request, user, Method(step["method"]), taken=[], next_url=step["next"], at=at, second_factor=kind)


@require_http_methods(["GET", "HEAD", "POST"])
def passkey(request: HttpRequest) -> HttpResponse:
    """A passkey alone: it is had and unlocked by its owner, so it is both factors."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_next(request))
    if request.method != "POST":
        return _passkey_page(request)
    at, address = instant(), client_address(request)
    try:
        taken = address_reserve(address, at=at)
        user = passkey_enter(answer=request.POST.get("answer", ""), actor=None, on=day_of(at), at=at)
    except SignInLocked as locked:
        return _locked(request, locked, at)
    except PasskeyRefused as error:
        signin_fail(username="", taken=taken, address=address, actor=None, on=day_of(at), at=at)
        return _passkey_page(request, error=error, status=422)
    return first_step_done(
        request, user, Method.PASSKEY, taken=taken, next_url=_next(request), at=at, second_factor=str(PASSKEY)
    )


@require_POST
def signout(request: HttpRequest) -> HttpResponse:
    """Out; the session holds nowhere any more."""
    if request.user.is_authenticated:
        at, actor = instant(), request.user
        session = session_of(request, at=at)
        logout(request)
        session_end(session=session, ending=Ending.SIGNED_OUT, actor=actor, on=day_of(at), at=at)
    return redirect(f"{settings.LOGIN_URL}?why=signed_out")


def _waiting(request: HttpRequest, at: datetime) -> User | None:
    """Who has done the first step in this browser, lately, and is still the same."""
    step: dict[str, Any] | None = request.session.get(_STEP)
    if not step or not timedelta(0) <= timedelta(seconds=at.timestamp() - step["at"]) < STEP_HOLDS:
        return None
    user = user_with_key(step["user"])
    return user if user is not None and user.get_session_auth_hash() == step["proof"] else None


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    fine = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if fine and not wanted.startswith(settings.LOGIN_URL) else str(settings.LOGIN_REDIRECT_URL)


def _page(request: HttpRequest, form: SignInForm, *, error: GongkaiError | None = None, status: int = 200) -> HttpResponse:
    why = request.GET.get("why", "")
    context = {
        "form": form,
        "error": said(error) if error else "",
        "why": why if why in _WHY else "",
        "next": _next(request),
        "providers": providers(),
    }
    return page(request, "signin", context, status=status)


def _locked(request: HttpRequest, error: SignInLocked, at: datetime) -> HttpResponse:
    wait = max(1, int((error.details["at"] - at).total_seconds()))
    context = {"error": said(error), "until": error.details["at"]}
    return page(request, "locked", context, status=429, headers={"Retry-After": str(wait)})


def _second_page(
    request: HttpRequest, user: User, form: CodeForm, *, error: GongkaiError | None = None, status: int = 200
) -> HttpResponse:
    kinds = {str(factor.type) for factor in factors_of(user)}
    options = json.dumps(webauthn.begin_authentication(user)) if str(PASSKEY) in kinds else ""
    context = {"form": form, "error": said(error) if error else "", "options": options, "kinds": kinds}
    return page(request, "second", context, status=status)


def _passkey_page(request: HttpRequest, *, error: GongkaiError | None = None, status: int = 200) -> HttpResponse:
    options = json.dumps(webauthn.begin_authentication(None))
    context = {"options": options, "error": said(error) if error else "", "next": _next(request)}
    return page(request, "passkey", context, status=status)
