"""Forms of what comes after release, of sheets on paper, and of duty lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.publication.forms.fields import DayField, words
from gongkai.web.publication.kinds import Column
from gongkai.web.publication.models import Channel, ErrorReport, Quashing, Reassessment, ReleaseRecord


class BodyForm(forms.Form):
    """A form that begins with the body it is for; only one is not asked."""

    body = forms.ChoiceField(label=_("机关"))

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies
        if len(bodies) == 1:
            self.fields["body"].initial = bodies[0][0]
            self.fields["body"].widget = forms.HiddenInput()


class SheetTitleForm(forms.Form):
    """The name of a new sheet."""

    title = forms.CharField(label=_("呈批单名称"), max_length=120, help_text=_("例如：3月行政处罚决定。"))


class BulkReleaseForm(forms.Form):
    """The dated word for pages that were public before."""

    note = forms.CharField(
        label=_("公开的更正说明"), required=False, max_length=300, help_text=_("曾经公开过的信息必须填写，会显示在页面上。")
    )


class HandoverForm(forms.Form):
    """To whom it was handed over, and when (R 25)."""

    channel = forms.ChoiceField(
        label=_("移交对象"),
        choices=[each for each in Channel.choices if each[0] in (Channel.ARCHIVE, Channel.READING)],
    )
    account = forms.CharField(label=_("名称"), max_length=120, help_text=_("例如：市档案馆、市图书馆、政务服务大厅。"))
    on = DayField(label=_("移交日期"))


class SheetPaperForm(forms.Form):
    """A sheet that was signed on paper."""

    digest = forms.CharField(widget=forms.HiddenInput)
    stage = forms.ChoiceField(label=_("审查环节"), choices=[(stage.value, stage.zh.removeprefix("待")) for stage in REVIEWS])
    signer_name = forms.CharField(label=_("签署人姓名"), max_length=60)
    signed_on = DayField(label=_("签署日期"))
    scan = forms.FileField(label=_("签署后的呈批单扫描件"), help_text=_("PDF 或图片。密级标志的文件会被拒收。"))

    def step(self) -> Stage:
        """The step that was signed."""
        return Stage(self.cleaned_data["stage"])


class DisplayForm(forms.Form):
    """Until when it is shown."""

    until = DayField(label=_("公示至（含当日）"), required=False, help_text=_("到期自动停止公示；留空为长期公开。"))


class QuashForm(forms.Form):
    """What became of a published penalty."""

    kind = forms.ChoiceField(label=_("情形"), choices=Quashing.Kind.choices)
    decided_on = DayField(label=_("决定、判决日期"))
    known_on = DayField(label=_("知悉日期"), help_text=_("自知悉之日起三个工作日内撤回并说明理由（行政处罚法第四十八条）。"))
    basis = forms.CharField(label=_("依据"), max_length=300, help_text=_("复议决定、判决或者本机关决定的文号。"))


class ErrorReportForm(BodyForm):
    """A fault that somebody reported."""

    text = forms.CharField(label=_("反映的问题"), max_length=2000, widget=words(4))
    received_on = DayField(label=_("收到日期"))
    address = forms.CharField(label=_("网址或者位置"), required=False, max_length=500)
    channel = forms.CharField(label=_("来源"), required=False, max_length=40, help_text=_("例如：电话、网站找错平台。"))
    contact = forms.CharField(label=_("联系方式"), required=False, max_length=100, help_text=_("加密保存，只用于答复。"))


class ErrorAnswerForm(forms.Form):
    """What was found and what is answered."""

    result = forms.ChoiceField(
        label=_("处理结果"), choices=[each for each in ErrorReport.Result.choices if each[0] != ErrorReport.Result.OPEN]
    )
    answer = forms.CharField(label=_("答复"), max_length=500, widget=words(3))


class ConfirmForm(BodyForm):
    """A column that was looked through."""

    column = forms.ChoiceField(label=_("栏目"), choices=Column.choices)
    note = forms.CharField(label=_("备注"), required=False, max_length=300)


class ProofForm(forms.Form):
    """What somebody saw at the public address."""

    proof = forms.ChoiceField(
        label=_("核验结果"),
        choices=[each for each in ReleaseRecord.Proof.choices if each[0] != ReleaseRecord.Proof.NONE],
    )
    note = forms.CharField(label=_("所见"), max_length=300, help_text=_("例如：标题、正文、附件、日期与审定稿一致。"))


class DutyLoadForm(BodyForm):
    """A list to load."""

    name = forms.CharField(label=_("领域"), max_length=120, help_text=_("例如：义务教育、社会救助。再次载入同一领域即为更新。"))
    head = forms.ChoiceField(label=_("法定主动公开事项"), required=False)
    file = forms.FileField(label=_("目录文件"), help_text=_("XLSX，含一级事项、公开内容（要素）、公开依据、公开时限等列。"))

    def __init__(self, *args: Any, heads: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["head"].choices = [("", _("（未选）")), *heads]


class DutyTimesForm(forms.Form):
    """What can be counted of a time limit."""

    days = forms.IntegerField(label=_("时限（工作日）"), required=False, min_value=1, max_value=999)
    every_months = forms.IntegerField(label=_("更新间隔（月）"), required=False, min_value=1, max_value=120)


class DutyLinkForm(forms.Form):
    """The document that fulfils an item."""

    document = forms.ChoiceField(label=_("信息"))

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = documents


class KeepForm(forms.Form):
    """Why something is not published."""

    basis = forms.CharField(label=_("依据"), max_length=60, required=False, help_text=_("例如：第十六条第二款。"))
    reason = forms.CharField(label=_("理由"), max_length=300, widget=words(2))


class ReassessForm(KeepForm):
    """What the yearly look came to."""

    result = forms.ChoiceField(label=_("评估结果"), choices=Reassessment.Result.choices)

    field_order = ("result", "basis", "reason")
