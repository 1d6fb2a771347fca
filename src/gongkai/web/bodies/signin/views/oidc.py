"""Single sign-on: there and back."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_signin import IdentityProviderSilent, IdentityTokenRefused, IdentityUnknown, SignInRefused
from gongkai.web.bodies.models import User
from gongkai.web.bodies.signin.addresses import client_address, network_of
from gongkai.web.bodies.signin.clock import day_of, instant
from gongkai.web.bodies.signin.models import Method
from gongkai.web.bodies.signin.oidc import Known, ProviderConfig, access_provider, came_back, send_there
from gongkai.web.bodies.signin.selectors import identity_named, roles_not_held
from gongkai.web.bodies.signin.services import identity_propose, identity_refuse
from gongkai.web.bodies.signin.views.answers import page
from gongkai.web.bodies.signin.views.entry import first_step_done
from gongkai.web.bodies.signin.wording import said


@require_safe
def oidc(request: HttpRequest, provider: str) -> HttpResponse:
    """To the identity provider."""
    config = access_provider(provider)
    try:
        return send_there(request, config, _fine(request, request.GET.get("next", "")))
    except (IdentityProviderSilent, IdentityTokenRefused) as error:
        return _failed(request, error, 502)


@require_safe
def oidc_back(request: HttpRequest, provider: str) -> HttpResponse:
    """Back from the identity provider: in, or before the security administrator, or refused."""
    config, at = access_provider(provider), instant()
    try:
        known, next_url = came_back(request, config, at=at)
    except IdentityTokenRefused as error:
        network = network_of(client_address(request))
        check = error.details["check"]
        identity_refuse(provider=config.key, check=check, network=network, actor=None, on=day_of(at))
        return _failed(request, error, 403)
    except IdentityProviderSilent as error:
        return _failed(request, error, 502)
    identity = identity_named(known.issuer, known.subject)
    if request.user.is_authenticated:
        return _tie(request, config, known, request.user, taken=identity is not None)
    if identity is None:
        return _wait(request, config, known)
    user = identity.user
    if not user.is_active:
        return _failed(request, SignInRefused(), 403)
    _propose_roles(config, known, user, request)
    factor = "oidc" if known.second_factor else ""
    return first_step_done(request, user, Method.OIDC, taken=[], next_url=_fine(request, next_url), at=at, second_factor=factor)


def _wait(request: HttpRequest, config: ProviderConfig, known: Known) -> HttpResponse:
    proposal = identity_propose(
        issuer=known.issuer,
        subject=known.subject,
        provider=config.key,
        shown_name=known.name,
        roles=_roles(config, known),
        user=None,
        actor=None,
        on=day_of(instant()),
    )
    return _failed(request, IdentityUnknown(number=proposal.number), 403)


def _tie(request: HttpRequest, config: ProviderConfig, known: Known, user: User, *, taken: bool) -> HttpResponse:
    """Somebody signed in here asks for the tie; it waits for the security administrator like every other."""
    if taken:
        messages.info(request, _("该统一身份已经关联账号。"))
        return redirect("signin:account")
    identity_propose(
        issuer=known.issuer,
        subject=known.subject,
        provider=config.key,
        shown_name=known.name,
        roles=roles_not_held(user, _roles(config, known), day_of(instant())),
        user=user,
        actor=user,
        on=day_of(instant()),
    )
    messages.success(request, _("已提交安全管理员确认，确认后即可用统一身份登录。"))
    return redirect("signin:account")


def _propose_roles(config: ProviderConfig, known: Known, user: User, request: HttpRequest) -> None:
    on = day_of(instant())
    missing = roles_not_held(user, _roles(config, known), on)
    if missing:
        identity_propose(
            issuer=known.issuer,
            subject=known.subject,
            provider=config.key,
            shown_name=known.name,
            roles=missing,
            user=user,
            actor=None,
            on=on,
        )


def _roles(config: ProviderConfig, known: Known) -> list[str]:
    return sorted({config.group_roles[group] for group in known.groups if group in config.group_roles})


def _fine(request: HttpRequest, wanted: str) -> str:
    fine = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if fine else str(settings.LOGIN_REDIRECT_URL)


def _failed(request: HttpRequest, error: GongkaiError, status: int) -> HttpResponse:
    context = {"error": said(error)}
    return page(request, "refused", context, status=status)
