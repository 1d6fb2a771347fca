"""One's own account: sessions, second factors, password, identities, and proving again who one is."""

from __future__ import annotations

import json
import uuid
from typing import Any

from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_signin import (
    CodeRefused,
    PasskeyRefused,
    PasswordElsewhere,
    PasswordNotYours,
    SignInLocked,
)
from gongkai.web.bodies.password_policies import policy, sentences
from gongkai.web.bodies.signin.access import access_identity, access_session
from gongkai.web.bodies.signin.addresses import client_address
from gongkai.web.bodies.signin.attempts import factor_reserve, give_back
from gongkai.web.bodies.signin.clock import day_of, instant
from gongkai.web.bodies.signin.factors import PASSKEY, TOTP, codes_left, factors_of, has_factor
from gongkai.web.bodies.signin.forms import CodeForm, PasswordForm, ProofForm
from gongkai.web.bodies.signin.limits import PROOF_HOLDS
from gongkai.web.bodies.signin.models import Ending
from gongkai.web.bodies.signin.oidc import providers
from gongkai.web.bodies.signin.selectors import identities_of, sessions_live
from gongkai.web.bodies.signin.services import (
    factor_fail,
    factor_use,
    identity_unlink,
    password_change,
    proof_renew,
    session_end,
    sessions_end,
)
from gongkai.web.bodies.signin.sessions import PASSWORD_DUE, session_of
from gongkai.web.bodies.signin.views.answers import page
from gongkai.web.bodies.signin.wording import said


@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """How one signs in, and where one is signed in."""
    at = instant()
    context = {
        "sessions": sessions_live(request.user, at),
        "here": session_of(request, at=at),
        "factors": factors_of(request.user),
        "codes_left": codes_left(request.user),
        "identities": identities_of(request.user),
        "providers": providers(),
        "required": settings.SECOND_FACTOR == "required",
        "has_password": request.user.has_usable_password(),
    }
    return page(request, "account", context)


@login_required
@require_POST
def session_close(request: HttpRequest, session: uuid.UUID) -> HttpResponse:
    """End one of one's own sessions."""
    rights: Any = request
    at = instant()
    found = access_session(rights.rights, session)
    session_end(session=found, ending=Ending.ELSEWHERE, actor=request.user, on=day_of(at), at=at)
    messages.success(request, _("该登录会话已结束。"))
    return redirect("signin:account")


@login_required
@require_POST
def sessions_close(request: HttpRequest) -> HttpResponse:
    """End all of one's own sessions but this one."""
    at = instant()
    kept = session_of(request, at=at)
    count = sessions_end(user=request.user, kept=kept, actor=request.user, on=day_of(at), at=at)
    messages.success(request, _("已结束其他 %(count)s 个登录会话。") % {"count": count})
    return redirect("signin:account")


@login_required
@require_POST
def identity_close(request: HttpRequest, identity: uuid.UUID) -> HttpResponse:
    """Undo the tie to one of one's own identities."""
    rights: Any = request
    at = instant()
    found = access_identity(rights.rights, identity)
    identity_unlink(identity=found, reason="", actor=request.user, on=day_of(at))
    messages.success(request, _("已解除统一身份关联。"))
    return redirect("signin:account")


@sensitive_post_parameters("present", "new", "again")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; every other session ends."""
    form = PasswordForm(request.POST or None)
    at = instant()
    if request.method == "POST" and form.is_valid():
        kept = session_of(request, at=at)
        try:
            taken = factor_reserve(request.user, client_address(request), at=at)
            user = password_change(
                present=form.cleaned_data["present"],
                new=form.cleaned_data["new"],
                kept=kept,
                actor=request.user,
                on=day_of(at),
                at=at,
            )
        except (PasswordNotYours, SignInLocked) as error:
            form.add_error("present", said(error))
        except PasswordElsewhere as error:
            form.add_error(None, said(error))
        except ValidationError as faults:
            give_back(taken)
            form.add_error("new", faults)
        else:
            give_back(taken)
            request.session.pop(PASSWORD_DUE, None)
            update_session_auth_hash(request, user)
            messages.success(request, _("密码已修改，其他登录会话已全部结束。"))
            return redirect(settings.LOGIN_REDIRECT_URL if request.user.must_change_password else "signin:account")
    context = {
        "form": form,
        "asked": sentences(policy()),
        "owed": request.user.must_change_password or PASSWORD_DUE in request.session,
    }
    return page(request, "password", context, status=200 if request.method != "POST" else 422)


@sensitive_post_parameters("password", "code", "answer")
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def again(request: HttpRequest) -> HttpResponse:
    """Show again who one is, before one changes one's own safeguards."""
    at = instant()
    if request.method != "POST":
        return _again_page(request)
    user, address = request.user, client_address(request)
    try:
        taken = factor_reserve(user, address, at=at)
        kind = _proof(request, taken, at)
    except SignInLocked as error:
        return _again_page(request, error=error, status=429)
    except (CodeRefused, PasskeyRefused, PasswordNotYours) as error:
        factor_fail(user=user, taken=taken, address=address, actor=None, on=day_of(at), at=at)
        return _again_page(request, error=error, status=422)
    proof_renew(session=session_of(request, at=at), second_factor=kind, actor=user, on=day_of(at), at=at)
    return redirect("signin:factors")


def _proof(request: HttpRequest, taken: Any, at: Any) -> str:
    """What kind of second factor was shown; empty for a password. Raises what was wrong."""
    answer, code = request.POST.get("answer", ""), request.POST.get("code", "")
    if answer or code:
        return factor_use(answer=answer or code, passkey=bool(answer), taken=taken, actor=request.user, on=day_of(at), at=at)
    form = ProofForm(request.POST)
    if (
        has_factor(request.user)
        or not form.is_valid()
        or not check_password(form.cleaned_data["password"], request.user.password, setter=None)
    ):
        raise PasswordNotYours
    give_back(taken)
    return ""


def _again_page(request: HttpRequest, *, error: GongkaiError | None = None, status: int = 200) -> HttpResponse:
    kinds = {str(factor.type) for factor in factors_of(request.user)}
    context = {
        "error": said(error) if error else "",
        "password_form": ProofForm() if request.user.has_usable_password() and not kinds else None,
        "code_form": CodeForm() if str(TOTP) in kinds else None,
        "options": json.dumps(webauthn.begin_authentication(request.user)) if str(PASSKEY) in kinds else "",
    }
    return page(request, "again", context, status=status)


def proved_lately(request: HttpRequest) -> bool:
    """Whether the person has shown who they are within the last minutes."""
    at = instant()
    return bool(at - session_of(request, at=at).proven_at < PROOF_HOLDS)
