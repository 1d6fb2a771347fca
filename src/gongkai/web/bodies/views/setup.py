"""The guided first run: open only while nobody has an account."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_bodies import SetupDone
from gongkai.web.bodies.facts import BodyFacts
from gongkai.web.bodies.forms.setup import FIRST, SetupForm
from gongkai.web.bodies.kinds import BodyKind, Level
from gongkai.web.bodies.password_policies import password_made
from gongkai.web.bodies.selectors import people_all
from gongkai.web.bodies.services.first_run import FirstPerson, installation_set_up
from gongkai.web.bodies.views.passwords import show_passwords
from gongkai.web.bodies.views.sections import Facts, Section
from gongkai.web.shell.refusals import refuse


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def setup(request: Any) -> HttpResponse:
    """One form; the answer shows the one-time passwords, once. Raises Http404 as soon as anybody has an account."""
    if people_all().exists():
        raise Http404
    on = localdate()
    form = SetupForm(request.POST or None, initial={"begun_on": on})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = form.cleaned_data
            people = [
                FirstPerson(role, values[f"{key}_username"], values[f"{key}_name"], password_made())
                for key, role, _name in FIRST
            ]
            try:
                _set_up(values, people, on)
            except SetupDone:
                raise Http404 from None
            except GongkaiError as error:
                refuse(form, error)
            else:
                shown = [(each.username, f"{each.name}（{each.role.label}）", each.password) for each in people]
                return show_passwords(request, shown, back=settings.LOGIN_URL, more=[Section(_("下一步"), facts=_next_steps())])
    lead = _("只在首次运行时填写：登记本机关，指定三名管理员和第一名经办人。四人须为不同的人。")
    context = {"form": form, "title": _("系统初始化"), "lead": lead, "submit": _("开始使用")}
    return render(request, "shell/form.html", context, status=status)


def _next_steps() -> Facts:
    return [
        (_("系统管理员"), _("登记其他机关和人员，也可以用表格批量导入。")),
        (_("安全管理员"), _("授予审核人、保密审查员、分管领导、发布人等角色；拟稿人不能兼任分管领导。")),
        (_("审计管理员"), _("查看留痕，定期核验。")),
        (_("经办人"), _("补齐政府信息公开工作机构的名称、地址、时间和联系方式（第十二条）。")),
    ]


def _set_up(values: dict[str, Any], people: list[FirstPerson], on: Any) -> None:
    facts = BodyFacts(
        code=values["code"],
        name=values["name"],
        short_name=values["short_name"],
        kind=BodyKind(values["kind"]),
        level=Level(values["level"]),
        credit_code=values["credit_code"],
    )
    installation_set_up(facts=facts, begun_on=values["begun_on"], people=people, actor=None, on=on)
