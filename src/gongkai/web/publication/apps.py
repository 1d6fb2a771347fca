"""The app publication."""

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """主动公开."""

    name = "gongkai.web.publication"
    label = "publication"
    verbose_name = "主动公开"

    def ready(self) -> None:
        """Give the trail codes their words."""
        from gongkai.web.publication import planned, trail_codes, workbench, workbench_after, workbench_reviews  # noqa: F401
