"""Every request carries the rights of its person on its day, as `request.rights`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject
from django.utils.timezone import localdate

from gongkai.web.bodies.access import rights_of


class RightsMiddleware:
    """Adds `request.rights`, worked out at its first use; pages that ask nothing cost no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with its rights at hand."""
        with_rights: Any = request
        with_rights.rights = SimpleLazyObject(lambda: rights_of(with_rights.user, on=localdate()))
        return self.get_response(request)
