"""The duty lists: what has to be public item by item, what is, and what is missing."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.core.heads import heads
from gongkai.web.bodies.kinds import Right
from gongkai.web.files.services import file_accept
from gongkai.web.publication.access import access_document
from gongkai.web.publication.access_reviews import access_duty_item
from gongkai.web.publication.duty_lists import duty_rows, rows_of
from gongkai.web.publication.forms.after import DutyLinkForm, DutyLoadForm, DutyTimesForm
from gongkai.web.publication.selectors.choices import bodies_held, bodies_to_choose
from gongkai.web.publication.selectors.duties import (
    DutyState,
    documents_to_link,
    duty_documents,
    duty_gaps,
    duty_items_found,
    duty_items_visible,
    duty_lists_visible,
    duty_state,
    released_in_time,
    renew_by,
)
from gongkai.web.publication.services.duties import duty_item_link, duty_item_set, duty_item_unlink, duty_list_load
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import refuse, sentence_of

_TONES = {DutyState.MISSING: "late", DutyState.STALE: "late", DutyState.LATE: "soon", DutyState.KEPT: "done"}


def _lists(request: HttpRequest) -> list[tuple[str, str]]:
    return [(str(each.pk), f"{each.name}（{each.body.short_name}）") for each in duty_lists_visible(rights=request.rights)]


def _state(item: Any) -> DutyState:
    return duty_state(item, on=localdate())


DUTIES = Listing(
    title=gettext_lazy("公开事项目录"),
    columns=(
        Column("first", gettext_lazy("一级事项")),
        Column(
            "second",
            gettext_lazy("二级事项"),
            kind="main",
            value=lambda each: each.second or each.first,
            link=lambda each: reverse("publication:duty", args=[each.pk]),
        ),
        Column("content", gettext_lazy("公开内容（要素）"), value=lambda each: each.content[:80]),
        Column("time_limit", gettext_lazy("公开时限"), value=lambda each: each.time_limit[:60]),
        Column("public", gettext_lazy("已公开"), kind="number"),
        Column("newest", gettext_lazy("最近公开"), sort=("newest",)),
        Column(
            "state",
            gettext_lazy("状态"),
            value=lambda each: _state(each).label,
            tone=lambda each: _TONES.get(_state(each), "quiet"),
        ),
    ),
    exported=(
        *(
            Column(name, label)
            for name, label in (
                ("duty_list.name", gettext_lazy("领域")),
                ("first", gettext_lazy("一级事项")),
                ("second", gettext_lazy("二级事项")),
                ("content", gettext_lazy("公开内容（要素）")),
                ("basis", gettext_lazy("公开依据")),
                ("time_limit", gettext_lazy("公开时限")),
                ("subject", gettext_lazy("公开主体")),
                ("channels", gettext_lazy("公开渠道和载体")),
                ("audience", gettext_lazy("公开对象")),
            )
        ),
        Column("mode", gettext_lazy("公开方式"), value=lambda each: each.get_mode_display()),
        Column("levels", gettext_lazy("公开层级")),
        Column("public", gettext_lazy("已公开")),
        Column("newest", gettext_lazy("最近公开")),
        Column("state", gettext_lazy("状态"), value=lambda each: _state(each).label),
    ),
    filters=(
        Filter("q", gettext_lazy("事项或者内容"), duty_items_found),
        Filter("list", gettext_lazy("领域"), lambda rows, value: rows.filter(duty_list_id=value), choices=_lists),
        Filter(
            "gap",
            gettext_lazy("缺项"),
            lambda rows, _value: duty_gaps(rows, on=localdate()),
            choices=[("1", gettext_lazy("没有公开的信息"))],
        ),
    ),
    order=("duty_list__name", "place", "pk"),
    empty=gettext_lazy("还没有目录。请载入本机关各领域的标准目录（XLSX）。"),
    template="publication/duties.html",
)


@require_safe
@login_required
def duties(request: HttpRequest) -> HttpResponse:
    """Every item of the duty lists one may see, with how it stands."""
    rows = duty_items_visible(rights=request.rights, on=localdate())
    return list_answer(request, DUTIES, rows, context={"may_load": request.rights.any(Right.MANAGE_BODY)})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def load(request: HttpRequest) -> HttpResponse:
    """Load a list of one field of work."""
    bodies = bodies_to_choose(rights=request.rights, right=Right.MANAGE_BODY)
    if not bodies:
        raise Http404
    english = (get_language() or "").startswith("en")
    named = [(name, head.label.en if english else head.label.zh) for name, head in heads().items()]
    form = DutyLoadForm(request.POST or None, request.FILES or None, bodies=bodies, heads=named)
    if request.method == "POST" and form.is_valid():
        try:
            found = _loaded(request, form.cleaned_data)
        except GongkaiError as refused:
            refuse(form, refused, field="file")
        else:
            items = found.items.filter(ended_on__isnull=True).count()
            words = ngettext("已载入，共 %(items)d 项。", "已载入，共 %(items)d 项。", items) % {"items": items}
            messages.success(request, words)
            return redirect(f"{reverse('publication:duties')}?list={found.pk}")
    context = {
        "title": _("载入公开事项目录"),
        "form": form,
        "submit": _("载入"),
        "back": reverse("publication:duties"),
        "back_label": _("公开事项目录"),
    }
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)


def _loaded(request: HttpRequest, data: dict[str, Any]) -> Any:
    held = bodies_held(rights=request.rights, right=Right.MANAGE_BODY)
    body = next((each for each in held if str(each.pk) == data["body"]), None)
    if body is None:
        raise Http404
    upload, on = data["file"], localdate()
    content = upload.read()
    rows = duty_rows(rows_of(content, upload.name), upload.name)
    file = file_accept(body=body, actor=request.user, on=on, name=upload.name, content=content, purpose="duty-list")
    return duty_list_load(body=body, name=data["name"], head=data["head"], rows=rows, file=file, actor=request.user, on=on)


@require_safe
@login_required
def duty(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One item: its columns, its documents, and what may be done."""
    item = access_duty_item(request.rights, key, to=Right.READ)
    return _page(request, key, item)


