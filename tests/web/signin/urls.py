"""The addresses of the tests of signing in: its own pages, and a workbench and a public page that say who looks at them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path


def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("public")


@login_required
def workbench(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"workbench of {request.user.username}")


def frame(request: HttpRequest) -> HttpResponse:
    return render(request, "shell/base.html")


shell = [path(f"{name}/", frame, name=name) for name in ("view", "language", "keys", "search")]
urlpatterns = [
    path("", public),
    path("workbench/", workbench),
    path("shell/", include(([path("", workbench, name="home"), *shell], "shell"))),
    path("signin/", include("gongkai.web.bodies.signin.urls")),
]
