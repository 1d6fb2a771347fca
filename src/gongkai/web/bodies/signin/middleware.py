"""The guard of every signed-in request: does its session still hold, is something owed first, and nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from gongkai.web.bodies.signin.clock import day_of, instant
from gongkai.web.bodies.signin.factors import has_factor
from gongkai.web.bodies.signin.models import Ending, Method, Session
from gongkai.web.bodies.signin.services import session_end
from gongkai.web.bodies.signin.sessions import PASSWORD_DUE, session_of, session_touch, session_verdict

_OPEN = ("/static/", "/-/")


class SessionGuard:
    """Ends what holds no longer at the next request, leads to what is owed, and forbids every copy of a signed-in page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, where its session holds."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.path.startswith(_OPEN):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return self.get_response(request)
        response = self._answer(request)
        response["Cache-Control"] = "no-store"
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        at = instant()
        session = session_of(request, at=at)
        guarded: Any = request
        guarded.signin_session = session
        why = session_verdict(session, at=at) or _missing_factor(session)
        if why:
            user = request.user
            logout(request)
            session_end(session=session, ending=Ending(why), actor=user, on=day_of(at), at=at)
            return _lead(request, _way_back(request, why))
        session_touch(session, at=at)
        owed = _owed(request, session, day_of(at))
        if owed and not request.path.startswith((owed, reverse("signin:out"))):
            return _lead(request, owed)
        return self.get_response(request)


def _missing_factor(session: Session) -> str:
    """A session with one factor, of somebody who has a second one, where both are required: it was not begun here."""
    needed = settings.SECOND_FACTOR == "required" and session.method != Method.BREAK_GLASS
    return Ending.FACTOR if needed and not session.second_factor and has_factor(session.user) else ""


def _owed(request: HttpRequest, session: Session, on: date) -> str:
    """The address of what must be done before anything else: a new password, then a second factor."""
    if session.method == Method.BREAK_GLASS:
        return ""
    due = request.session.get(PASSWORD_DUE)
    if request.user.must_change_password or (due and date.fromisoformat(due) <= on):
        return reverse("signin:password")
    if settings.SECOND_FACTOR == "required" and not session.second_factor:
        return reverse("signin:factors")
    return ""


def _way_back(request: HttpRequest, why: str) -> str:
    asked = {"why": why}
    if request.method == "GET":
        asked["next"] = request.get_full_path()
    return f"{reverse('signin:signin')}?{urlencode(asked)}"


def _lead(request: HttpRequest, address: str) -> HttpResponse:
    """To another page; where htmx asks for a part of one, the whole page goes there."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