@require_POST
@login_required
def duty_set(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Say what can be counted of its time limit."""
    item = access_duty_item(request.rights, key, to=Right.MANAGE_BODY)
    form = DutyTimesForm(request.POST)
    if not form.is_valid():
        return _page(request, key, item, times=form, status=422)
    duty_item_set(item=item, actor=request.user, on=localdate(), **form.cleaned_data)
    messages.success(request, _("已保存。"))
    return redirect("publication:duty", key)


@require_POST
@login_required
def duty_link(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Put a document against it."""
    item = access_duty_item(request.rights, key, to=Right.DRAFT)
    form = DutyLinkForm(request.POST, documents=_choices(item))
    if not form.is_valid():
        return _page(request, key, item, link=form, status=422)
    document = access_document(request.rights, uuid.UUID(form.cleaned_data["document"]), to=Right.READ)
    try:
        duty_item_link(item=item, document=document, actor=request.user, on=localdate())
    except GongkaiError as refused:
        messages.error(request, sentence_of(refused))
    return redirect("publication:duty", key)


@require_POST
@login_required
def duty_unlink(request: HttpRequest, key: uuid.UUID, document: uuid.UUID) -> HttpResponse:
    """Take a document away from it."""
    item = access_duty_item(request.rights, key, to=Right.DRAFT)
    found = access_document(request.rights, document, to=Right.READ)
    duty_item_unlink(item=item, document=found, actor=request.user, on=localdate())
    return redirect("publication:duty", key)


def _choices(item: Any) -> list[tuple[str, str]]:
    return [(str(each.pk), f"{each.title} {each.doc_no}".strip()) for each in documents_to_link(item)]


def _page(request: HttpRequest, key: uuid.UUID, item: Any, *, status: int = 200, **forms: Any) -> HttpResponse:
    counted = duty_items_visible(rights=request.rights, on=localdate()).filter(pk=key).first()
    state = _state(counted) if counted is not None else None
    due = renew_by(counted) if counted is not None else None
    facts = [
        (_("领域"), item.duty_list.name),
        (_("一级事项"), item.first),
        (_("公开内容（要素）"), item.content),
        (_("公开依据"), item.basis),
        (_("公开时限"), item.time_limit),
        (_("公开主体"), item.subject),
        (_("公开渠道和载体"), item.channels),
        (_("公开对象"), item.audience),
        (_("公开方式"), item.get_mode_display()),
        (_("公开层级"), item.levels),
        (_("下次更新"), due.isoformat() if due else ""),
    ]
    context = {
        "item": item,
        "state": state.label if state else "",
        "tone": _TONES.get(state, "quiet") if state else "quiet",
        "facts": facts,
        "documents": [(each, released_in_time(item, each)) for each in duty_documents(item)],
        "may_link": request.rights.has(Right.DRAFT, over=item.duty_list.body_id),
        "may_set": request.rights.has(Right.MANAGE_BODY, over=item.duty_list.body_id),
        "link_form": forms.get("link") or DutyLinkForm(documents=_choices(item)),
        "times_form": forms.get("times") or DutyTimesForm(initial={"days": item.days, "every_months": item.every_months}),
    }
    return render(request, "publication/duty.html", context, status=status)
