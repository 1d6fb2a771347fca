"""The filters above the trail, and the anchor to compare with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongkai.web.trail.actions import registered, words_of
from gongkai.web.trail.models import INSTALLATION, Chain

ANCHOR_MOST = 5 * 1024 * 1024  # bytes: tens of thousands of bodies


class TrailFilter(forms.Form):
    """Whose, by whom, from when until when, what, on which record."""

    chain = forms.ChoiceField(label=_("机关"), required=False)
    person = forms.CharField(label=_("操作人"), required=False, max_length=60)
    first = forms.DateField(label=_("起始日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    last = forms.DateField(label=_("截止日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    code = forms.ChoiceField(label=_("事项"), required=False)
    record = forms.CharField(label=_("记录编号"), required=False, max_length=40)

    def __init__(self, *args: Any, chains: Iterable[Chain], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lang = get_language() or "zh"
        names = [(chain.name, str(chain.body) if chain.name != INSTALLATION else _("本系统")) for chain in chains]
        self.fields["chain"].choices = [("", _("全部")), *names]
        codes = sorted((words_of(code, lang), code) for code in registered())
        self.fields["code"].choices = [("", _("全部")), *((code, words) for words, code in codes)]

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("first") and found.get("last") and found["first"] > found["last"]:
            self.add_error("last", _("截止日期早于起始日期，请更正。"))
        return found


class AnchorForm(forms.Form):
    """An anchor that was exported earlier."""

    anchor = forms.FileField(
        label=_("校验锚文件"), required=False, help_text=_("以前导出的 JSON 文件；不选则只核对记录链本身。")
    )

    def clean_anchor(self) -> Any:
        """Not larger than an anchor can be."""
        file = self.cleaned_data["anchor"]
        if file is not None and file.size > ANCHOR_MOST:
            raise forms.ValidationError(_("文件过大，不是校验锚文件。请选择由“导出校验锚”得到的 JSON 文件。"))
        return file
