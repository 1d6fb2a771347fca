"""Every address of the installation: each app's own below its prefix, as far as the app has any."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from gongkai.web.site import health

APPS = (  # prefix, app; the portal's own comes last, for it takes the short addresses
    ("workbench/", "gongkai.web.shell"),
    ("workbench/trail/", "gongkai.web.trail"),
    ("workbench/bodies/", "gongkai.web.bodies"),
    ("workbench/documents/", "gongkai.web.publication"),
    ("workbench/notices/", "gongkai.web.notices"),
    ("signin/", "gongkai.web.bodies.signin"),
    ("setup/", "gongkai.web.bodies.setup"),
    ("", "gongkai.web.portal"),
)


def _addresses() -> list[URLPattern | URLResolver]:
    """The addresses of every app that has some; last of all the old addresses of the website that was there before."""
    found: list[URLPattern | URLResolver] = [
        path("-/live", health.live, name="live"),
        path("-/ready", health.ready, name="ready"),
    ]
    last: list[URLPattern | URLResolver] = []
    for prefix, app in APPS:
        if find_spec(app) is None or find_spec(f"{app}.urls") is None:
            continue
        module = import_module(f"{app}.urls")
        found.append(path(prefix, include(module)))
        last += getattr(module, "old_addresses", [])
    return [*found, *last]


urlpatterns = _addresses()

handler400 = "gongkai.web.shell.views.errors.bad_request"
handler403 = "gongkai.web.shell.views.errors.permission_denied"
handler404 = "gongkai.web.shell.views.errors.not_found"
handler500 = "gongkai.web.shell.views.errors.server_error"
