"""The app bodies."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """机构与人员."""

    name = "gongkai.web.bodies"
    label = "bodies"
    verbose_name = "机构与人员"

    def ready(self) -> None:
        """Give the trail the words of this app's codes, the shell its work and its ways."""
        from django.utils.translation import gettext_lazy as _

        from gongkai.web.bodies import trail_codes
        from gongkai.web.bodies.worklists import PROVIDERS, bodies_found
        from gongkai.web.shell import navigation, search, worklists

        trail_codes.register_all()
        for provider in PROVIDERS:
            worklists.register(provider)
        search.register(_("机关"), bodies_found)
        navigation.register(_("机构与人员"), "bodies:tree", order=80)
