"""The app shell."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """外壳."""

    name = "gongkai.web.shell"
    label = "shell"
    verbose_name = "外壳"
