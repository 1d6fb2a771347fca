"""A document before its reviewers: what it says, what was found, what changed, and the two things to do."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.core.publication import REVIEWS, Stage, stages_to_return_to
from gongkai.web.bodies.kinds import Right
from gongkai.web.files.services import file_accept
from gongkai.web.publication.access import access_document
from gongkai.web.publication.approvals import approval_of
from gongkai.web.publication.duty import RIGHT_OF
from gongkai.web.publication.forms.reviews import OverrideForm, PaperForm, ReturnForm, SignForm
from gongkai.web.publication.html_compare import compare_html
from gongkai.web.publication.kinds import DocumentKind
from gongkai.web.publication.models import Document
from gongkai.web.publication.page import english, facts_changed, facts_shown, files_shown
from gongkai.web.publication.places import with_places
from gongkai.web.publication.selectors.reviews import last_version_passed, overrides_of, releases_of, reviews_of
from gongkai.web.publication.services.reviews import (
    document_submit,
    finding_override,
    paper_review_enter,
    review_pass,
    review_return,
)
from gongkai.web.publication.views.listing import stage_word
from gongkai.web.shell.refusals import refuse, sentence_of


@require_safe
@login_required
def review(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The review page: for whoever's step it is, and to read for everybody who reads the body's records."""
    return _page(request, access_document(request.rights, key, to=Right.READ))


@require_POST
@login_required
def submit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Hand it to the reviews."""
    document = access_document(request.rights, key, to=Right.DRAFT)
    try:
        document_submit(document=document, actor=request.user, on=localdate())
    except GongkaiError as refused:
        messages.error(request, sentence_of(refused))
    else:
        messages.success(request, _("已提交初审。"))
    return redirect("publication:review", key)


@require_POST
@login_required
def sign(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Pass the review it waits for."""
    document = _for_its_reviewer(request, key)
    form = SignForm(request.POST)
    if form.is_valid():
        stage = Stage(document.stage)
        try:
            review_pass(document=document, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("“%(step)s”已通过。") % {"step": stage_word(stage.value)})
            return redirect("shell:home")
    return _page(request, document, sign_form=form, status=409)


@require_POST
@login_required
def send_back(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Return it with a reason."""
    document = _for_its_reviewer(request, key)
    form = ReturnForm(request.POST, possible=stages_to_return_to(Stage(document.stage)))
    if form.is_valid():
        data = form.cleaned_data
        try:
            review_return(
                document=document,
                digest=data["digest"],
                reason=data["reason"],
                to=Stage(data["to"]),
                actor=request.user,
                on=localdate(),
            )
        except GongkaiError as refused:
            refuse(form, refused, field="reason")
        else:
            messages.success(request, _("已退回。"))
            return redirect("shell:home")
    return _page(request, document, return_form=form, status=422)


@require_POST
@login_required
def override(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Let one finding stand."""
    document = access_document(request.rights, key, to=Right.REVIEW_FIRST)
    form = OverrideForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请写明放行理由。"))
        return redirect("publication:review", key)
    try:
        finding_override(document=document, actor=request.user, on=localdate(), **form.cleaned_data)
    except GongkaiError as refused:
        messages.error(request, sentence_of(refused))
    return redirect("publication:review", key)


@require_safe
@login_required
def approval(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The sheet to sign by hand (呈批单)."""
    document = access_document(request.rights, key, to=Right.READ)
    response = HttpResponse(approval_of(document), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{document.index_no or key}.pdf"'.replace("/", "-")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def paper(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Enter what was signed by hand."""
    document = access_document(request.rights, key, to=Right.ENTER_PAPER)
    if Stage(document.stage) not in REVIEWS:
        raise Http404
    leader = document.body.simplified_leader if Stage(document.stage) is Stage.FINAL_REVIEW else ""
    initial = {"digest": document.current.digest, "signed_on": localdate(), "signer_name": leader}
    form = PaperForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data, on = form.cleaned_data, localdate()
        upload = data["scan"]
        try:
            scan = file_accept(
                body=document.body, actor=request.user, on=on, name=upload.name, content=upload.read(), purpose="approval"
            )
            paper_review_enter(
                document=document,
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
            messages.success(request, _("已登记纸质审签。"))
            return redirect("publication:review", key)
    context = {
        "title": _("登记纸质审签：%(step)s") % {"step": stage_word(document.stage)},
        "form": form,
        "lead": document.title,
        "submit": _("登记"),
    }
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)


def _for_its_reviewer(request: HttpRequest, key: uuid.UUID) -> Document:
    """The document, where its present step is this person's; where it moved on, the page says so instead of hiding it."""
    document = access_document(request.rights, key, to=Right.READ)
    right = RIGHT_OF.get(Stage(document.stage))
    if right is not None and not request.rights.has(right, over=document.body_id):
        raise Http404
    if right is None and not request.rights.any(*RIGHT_OF.values()):
        raise Http404
    return document


def _page(request: HttpRequest, document: Document, *, status: int = 200, **forms: Any) -> HttpResponse:
    stage, version = Stage(document.stage), document.current
    right = RIGHT_OF.get(stage)
    mine = right is not None and request.rights.has(right, over=document.body_id)
    before = last_version_passed(document, stage) if stage in REVIEWS else None
    stand = overrides_of(version)
    penalty = document.released_id is not None and document.kind in (DocumentKind.PENALTY, DocumentKind.COERCION)
    context = {
        "document": document,
        "version": version,
        "stage": stage,
        "stage_word": stage_word(stage.value),
        "mine": mine,
        "findings": [
            {**_said(each), "stands": stand.get((each["code"], each["where"])), "to": each.get("anchor") or "text"}
            for each in version.findings
        ],
        "text": with_places(version.html, {each["anchor"] for each in version.findings if each.get("anchor")}),
        "simplified": document.body.simplified_since is not None,
        "releases": releases_of(document),
        "may_quash": penalty and request.rights.has(Right.DRAFT, over=document.body_id),
        "may_override": stage is Stage.FIRST_REVIEW and request.rights.has(Right.REVIEW_FIRST, over=document.body_id),
        "changed": compare_html(before.html, version.html) if before else None,
        "before": before,
        "reviews": reviews_of(document),
        "files": files_shown(document.pk, version),
        "facts": list(facts_shown(document)),
        "facts_changed": facts_changed(before.facts, version.facts) if before else [],
        "may_submit": stage is Stage.DRAFTING and request.rights.has(Right.DRAFT, over=document.body_id),
        "may_enter": stage in REVIEWS and request.rights.has(Right.ENTER_PAPER, over=document.body_id),
        "may_release": request.rights.has(Right.RELEASE, over=document.body_id),
    }
    if mine:
        initial = {"digest": version.digest}
        possible = stages_to_return_to(stage)
        context["sign_form"] = forms.get("sign_form") or SignForm(initial=initial)
        context["return_form"] = forms.get("return_form") or ReturnForm(
            initial={**initial, "to": "drafting"}, possible=possible
        )
        context["override_form"] = OverrideForm(initial=initial)
    return render(request, "publication/review.html", context, status=status)


def _said(finding: dict[str, Any]) -> dict[str, Any]:
    """A finding in the language of the page."""
    if not english():
        return finding
    said = {"text": finding.get("text_en"), "next_step": finding.get("next_en")}
    return {**finding, **{name: words for name, words in said.items() if words}}
