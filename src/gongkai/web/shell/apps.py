"""The app shell."""

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """外壳."""

    name = "gongkai.web.shell"
    label = "shell"
    verbose_name = "外壳"

    def ready(self) -> None:
        """The way home comes first in the navigation."""
        from django.utils.translation import gettext_lazy as _

        from gongkai.web.shell import navigation

        navigation.register(_("待办"), "shell:home", order=10)
