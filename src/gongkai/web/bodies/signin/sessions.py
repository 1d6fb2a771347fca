"""The session of a request, and the row that says it holds: looked up by the guard, begun by the services."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from gongkai.web.bodies.models import User
from gongkai.web.bodies.signin.limits import BREAK_GLASS_HOLDS, SEEN_EVERY, session_fault
from gongkai.web.bodies.signin.models import Ending, Method, Session

KEY = "signin.session"
PASSWORD_DUE = "signin.password_due"  # noqa: S105 - a name in the session
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def session_of(request: HttpRequest, *, at: datetime) -> Session:
    """The row of a signed-in request; one is made for a session that began outside the sign-in pages."""
    found = Session.objects.filter(pk=_key_in(request), user_id=request.user.pk).first()
    return found or session_begin(request.user, Method.OTHER, "", request=request, address="", at=at)


def session_begin(
    user: User, method: Method, second_factor: str, *, request: HttpRequest, address: str, at: datetime
) -> Session:
    """A row for a browser that is signed in from now on, tied to its cookie."""
    row = Session.objects.create(
        user=user,
        method=method,
        second_factor=second_factor,
        begun_at=at,
        seen_at=at,
        proven_at=at,
        address=address,
        agent=request.META.get("HTTP_USER_AGENT", "")[:200],
    )
    request.session[KEY] = str(row.pk)
    return row


def browser_sign_in(request: HttpRequest, user: User) -> None:
    """Give the browser a new session cookie in the name of `user`; nothing of the session before stays (fixation)."""
    request.session.flush()
    login(request, user, backend=_BACKEND)


def user_with_key(key: str) -> User | None:
    """The person of that key, if the account is in use."""
    found: User | None = User.objects.select_related("body").filter(pk=key, is_active=True).first()
    return found


def session_verdict(session: Session, *, at: datetime) -> str:
    """Why a session holds no longer, as a value of Ending; empty while it holds."""
    if session.ended_at is not None:
        return session.ending or Ending.ELSEWHERE
    absolute = BREAK_GLASS_HOLDS if session.method == Method.BREAK_GLASS else settings.SESSION_ABSOLUTE
    return session_fault(begun=session.begun_at, seen=session.seen_at, at=at, idle=settings.SESSION_IDLE, absolute=absolute)


def session_touch(session: Session, *, at: datetime) -> None:
    """Write down that somebody acted, to the minute."""
    if at - session.seen_at >= SEEN_EVERY:
        Session.objects.filter(pk=session.pk).update(seen_at=at)


def _key_in(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.session.get(KEY, ""))
    except ValueError:
        return None
