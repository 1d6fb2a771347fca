"""A page of signing in, of which no copy is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NOT_KEPT = {"Cache-Control": "no-store"}


def page(
    request: HttpRequest, name: str, context: Mapping[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """The page of that name."""
    answer: HttpResponse = render(request, f"bodies/signin/{name}.html", context, status=status)
    for header, value in {**NOT_KEPT, **(headers or {})}.items():
        answer[header] = value
    return answer
