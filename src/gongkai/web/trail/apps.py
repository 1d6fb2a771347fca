"""The app trail."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrailConfig(AppConfig):
    """留痕."""

    name = "gongkai.web.trail"
    label = "trail"
    verbose_name = "留痕"

    def ready(self) -> None:
        """Give the trail codes their words, and the audit administrator the way to the pages."""
        from gongkai.web.shell import navigation
        from gongkai.web.trail import trail_codes  # noqa: F401
        from gongkai.web.trail.access import To

        navigation.register(_("操作记录"), "trail:list", rights=(To.AUDIT,), order=90)
