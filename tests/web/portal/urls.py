"""The portal alone."""

from gongkai.web.portal.urls import app_name, old_addresses, urlpatterns as portal  # noqa: F401

urlpatterns = [*portal, *old_addresses]
