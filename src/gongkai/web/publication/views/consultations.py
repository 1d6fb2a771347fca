"""Major decisions before the public: period, opinions with masked contact, feedback, and the document they became."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.access import access_consultation, access_document, access_opinion
from gongkai.web.publication.forms.register import ConsultationForm, FeedbackForm, FinalForm, OpinionAnswerForm, OpinionForm
from gongkai.web.publication.kinds import DocumentKind
from gongkai.web.publication.selectors.choices import documents_to_choose
from gongkai.web.publication.selectors.documents import consultations_visible
from gongkai.web.publication.services.consultations import (
    consultation_answer,
    consultation_link_final,
    consultation_open,
    opinion_answer,
    opinion_enter,
)
from gongkai.web.sealing.masks import mask_email, mask_name, mask_phone
from gongkai.web.shell.lists import Column, Listing, list_answer
from gongkai.web.shell.refusals import refuse

CONSULTATIONS = Listing(
    title=gettext_lazy("重大行政决策预公开"),
    columns=(
        Column(
            "document.title",
            gettext_lazy("标题"),
            kind="main",
            link=lambda each: reverse("publication:consultation", args=[each.document_id]),
        ),
        Column("document.body.short_name", gettext_lazy("机关")),
        Column("begins_on", gettext_lazy("开始日期"), kind="date", sort=("begins_on",)),
        Column("ends_on", gettext_lazy("截止日期"), kind="date", sort=("ends_on",)),
        Column("feedback_on", gettext_lazy("反馈日期"), kind="date"),
        Column("final.title", gettext_lazy("正式文件")),
    ),
    order=("-begins_on", "-pk"),
    empty=gettext_lazy("还没有预公开。新建“重大行政决策预公开”类信息后，在其页面登记期限。"),
)


@require_safe
@login_required
def consultations(request: HttpRequest) -> HttpResponse:
    """The consultations of all bodies whose records the person may read."""
    return list_answer(request, CONSULTATIONS, consultations_visible(rights=request.rights))


@require_safe
@login_required
def consultation(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The consultation on one document; before it is entered, the way to enter it."""
    document = access_document(request.rights, key, to=Right.READ)
    if document.kind != DocumentKind.CONSULTATION:
        raise Http404
    found = getattr(document, "consultation", None)
    context = {
        "document": document,
        "consultation": found,
        "opinions": [_shown(each) for each in found.opinions.all()] if found else [],
        "may_draft": request.rights.has(Right.DRAFT, over=document.body_id),
        "over": bool(found and found.ends_on < localdate()),
    }
    return render(request, "publication/consultation.html", context)


def _shown(opinion: Any) -> dict[str, Any]:
    contact = opinion.contact or ""
    return {
        "opinion": opinion,
        "name": mask_name(opinion.name or ""),
        "contact": mask_email(contact) if "@" in contact else mask_phone(contact),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def enter(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Enter or change period, explanation and how to take part."""
    document = access_document(request.rights, key, to=Right.DRAFT)
    found = getattr(document, "consultation", None)
    names = ("explanation", "begins_on", "ends_on", "shorter_because", "how_to")
    initial = {name: getattr(found, name) for name in names} if found else {}
    form = ConsultationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            consultation_open(document=document, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as error:
            refuse(form, error, field="ends_on")
        else:
            messages.success(request, _("已登记。"))
            return redirect("publication:consultation", key)
    return _form(request, document, form, _("登记预公开"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def opinion_new(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Enter an opinion that came in."""
    found = access_consultation(request.rights, key, to=Right.DRAFT)
    form = OpinionForm(request.POST or None, initial={"received_on": localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            opinion_enter(consultation=found, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as error:
            refuse(form, error, field="received_on")
        else:
            messages.success(request, _("意见已登记。"))
            return redirect("publication:consultation", key)
    return _form(request, found.document, form, _("登记意见"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def opinion(request: HttpRequest, key: uuid.UUID, opinion: uuid.UUID) -> HttpResponse:
    """Say what became of an opinion."""
    found = access_opinion(request.rights, key, opinion, to=Right.DRAFT)
    form = OpinionAnswerForm(request.POST or None, initial={"adopted": found.adopted, "answer": found.answer})
    if request.method == "POST" and form.is_valid():
        try:
            opinion_answer(opinion=found, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as error:
            refuse(form, error, field="answer")
        else:
            messages.success(request, _("已处理。"))
            return redirect("publication:consultation", key)
    return _form(request, found.consultation.document, form, _("处理意见"), lead=found.text)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Give the feedback on what was adopted."""
    found = access_consultation(request.rights, key, to=Right.DRAFT)
    form = FeedbackForm(request.POST or None, initial={"feedback": found.feedback})
    if request.method == "POST" and form.is_valid():
        try:
            consultation_answer(consultation=found, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as error:
            refuse(form, error, field="feedback")
        else:
            messages.success(request, _("已登记意见采纳情况。"))
            return redirect("publication:consultation", key)
    return _form(request, found.document, form, _("意见采纳情况"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def final(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Link the document the draft became."""
    found = access_consultation(request.rights, key, to=Right.DRAFT)
    choices = documents_to_choose(body_id=found.document.body_id, but=found.document_id)
    form = FinalForm(request.POST or None, documents=choices, initial={"final": str(found.final_id or "")})
    if request.method == "POST" and form.is_valid():
        chosen = access_document(request.rights, uuid.UUID(form.cleaned_data["final"]), to=Right.DRAFT)
        try:
            consultation_link_final(consultation=found, final=chosen, actor=request.user, on=localdate())
        except GongkaiError as error:
            refuse(form, error, field="final")
        else:
            messages.success(request, _("已关联正式文件。"))
            return redirect("publication:consultation", key)
    return _form(request, found.document, form, _("关联正式文件"))


def _form(request: HttpRequest, document: Any, form: Any, title: str, *, lead: str = "") -> HttpResponse:
    back = {"back": reverse("publication:consultation", args=[document.pk]), "back_label": document.title}
    context = {"title": title, "form": form, "lead": lead, **back}
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)
