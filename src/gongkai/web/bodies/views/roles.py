"""Roles in a body and over the installation, and standing in for each other."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.web.bodies.access import (
    access_appointment,
    access_body_for,
    access_delegation,
    access_installation,
)
from gongkai.web.bodies.forms.fields import EndForm
from gongkai.web.bodies.forms.people import DelegateForm, GrantForm
from gongkai.web.bodies.kinds import Right, Role
from gongkai.web.bodies.models import Body
from gongkai.web.bodies.selectors import (
    appointments_of,
    colleagues_of,
    delegations_of,
    delegations_with,
    people_all,
    people_of,
    roles_to_lend,
)
from gongkai.web.bodies.services.roles import appointment_begin, appointment_end, delegation_begin, delegation_end
from gongkai.web.bodies.views.answering import form_page
from gongkai.web.bodies.views.body_page import page_of_body
from gongkai.web.bodies.views.sections import Page, show, table_section
from gongkai.web.bodies.views.tree import SEES
from gongkai.web.shell.tables import Column


@login_required
def roles(request: Any, code: str) -> HttpResponse:
    """Who belongs to the body, who holds which role there, who stands in for whom."""
    found = access_body_for(request.rights, code, to=SEES)
    on = localdate()
    page = page_of_body(request, found, here="roles")
    may_grant = request.rights.has(Right.ADMIN_SECURITY)
    people = [
        Column("name", _("姓名"), kind="main"),
        Column("username", _("用户名")),
        Column("phone", _("电话")),
        Column("email", _("电子邮件")),
    ]
    grant = [(_("授予角色"), reverse("bodies:grant", args=[found.code]))] if may_grant else []
    held = appointments_of(found, on)
    page.sections = [
        table_section(_("角色"), _role_columns(may_grant), held, empty=_("尚未授予角色。"), actions=grant),
        table_section(_("委托代行"), _loan_columns(None), delegations_of(found, on), empty=_("没有委托代行。")),
        table_section(_("人员"), people, people_of(found, on), empty=_("没有人员。")),
    ]
    return show(request, page)


def _role_columns(may_grant: bool) -> list[Column]:
    columns = [
        Column("role", _("角色"), value=lambda held: held.get_role_display()),
        Column("user.name", _("姓名"), kind="main"),
        Column("begun_on", _("起"), kind="date"),
        Column("ended_on", _("止（次日）"), kind="date"),
    ]
    if may_grant:
        withdraw = Column(
            "withdraw",
            _("办理"),
            value=lambda held: _("收回"),
            link=lambda held: reverse("bodies:role-withdraw", args=[held.pk]),
        )
        columns.append(withdraw)
    return columns


def _loan_columns(user: Any) -> list[Column]:
    """Columns of delegations; somebody who takes part in them may end them."""
    columns = [
        Column("role", _("角色"), value=lambda loan: loan.appointment.get_role_display()),
        Column("from", _("委托人"), value=lambda loan: loan.appointment.user.name, kind="main"),
        Column("to.name", _("受托人")),
        Column("begun_on", _("起"), kind="date"),
        Column("ended_on", _("止（次日）"), kind="date"),
        Column("reason", _("事由")),
    ]
    if user is not None:
        stop = Column(
            "end", _("办理"), value=lambda loan: _("结束"), link=lambda loan: reverse("bodies:delegation-end", args=[loan.pk])
        )
        columns.append(stop)
    return columns


@login_required
def grant(request: Any, code: str) -> HttpResponse:
    """Grant a role in the body."""
    found = access_body_for(request.rights, code, to=[Right.ADMIN_SECURITY])
    people = people_all().filter(is_active=True)
    back = reverse("bodies:roles", args=[found.code])
    return _grant(request, found, people, title=_("授予角色：%(name)s") % {"name": found.name}, back=back)


@login_required
def administrators(request: Any) -> HttpResponse:
    """The three administrators of the installation."""
    access_installation(request.rights, to=[Right.ADMIN_SYSTEM, Right.ADMIN_SECURITY, Right.ADMIN_AUDIT])
    may_grant = request.rights.has(Right.ADMIN_SECURITY)
    page = Page(_("管理员"), crumbs=[(_("机构与人员"), reverse("bodies:tree"))])
    page.lead = _("系统管理员登记机关和账号，安全管理员授予角色，审计管理员查看留痕；三者互不兼任，也不承办业务。")
    grant = [(_("任命管理员"), reverse("bodies:administrator-grant"))] if may_grant else []
    held = appointments_of(None, localdate())
    page.sections = [table_section(_("管理员"), _role_columns(may_grant), held, empty=_("没有管理员。"), actions=grant)]
    return show(request, page)


@login_required
def grant_administrator(request: Any) -> HttpResponse:
    """Name an administrator of the installation."""
    access_installation(request.rights, to=[Right.ADMIN_SECURITY])
    people = people_all().filter(is_active=True)
    return _grant(request, None, people, title=_("任命管理员"), back=reverse("bodies:administrators"))


def _grant(request: Any, body: Body | None, people: Any, *, title: str, back: str) -> HttpResponse:
    on = localdate()
    form = GrantForm(request.POST or None, people=people, of_body=body is not None, initial={"begun_on": on})

    def act(values: dict[str, Any]) -> str:
        appointment_begin(body=body, actor=request.user, on=on, **{**values, "role": Role(values["role"])})
        return back

    note = _("拟稿与最后批准、三名管理员之间、管理员与业务角色，均不得由一人兼任；不能给自己授予角色。")
    return form_page(
        request, form, act, title=title, back=back, place=body.name if body else _("管理员"), submit=_("授予"), note=note
    )


@login_required
def withdraw(request: Any, appointment: uuid.UUID) -> HttpResponse:
    """Withdraw a role."""
    access_installation(request.rights, to=[Right.ADMIN_SECURITY])
    held = access_appointment(request.rights, appointment, to=Right.ADMIN_SECURITY)
    on = localdate()
    form = EndForm(request.POST or None, initial={"ended_on": on})
    back = reverse("bodies:roles", args=[held.body.code]) if held.body else reverse("bodies:administrators")

    def act(values: dict[str, Any]) -> str:
        appointment_end(appointment=held, ended_on=values["ended_on"], actor=request.user, on=on)
        return back

    title = _("收回角色：%(name)s（%(role)s）") % {"name": held.user.name, "role": held.get_role_display()}
    return form_page(
        request,
        form,
        act,
        title=title,
        back=back,
        place=held.body.name if held.body else _("管理员"),
        submit=_("收回"),
        tone="danger",
    )


@login_required
def delegations(request: Any) -> HttpResponse:
    """What one lent and what one holds on loan."""
    on = localdate()
    page = Page(_("委托代行"), crumbs=[(_("机构与人员"), reverse("bodies:tree"))])
    if roles_to_lend(request.user, on).exists():
        page.actions = [(_("新的委托"), reverse("bodies:delegate"))]
    loans = delegations_with(request.user, on)
    columns = _loan_columns(request.user)
    page.sections = [table_section(_("我委托的和受托的"), columns, loans, empty=_("没有委托代行。"))]
    return show(request, page)


@login_required
def delegate(request: Any) -> HttpResponse:
    """Let a colleague act in one of one's own roles for a while."""
    on = localdate()
    mine, people = roles_to_lend(request.user, on), colleagues_of(request.user, on)
    form = DelegateForm(request.POST or None, mine=mine, people=people, initial={"begun_on": on})
    back = reverse("bodies:delegations")

    def act(values: dict[str, Any]) -> str:
        delegation_begin(actor=request.user, on=on, **values)
        return back

    note = _("受托人在委托期间以该角色办理，留痕记其本人姓名。不得委托给同时拟稿又批准的人。")
    return form_page(request, form, act, title=_("委托代行"), back=back, place=_("委托代行"), submit=_("委托"), note=note)


@login_required
def delegation_stop(request: Any, delegation: uuid.UUID) -> HttpResponse:
    """End a delegation before its time."""
    loan = access_delegation(request.rights, delegation, to=Right.ADMIN_SECURITY)
    on = localdate()
    form = EndForm(request.POST or None, initial={"ended_on": on})
    back = reverse("bodies:delegations")

    def act(values: dict[str, Any]) -> str:
        delegation_end(delegation=loan, ended_on=values["ended_on"], actor=request.user, on=on)
        return back

    return form_page(request, form, act, title=_("结束委托代行"), back=back, place=_("委托代行"), submit=_("结束"))
