"""The app trail."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """留痕."""

    name = "gongkai.web.trail"
    label = "trail"
    verbose_name = "留痕"
