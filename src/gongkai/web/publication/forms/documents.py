"""Forms of documents: their fields, files, validity, and what is changed for many at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gongkai.core.heads import Head, Level, heads_for
from gongkai.core.labels import Label
from gongkai.core.proactive import genres, topics
from gongkai.web.publication.catalogue import FACTS
from gongkai.web.publication.forms.fields import DayField, FilesField, words
from gongkai.web.publication.kinds import Column, DocumentKind
from gongkai.web.publication.models import CleanupDecision, Document


def _lang() -> Any:
    return "en" if (get_language() or "").startswith("en") else "zh"


def _said(labels: tuple[Label, ...], empty: Any) -> list[tuple[str, Any]]:
    return [("", empty), *((label.id, label.say(_lang())) for label in labels)]


def _head(head: Head, lang: Any) -> str:
    article = head.article.place_en if lang == "en" else head.article.place_zh
    return f"{article} {head.label.say(lang)}"


class BeginForm(forms.Form):
    """The first step: for whom, and the file that is the original."""

    body = forms.ChoiceField(label=_("机关"))
    file = forms.FileField(
        label=_("原文件"),
        required=False,
        help_text=_("上传后自动读取标题、文号、日期和正文。没有文件的可以直接填写。本系统不得处理涉密文件。"),
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = bodies
        if len(bodies) == 1:
            self.fields["body"].initial = bodies[0][0]
            self.fields["body"].widget = forms.HiddenInput()


class DocumentForm(forms.Form):
    """The catalogue fields of law.md 2.3 and 8.2, and the text."""

    title = forms.CharField(label=_("标题"), max_length=300)
    doc_no = forms.CharField(label=_("发文字号"), max_length=80, required=False)
    kind = forms.ChoiceField(label=_("信息类别"), choices=DocumentKind.choices)
    head = forms.ChoiceField(label=_("法定主动公开事项"), required=False)
    column = forms.ChoiceField(label=_("栏目"), choices=Column.choices, initial=Column.STATUTORY)
    formed_on = DayField(label=_("成文日期"), required=False, help_text=_("据此计算应公开日期（条例第二十六条）。"))
    issuer = forms.CharField(label=_("发文机关"), max_length=200, required=False)
    abstract = forms.CharField(label=_("内容概述"), required=False, widget=words(2))
    topic = forms.ChoiceField(label=_("主题分类"), required=False)
    genre = forms.ChoiceField(label=_("体裁"), required=False)
    keywords = forms.CharField(label=_("关键词"), max_length=200, required=False)
    source = forms.CharField(label=_("来源"), max_length=200, required=False)
    effective_on = DayField(label=_("施行日期"), required=False)
    expires_on = DayField(label=_("有效期至"), required=False)
    explains = forms.ChoiceField(label=_("所解读的文件"), required=False)
    html = forms.CharField(label=_("正文"), required=False, widget=words(18))
    file = forms.CharField(required=False, widget=forms.HiddenInput())
    entry = forms.CharField(required=False, widget=forms.HiddenInput())

    def __init__(self, *args: Any, level: str, explainable: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = _("（未选）")
        lang = _lang()
        self.fields["head"].choices = [
            ("", none),
            *(
                (head.label.id, f"{head.article.place_en if lang == 'en' else head.article.place_zh} {head.label.say(lang)}")
                for head in heads_for(Level(level))
            ),
        ]
        self.fields["topic"].choices = _said(topics(), none)
        self.fields["genre"].choices = _said(genres(), none)
        if explainable:
            self.fields["explains"].choices = [("", none), *explainable]
        else:
            del self.fields["explains"]

    def facts(self) -> dict[str, Any]:
        """The catalogue fields."""
        return {name: value for name, value in self.cleaned_data.items() if name in FACTS}


class EditForm(DocumentForm):
    """A change: the number of the version it began from, and what was changed."""

    base = forms.IntegerField(widget=forms.HiddenInput())
    note = forms.CharField(label=_("修改说明"), max_length=300, required=False)


class FilesForm(forms.Form):
    """Another original, and attachments to add."""

    base = forms.IntegerField(widget=forms.HiddenInput())
    original = forms.FileField(label=_("更换原文件"), required=False, help_text=_("正文不随之更改，请另行核对。"))
    added = FilesField(label=_("增加附件"), required=False, help_text=_("可以一次选择多个文件。"))


class RestoreForm(forms.Form):
    """Which version was in hand when it was decided to restore an earlier one."""

    base = forms.IntegerField(widget=forms.HiddenInput())


class IndexForm(forms.Form):
    """Another index number."""

    index_no = forms.CharField(label=_("索引号"), max_length=60)


class RepealForm(forms.Form):
    """A repeal with the paper it rests on."""

    ended_on = DayField(label=_("废止日期"))
    basis = forms.CharField(label=_("废止依据"), max_length=300, required=False, help_text=_("文件名称和文号。"))
    basis_document = forms.ChoiceField(label=_("或者选择本系统中的文件"), required=False)
    successor = forms.ChoiceField(label=_("替代文件"), required=False)

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("basis_document", "successor"):
            self.fields[name].choices = [("", _("（未选）")), *documents]


class ExplainsForm(forms.Form):
    """The policy document that an explanation belongs to."""

    explains = forms.ChoiceField(label=_("所解读的文件"), required=False)

    def __init__(self, *args: Any, documents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["explains"].choices = [("", _("（未选）")), *documents]


class CleanupForm(forms.Form):
    """What the clean-up decided."""

    year = forms.IntegerField(label=_("清理年度"), min_value=2008, max_value=2100)
    result = forms.ChoiceField(label=_("清理结果"), choices=CleanupDecision.Result.choices)
    decided_on = DayField(label=_("决定日期"))
    reason = forms.CharField(label=_("理由"), max_length=300, required=False)


class BulkFieldForm(forms.Form):
    """One field and its new value for many documents."""

    FIELDS = ("topic", "genre", "kind", "column", "issuer", "source", "keywords", "effective_on", "expires_on")

    field = forms.ChoiceField(label=_("字段"))
    value = forms.CharField(label=_("新的值"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(name, Document._meta.get_field(name).verbose_name) for name in self.FIELDS]
        self.fields["field"].choices = names
