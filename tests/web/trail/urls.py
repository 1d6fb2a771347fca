"""The addresses of the trail alone, with those the frame of the pages needs."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import include, path
from django.views.i18n import set_language


def _page(_request: object) -> HttpResponse:
    return HttpResponse()


_frame = [
    path(f"{name}/", set_language if name == "language" else _page, name=name)
    for name in ("home", "view", "language", "keys", "search")
]
urlpatterns = [
    path("workbench/trail/", include("gongkai.web.trail.urls")),
    path("shell/", include((_frame, "shell"))),
]
