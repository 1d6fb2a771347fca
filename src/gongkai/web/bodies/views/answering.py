"""How the form pages of this app answer: shown, refused with everything still typed, or done and led on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any, TypedDict, Unpack

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_bodies import AlreadyEnded, ChangedMeanwhile, SetupDone, TaskAlreadyClosed
from gongkai.web.shell.refusals import refuse

_CONFLICTS = (AlreadyEnded, ChangedMeanwhile, SetupDone, TaskAlreadyClosed)
Act = Callable[[dict[str, Any]], str]


class Look(TypedDict, total=False):
    """Words of a form page: of the button, a note above the form, the place that `back` leads to; tone "danger"."""

    submit: str
    note: str
    place: str
    tone: str


def form_page(
    request: HttpRequest, form: forms.BaseForm, act: Act, *, title: str, back: str, **look: Unpack[Look]
) -> HttpResponse:
    """Show a form; when it is sent and right, do what it says (`act` returns where to go next).

    What cannot be is said at the top with 422, a conflict with 409; nothing that was typed is lost.
    """
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                forward = act(form.cleaned_data)
            except GongkaiError as error:
                refuse(form, error)
                status = 409 if isinstance(error, _CONFLICTS) else 422
            else:
                messages.success(request, _("已保存。"))
                return redirect(forward)
    context = {"form": form, "title": title, "back": back, "back_label": look.get("place") or _("机构与人员")}
    context |= {"submit": look.get("submit", ""), "lead": look.get("note", ""), "tone": look.get("tone", "")}
    return render(request, "shell/form.html", context, status=status)


def with_seen(form: Any, record: Any) -> Any:
    """Give a form of a record a fingerprint of what it shows, so that nobody overwrites what they have not seen.

    Called before the form is validated: a form of a model writes what was typed into the record in hand.
    """
    form.seen_now = fingerprint(record, form.Meta.fields)
    form.fields["seen"] = forms.CharField(widget=forms.HiddenInput, required=False, initial=form.seen_now)
    return form


def refuse_unseen(form: Any, name: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values without the fingerprint. Raises ChangedMeanwhile where the record is no longer the one that was shown."""
    if values.get("seen") != form.seen_now:
        form.data = form.data.copy()
        form.data["seen"] = form.seen_now
        raise ChangedMeanwhile(name=name)
    return {field: value for field, value in values.items() if field != "seen"}


def fingerprint(record: Any, names: Any) -> str:
    """A short digest of some fields of a record."""
    text = json.dumps([str(getattr(record, name)) for name in names], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
