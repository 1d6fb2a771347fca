"""The app trail."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """留痕."""

    name = "gongkai.web.trail"
    label = "trail"
    verbose_name = "留痕"

    def ready(self) -> None:
        """Give the trail codes their words."""
        from gongkai.web.trail import trail_codes  # noqa: F401
