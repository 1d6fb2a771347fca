"""An error's sentence in the language of the page."""

from __future__ import annotations

from django.utils.translation import get_language

from gongkai.core.errors import GongkaiError


def said(error: GongkaiError) -> str:
    """What the page shows of an error."""
    return error.say("zh" if (get_language() or "zh").startswith("zh") else "en")
