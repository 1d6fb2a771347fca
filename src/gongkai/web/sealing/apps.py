"""The app sealing."""

from django.apps import AppConfig


class SealingConfig(AppConfig):
    """加密."""

    name = "gongkai.web.sealing"
    label = "sealing"
    verbose_name = "加密"
