"""The app bodies."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """机构与人员."""

    name = "gongkai.web.bodies"
    label = "bodies"
    verbose_name = "机构与人员"
