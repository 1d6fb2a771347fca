"""The form of the first run: one page, one body, four people."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.bodies.forms.fields import DayField
from gongkai.web.bodies.kinds import BodyKind, Level, Role

FIRST: tuple[tuple[str, Role, str], ...] = (
    ("system", Role.SYSTEM_ADMIN, "xitong"),
    ("security", Role.SECURITY_ADMIN, "anquan"),
    ("audit", Role.AUDIT_ADMIN, "shenji"),
    ("handler", Role.HANDLER, "jingban"),
)


class SetupForm(forms.Form):
    """The body, then a name and a user name for each of the four."""

    name = forms.CharField(label=_("机关全称"), max_length=120, help_text=_("例如 演示市信访局。"))
    short_name = forms.CharField(label=_("简称"), max_length=40)
    code = forms.CharField(label=_("代码"), max_length=40, help_text=_("用于网址，例如 xfj；启用后不变。"))
    kind = forms.ChoiceField(label=_("类别"), choices=BodyKind.choices, initial=BodyKind.DEPARTMENT)
    level = forms.ChoiceField(label=_("层级"), choices=Level.choices, initial=Level.PREFECTURE)
    begun_on = DayField(label=_("设立日期"))
    credit_code = forms.CharField(label=_("统一社会信用代码"), max_length=18, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, role, username in FIRST:
            self.fields[f"{key}_name"] = forms.CharField(label=_("%(role)s：姓名") % {"role": role.label}, max_length=60)
            self.fields[f"{key}_username"] = forms.RegexField(
                r"^[\w.@-]+$", label=_("%(role)s：用户名") % {"role": role.label}, max_length=60, initial=username
            )
