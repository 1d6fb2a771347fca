"""Entries as sentences in templates."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

from gongkai.web.trail.models import Entry
from gongkai.web.trail.words import Line, line_of

register = template.Library()


@register.filter
def in_words(entry: Entry) -> Line:
    """`{% with line=entry|in_words %}`: the entry in the language of the page."""
    return line_of(entry, get_language() or "zh")


@register.inclusion_tag("trail/_timeline.html")
def trail_timeline(entries: Any) -> dict[str, Any]:
    """`{% trail_timeline entries %}`: what was done to a record, as `selectors.entries_of` gives it."""
    return {"entries": entries}
