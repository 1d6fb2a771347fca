"""The site itself as an app: its commands."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """整个安装."""

    name = "gongkai.web.site"
    label = "site"
    verbose_name = "整个安装"
