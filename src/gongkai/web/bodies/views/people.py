"""Accounts of people, for the administrators of the installation."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from gongkai.core.errors import GongkaiError
from gongkai.web.bodies.access import access_installation, access_user
from gongkai.web.bodies.forms.people import ReasonForm, UserChangeForm, UserForm
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.password_policies import password_made
from gongkai.web.bodies.selectors import bodies_of, people_all, roles_held
from gongkai.web.bodies.services.people import user_add, user_change, user_deactivate, user_reactivate
from gongkai.web.bodies.views.answering import form_page
from gongkai.web.bodies.views.body_page import timeline_of
from gongkai.web.bodies.views.passwords import show_passwords
from gongkai.web.bodies.views.sections import Page, Section, table_section
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import refuse

ADMINISTRATORS = (Right.ADMIN_SYSTEM, Right.ADMIN_SECURITY)


def _named(rows: Any, text: str) -> Any:
    return rows.filter(name__icontains=text) | rows.filter(username__icontains=text)


LISTING = Listing(
    title=_lazy("人员"),
    columns=(
        Column("name", _lazy("姓名"), sort=("name",), link=lambda user: reverse("bodies:user", args=[user.pk]), kind="main"),
        Column("username", _lazy("用户名"), sort=("username",)),
        Column("body.name", _lazy("所在机关")),
        Column("is_active", _lazy("启用")),
    ),
    filters=(
        Filter("q", _lazy("姓名或者用户名"), _named),
        Filter(
            "state",
            _lazy("状态"),
            lambda rows, value: rows.filter(is_active=value == "active"),
            choices=[("active", _lazy("启用")), ("inactive", _lazy("停用"))],
        ),
    ),
    order=("username",),
    template="bodies/people.html",
)


@login_required
def people(request: Any) -> HttpResponse:
    """Everybody with an account, to filter, search and export."""
    access_installation(request.rights, to=ADMINISTRATORS)
    return list_answer(request, LISTING, people_all(), context={"may_add": request.rights.has(Right.ADMIN_SYSTEM)})


@login_required
@never_cache
@sensitive_variables()
def add(request: Any) -> HttpResponse:
    """Make an account; its one-time password is shown on the answer and nowhere else."""
    access_installation(request.rights, to=[Right.ADMIN_SYSTEM])
    on = localdate()
    form = UserForm(request.POST or None, bodies=bodies_of(on))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            password = password_made()
            try:
                made = user_add(password=password, actor=request.user, on=on, **form.cleaned_data)
            except GongkaiError as error:
                refuse(form, error, field="username")
            else:
                return show_passwords(request, [(made.username, made.name, password)], back=reverse("bodies:people"))
    context = {"form": form, "title": _("登记人员账号"), "back": reverse("bodies:people"), "back_label": _("人员")}
    context["lead"] = _("角色由安全管理员另行授予。")
    return render(request, "shell/form.html", context, status=status)


@login_required
def user(request: Any, user: uuid.UUID) -> HttpResponse:
    """One account with the roles it holds and what was done to it."""
    found = _of_installation(request, user, *ADMINISTRATORS)
    page = Page(found.name, crumbs=[(_("机构与人员"), reverse("bodies:tree")), (_("人员"), reverse("bodies:people"))])
    facts = [
        (_("用户名"), found.username),
        (_("所在机关"), found.body.name if found.body else ""),
        (_("电子邮件"), found.email),
        (_("电话"), found.phone),
        (_("状态"), _("启用") if found.is_active else _("停用")),
    ]
    columns = [
        Column("role", _("角色"), value=lambda held: held.get_role_display(), kind="main"),
        Column("body", _("机关"), value=lambda held: held.body.name if held.body else _("全系统")),
        Column("begun_on", _("起"), kind="date"),
        Column("ended_on", _("止（次日）"), kind="date"),
    ]
    page.sections = [
        Section(_("账号"), facts=facts),
        table_section(_("角色"), columns, roles_held(found), empty=_("没有角色。")),
        Section(_("办理记录"), timeline=timeline_of(found), empty=_("暂无记录。")),
    ]
    reactivate_at = ""
    if request.rights.has(Right.ADMIN_SYSTEM):
        page.actions.append((_("变更"), reverse("bodies:user-change", args=[found.pk])))
        if found.is_active:
            page.actions.append((_("停用账号"), reverse("bodies:user-deactivate", args=[found.pk])))
        else:
            reactivate_at = reverse("bodies:user-reactivate", args=[found.pk])
    return render(request, "bodies/user.html", {"page": page, "may_reactivate": reactivate_at})


@login_required
def change(request: Any, user: uuid.UUID) -> HttpResponse:
    """Change name, body and addresses of a person."""
    found = _of_installation(request, user, Right.ADMIN_SYSTEM)
    on = localdate()
    initial = {"name": found.name, "body": found.body_id, "email": found.email, "phone": found.phone}
    form = UserChangeForm(request.POST or None, bodies=bodies_of(on), initial=initial)
    back = reverse("bodies:user", args=[found.pk])

    def act(values: dict[str, Any]) -> str:
        user_change(user=found, body=values.pop("body"), changes=values, actor=request.user, on=on)
        return back

    return form_page(request, form, act, title=_("变更人员信息"), back=back, place=found.name)


@login_required
def deactivate(request: Any, user: uuid.UUID) -> HttpResponse:
    """Switch an account off."""
    found = _of_installation(request, user, Right.ADMIN_SYSTEM)
    back = reverse("bodies:user", args=[found.pk])

    def act(values: dict[str, Any]) -> str:
        user_deactivate(user=found, reason=values["reason"], actor=request.user, on=localdate())
        return back

    note = _("停用后，该账号立即退出登录；角色和经办记录保留。")
    title = _("停用%(name)s的账号") % {"name": found.name}
    form = ReasonForm(request.POST or None)
    return form_page(request, form, act, title=title, back=back, place=found.name, submit=_("停用"), note=note, tone="danger")


@login_required
@require_POST
def reactivate(request: Any, user: uuid.UUID) -> HttpResponse:
    """Switch an account on again."""
    found = _of_installation(request, user, Right.ADMIN_SYSTEM)
    user_reactivate(user=found, actor=request.user, on=localdate())
    messages.success(request, _("已启用。"))
    return redirect("bodies:user", found.pk)


def _of_installation(request: Any, key: uuid.UUID, *to: Right) -> Any:
    """One account, for whom one of these administrators' rights is held. Raises Http404."""
    access_installation(request.rights, to=to)
    held = next(right for right in to if request.rights.has(right))
    return access_user(request.rights, key, to=held)
