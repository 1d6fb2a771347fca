"""The register of what is issued: its list, one entry, and the acts on its attribute. Workbench only."""

from __future__ import annotations

import uuid
from collections.abc import Callable
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
from gongkai.web.publication.access import access_entry
from gongkai.web.publication.forms.register import AmendForm, AttributeForm, EntryForm, PatternForm, ReturnForm
from gongkai.web.publication.kinds import Attribute
from gongkai.web.publication.models import IssueEntry
from gongkai.web.publication.page import timeline_of
from gongkai.web.publication.selectors.choices import bodies_held, bodies_to_choose
from gongkai.web.publication.selectors.register import entries_found, entries_visible, figures_of_year, index_pattern_of
from gongkai.web.publication.services.register import (
    entry_add,
    entry_amend,
    entry_confirm,
    entry_propose,
    entry_reassess,
    entry_return,
    index_pattern_set,
)
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import refuse

State = IssueEntry.State
_TONES = {State.RETURNED: "late", State.REFERRED: "soon", State.CONFIRMED: "done"}

ENTRIES = Listing(
    title=gettext_lazy("发文登记簿"),
    columns=(
        Column("number", gettext_lazy("登记号"), sort=("number",)),
        Column("title", gettext_lazy("文件标题"), kind="main", link=lambda each: reverse("publication:entry", args=[each.pk])),
        Column("doc_no", gettext_lazy("发文字号")),
        Column("body.short_name", gettext_lazy("机关")),
        Column("drafted_on", gettext_lazy("拟稿日期"), kind="date", sort=("drafted_on",)),
        Column("attribute", gettext_lazy("公开属性"), value=lambda each: each.get_attribute_display()),
        Column("reason", gettext_lazy("理由")),
        Column(
            "state",
            gettext_lazy("状态"),
            value=lambda each: each.get_state_display(),
            tone=lambda each: _TONES.get(each.state, "quiet"),
        ),
        Column("reassess_by", gettext_lazy("下次评估"), kind="date", sort=("reassess_by",)),
    ),
    filters=(
        Filter("q", gettext_lazy("标题、文号、登记号"), entries_found),
        Filter(
            "attribute", gettext_lazy("公开属性"), lambda rows, value: rows.filter(attribute=value), choices=Attribute.choices
        ),
        Filter("state", gettext_lazy("状态"), lambda rows, value: rows.filter(state=value), choices=State.choices),
        Filter(
            "year",
            gettext_lazy("年度"),
            lambda rows, value: rows.filter(drafted_on__year=int(value)),
            choices=lambda _request: [(str(year), str(year)) for year in range(localdate().year, 2007, -1)],
        ),
    ),
    order=("-drafted_on", "-number"),
    empty=gettext_lazy("还没有登记发文。可以逐件登记，或者导入发文登记簿。"),
    template="publication/entries.html",
)


