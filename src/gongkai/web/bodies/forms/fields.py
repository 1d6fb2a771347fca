"""Fields that several forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A day, picked or typed as 2026-03-02, 2026/3/2 or 2026年3月2日."""

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"]
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=formats, widget=widget, **kwargs)


class LinesField(forms.CharField):
    """Several lines of text as a list without blanks."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 6}), **kwargs)

    def to_python(self, value: Any) -> Any:
        """The lines that hold something."""
        text = super().to_python(value)
        return [line.strip() for line in text.splitlines() if line.strip()]


class EndForm(forms.Form):
    """From which day on something is no more."""

    ended_on = DayField(label=_("终止日期"), help_text=_("自该日起不再有效。"))
