"""Forms of the tree of bodies."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.bodies.forms.fields import DayField
from gongkai.web.bodies.models import Body

OFFICE_FIELDS = (
    *("office_name", "office_address", "postcode", "office_hours"),
    *("office_phone", "office_fax", "office_online", "functions"),
)
IDENTITY_FIELDS = ("name", "short_name", "kind", "level", "credit_code", "review_authority", "court")


class BodyFoundForm(forms.ModelForm):
    """A new body with its parent."""

    parent = forms.ModelChoiceField(Body.objects.none(), label=_("上级机关"), required=False)

    class Meta:
        model = Body
        fields = ("code", "name", "short_name", "kind", "level", "begun_on", "credit_code", "review_authority", "court")
        field_classes = {"begun_on": DayField}

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = bodies

    def validate_unique(self) -> None:
        """Left to the service, which says whose code it is."""


class _ChangeForm(forms.ModelForm):
    def validate_unique(self) -> None:
        """Left to the service, which says whose code it is."""

    def changes(self) -> dict[str, Any]:
        """What was typed, by field."""
        return dict(self.cleaned_data)


class OfficeForm(_ChangeForm):
    """The disclosure office as the guide names it (R 12(2)), and the functions of the body (R 20(2))."""

    class Meta:
        model = Body
        fields = OFFICE_FIELDS


class IdentityForm(_ChangeForm):
    """Names, kind and level, review authority and court."""

    class Meta:
        model = Body
        fields = IDENTITY_FIELDS


class MoveForm(forms.Form):
    """A new parent from a day on."""

    parent = forms.ModelChoiceField(Body.objects.none(), label=_("新的上级机关"), required=False, empty_label=_("（无上级）"))
    begun_on = DayField(label=_("自何日起"))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = bodies


class AnswersForm(forms.Form):
    """In whose name the body answers."""

    answers_as = forms.ModelChoiceField(
        Body.objects.none(), label=_("以谁的名义答复"), required=False, empty_label=_("（以自己的名义）")
    )

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answers_as"].queryset = bodies


class BodyEndForm(forms.Form):
    """From which day on a body is no more, and who carries its duties on."""

    ended_on = DayField(label=_("撤销日期"), help_text=_("自该日起不再存在。"))
    successor = forms.ModelChoiceField(Body.objects.none(), label=_("职责承继机关"), required=False)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successor"].queryset = bodies


class SimplifyForm(forms.Form):
    """One person, and a leader who signs on paper."""

    leader = forms.CharField(label=_("纸质签批领导"), max_length=60)
    since = DayField(label=_("自何日起"))


class ImportForm(forms.Form):
    """The workbook."""

    file = forms.FileField(label=_("填好的表格（XLSX）"), help_text=_("本系统为非涉密系统，不得上传涉密文件。"))