@require_safe
@login_required
def entries(request: HttpRequest) -> HttpResponse:
    """Every entry of the bodies whose records the person may read."""
    own = request.user.body_id
    year = localdate().year
    shown = own if own in request.rights.bodies(Right.READ) else None
    context = {
        "may_draft": request.rights.any(Right.DRAFT),
        "year": year,
        "figures": figures_of_year(body_id=shown, year=year) if shown else None,
    }
    return list_answer(request, ENTRIES, entries_visible(rights=request.rights), context=context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Register a 发文."""
    bodies = {str(body.pk): body for body in bodies_held(rights=request.rights, right=Right.DRAFT)}
    if not bodies:
        raise Http404
    choices = bodies_to_choose(rights=request.rights, right=Right.DRAFT)
    form = EntryForm(request.POST or None, bodies=choices, initial={"drafted_on": localdate()})
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            entry = entry_add(body=bodies[data.pop("body")], actor=request.user, on=localdate(), **data)
        except GongkaiError as error:
            refuse(form, error)
        else:
            messages.success(request, _("已登记，登记号 %(number)s。") % {"number": entry.number})
            return redirect("publication:entry", entry.pk)
    context = {"title": _("登记发文"), "form": form, "back": reverse("publication:entries"), "back_label": _("发文登记簿")}
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
def entry(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One entry: its facts, what was done, what can be done now."""
    found = access_entry(request.rights, key, to=Right.READ)
    document = getattr(found, "document", None)
    context = {
        "entry": found,
        "facts": [
            (_("登记号"), found.number),
            (_("机关"), found.body.name),
            (_("文件标题"), found.title),
            (_("发文字号"), found.doc_no),
            (_("拟稿日期"), found.drafted_on),
            (_("成文日期"), found.formed_on),
            (_("拟稿人"), found.drafter.name),
            (_("拟稿单位"), found.unit),
            (_("政策性文件"), _("是") if found.policy else _("否")),
            (_("公开属性"), found.get_attribute_display()),
            (_("依据"), found.basis),
            (_("理由"), found.reason),
            (_("属性确定"), f"{found.decided_by.name} {found.decided_on}" if found.decided_by else ""),
            (_("下次评估"), found.reassess_by),
        ],
        "document": document,
        "tone": _TONES.get(State(found.state), "quiet"),
        "timeline": timeline_of(found),
        "now": list(_possible(request, found, document)),
    }
    return render(request, "publication/entry.html", context)


def _possible(request: HttpRequest, found: IssueEntry, document: Any) -> list[dict[str, Any]]:
    """What this person can do with an entry, the main thing first."""

    def may(right: Right) -> bool:
        return bool(request.rights.has(right, over=found.body_id))

    def way(label: str, name: str) -> dict[str, Any]:
        return {"label": label, "url": reverse(f"publication:{name}", args=[found.pk])}

    ways = []
    if found.state == State.REFERRED and may(Right.MANAGE_BODY):
        ways += [way(_("确定公开属性"), "entry-confirm"), way(_("退文"), "entry-return")]
    if found.state in (State.RETURNED, State.PROPOSED, State.REFERRED) and may(Right.DRAFT):
        ways.append(way(_("重新提出公开属性"), "entry-propose"))
    if found.state == State.CONFIRMED and found.attribute == Attribute.OPEN and document is None and may(Right.DRAFT):
        ways.append({"label": _("制作公开信息"), "url": reverse("publication:begin", query={"entry": str(found.pk)})})
    if found.state == State.CONFIRMED and may(Right.REVIEW_SECOND):
        ways.append(way(_("评估、变更公开属性"), "entry-reassess"))
    if may(Right.DRAFT):
        ways.append(way(_("补充登记内容"), "entry-amend"))
    return ways


def _act(
    request: HttpRequest,
    found: IssueEntry,
    form: Any,
    *,
    title: str,
    act: Callable[..., Any],
    field: str | None = None,
    lead: str = "",
) -> HttpResponse:
    """A page that is one form over one entry."""
    if request.method == "POST" and form.is_valid():
        try:
            act(entry=found, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as error:
            refuse(form, error, field=field)
        else:
            messages.success(request, _("已办理。"))
            return redirect("publication:entry", found.pk)
    back = {"back": reverse("publication:entry", args=[found.pk]), "back_label": found.title}
    context = {"title": title, "form": form, "lead": lead, **back}
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)


def _attribute(request: HttpRequest, found: IssueEntry) -> AttributeForm:
    return AttributeForm(
        request.POST or None, initial={"attribute": found.attribute, "basis": found.basis, "reason": found.reason}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Propose an attribute anew."""
    found = access_entry(request.rights, key, to=Right.DRAFT)
    lead = found.returned_because
    return _act(
        request, found, _attribute(request, found), title=_("重新提出公开属性"), act=entry_propose, field="attribute", lead=lead
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def confirm(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The head of the disclosure office decides."""
    found = access_entry(request.rights, key, to=Right.MANAGE_BODY)
    return _act(request, found, _attribute(request, found), title=_("确定公开属性"), act=entry_confirm, field="attribute")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def give_back(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Send it back to its drafter (退文)."""
    found = access_entry(request.rights, key, to=Right.MANAGE_BODY)
    return _act(request, found, ReturnForm(request.POST or None), title=_("退文"), act=entry_return, field="because")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reassess(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The periodic look (R 18), or a change of a decided attribute."""
    found = access_entry(request.rights, key, to=Right.REVIEW_SECOND)
    return _act(
        request, found, _attribute(request, found), title=_("评估、变更公开属性"), act=entry_reassess, field="attribute"
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def amend(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Add what was not known when it was drafted."""
    found = access_entry(request.rights, key, to=Right.DRAFT)
    names = ("title", "doc_no", "formed_on", "unit", "policy")
    form = AmendForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    return _act(request, found, form, title=_("补充登记内容"), act=entry_amend)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pattern(request: HttpRequest) -> HttpResponse:
    """How the person's body writes its index numbers."""
    held = [body for body in bodies_held(rights=request.rights, right=Right.MANAGE_BODY) if body.pk == request.user.body_id]
    if not held:
        raise Http404
    body, on = held[0], localdate()
    current, example = index_pattern_of(body=body, on=on)
    form = PatternForm(request.POST or None, initial={"pattern": current, "begun_on": on})
    if request.method == "POST" and form.is_valid():
        try:
            index_pattern_set(body=body, actor=request.user, on=on, **form.cleaned_data)
        except GongkaiError as error:
            refuse(form, error, field="pattern")
        else:
            messages.success(request, _("索引号规则已设定，已有的索引号不变。"))
            return redirect("publication:list")
    lead = _("现行规则示例：%(example)s") % {"example": example}
    context = {
        "title": _("索引号规则"),
        "form": form,
        "lead": lead,
        "back": reverse("publication:list"),
        "back_label": _("公开信息"),
    }
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)
