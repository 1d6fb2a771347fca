"""The pages of signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form that was opened too long ago or in another session; what was typed is still behind "back"."""
    return render(request, "bodies/signin/csrf.html", status=403, headers={"Cache-Control": "no-store"})
