"""Sheets: many similar items reviewed together."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.access_reviews import access_sheet
from gongkai.web.publication.forms.reviews import SheetSignForm
from gongkai.web.publication.selectors.reviews import sheets_visible, stages_waiting
from gongkai.web.publication.services.sheets import sheet_sign
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import sentence_of

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
        "forms": [(stage, count, SheetSignForm(initial={"stage": stage.value})) for stage, count in waiting],
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
            messages.success(request, words % {"step": stage.zh, "passed": signed.passed, "dropped": len(signed.dropped)})
    return redirect("publication:sheet", key)
