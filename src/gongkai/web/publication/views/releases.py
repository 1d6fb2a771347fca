"""Release and after: the page of what is public, where else it stands, who read it, and how it is taken back."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.screening.links import Web
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.access import access_document
from gongkai.web.publication.access_reviews import access_release
from gongkai.web.publication.channels.proof import prove
from gongkai.web.publication.forms.reviews import ElsewhereForm, ReadingForm, ReleaseForm, WithdrawForm
from gongkai.web.publication.models import Channel, Document
from gongkai.web.publication.selectors.reviews import plan_refused_because, releases_visible, wanted_of
from gongkai.web.publication.services.releases import (
    document_release,
    document_schedule,
    document_unschedule,
    document_withdraw,
    reading_enter,
    release_prove,
    release_record,
)
from gongkai.web.publication.views.listing import stage_word
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import refuse, sentence_of

RELEASES = Listing(
    title=gettext_lazy("发布记录"),
    columns=(
        Column(
            "document.title",
            gettext_lazy("标题"),
            kind="main",
            link=lambda each: reverse("publication:review", args=[each.document_id]),
        ),
        Column("document.body.short_name", gettext_lazy("机关")),
        Column("channel", gettext_lazy("渠道"), value=lambda each: each.get_channel_display()),
        Column("account", gettext_lazy("账号或载体")),
        Column("repost", gettext_lazy("转载"), value=lambda each: _("转载") if each.repost else ""),
        Column("on", gettext_lazy("日期"), kind="date", sort=("on",)),
        Column("proof", gettext_lazy("凭证"), value=lambda each: each.get_proof_display()),
        Column("address", gettext_lazy("链接")),
    ),
    filters=(
        Filter("q", gettext_lazy("标题"), lambda rows, text: rows.filter(document__title__contains=text)),
        Filter("channel", gettext_lazy("渠道"), lambda rows, value: rows.filter(channel=value), choices=Channel.choices),
    ),
    order=("-on", "-pk"),
)


@require_safe
@login_required
def releases(request: HttpRequest) -> HttpResponse:
    """Every release and repost one may see."""
    return list_answer(request, RELEASES, releases_visible(rights=request.rights))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def release(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Release what was reviewed, now or at a time."""
    document = access_document(request.rights, key, to=Right.RELEASE)
    form = ReleaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at, note = form.cleaned_data["at"], form.cleaned_data["note"]
        try:
            if at is None:
                document_release(document=document, at=timezone.now(), note=note, actor=request.user, on=localdate())
            else:
                document_schedule(document=document, at=at, now=timezone.now(), note=note, actor=request.user, on=localdate())
        except GongkaiError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已发布。") if at is None else _("已定时。"))
            return redirect("publication:review", key)
    return _form(request, document, _("发布"), form, submit=_("发布"), notice=_why_not(document))


def _why_not(document: Document) -> str:
    """Why its planned release was refused, where that is the last thing that happened to it."""
    why = plan_refused_because(document)
    return _("定时发布未通过复核：%(why)s") % {"why": why} if why else ""


@require_http_methods(["POST"])
@login_required
def unschedule(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take a planned release back."""
    document = access_document(request.rights, key, to=Right.RELEASE)
    try:
        document_unschedule(document=document, actor=request.user, on=localdate())
    except GongkaiError as refused:
        messages.error(request, sentence_of(refused))
    return redirect("publication:review", key)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def elsewhere(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Write down a release or repost elsewhere."""
    document = access_document(request.rights, key, to=Right.RELEASE)
    form = ElsewhereForm(request.POST or None, initial={"on": localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            release_record(document=document, actor=request.user, **form.cleaned_data)
        except GongkaiError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("已登记。"))
            return redirect("publication:review", key)
    return _form(request, document, _("登记其他渠道的发布或转载"), form, submit=_("登记"))


@require_POST
@login_required
def prove_release(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Fetch the public address and keep what it said (发布凭证)."""
    found = access_release(request.rights, key, to=Right.RELEASE)
    if not found.address:
        messages.error(request, _("这条记录没有链接，无法核验。"))
    else:
        wanted = wanted_of(found)
        proof = prove(found.address, wanted, Web(reachable=settings.REACHABLE_HOSTS).read)
        release_prove(
            release=found, proof=proof.state, details=proof.details, at=timezone.now(), actor=request.user, on=localdate()
        )
        found.proof = proof.state
        messages.info(request, _("核验结果：%(result)s") % {"result": found.get_proof_display()})
    return redirect("publication:releases")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reading(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The reading by a second person."""
    document = access_document(request.rights, key, to=Right.READ_AFTER)
    form = ReadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reading_enter(document=document, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as refused:
            refuse(form, refused, field="note")
        else:
            messages.success(request, _("已记录核读结果。"))
            return redirect("publication:review", key)
    return _form(request, document, _("发布后核读"), form, submit=_("记录"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take it off the public pages at once."""
    document = access_document(request.rights, key, to=Right.RELEASE)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            document_withdraw(document=document, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as refused:
            refuse(form, refused, field="note")
        else:
            messages.success(request, _("已撤下，原网址显示说明。"))
            return redirect("publication:review", key)
    return _form(request, document, _("撤下"), form, submit=_("立即撤下"), tone="danger")


def _form(request: HttpRequest, document: Any, title: str, form: Any, **more: Any) -> HttpResponse:
    context = {
        "title": title,
        "lead": f"{document.title}（{stage_word(document.stage)}）",
        "form": form,
        "back": reverse("publication:review", args=[document.pk]),
        "back_label": document.title,
        **more,
    }
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)
