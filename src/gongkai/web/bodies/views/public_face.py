"""Leading group, leaders and internal offices of a body."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.web.bodies.access import access_body, access_internal_office, access_leader, access_leading_group
from gongkai.web.bodies.forms.fields import EndForm
from gongkai.web.bodies.forms.public_face import (
    AdjustForm,
    GroupForm,
    InternalOfficeChangeForm,
    InternalOfficeForm,
    LeaderChangeForm,
    LeaderForm,
    lines_of,
)
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.selectors import group_history, groups_of, leaders_of, members_of, offices_of
from gongkai.web.bodies.services.groups import leading_group_adjust, leading_group_end, leading_group_found
from gongkai.web.bodies.services.offices import (
    internal_office_begin,
    internal_office_change,
    internal_office_end,
    leader_begin,
    leader_change,
    leader_end,
)
from gongkai.web.bodies.views.answering import form_page, refuse_unseen, with_seen
from gongkai.web.bodies.views.body_page import page_of_body
from gongkai.web.bodies.views.sections import Section, show, table_section
from gongkai.web.shell.tables import Column


@login_required
def leaders(request: Any, code: str) -> HttpResponse:
    """Leaders and internal offices of today."""
    body = access_body(request.rights, code, to=Right.READ)
    on = localdate()
    may = request.rights.has(Right.MANAGE_BODY, over=body)
    page = page_of_body(request, body, here="leaders")
    leaders = [
        Column("name", _("姓名"), kind="main"),
        Column("post", _("职务")),
        Column("duties", _("分工")),
        Column("phone", _("办公电话")),
        Column("photo_no", _("照片编号")),
        Column("begun_on", _("任职日期"), kind="date"),
    ]
    offices = [
        Column("name", _("名称"), kind="main"),
        Column("duties", _("职责")),
        Column("head", _("负责人")),
        Column("phone", _("联系电话")),
    ]
    if may:
        leaders += [_link(_("变更"), "bodies:leader-change"), _link(_("离任"), "bodies:leader-end")]
        offices += [_link(_("变更"), "bodies:office-change"), _link(_("撤销"), "bodies:office-end")]
    add_leader = [(_("登记领导"), reverse("bodies:leader-add", args=[body.code]))] if may else []
    add_office = [(_("登记内设机构"), reverse("bodies:office-add", args=[body.code]))] if may else []
    page.sections = [
        table_section(_("领导信息"), leaders, leaders_of(body, on), empty=_("尚未登记领导。"), actions=add_leader),
        table_section(_("内设机构"), offices, offices_of(body, on), empty=_("尚未登记内设机构。"), actions=add_office),
    ]
    return show(request, page)


def _link(label: str, to: str) -> Column:
    return Column(to, label, value=lambda record: label, link=lambda record: reverse(to, args=[record.pk]))


@login_required
def leader_add(request: Any, code: str) -> HttpResponse:
    """Register a leader."""
    body = access_body(request.rights, code, to=Right.MANAGE_BODY)
    on = localdate()
    form = LeaderForm(request.POST or None, initial={"begun_on": on})
    back = reverse("bodies:leaders", args=[body.code])

    def act(values: dict[str, Any]) -> str:
        name, post, begun_on = (values.pop(each) for each in ("name", "post", "begun_on"))
        leader_begin(body=body, name=name, post=post, begun_on=begun_on, details=values, actor=request.user, on=on)
        return back

    return form_page(request, form, act, title=_("登记领导"), back=back, place=body.name, note=_updates_note())


@login_required
def leader_edit(request: Any, leader: uuid.UUID) -> HttpResponse:
    """Change what is told of a leader."""
    found = access_leader(request.rights, leader, to=Right.MANAGE_BODY)
    name, back = str(found), reverse("bodies:leaders", args=[found.body.code])
    form = with_seen(LeaderChangeForm(request.POST or None, instance=found), found)

    def act(values: dict[str, Any]) -> str:
        changes = refuse_unseen(form, name, values)
        leader_change(leader=found, changes=changes, actor=request.user, on=localdate())
        return back

    return form_page(request, form, act, title=_("变更领导信息"), back=back, place=found.body.name, note=_updates_note())


@login_required
def leader_leave(request: Any, leader: uuid.UUID) -> HttpResponse:
    """A leader leaves office."""
    found = access_leader(request.rights, leader, to=Right.MANAGE_BODY)
    back = reverse("bodies:leaders", args=[found.body.code])

    def act(values: dict[str, Any]) -> str:
        leader_end(leader=found, actor=request.user, on=localdate(), **values)
        return back

    form = EndForm(request.POST or None, initial={"ended_on": localdate()})
    title = _("%(name)s离任") % {"name": found.name}
    return form_page(request, form, act, title=title, back=back, place=found.body.name, note=_updates_note())


@login_required
def office_add(request: Any, code: str) -> HttpResponse:
    """Register an internal office."""
    body = access_body(request.rights, code, to=Right.MANAGE_BODY)
    on = localdate()
    form = InternalOfficeForm(request.POST or None, initial={"begun_on": on})
    back = reverse("bodies:leaders", args=[body.code])

    def act(values: dict[str, Any]) -> str:
        name, begun_on = values.pop("name"), values.pop("begun_on")
        internal_office_begin(body=body, name=name, begun_on=begun_on, details=values, actor=request.user, on=on)
        return back

    return form_page(request, form, act, title=_("登记内设机构"), back=back, place=body.name, note=_updates_note())


@login_required
def office_edit(request: Any, office: uuid.UUID) -> HttpResponse:
    """Change what is told of an internal office."""
    found = access_internal_office(request.rights, office, to=Right.MANAGE_BODY)
    name, back = found.name, reverse("bodies:leaders", args=[found.body.code])
    form = with_seen(InternalOfficeChangeForm(request.POST or None, instance=found), found)

    def act(values: dict[str, Any]) -> str:
        changes = refuse_unseen(form, name, values)
        internal_office_change(office=found, changes=changes, actor=request.user, on=localdate())
        return back

    return form_page(request, form, act, title=_("变更内设机构"), back=back, place=found.body.name, note=_updates_note())


@login_required
def office_dissolve(request: Any, office: uuid.UUID) -> HttpResponse:
    """Dissolve an internal office."""
    found = access_internal_office(request.rights, office, to=Right.MANAGE_BODY)
    back = reverse("bodies:leaders", args=[found.body.code])

    def act(values: dict[str, Any]) -> str:
        internal_office_end(office=found, actor=request.user, on=localdate(), **values)
        return back

    form = EndForm(request.POST or None, initial={"ended_on": localdate()})
    title = _("撤销%(name)s") % {"name": found.name}
    return form_page(request, form, act, title=title, back=back, place=found.body.name, note=_updates_note())


@login_required
def group(request: Any, code: str) -> HttpResponse:
    """The leading groups of today with their members, and how each came to be."""
    body = access_body(request.rights, code, to=Right.READ)
    on = localdate()
    may = request.rights.has(Right.MANAGE_BODY, over=body)
    page = page_of_body(request, body, here="group")
    for each in groups_of(body, on):
        page.sections += _group_sections(each, on, may=may)
    if not page.sections:
        page.sections = [Section(_("领导小组"), empty=_("尚未登记政务公开工作领导小组。"))]
    if may:
        page.actions = [(_("成立领导小组"), reverse("bodies:group-add", args=[body.code]))]
    return show(request, page)


def _group_sections(group: Any, on: date, *, may: bool) -> list[Section]:
    members = [
        Column("seat", _("组内职务"), value=lambda member: member.get_seat_display()),
        Column("name", _("姓名"), kind="main"),
        Column("post", _("职务")),
        Column("begun_on", _("起"), kind="date"),
    ]
    turns = [
        Column("on", _("调整日期"), value=lambda turn: turn.adjustment.on, kind="date"),
        Column("document", _("文件"), value=lambda turn: turn.adjustment.document, kind="main"),
        Column("joined", _("新任"), value=lambda turn: [str(each) for each in turn.joined]),
        Column("left", _("不再担任"), value=lambda turn: [str(each) for each in turn.left]),
    ]
    actions = [
        (_("调整"), reverse("bodies:group-adjust", args=[group.pk])),
        (_("撤销"), reverse("bodies:group-end", args=[group.pk])),
    ]
    lead = _("%(document)s，%(day)s 成立") % {"document": group.document, "day": group.begun_on}
    shown = table_section(group.name, members, members_of(group, on), empty="", lead=lead, actions=actions if may else [])
    history = table_section(_("历次调整"), turns, group_history(group), empty=_("没有调整。"))
    return [shown, history]


@login_required
def group_add(request: Any, code: str) -> HttpResponse:
    """Found a leading group."""
    body = access_body(request.rights, code, to=Right.MANAGE_BODY)
    on = localdate()
    form = GroupForm(request.POST or None, initial={"adjusted_on": on})
    back = reverse("bodies:group", args=[body.code])

    def act(values: dict[str, Any]) -> str:
        begun_on = values.pop("adjusted_on")
        leading_group_found(body=body, begun_on=begun_on, actor=request.user, on=on, **values)
        return back

    return form_page(request, form, act, title=_("成立领导小组"), back=back, place=body.name, note=_updates_note())


@login_required
def group_adjust(request: Any, group: uuid.UUID) -> HttpResponse:
    """Adjust the members of a leading group after a document."""
    found = access_leading_group(request.rights, group, to=Right.MANAGE_BODY)
    on = localdate()
    back = reverse("bodies:group", args=[found.body.code])
    initial = {"adjusted_on": on, "members": lines_of(members_of(found, on))}
    form = AdjustForm(request.POST or None, initial=initial)

    def act(values: dict[str, Any]) -> str:
        leading_group_adjust(group=found, actor=request.user, on=on, **values)
        return back

    return form_page(
        request,
        form,
        act,
        title=_("调整%(name)s") % {"name": found.name},
        back=back,
        place=found.body.name,
        note=_updates_note(),
    )


@login_required
def group_end(request: Any, group: uuid.UUID) -> HttpResponse:
    """End a leading group."""
    found = access_leading_group(request.rights, group, to=Right.MANAGE_BODY)
    back = reverse("bodies:group", args=[found.body.code])

    def act(values: dict[str, Any]) -> str:
        leading_group_end(group=found, actor=request.user, on=localdate(), **values)
        return back

    form = EndForm(request.POST or None, initial={"ended_on": localdate()})
    title = _("撤销%(name)s") % {"name": found.name}
    return form_page(request, form, act, title=title, back=back, place=found.body.name, submit=_("撤销"), tone="danger")


def _updates_note() -> str:
    return _("保存后，系统自动生成相关公开页面的更新任务，期限自变更之日起计算（第二十六条）。")
