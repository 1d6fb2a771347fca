"""The workbench's own addresses, below /workbench/."""

from __future__ import annotations

from django.urls import path

from gongkai.web.shell.views import pages

app_name = "shell"
urlpatterns = [
    path("", pages.home, name="home"),
    path("search/", pages.search, name="search"),
    path("keys/", pages.keys, name="keys"),
    path("view/", pages.view, name="view"),
    path("language/", pages.language, name="language"),
]
