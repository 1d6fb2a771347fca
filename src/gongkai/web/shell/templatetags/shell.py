"""Tags for pages: what later apps put into a slot."""

from __future__ import annotations

from typing import Any

from django import template

from gongkai.web.shell.panels import panels_of

register = template.Library()


@register.inclusion_tag("shell/_panels.html", takes_context=True)
def panels(context: Any, slot: str, record: Any = None) -> dict[str, Any]:
    """`{% panels "document.aside" document %}`: every panel registered for the slot."""
    return {"panels": panels_of(slot, context["request"], record)}
