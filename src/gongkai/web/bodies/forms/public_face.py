"""Forms of leading group, leaders, internal offices and updates."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.core.errors_bodies import MemberLineWrong
from gongkai.web.bodies.forms.fields import DayField, LinesField
from gongkai.web.bodies.kinds import GroupSeat
from gongkai.web.bodies.models import InternalOffice, Leader
from gongkai.web.bodies.services.groups import Seat
from gongkai.web.shell.refusals import sentence_of

_SEATS = {"组长": GroupSeat.HEAD, "副组长": GroupSeat.DEPUTY, "成员": GroupSeat.MEMBER}


def lines_of(members: Any) -> str:
    """Members as the form's lines."""
    words = {value: word for word, value in _SEATS.items()}
    return "\n".join(f"{words[GroupSeat(each.seat)]}，{each.name}，{each.post}" for each in members)


class AdjustForm(forms.Form):
    """The list of the group after a document, one member a line."""

    document = forms.CharField(label=_("文件名称和文号"), max_length=200)
    adjusted_on = DayField(label=_("调整日期"))
    members = LinesField(label=_("调整后的名单"), help_text=_("每行一人：组长，姓名，职务"))

    def clean_members(self) -> list[Seat]:
        """The lines as seats."""
        return [_seat(number, line) for number, line in enumerate(self.cleaned_data["members"], start=1)]


class GroupForm(AdjustForm):
    """A new group."""

    name = forms.CharField(label=_("领导小组名称"), max_length=120)
    adjusted_on = DayField(label=_("成立日期"))
    members = LinesField(label=_("名单"), help_text=_("每行一人：组长，姓名，职务"))
    field_order = ("name", "document", "adjusted_on", "members")


def _seat(number: int, line: str) -> Seat:
    parts = [part.strip() for part in re.split(r"[，,、\t]", line, maxsplit=2)]
    if len(parts) != 3 or parts[0] not in _SEATS or not parts[1] or not parts[2]:
        raise forms.ValidationError(sentence_of(MemberLineWrong(line=number, value=line)))
    return Seat(parts[1], parts[2], _SEATS[parts[0]])


class LeaderForm(forms.ModelForm):
    """A leader of the body."""

    class Meta:
        model = Leader
        fields = ("name", "post", "duties", "phone", "photo_no", "place", "begun_on")
        field_classes = {"begun_on": DayField}


class LeaderChangeForm(forms.ModelForm):
    """What may change of a leader."""

    class Meta:
        model = Leader
        fields = ("name", "post", "duties", "phone", "photo_no", "place")


class InternalOfficeForm(forms.ModelForm):
    """An internal office."""

    class Meta:
        model = InternalOffice
        fields = ("name", "duties", "head", "phone", "place", "begun_on")
        field_classes = {"begun_on": DayField}


class InternalOfficeChangeForm(forms.ModelForm):
    """What may change of an internal office."""

    class Meta:
        model = InternalOffice
        fields = ("name", "duties", "head", "phone", "place")


class CloseTaskForm(forms.Form):
    """Proof or reason, one of the two."""

    proof = forms.CharField(label=_("公开页面网址或者文件编号"), max_length=500, required=False)
    reason = forms.CharField(label=_("不需更新的理由"), max_length=500, required=False)
