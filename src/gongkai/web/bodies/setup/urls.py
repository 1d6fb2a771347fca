"""The address of the first run: mounted at `setup/`."""

from __future__ import annotations

from django.urls import path

from gongkai.web.bodies.views.setup import setup

app_name = "setup"
urlpatterns = [path("", setup, name="first")]
