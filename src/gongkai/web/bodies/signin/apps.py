"""The app signin, a room of bodies with tables of its own."""

from django.apps import AppConfig


class SigninConfig(AppConfig):
    """登录."""

    name = "gongkai.web.bodies.signin"
    label = "signin"
    verbose_name = "登录"

    def ready(self) -> None:
        """Give the trail its words, the shell its ways and its work."""
        from gongkai.web.bodies.signin import trail_codes, workbench

        trail_codes.register_all()
        workbench.register_all()
