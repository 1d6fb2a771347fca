"""Slots on a page that later apps fill: the earlier page does not know them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

Panel = Callable[[HttpRequest, Any], SafeString | str | None]
_PANELS: dict[str, dict[str, Panel]] = defaultdict(dict)


def register(slot: str, panel: Panel) -> None:
    """Fill a slot: `panel(request, record)` gives HTML (by `render_to_string`), or None for nothing."""
    _PANELS[slot][f"{panel.__module__}.{panel.__qualname__}"] = panel


def panels_of(slot: str, request: HttpRequest, record: Any) -> list[SafeString | str]:
    """What stands in a slot for one record, in the order of registration. Plain text is escaped by the template."""
    return [shown for panel in list(_PANELS[slot].values()) if (shown := panel(request, record))]
