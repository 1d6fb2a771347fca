"""The addresses of the tests of signing in: its own pages, and a workbench and a public page that say who looks at them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse("public")


@login_required
def workbench(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"workbench of {request.user.username}")


urlpatterns = [
    path("", public),
    path("workbench/", workbench),
    path("signin/", include("gongkai.web.bodies.signin.urls")),
]
