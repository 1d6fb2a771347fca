"""Forms of accounts, roles and delegations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.bodies.forms.fields import DayField
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, Role
from gongkai.web.bodies.models import Appointment, Body, User


class UserForm(forms.Form):
    """A new account."""

    username = forms.RegexField(
        r"^[\w.@-]+$", label=_("用户名"), max_length=60, help_text=_("字母、数字和 . @ - _ ，用于登录。")
    )
    name = forms.CharField(label=_("姓名"), max_length=60)
    body = forms.ModelChoiceField(Body.objects.none(), label=_("所在机关"), required=False)
    email = forms.EmailField(label=_("电子邮件"), required=False)
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies


class UserChangeForm(UserForm):
    """What may change of an account; the user name stays."""

    username = None


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("事由"), max_length=200)


class GrantForm(forms.Form):
    """A role for somebody."""

    user = forms.ModelChoiceField(User.objects.none(), label=_("人员"))
    role = forms.ChoiceField(label=_("角色"))
    begun_on = DayField(label=_("自何日起"))
    ended_on = DayField(label=_("至何日止"), required=False, help_text=_("最后一日的次日；留空表示长期。"))

    def __init__(self, *args: Any, people: Any, of_body: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people
        roles = [each for each in Role if (each in INSTALLATION_WIDE) != of_body]
        self.fields["role"].choices = [(str(each), each.label) for each in roles]


class DelegateForm(forms.Form):
    """One of one's own roles for somebody else, for a while."""

    appointment = forms.ModelChoiceField(Appointment.objects.none(), label=_("委托的角色"))
    to = forms.ModelChoiceField(User.objects.none(), label=_("受托人"))
    begun_on = DayField(label=_("自何日起"))
    ended_on = DayField(label=_("至何日止"), help_text=_("最后一日的次日。"))
    reason = forms.CharField(label=_("事由"), max_length=200)

    def __init__(self, *args: Any, mine: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["appointment"].queryset = mine
        self.fields["to"].queryset = people
