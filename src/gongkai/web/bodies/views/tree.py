"""The tree, the page of a body, and the acts on it."""

from __future__ import annotations

import functools
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.web.bodies.access import access_body_for, access_installation
from gongkai.web.bodies.facts import BodyFacts
from gongkai.web.bodies.forms.bodies import (
    AnswersForm,
    BodyEndForm,
    BodyFoundForm,
    IdentityForm,
    MoveForm,
    OfficeForm,
    SimplifyForm,
)
from gongkai.web.bodies.kinds import BodyKind, Level, Right
from gongkai.web.bodies.models import Body
from gongkai.web.bodies.selectors import TreeLine, bodies_of, children_of, parents_over_time, tree_lines
from gongkai.web.bodies.services.bodies import (
    body_answer_as,
    body_change,
    body_end,
    body_found,
    body_move,
    body_simplify,
    body_unsimplify,
)
from gongkai.web.bodies.views.answering import form_page, refuse_unseen, with_seen
from gongkai.web.bodies.views.body_page import body_facts, guide_gaps, office_facts, page_of_body, timeline_of
from gongkai.web.bodies.views.sections import Page, Section, show, table_section
from gongkai.web.shell.tables import Column

SEES = (Right.READ, Right.ADMIN_SYSTEM, Right.ADMIN_SECURITY)


@login_required
def tree(request: Any) -> HttpResponse:
    """All bodies of today, each under its parent; one's own lead to their pages."""
    everything = any(request.rights.has(right) for right in SEES)

    def address(line: TreeLine) -> str:
        open_to = everything or any(request.rights.has(right, over=line.body) for right in SEES)
        return reverse("bodies:body", args=[line.body.code]) if open_to else ""

    columns = [
        Column("name", _("机关"), value=lambda line: "　" * line.depth + line.body.name, link=address, kind="main"),
        Column("code", _("代码"), value=lambda line: line.body.code),
        Column("kind", _("类别"), value=lambda line: line.body.get_kind_display()),
        Column("answers", _("答复名义"), value=lambda line: line.body.answers_as.name if line.body.answers_as else _("自己")),
        Column("mode", _("办理方式"), value=lambda line: _("简化模式") if line.body.simplified_since else _("一般")),
    ]
    page = Page(_("机构与人员"))
    page.sections = [table_section(_("机关"), columns, tree_lines(localdate()), empty=_("尚未登记机关。"))]
    if request.rights.has(Right.ADMIN_SYSTEM):
        page.actions.append((_("登记机关"), reverse("bodies:found")))
    if everything:
        page.actions += [
            (_("人员"), reverse("bodies:people")),
            (_("导入"), reverse("bodies:import")),
            (_("导出 Excel"), reverse("bodies:export")),
        ]
    page.actions.append((_("委托代行"), reverse("bodies:delegations")))
    return show(request, page)


@login_required
def body(request: Any, code: str) -> HttpResponse:
    """One body: what is registered of it, who led it when, what was done to it."""
    found = access_body_for(request.rights, code, to=SEES)
    page = page_of_body(request, found, here="body")
    page.notices += guide_gaps(found)
    to = functools.partial(reverse, args=[found.code])
    office = [(_("变更"), to("bodies:office"))] if _may_manage(request, found) else []
    identity = _system_actions(found) if request.rights.has(Right.ADMIN_SYSTEM) else []
    links = [
        Column("parent", _("上级机关"), value=lambda link: link.parent.name, kind="main"),
        Column("begun_on", _("起"), kind="date"),
        Column("ended_on", _("止（次日）"), kind="date"),
    ]
    below = [Column("name", _("下级机关"), kind="main"), Column("kind", _("类别"), value=lambda each: each.get_kind_display())]
    page.sections = [
        Section(_("政府信息公开工作机构"), facts=office_facts(found), actions=office),
        Section(_("机关信息"), facts=body_facts(found), actions=identity),
        table_section(_("隶属关系"), links, parents_over_time(found), empty=_("没有上级机关。")),
        table_section(_("下级机关"), below, children_of(found, localdate()), empty=_("没有下级机关。")),
        Section(_("办理记录"), timeline=timeline_of(found), empty=_("暂无记录。")),
    ]
    return show(request, page)


def _may_manage(request: Any, found: Body) -> bool:
    return request.rights.has(Right.MANAGE_BODY, over=found) or request.rights.has(Right.ADMIN_SYSTEM)


def _system_actions(found: Body) -> list[tuple[str, str]]:
    names = [
        (_("变更机关信息"), "bodies:identity"),
        (_("变更隶属关系"), "bodies:move"),
        (_("变更答复名义"), "bodies:answers"),
        (_("简化模式"), "bodies:simplify"),
        *([(_("结束简化模式"), "bodies:unsimplify")] if found.simplified_since else []),
        (_("撤销"), "bodies:end"),
    ]
    return [(label, reverse(to, args=[found.code])) for label, to in names]


