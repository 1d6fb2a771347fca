"""The app portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """公开平台."""

    name = "gongkai.web.portal"
    label = "portal"
    verbose_name = "公开平台"
