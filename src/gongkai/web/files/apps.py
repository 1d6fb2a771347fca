"""The app files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """文件."""

    name = "gongkai.web.files"
    label = "files"
    verbose_name = "文件"

    def ready(self) -> None:
        """Give the trail codes their words."""
        from gongkai.web.files import trail_codes  # noqa: F401