@login_required
def found(request: Any) -> HttpResponse:
    """Register a body."""
    access_installation(request.rights, to=[Right.ADMIN_SYSTEM])
    on = localdate()
    form = BodyFoundForm(request.POST or None, bodies=bodies_of(on), initial={"begun_on": on})

    def act(values: dict[str, Any]) -> str:
        parent, begun_on = values.pop("parent"), values.pop("begun_on")
        facts = BodyFacts(**{**values, "kind": BodyKind(values["kind"]), "level": Level(values["level"])})
        made = body_found(facts=facts, begun_on=begun_on, parent=parent, actor=request.user, on=on)
        return reverse("bodies:body", args=[made.code])

    return form_page(request, form, act, title=_("登记机关"), back=reverse("bodies:tree"))


@login_required
def change_office(request: Any, code: str) -> HttpResponse:
    """Change office, contacts and functions: opens the updates of guide and functions."""
    found = access_body_for(request.rights, code, to=[Right.MANAGE_BODY, Right.ADMIN_SYSTEM])
    note = _("名称、地址、时间、联系方式和职能变更后，系统自动生成指南和机构职能的更新任务（第十二条、第二十六条）。")
    return _change(request, found, OfficeForm, title=_("变更工作机构和职能"), note=note)


@login_required
def change_identity(request: Any, code: str) -> HttpResponse:
    """Change names, kind, level, credit code, review authority and court."""
    found = access_body_for(request.rights, code, to=[Right.ADMIN_SYSTEM])
    return _change(request, found, IdentityForm, title=_("变更机关信息"), note="")


def _change(request: Any, found: Body, kind: Any, *, title: str, note: str) -> HttpResponse:
    name, back = found.name, reverse("bodies:body", args=[found.code])
    form = with_seen(kind(request.POST or None, instance=found), found)

    def act(values: dict[str, Any]) -> str:
        changes = refuse_unseen(form, name, values)
        body_change(body=found, changes=changes, actor=request.user, on=localdate())
        return back

    return form_page(request, form, act, title=title, back=back, place=name, note=note)


@login_required
def move(request: Any, code: str) -> HttpResponse:
    """Put a body under another parent from a day on."""
    found = access_body_for(request.rights, code, to=[Right.ADMIN_SYSTEM])
    on = localdate()
    form = MoveForm(request.POST or None, bodies=bodies_of(on).exclude(pk=found.pk), initial={"begun_on": on})
    back = reverse("bodies:body", args=[found.code])

    def act(values: dict[str, Any]) -> str:
        body_move(body=found, actor=request.user, on=on, **values)
        return back

    note = _("原隶属关系在该日前一日终止，汇总口径随之变更。")
    return form_page(request, form, act, title=_("变更隶属关系"), back=back, place=found.name, note=note)


@login_required
def answers(request: Any, code: str) -> HttpResponse:
    """Say in whose name a body answers."""
    found = access_body_for(request.rights, code, to=[Right.ADMIN_SYSTEM])
    on = localdate()
    others = bodies_of(on).exclude(pk=found.pk)
    form = AnswersForm(request.POST or None, bodies=others, initial={"answers_as": found.answers_as_id})
    back = reverse("bodies:body", args=[found.code])

    def act(values: dict[str, Any]) -> str:
        body_answer_as(body=found, answers_as=values["answers_as"], actor=request.user, on=on)
        return back

    note = _("派出机构、内设机构依法以自己的名义对外管理的，以自己的名义答复（第二十七条）。")
    return form_page(request, form, act, title=_("答复名义"), back=back, place=found.name, note=note)


@login_required
def end(request: Any, code: str) -> HttpResponse:
    """End a body."""
    found = access_body_for(request.rights, code, to=[Right.ADMIN_SYSTEM])
    on = localdate()
    form = BodyEndForm(request.POST or None, bodies=bodies_of(on).exclude(pk=found.pk), initial={"ended_on": on})
    back = reverse("bodies:body", args=[found.code])

    def act(values: dict[str, Any]) -> str:
        body_end(body=found, actor=request.user, on=on, **values)
        return back

    title = _("撤销%(name)s") % {"name": found.name}
    return form_page(request, form, act, title=title, back=back, place=found.name, submit=_("撤销"), tone="danger")


@login_required
def simplify(request: Any, code: str) -> HttpResponse:
    """Mark the body as one person and a leader who signs on paper."""
    found = access_body_for(request.rights, code, to=[Right.ADMIN_SYSTEM])
    on = localdate()
    form = SimplifyForm(
        request.POST or None, initial={"since": found.simplified_since or on, "leader": found.simplified_leader}
    )
    back = reverse("bodies:body", args=[found.code])

    def act(values: dict[str, Any]) -> str:
        body_simplify(body=found, actor=request.user, on=on, **values)
        return back

    note = _("由一人经办、领导在纸质呈批单上签批的机关使用。本机关各页面均标明“简化模式”，每次签批须上传扫描件。")
    return form_page(request, form, act, title=_("简化模式"), back=back, place=found.name, note=note)


@login_required
def unsimplify(request: Any, code: str) -> HttpResponse:
    """End the simplified mode."""
    found = access_body_for(request.rights, code, to=[Right.ADMIN_SYSTEM])
    back = reverse("bodies:body", args=[found.code])

    def act(values: dict[str, Any]) -> str:
        body_unsimplify(body=found, actor=request.user, on=localdate())
        return back

    form = forms.Form(request.POST if request.method == "POST" else None)
    return form_page(request, form, act, title=_("结束简化模式"), back=back, place=found.name, submit=_("结束简化模式"))
