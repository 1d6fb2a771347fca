"""Forms of the register of what is issued, its imports, and of consultations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.publication.forms.fields import DayField, words
from gongkai.web.publication.importing.columns import Field
from gongkai.web.publication.kinds import Attribute
from gongkai.web.publication.models import ImportBatch, Opinion


class AttributeForm(forms.Form):
    """A publication attribute with its basis and reason."""

    attribute = forms.ChoiceField(
        label=_("公开属性"), choices=[("", _("（未标明，将退文）")), *Attribute.choices], required=False
    )
    basis = forms.CharField(label=_("依据"), max_length=40, required=False, help_text=_("例如：第十六条第二款。"))
    reason = forms.CharField(
        label=_("理由"), required=False, widget=words(2), help_text=_("依申请公开、不予公开的必须写明理由。")
    )


class EntryForm(AttributeForm):
    """A 发文 when it is drafted."""

    body = forms.ChoiceField(label=_("机关"))
    title = forms.CharField(label=_("文件标题"), max_length=300)
    drafted_on = DayField(label=_("拟稿日期"))
    unit = forms.CharField(label=_("拟稿单位"), max_length=80, required=False)
    policy = forms.BooleanField(label=_("政策性文件"), required=False)
    doc_no = forms.CharField(label=_("发文字号"), max_length=80, required=False)
    formed_on = DayField(label=_("成文日期"), required=False)

    field_order = ("body", "title", "drafted_on", "unit", "policy", "attribute", "basis", "reason", "doc_no", "formed_on")

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies
        if len(bodies) == 1:
            self.fields["body"].initial = bodies[0][0]
            self.fields["body"].widget = forms.HiddenInput()


class AmendForm(forms.Form):
    """What was not known when it was drafted."""

    title = forms.CharField(label=_("文件标题"), max_length=300)
    doc_no = forms.CharField(label=_("发文字号"), max_length=80, required=False)
    formed_on = DayField(label=_("成文日期"), required=False)
    unit = forms.CharField(label=_("拟稿单位"), max_length=80, required=False)
    policy = forms.BooleanField(label=_("政策性文件"), required=False)


class ReturnForm(forms.Form):
    """Why an entry goes back."""

    because = forms.CharField(label=_("退文原因"), max_length=300, widget=words(2))


class PatternForm(forms.Form):
    """How index numbers are written."""

    pattern = forms.CharField(
        label=_("索引号规则"), max_length=120, help_text=_("{code} 机构代码，{year} 年，{month} 月，{number:5} 五位流水号。")
    )
    begun_on = DayField(label=_("起用日期"))


class ImportForm(forms.Form):
    """A list to take over."""

    body = forms.ChoiceField(label=_("机关"))
    kind = forms.ChoiceField(label=_("类别"), choices=ImportBatch.Kind.choices)
    file = forms.FileField(
        label=_("文件"), help_text=_("XLSX；网站栏目也可用 ZIP（列表和 HTML 文件）。本系统不得处理涉密文件。")
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies


class ColumnsForm(forms.Form):
    """Which column holds what."""

    heading_row = forms.IntegerField(label=_("表头在第几行"), min_value=1, max_value=1000)

    def __init__(self, *args: Any, fields: tuple[Field, ...], headings: list[str], lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("（没有这一列）")), *((str(number), f"{number + 1}. {name}") for number, name in enumerate(headings))]
        for field in fields:
            label = field.en if lang == "en" else field.zh
            self.fields[field.name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def columns(self) -> dict[str, int]:
        """The chosen columns."""
        return {name: int(value) for name, value in self.cleaned_data.items() if name != "heading_row" and value != ""}


class ConsultationForm(forms.Form):
    """The period, the explanation and how to take part."""

    explanation = forms.CharField(label=_("起草说明"), widget=words(6))
    begins_on = DayField(label=_("开始日期"))
    ends_on = DayField(label=_("截止日期"), help_text=_("一般不少于30日（国务院令第713号第十五条）。"))
    shorter_because = forms.CharField(label=_("缩短期限的理由"), max_length=300, required=False)
    how_to = forms.CharField(label=_("提出意见的方式"), max_length=300)


class OpinionForm(forms.Form):
    """One opinion that came in."""

    received_on = DayField(label=_("收到日期"))
    channel = forms.CharField(label=_("渠道"), max_length=40, required=False)
    name = forms.CharField(label=_("提出人"), max_length=60, required=False)
    contact = forms.CharField(label=_("联系方式"), max_length=100, required=False, help_text=_("加密保存，只显示部分。"))
    text = forms.CharField(label=_("意见内容"), widget=words(4))


class OpinionAnswerForm(forms.Form):
    """What became of an opinion."""

    adopted = forms.ChoiceField(label=_("采纳情况"), choices=Opinion.Adopted.choices)
    answer = forms.CharField(label=_("说明"), max_length=500, required=False, widget=words(2))


class FeedbackForm(forms.Form):
    """The feedback on what was adopted."""

    feedback = forms.CharField(label=_("意见采纳情况"), widget=words(6))


class FinalForm(forms.Form):
    """The document a draft became."""

    final = forms.ChoiceField(label=_("正式文件"))

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["final"].choices = documents
