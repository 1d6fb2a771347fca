"""What holds for every answer: its headers, its language, and that a refusal of ours is a page and not a crash."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import activate

from gongkai.core.errors import GongkaiError
from gongkai.web.shell.context import PRIVATE
from gongkai.web.shell.views import errors

Answer = Callable[[HttpRequest], HttpResponse]

# Set where an inner middleware or a view has not set its own; also on what never reached one of them.
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
}


class HeadersMiddleware:
    """The outermost: safe headers on every answer, and no copy of a signed-in person's page anywhere."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.transport = (
            f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload" if settings.SECURE_HSTS_SECONDS else ""
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if self.transport and request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", self.transport)
        if self._private(request, response):
            response.headers["Cache-Control"] = "no-store"
        return response

    def _private(self, request: HttpRequest, response: HttpResponse) -> bool:
        if request.path.startswith(settings.STATIC_URL):
            return False
        signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
        return signed_in or request.path.startswith(PRIVATE)


class LanguageMiddleware:
    """Chinese, unless another language was chosen by the switch: a page is the same for everybody who did not choose."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language chosen."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        activate(code)
        asked: Any = request
        asked.LANGUAGE_CODE = code
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", code)
        if request.path.startswith(PRIVATE):
            patch_vary_headers(response, ("Cookie",))
        return response


class RefusalMiddleware:
    """Turns what a view raised and a person can mend into a page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as it is, save for a bare 405, which becomes a page; see also `process_exception`."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.content:
            page = errors.error_page(request, 405)
            page["Allow"] = response["Allow"]
            return page
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A page with the sentence of an error of ours; 413 where too much was sent."""
        if isinstance(exception, GongkaiError):
            return errors.refused(request, exception)
        if isinstance(exception, errors.TOO_MUCH):
            return errors.error_page(request, 413)
        return errors.error_page(request, 400) if isinstance(exception, BadRequest) else None
