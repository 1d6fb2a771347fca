"""Errors of ours on a page: at the field or at the top, in the language of the page, nothing typed lost."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language

from gongkai.core.errors import GongkaiError


def sentence_of(error: GongkaiError) -> str:
    """The sentence of an error in the language of the page."""
    return error.say("en" if (get_language() or "").startswith("en") else "zh")


def refuse(form: Any, error: GongkaiError, *, field: str | None = None) -> None:
    """Show `error` in `form`: at `field`, or at the top. Then render the form again with 422, or 409 for a conflict.

    try:
        document_submit(...)
    except GongkaiError as error:
        refuse(form, error, field="title")
    """
    form.add_error(field if field in form.fields else None, forms.ValidationError(sentence_of(error)))
