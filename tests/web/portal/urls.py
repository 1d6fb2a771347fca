"""The portal alone."""

from gongkai.web.portal.urls import app_name, old_addresses  # noqa: F401
from gongkai.web.portal.urls import urlpatterns as portal

urlpatterns = [*portal, *old_addresses]
