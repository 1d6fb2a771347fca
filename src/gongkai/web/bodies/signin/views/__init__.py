"""The pages of signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from gongkai.web.bodies.signin.views.answers import page


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that was opened too long ago or in another session; what was typed is still behind "back"."""
    return page(request, "csrf", {}, status=403)
