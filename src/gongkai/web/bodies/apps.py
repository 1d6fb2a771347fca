"""The app bodies."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """机构与人员."""

    name = "gongkai.web.bodies"
    label = "bodies"
    verbose_name = "机构与人员"

    def ready(self) -> None:
        """Give the trail the words of this app's codes."""
        from gongkai.web.bodies import trail_codes

        trail_codes.register_all()
