"""What every page of the workbench has around its content, asked for only when a template shows it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from gongkai.web.shell.navigation import Way, account_ways, main_ways, section_ways

PRIVATE = ("/workbench/", "/signin/", "/setup/")  # the addresses of staff
VIEW_COOKIE = "gongkai-view"  # "elder", "contrast" or both with a dot between
VIEWS = ("elder", "contrast")
LANGUAGES = {"zh-hans": ("zh-CN", "中文"), "en": ("en", "English")}


def views_chosen(request: HttpRequest) -> frozenset[str]:
    """The ways of looking remembered in the cookie; anything else in it is ignored."""
    return frozenset(request.COOKIES.get(VIEW_COOKIE, "").split(".")) & frozenset(VIEWS)


class Shell:
    """The frame of one page."""

    def __init__(self, request: HttpRequest) -> None:
        self.request: Any = request

    @cached_property
    def signed_in(self) -> bool:
        """Whether a person is signed in; false where the request ended before that was asked."""
        user = getattr(self.request, "user", None)
        return bool(user is not None and user.is_authenticated)

    @cached_property
    def body(self) -> Any | None:
        """The body of the person."""
        return getattr(self.request.user, "body", None) if self.signed_in else None

    @property
    def body_name(self) -> str:
        """The name of the person's body, or what the installation calls itself."""
        return str(self.body.name) if self.body else str(settings.SITE_NAME)

    @property
    def demo(self) -> bool:
        """Whether the page is of the demonstration city."""
        return bool(self.body and self.body.demo)

    @property
    def person(self) -> str:
        """The person's name as it stands in the header."""
        user = self.request.user
        return str(getattr(user, "name", "") or user.get_username())

    @cached_property
    def navigation(self) -> list[Way]:
        """The main navigation as far as the person may go; nothing for somebody not signed in."""
        return main_ways(self.request.rights, self.request.path) if self._has_rights else []

    @cached_property
    def section(self) -> list[Way]:
        """The entries of the section one is in."""
        return section_ways(self.request.rights, self.request.path) if self._has_rights else []

    @cached_property
    def account(self) -> list[Way]:
        """The entries under the person's name."""
        return account_ways(self.request.rights, self.request.path) if self._has_rights else []

    @property
    def _has_rights(self) -> bool:
        return self.signed_in and hasattr(self.request, "rights")

    @cached_property
    def elder(self) -> bool:
        """Large print and large targets."""
        return "elder" in views_chosen(self.request)

    @cached_property
    def contrast(self) -> bool:
        """High contrast."""
        return "contrast" in views_chosen(self.request)

    @property
    def classes(self) -> str:
        """The classes of the page."""
        return " ".join(name for name in VIEWS if name in views_chosen(self.request))

    @property
    def lang(self) -> str:
        """The language of the page as HTML names it."""
        return LANGUAGES.get(get_language() or "", LANGUAGES["zh-hans"])[0]

    @property
    def other_language(self) -> dict[str, str]:
        """The language the switch leads to."""
        code = "zh-hans" if self.lang == "en" else "en"
        lang, name = LANGUAGES[code]
        return {"code": code, "lang": lang, "name": name}

    @property
    def tools(self) -> bool:
        """Whether the switches are shown: not on what a stranger sees of the public face, which sets no cookie."""
        return self.signed_in or str(self.request.path).startswith(PRIVATE)

    @property
    def here(self) -> str:
        """Where a switch leads back to: this address, or home where the page answers a form."""
        return str(self.request.get_full_path()) if self.request.method in {"GET", "HEAD"} else str(self.request.path)

    @property
    def query(self) -> str:
        """What stands in the search box."""
        on_search = getattr(self.request.resolver_match, "view_name", "") == "shell:search"
        return str(self.request.GET.get("q", "")) if on_search else ""


def shell(request: HttpRequest) -> dict[str, Any]:
    """The context processor: `shell` in every template."""
    return {"shell": Shell(request)}
