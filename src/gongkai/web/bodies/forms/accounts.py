"""Forms of websites and official accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.bodies.forms.fields import DayField, LinesField
from gongkai.web.bodies.kinds import AccountKind, AccountStatus
from gongkai.web.bodies.models import User


class AccountChangeForm(forms.Form):
    """What may change of an account without a handover."""

    name = forms.CharField(label=_("名称"), max_length=120)
    site_code = forms.CharField(label=_("网站标识码"), max_length=20, required=False)
    icp = forms.CharField(label=_("ICP备案号"), max_length=60, required=False)
    police_no = forms.CharField(label=_("公安备案号"), max_length=60, required=False)
    deputy = forms.ModelChoiceField(User.objects.none(), label=_("备份管理人"), required=False)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in {"keeper", "deputy"} & set(self.fields):
            self.fields[name].queryset = people


class AccountOpenForm(AccountChangeForm):
    """A new account of the register."""

    kind = forms.ChoiceField(label=_("类别"), choices=AccountKind.choices)
    address = forms.CharField(label=_("网址或者账号"), max_length=200)
    keeper = forms.ModelChoiceField(User.objects.none(), label=_("管理人"))
    begun_on = DayField(label=_("开设日期"))
    field_order = ("kind", "name", "address", "keeper", "deputy", "begun_on", "site_code", "icp", "police_no")


class HandOverForm(forms.Form):
    """From the keeper to the next one."""

    taker = forms.ModelChoiceField(User.objects.none(), label=_("接收人"))
    items = LinesField(label=_("移交清单"), help_text=_("每行一项，例如登录账号、管理员手机卡、素材库。不要填写密码。"))
    signed_by = forms.CharField(label=_("监交人"), max_length=60)
    handed_on = DayField(label=_("移交日期"))

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"].queryset = people


class PostForm(forms.Form):
    """When the account was last updated."""

    posted_on = DayField(label=_("最近更新日期"))


class StatusForm(forms.Form):
    """In use, paused, closed."""

    status = forms.ChoiceField(label=_("状态"), choices=AccountStatus.choices)
    since = DayField(label=_("自何日起"))
    reason = forms.CharField(label=_("事由"), max_length=200)


class FilingForm(forms.Form):
    """With whom and when the account was filed."""

    filed_with = forms.CharField(label=_("备案主管单位"), max_length=120)
    filed_on = DayField(label=_("备案日期"))
