"""What a reviewer, a clerk and a publisher fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.core.publication import Stage
from gongkai.web.publication.forms.fields import DayField
from gongkai.web.publication.models import Channel


class SignForm(forms.Form):
    """Pass a review; the digest is that of the version on the screen."""

    digest = forms.CharField(widget=forms.HiddenInput)
    opinion = forms.CharField(label=_("意见"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class ReturnForm(forms.Form):
    """Send it back, and to where."""

    digest = forms.CharField(widget=forms.HiddenInput)
    to = forms.ChoiceField(label=_("退回到"))
    reason = forms.CharField(label=_("理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, possible: tuple[Stage, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(stage.value, stage.zh) for stage in possible]


class OverrideForm(forms.Form):
    """Let one finding stand, by name and with a reason."""

    digest = forms.CharField(widget=forms.HiddenInput)
    code = forms.CharField(widget=forms.HiddenInput)
    where = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("放行理由"), max_length=300)


class PaperForm(forms.Form):
    """A review that was signed on paper."""

    digest = forms.CharField(widget=forms.HiddenInput)
    signer_name = forms.CharField(label=_("签署人姓名"), max_length=60)
    signed_on = DayField(label=_("签署日期"))
    scan = forms.FileField(label=_("签署后的呈批单扫描件"), help_text=_("PDF 或图片。密级标志的文件会被拒收。"))


class ReleaseForm(forms.Form):
    """Release now, or plan it."""

    note = forms.CharField(
        label=_("公开的更正说明"), required=False, max_length=300, help_text=_("曾经公开过的信息必须填写，会显示在页面上。")
    )
    at = forms.DateTimeField(
        label=_("定时发布（留空为立即发布）"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class ElsewhereForm(forms.Form):
    """A release or repost through another channel."""

    channel = forms.ChoiceField(label=_("渠道"), choices=[choice for choice in Channel.choices if choice[0] != Channel.PORTAL])
    account = forms.CharField(label=_("账号或载体名称"), required=False, max_length=120)
    address = forms.URLField(label=_("链接"), required=False, max_length=500, assume_scheme="https")
    on = DayField(label=_("发布日期"))
    repost = forms.BooleanField(label=_("转载"), required=False)
    reach = forms.IntegerField(label=_("阅读量"), required=False, min_value=0, max_value=2_000_000_000)
    note = forms.CharField(label=_("备注"), required=False, max_length=300)


class ReadingForm(forms.Form):
    """The reading by a second person."""

    right = forms.TypedChoiceField(
        label=_("核读结果"),
        choices=[("yes", _("与审定稿一致，无误")), ("no", _("发现问题"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
    )
    note = forms.CharField(label=_("发现的问题"), required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(forms.Form):
    """Take it off the public pages."""

    note = forms.CharField(label=_("公开的说明"), max_length=300, help_text=_("公众会在原网址看到；不要写标题和内容。"))


class SheetSignForm(forms.Form):
    """Sign one step of a sheet."""

    stage = forms.CharField(widget=forms.HiddenInput)
    opinion = forms.CharField(label=_("意见"), required=False, max_length=500)
