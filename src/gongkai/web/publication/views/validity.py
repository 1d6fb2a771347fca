"""What holds and what no longer does: repeal, lapse, clean-up; explanations and how many were given in time."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.access import access_document
from gongkai.web.publication.forms.documents import CleanupForm, ExplainsForm, RepealForm
from gongkai.web.publication.models import CleanupDecision
from gongkai.web.publication.selectors.choices import documents_to_choose, policies_to_choose
from gongkai.web.publication.selectors.documents import (
    cleanup_list,
    documents_expiring,
    explanation_rate,
    policy_documents_explained,
)
from gongkai.web.publication.services.documents import explanation_link
from gongkai.web.publication.services.validity import cleanup_enter, document_lapse, document_repeal
from gongkai.web.shell.refusals import refuse, sentence_of


@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """What ends soon, what the clean-up of a year has to decide, and 三同步 with its rate."""
    bodies, on = request.rights.bodies(Right.READ), localdate()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else on.year
    explained = policy_documents_explained(bodies=bodies, year=year)
    together, of = explanation_rate(explained)
    context = {
        "year": year,
        "years": range(on.year, on.year - 10, -1),
        "on": on,
        "expiring": list(documents_expiring(bodies=bodies, on=on)[:200]),
        "cleanup": [_decided(each) for each in cleanup_list(bodies=bodies, year=year)[:500]],
        "explained": explained,
        "together": together,
        "of": of,
    }
    return render(request, "publication/validity.html", context)


def _decided(document: Any) -> tuple[Any, str]:
    """A document of the clean-up with its result in words."""
    return document, CleanupDecision.Result(document.result).label if document.result else ""


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def repeal(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Mark a document as repealed or replaced."""
    found = access_document(request.rights, key, to=Right.RELEASE)
    choices = documents_to_choose(body_id=found.body_id, but=found.pk)
    form = RepealForm(request.POST or None, documents=choices, initial={"ended_on": localdate()})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        for name in ("basis_document", "successor"):
            chosen = data[name]
            data[name] = access_document(request.rights, uuid.UUID(chosen), to=Right.RELEASE) if chosen else None
        try:
            document_repeal(document=found, actor=request.user, on=localdate(), **data)
        except GongkaiError as error:
            refuse(form, error, field="basis")
        else:
            messages.success(request, _("已标注。"))
            return redirect("publication:document", key)
    return _form(request, found, form, title=_("废止"), tone="danger", submit=_("标注废止"))


@require_POST
@login_required
def lapse(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Mark a document as lapsed by itself."""
    found = access_document(request.rights, key, to=Right.RELEASE)
    try:
        document_lapse(document=found, actor=request.user, on=localdate())
    except GongkaiError as error:
        messages.error(request, sentence_of(error))
    else:
        messages.success(request, _("已标注自然失效。"))
    return redirect("publication:document", key)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def cleanup(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Enter what a clean-up decided."""
    found = access_document(request.rights, key, to=Right.DRAFT)
    form = CleanupForm(request.POST or None, initial={"year": localdate().year, "decided_on": localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            cleanup_enter(document=found, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as error:
            refuse(form, error, field="reason")
        else:
            messages.success(request, _("已登记清理结果。"))
            return redirect("publication:document", key)
    return _form(request, found, form, title=_("登记清理结果"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def explains(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Which policy document an explanation belongs to."""
    found = access_document(request.rights, key, to=Right.DRAFT)
    choices = policies_to_choose(body_id=found.body_id)
    form = ExplainsForm(request.POST or None, documents=choices, initial={"explains": str(found.explains_id or "")})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["explains"]
        other = access_document(request.rights, uuid.UUID(chosen), to=Right.DRAFT) if chosen else None
        try:
            explanation_link(document=found, explains=other, actor=request.user, on=localdate())
        except GongkaiError as error:
            refuse(form, error, field="explains")
        else:
            messages.success(request, _("已关联。"))
            return redirect("publication:document", key)
    return _form(request, found, form, title=_("关联所解读的文件"))


def _form(request: HttpRequest, found: Any, form: Any, **words: Any) -> HttpResponse:
    back = {"back": reverse("publication:document", args=[found.pk]), "back_label": found.title}
    return render(request, "shell/form.html", {"form": form, **back, **words}, status=422 if form.errors else 200)
