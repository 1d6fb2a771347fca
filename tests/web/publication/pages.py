"""Browsers and pages for the tests of publication."""

from __future__ import annotations

from django.test import Client
from lxml import html

from gongkai.web.bodies.models import User

DOCUMENTS = "/workbench/documents"


def browser(user: User) -> Client:
    """Somebody signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(user: User, path: str, *, status: int = 200) -> html.HtmlElement:
    """A page as that person sees it."""
    answer = browser(user).get(f"{DOCUMENTS}/{path}")
    assert answer.status_code == status, answer.content.decode()[:2000]
    return html.fromstring(answer.content.decode())


def text_of(element: html.HtmlElement) -> str:
    """What a reader sees of it."""
    return " ".join(element.text_content().split())


def form_of(element: html.HtmlElement, selector: str = "main form.form") -> dict[str, str]:
    """The values a browser would send of a form."""
    return dict(element.cssselect(selector)[0].form_values())
