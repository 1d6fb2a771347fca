"""Sentences of errors in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from gongkai.core.errors import GongkaiError, Lang


def page_language() -> Lang:
    """The language of the page, as our sentences name it."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def say(error: GongkaiError) -> str:
    """The sentence of an error in the language of the page."""
    return error.say(page_language())
