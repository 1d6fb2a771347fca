"""Acting on many records of a list: choose, see line by line what will happen and what is refused and why, confirm."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.core.errors import GongkaiError

MOST = 500  # records in one action: what a person can look through on one page


@dataclass(frozen=True, slots=True)
class Line:
    """What will happen to one record; `refused` says why nothing will."""

    record: Any
    name: str
    will: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class BulkAction:
    """One action over chosen records.

    `preview(request, records)` gives a Line for each record, in order. `perform(request, records, data)` acts on those not
    refused, through services, and gives a sentence (or an answer of its own); `data` is what `form` cleaned, else empty.
    `allowed(request)` says whether it is offered at all; each record is judged in `preview` and again by its service.
    """

    key: str
    label: Any
    preview: Callable[[HttpRequest, Sequence[Any]], Iterable[Line]]
    perform: Callable[[HttpRequest, Sequence[Any], Mapping[str, Any]], Any]
    form: type[forms.Form] | None = None
    allowed: Callable[[HttpRequest], bool] | None = None

    def offered(self, request: HttpRequest) -> bool:
        """Whether the person is offered it."""
        return self.allowed is None or self.allowed(request)


def bulk_answer(request: HttpRequest, listing: Any, rows: Any, *, back: str) -> HttpResponse:
    """The preview of a bulk action, or, where it is confirmed and nothing changed in between, its performance."""
    action = next((each for each in listing.bulk if each.key == request.POST.get("bulk") and each.offered(request)), None)
    if action is None:
        return _back(request, back, _("请选择要办理的操作。"))
    records, more = _chosen(request, rows)
    if more:
        return _back(request, back, _("一次最多办理 %(most)d 条，请先筛选或分批办理。") % {"most": MOST})
    if not records:
        return _back(request, back, _("请先勾选记录。"))
    lines = list(action.preview(request, records))
    seal = _seal(lines)
    confirmed = request.POST.get("confirm") == "1"
    form = _form(action, request, confirmed=confirmed)
    if not confirmed:
        return _preview(request, listing, action, lines, seal, form, back)
    if request.POST.get("seal") != seal:
        changed = _("记录在您查看之后有变化，请重新核对后确认。")
        return _preview(request, listing, action, lines, seal, form, back, notice=changed, status=409)
    if form is not None and not form.is_valid():
        return _preview(request, listing, action, lines, seal, form, back, status=422)
    going = [line.record for line in lines if not line.refused]
    if not going:
        return _back(request, back, _("所选记录均不能办理。"))
    try:
        said = action.perform(request, going, form.cleaned_data if form is not None else {})
    except GongkaiError as error:
        said_error = error.say("en" if get_language() == "en" else "zh")
        return _preview(request, listing, action, lines, seal, form, back, notice=said_error, status=409)
    if isinstance(said, HttpResponse):
        return said
    messages.success(request, str(said))
    return HttpResponseRedirect(back)


def _chosen(request: HttpRequest, rows: Any) -> tuple[list[Any], bool]:
    """The chosen records among the rows the person may see, in the list's order; whether there were more than may be."""
    if request.POST.get("everything") == "1":
        found = list(rows[: MOST + 1])
        return found[:MOST], len(found) > MOST
    model_key = rows.model._meta.pk
    keys = []
    for raw in request.POST.getlist("chosen")[: MOST + 1]:
        try:
            keys.append(model_key.to_python(raw))
        except forms.ValidationError:
            continue
    if len(keys) > MOST:
        return [], True
    return list(rows.filter(pk__in=keys)), False


def _form(action: BulkAction, request: HttpRequest, *, confirmed: bool) -> forms.Form | None:
    if action.form is None:
        return None
    return action.form(request.POST if confirmed else None)


def _seal(lines: Sequence[Line]) -> str:
    """What the person saw: records, what will happen, what is refused."""
    text = "\x1e".join(f"{line.record.pk}\x1f{line.will}\x1f{line.refused}" for line in lines)
    return hashlib.sha256(text.encode()).hexdigest()


def _preview(
    request: HttpRequest,
    listing: Any,
    action: BulkAction,
    lines: Sequence[Line],
    seal: str,
    form: forms.Form | None,
    back: str,
    **more: Any,
) -> HttpResponse:
    status = more.pop("status", 200)
    going = [line for line in lines if not line.refused]
    context = {
        "listing": listing,
        "action": action,
        "going": going,
        "refused": [line for line in lines if line.refused],
        "seal": seal,
        "form": form,
        "back": back,
        "chosen": [str(line.record.pk) for line in lines],
        **more,
    }
    return render(request, "shell/bulk.html", context, status=status)


def _back(request: HttpRequest, back: str, sentence: str) -> HttpResponse:
    messages.warning(request, sentence)
    return HttpResponseRedirect(back)
