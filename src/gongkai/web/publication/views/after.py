"""After release: the period of display, penalties that fell, faults that readers report, columns, proofs."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.access import access_document
from gongkai.web.publication.access_reviews import access_error_report, access_release
from gongkai.web.publication.forms.after import (
    ConfirmForm,
    DisplayForm,
    ErrorAnswerForm,
    ErrorReportForm,
    ProofForm,
    QuashForm,
)
from gongkai.web.publication.models import ErrorReport
from gongkai.web.publication.selectors.after import columns_confirmed, error_reports_visible, quashings_visible
from gongkai.web.publication.selectors.choices import bodies_held, bodies_to_choose
from gongkai.web.publication.services.after import (
    column_confirm,
    document_display_set,
    error_report_answer,
    error_report_receive,
    penalty_quash_enter,
)
from gongkai.web.publication.services.releases import release_prove
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import refuse

REPORTS = Listing(
    title=gettext_lazy("找错"),
    columns=(
        Column(
            "text",
            gettext_lazy("反映的问题"),
            kind="main",
            value=lambda each: each.text[:60],
            link=lambda each: reverse("publication:error-report", args=[each.pk]),
        ),
        Column("body.short_name", gettext_lazy("机关")),
        Column("received_on", gettext_lazy("收到日期"), kind="date", sort=("received_on",)),
        Column("due_on", gettext_lazy("应答复日期"), kind="date", sort=("due_on",)),
        Column("result", gettext_lazy("处理结果"), value=lambda each: each.get_result_display()),
        Column("answered_on", gettext_lazy("答复日期"), kind="date"),
    ),
    filters=(
        Filter("q", gettext_lazy("内容"), lambda rows, text: rows.filter(text__contains=text)),
        Filter(
            "result",
            gettext_lazy("处理结果"),
            lambda rows, value: rows.filter(result=value),
            choices=ErrorReport.Result.choices,
        ),
    ),
    order=("-received_on", "-pk"),
    empty=gettext_lazy("没有找错信息。"),
    template="publication/error_reports.html",
)
QUASHINGS = Listing(
    title=gettext_lazy("行政处罚撤回"),
    columns=(
        Column(
            "document.title",
            gettext_lazy("标题"),
            kind="main",
            link=lambda each: reverse("publication:review", args=[each.document_id]),
        ),
        Column("document.body.short_name", gettext_lazy("机关")),
        Column("kind", gettext_lazy("情形"), value=lambda each: each.get_kind_display()),
        Column("basis", gettext_lazy("依据")),
        Column("known_on", gettext_lazy("知悉日期"), kind="date", sort=("known_on",)),
        Column("due_on", gettext_lazy("应撤回日期"), kind="date", sort=("due_on",)),
        Column("document.withdrawn_on", gettext_lazy("撤下日期"), kind="date"),
    ),
    order=("-known_on", "-pk"),
    empty=gettext_lazy("没有被变更、撤销的行政处罚。"),
)


@require_safe
@login_required
def error_reports(request: HttpRequest) -> HttpResponse:
    """Faults that readers reported."""
    rows = error_reports_visible(rights=request.rights)
    return list_answer(request, REPORTS, rows, context={"may_enter": request.rights.any(Right.DRAFT)})


@require_safe
@login_required
def quashings(request: HttpRequest) -> HttpResponse:
    """Published penalties that were changed or quashed."""
    return list_answer(request, QUASHINGS, quashings_visible(rights=request.rights))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def error_report_new(request: HttpRequest) -> HttpResponse:
    """Enter a fault that somebody reported by telephone or elsewhere."""
    bodies = bodies_to_choose(rights=request.rights, right=Right.DRAFT)
    if not bodies:
        raise Http404
    form = ErrorReportForm(request.POST or None, bodies=bodies, initial={"received_on": localdate()})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        body = _body(request, data.pop("body"), Right.DRAFT)
        try:
            report = error_report_receive(body=body, actor=request.user, on=localdate(), **data)
        except GongkaiError as refused:
            refuse(form, refused, field="text")
        else:
            messages.success(request, _("已登记，请在 %(day)s 前答复。") % {"day": report.due_on})
            return redirect("publication:error-report", report.pk)
    return _form(request, _("登记找错信息"), form, back=reverse("publication:error-reports"), submit=_("登记"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def error_report(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One report, and its answer."""
    writing = request.method == "POST"
    report = access_error_report(request.rights, key, to=Right.DRAFT if writing else Right.READ)
    form = ErrorAnswerForm(request.POST or None)
    if writing and form.is_valid():
        try:
            error_report_answer(report=report, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as refused:
            refuse(form, refused, field="answer")
        else:
            messages.success(request, _("已答复。"))
            return redirect("publication:error-reports")
    may_answer = report.result == ErrorReport.Result.OPEN and request.rights.has(Right.DRAFT, over=report.body_id)
    context = {"report": report, "form": form, "may_answer": may_answer, "facts": _report_facts(report, shown=may_answer)}
    return render(request, "publication/error_report.html", context, status=422 if form.errors else 200)


def _report_facts(report: ErrorReport, *, shown: bool) -> list[tuple[Any, ...]]:
    """Who reported it is shown only to whoever answers."""
    return [
        (_("机关"), report.body.name),
        (_("收到日期"), report.received_on.isoformat()),
        (_("应答复日期"), report.due_on.isoformat()),
        (_("网址或者位置"), report.address),
        (_("来源"), report.channel),
        (_("联系方式"), report.contact if shown else _("（仅办理人可见）") if report.contact else ""),
        (_("处理结果"), report.get_result_display()),
        (_("答复"), report.answer),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def columns(request: HttpRequest) -> HttpResponse:
    """The statutory columns with their last confirmation; one form to confirm one of them."""
    on = localdate()
    bodies = bodies_to_choose(rights=request.rights, right=Right.MANAGE_BODY)
    form = ConfirmForm(request.POST or None, bodies=bodies) if bodies else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            data = dict(form.cleaned_data)
            body = _body(request, data.pop("body"), Right.MANAGE_BODY)
            column_confirm(body=body, actor=request.user, on=on, **data)
            messages.success(request, _("已确认。"))
            return redirect("publication:columns")
    states = columns_confirmed(bodies=request.rights.bodies(Right.READ), on=on)
    context = {"states": states, "form": form}
    return render(request, "publication/columns.html", context, status=422 if form is not None and form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def display(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Until when it is shown."""
    document = access_document(request.rights, key, to=Right.RELEASE)
    form = DisplayForm(request.POST or None, initial={"until": document.shown_until})
    if request.method == "POST" and form.is_valid():
        until = form.cleaned_data["until"]
        try:
            document_display_set(document=document, until=until, actor=request.user, on=localdate())
        except GongkaiError as refused:
            refuse(form, refused, field="until")
        else:
            messages.success(request, _("已设定，到期自动停止公示。") if until else _("已改为长期公开。"))
            return redirect("publication:review", key)
    back = reverse("publication:review", args=[key])
    return _form(request, _("公示期"), form, lead=document.title, back=back, back_label=document.title)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def quash(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Enter that a published penalty was changed or quashed."""
    document = access_document(request.rights, key, to=Right.DRAFT)
    form = QuashForm(request.POST or None, initial={"known_on": localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            entered = penalty_quash_enter(document=document, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已登记，须在 %(day)s 前撤回并公开说明理由。") % {"day": entered.due_on})
            return redirect("publication:review", key)
    back = reverse("publication:review", args=[key])
    return _form(request, _("行政处罚被变更、撤销"), form, lead=document.title, back=back, back_label=document.title)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def proof(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What somebody saw at a public address, where it could not be fetched or compared by itself."""
    release = access_release(request.rights, key, to=Right.RELEASE)
    form = ProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        details = {**release.proof_details, "seen": data["note"], "by_hand": True}
        release_prove(
            release=release, proof=data["proof"], details=details, at=timezone.now(), actor=request.user, on=localdate()
        )
        messages.success(request, _("已记录核验结果。"))
        return redirect("publication:review", release.document_id)
    title = release.document.title
    lead = f"{title}　{release.get_channel_display()} {release.address}　{release.get_proof_display()}"
    back = reverse("publication:review", args=[release.document_id])
    return _form(request, _("核验发布凭证"), form, lead=lead, back=back, back_label=title)


def _body(request: HttpRequest, key: str, right: Right) -> Any:
    """The chosen body, where the right is held over it."""
    found = next((body for body in bodies_held(rights=request.rights, right=right) if str(body.pk) == key), None)
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, title: str, form: Any, **more: Any) -> HttpResponse:
    context = {"title": title, "form": form, "back_label": _("返回"), **more}
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)
