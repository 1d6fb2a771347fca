"""Accounts of people, for the administrators of the installation."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
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
from gongkai.web.bodies.wording import say
from gongkai.web.shell.lists import ListColumn, ListFilter, list_view

ADMINISTRATORS = (Right.ADMIN_SYSTEM, Right.ADMIN_SECURITY)


@login_required
def people(request: Any) -> HttpResponse:
    """Everybody with an account, to filter, search and export."""
    access_installation(request.rights, to=ADMINISTRATORS)
    states = [("active", _("启用")), ("inactive", _("停用"))]
    listed = list_view(
        request,
        people_all(),
        title=_("人员"),
        columns=[
            ListColumn(_("用户名"), lambda user: user.username, lambda user: reverse("bodies:user", args=[user.pk])),
            ListColumn(_("姓名"), lambda user: user.name),
            ListColumn(_("所在机关"), lambda user: user.body.name if user.body else ""),
            ListColumn(_("状态"), lambda user: _("启用") if user.is_active else _("停用")),
        ],
        filters=[
            ListFilter("state", _("状态"), states, lambda found, value: found.filter(is_active=value == "active")),
        ],
        search=lambda found, text: found.filter(name__icontains=text) | found.filter(username__icontains=text),
    )
    if isinstance(listed, HttpResponse):
        return listed
    return render(request, "bodies/people.html", {"list": listed, "may_add": request.rights.has(Right.ADMIN_SYSTEM)})


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
                user = user_add(password=password, actor=request.user, on=on, **form.cleaned_data)
            except GongkaiError as error:
                form.add_error("username", ValidationError(say(error)))
            else:
                shown = {"passwords": [(user.username, user.name, password)], "back": reverse("bodies:people")}
                return render(request, "bodies/passwords.html", shown)
    context = {"form": form, "title": _("登记人员账号"), "back": reverse("bodies:people")}
    context["note"] = _("角色由安全管理员另行授予。")
    return render(request, "bodies/form_page.html", context, status=status)


@login_required
def user(request: Any, user: uuid.UUID) -> HttpResponse:
    """One account with the roles it holds and what was done to it."""
    found = _of_installation(request, user, *ADMINISTRATORS)
    context = {
        "person": found,
        "held": roles_held(found),
        "timeline": timeline_of(found),
        "may_system": request.rights.has(Right.ADMIN_SYSTEM),
        "may_security": request.rights.has(Right.ADMIN_SECURITY),
    }
    return render(request, "bodies/user.html", context)


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

    return form_page(request, form, act, title=_("变更人员信息"), back=back)


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
    return form_page(request, form, act, title=title, back=back, submit=_("停用"), note=note, tone="danger")


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
