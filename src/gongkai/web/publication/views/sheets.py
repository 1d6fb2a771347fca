"""Sheets: many similar items reviewed together."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.kinds import Right
from gongkai.web.files.services import file_accept
from gongkai.web.publication.access_reviews import access_sheet
from gongkai.web.publication.forms.after import SheetPaperForm
from gongkai.web.publication.forms.reviews import SheetSignForm
from gongkai.web.publication.selectors.reviews import first_waiting, sheets_visible, stages_waiting
from gongkai.web.publication.services.sheets import sheet_paper_enter, sheet_sign
from gongkai.web.publication.sheet_lines import sheet_approval, sheet_digest
from gongkai.web.publication.views.listing import stage_word
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import refuse, sentence_of
from gongkai.web.shell.spreadsheets import spreadsheet_answer

SHEETS = Listing(
    title=gettext_lazy("批量呈批单"),
    columns=(
        Column("title", gettext_lazy("名称"), kind="main", link=lambda each: reverse("publication:sheet", args=[each.pk])),
        Column("body.short_name", gettext_lazy("机关")),
        Column("made_by.name", gettext_lazy("制单人")),
        Column("made_on", gettext_lazy("日期"), kind="date", sort=("made_on",)),
    ),
    filters=(Filter("q", gettext_lazy("名称"), lambda rows, text: rows.filter(title__contains=text)),),
    order=("-made_on", "-pk"),
)


@require_safe
@login_required
def sheets(request: HttpRequest) -> HttpResponse:
    """Every sheet one may see."""
    return list_answer(request, SHEETS, sheets_visible(rights=request.rights))


@require_safe
@login_required
def sheet(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One sheet: its lines, what fell out and why, and the steps that wait for this person."""
    found = access_sheet(request.rights, key, to=Right.READ)
    waiting = stages_waiting(found, rights=request.rights)
    context = {
        "sheet": found,
        "lines": found.lines.select_related("document"),
        "may_enter": first_waiting(found) is not None and request.rights.has(Right.ENTER_PAPER, over=found.body_id),
        "forms": [(stage_word(stage.value), count, SheetSignForm(initial={"stage": stage.value})) for stage, count in waiting],
    }
    return render(request, "publication/sheet.html", context)


@require_POST
@login_required
def sign_sheet(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Sign one step for every line that waits for it."""
    found = access_sheet(request.rights, key, to=Right.READ)
    form = SheetSignForm(request.POST)
    if form.is_valid() and form.cleaned_data["stage"] in {stage.value for stage in REVIEWS}:
        stage = Stage(form.cleaned_data["stage"])
        try:
            signed = sheet_sign(
                sheet=found, stage=stage, opinion=form.cleaned_data["opinion"], actor=request.user, on=localdate()
            )
        except GongkaiError as refused:
            messages.error(request, sentence_of(refused))
        else:
            words = _("“%(step)s”：通过 %(passed)d 件，移出 %(dropped)d 件。")
            messages.success(
                request, words % {"step": stage_word(stage.value), "passed": signed.passed, "dropped": len(signed.dropped)}
            )
    return redirect("publication:sheet", key)


@require_safe
@login_required
def approval(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The sheet to sign by hand, itemised."""
    found = access_sheet(request.rights, key, to=Right.READ)
    response = HttpResponse(sheet_approval(found), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{found.title}.pdf")
    return response


LINES = (
    Column("place", gettext_lazy("序号")),
    Column("document.title", gettext_lazy("标题"), kind="main"),
    Column("document.doc_no", gettext_lazy("文号")),
    Column("document.index_no", gettext_lazy("索引号")),
    Column("digest", gettext_lazy("校验值")),
    Column("stage", gettext_lazy("状态"), value=lambda line: line.document.get_stage_display()),
    Column("dropped", gettext_lazy("移出原因")),
)


@require_safe
@login_required
def lines(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The itemised list as a spreadsheet."""
    found = access_sheet(request.rights, key, to=Right.READ)
    return spreadsheet_answer(found.title, LINES, found.lines.select_related("document"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Enter that the sheet was signed by hand."""
    found = access_sheet(request.rights, key, to=Right.ENTER_PAPER)
    initial = {"digest": sheet_digest(found), "signed_on": localdate(), "stage": first_waiting(found)}
    form = SheetPaperForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data, on = form.cleaned_data, localdate()
        upload = data["scan"]
        try:
            scan = file_accept(
                body=found.body, actor=request.user, on=on, name=upload.name, content=upload.read(), purpose="approval"
            )
            signed = sheet_paper_enter(
                sheet=found,
                stage=form.step(),
                digest=data["digest"],
                signer_name=data["signer_name"],
                signed_on=data["signed_on"],
                scan=scan,
                actor=request.user,
                on=on,
            )
        except GongkaiError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已登记纸质审签：通过 %(passed)d 件。") % {"passed": signed.passed})
            return redirect("publication:sheet", key)
    context = {
        "title": _("登记批量呈批单的纸质签署"),
        "form": form,
        "lead": found.title,
        "submit": _("登记"),
        "back": reverse("publication:sheet", args=[key]),
        "back_label": found.title,
    }
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)
