"""What is not published: the list with the next look at each, the decision, and the look itself (R 18)."""

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
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.access import access_document
from gongkai.web.publication.forms.after import KeepForm, ReassessForm
from gongkai.web.publication.selectors.after import documents_kept
from gongkai.web.publication.services.withholding import document_keep, document_reassess
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import refuse

KEPT = Listing(
    title=gettext_lazy("不主动公开的信息"),
    columns=(
        Column(
            "title",
            gettext_lazy("标题"),
            kind="main",
            sort=("title",),
            link=lambda each: reverse("publication:document", args=[each.pk]),
        ),
        Column("body.short_name", gettext_lazy("机关")),
        Column("why", gettext_lazy("理由")),
        Column(
            "next_by",
            gettext_lazy("下次评估"),
            kind="date",
            sort=("next_by",),
            link=lambda each: reverse("publication:reassess", args=[each.pk]),
        ),
    ),
    filters=(Filter("q", gettext_lazy("标题"), lambda rows, text: rows.filter(title__contains=text)),),
    order=("next_by", "pk"),
    empty=gettext_lazy("没有不主动公开的信息。"),
)


@require_safe
@login_required
def kept(request: HttpRequest) -> HttpResponse:
    """What is not published, with the day of the next look."""
    return list_answer(request, KEPT, documents_kept(rights=request.rights))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def keep(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Decide that a draft is not published."""
    return _decide(request, key, _("确认不主动公开"), KeepForm, document_keep)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reassess(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Weigh it again."""
    return _decide(request, key, _("定期评估"), ReassessForm, document_reassess)


def _decide(request: HttpRequest, key: uuid.UUID, title: str, form_class: Any, service: Any) -> HttpResponse:
    document = access_document(request.rights, key, to=Right.REVIEW_SECOND)
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            service(document=document, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as refused:
            refuse(form, refused, field="reason")
        else:
            messages.success(request, _("已记录。"))
            return redirect("publication:document", key)
    context = {
        "title": title,
        "lead": document.title,
        "form": form,
        "back": reverse("publication:document", args=[key]),
        "back_label": document.title,
    }
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)
