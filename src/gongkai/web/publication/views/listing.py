"""The list of documents: filters, spreadsheet, and one field changed for many with a look at it first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.core.errors import GongkaiError
from gongkai.core.heads import heads
from gongkai.core.publication import Move, Stage, moves_of
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.forms.documents import BulkFieldForm
from gongkai.web.publication.kinds import DocumentKind, Validity
from gongkai.web.publication.models import Document
from gongkai.web.publication.selectors.documents import documents_found, documents_visible
from gongkai.web.publication.services.documents import document_change
from gongkai.web.shell.bulk import BulkAction, Line
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import sentence_of

STAGE_WORDS = {stage.value: (stage.zh, stage.en) for stage in Stage}


def stage_word(stage: str) -> str:
    """A stage in the language of the page."""
    zh, en = STAGE_WORDS[stage]
    return en if (get_language() or "").startswith("en") else zh


def _tone(document: Document) -> str:
    return {Stage.RELEASED.value: "done", Stage.WITHDRAWN.value: "soon"}.get(document.stage, "quiet")


def _heads(_request: HttpRequest) -> list[tuple[str, str]]:
    english = (get_language() or "").startswith("en")
    return [(name, head.label.en if english else head.label.zh) for name, head in heads().items()]


def _years(_request: HttpRequest) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in range(localdate().year, 2007, -1)]


def _head_word(document: Document) -> str:
    head = heads().get(document.head)
    return "" if head is None else head.label.en if (get_language() or "").startswith("en") else head.label.zh


# ── one field for many ───────────────────────────────────────────────────────────────────────


def _preview(_request: HttpRequest, records: Sequence[Any]) -> Iterable[Line]:
    """Each chosen document: that a new version is made and, where it was under review or public, that reviews start again."""
    for document in records:
        if Move.CHANGE not in moves_of(Stage(document.stage)):
            yield Line(document, document.title, refused=_("%(stage)s，不能修改") % {"stage": stage_word(document.stage)})
        elif document.stage == Stage.DRAFTING.value:
            yield Line(document, document.title, will=_("形成新版本"))
        else:
            yield Line(
                document,
                document.title,
                will=_("形成新版本，重新审查（现为%(stage)s）") % {"stage": stage_word(document.stage)},
            )


def _perform(request: HttpRequest, records: Sequence[Any], data: Mapping[str, Any]) -> str:
    on, done, refused = localdate(), 0, ""
    for document in records:
        if not request.rights.has(Right.DRAFT, over=document.body_id):
            continue
        try:
            document_change(
                document=document,
                facts={data["field"]: data["value"]},
                html=document.current.html,
                base=document.current.number,
                note=_("批量修改"),
                actor=request.user,
                on=on,
            )
        except GongkaiError as error:
            refused = refused or sentence_of(error)
        else:
            done += 1
    said = ngettext("已修改 %(done)d 条。", "已修改 %(done)d 条。", done) % {"done": done}
    return f"{said}{refused}"


# ── the list ─────────────────────────────────────────────────────────────────────────────────

DOCUMENTS = Listing(
    title=gettext_lazy("公开信息"),
    columns=(
        Column(
            "title",
            gettext_lazy("标题"),
            kind="main",
            sort=("title",),
            link=lambda each: reverse("publication:document", args=[each.pk]),
        ),
        Column("doc_no", gettext_lazy("发文字号")),
        Column("body.short_name", gettext_lazy("机关")),
        Column("kind", gettext_lazy("信息类别"), value=lambda each: each.get_kind_display()),
        Column("stage", gettext_lazy("办理状态"), value=lambda each: stage_word(each.stage), tone=_tone),
        Column("formed_on", gettext_lazy("成文日期"), kind="date", sort=("formed_on",)),
        Column("publish_by", gettext_lazy("应公开日期"), kind="date", sort=("publish_by",)),
        Column("validity", gettext_lazy("有效性"), value=lambda each: each.get_validity_display()),
    ),
    filters=(
        Filter("q", gettext_lazy("标题、文号、索引号"), documents_found),
        Filter(
            "stage",
            gettext_lazy("办理状态"),
            lambda rows, value: rows.filter(stage=value),
            choices=lambda _request: [(stage.value, stage_word(stage.value)) for stage in Stage],
        ),
        Filter("kind", gettext_lazy("信息类别"), lambda rows, value: rows.filter(kind=value), choices=DocumentKind.choices),
        Filter("head", gettext_lazy("法定主动公开事项"), lambda rows, value: rows.filter(head=value), choices=_heads),
        Filter(
            "year",
            gettext_lazy("年度"),
            lambda rows, value: rows.filter(formed_on__range=(date(int(value), 1, 1), date(int(value), 12, 31))),
            choices=_years,
        ),
        Filter("validity", gettext_lazy("有效性"), lambda rows, value: rows.filter(validity=value), choices=Validity.choices),
    ),
    exported=(
        Column("index_no", gettext_lazy("索引号")),
        Column("title", gettext_lazy("标题")),
        Column("doc_no", gettext_lazy("发文字号")),
        Column("issuer", gettext_lazy("发文机关")),
        Column("kind", gettext_lazy("信息类别"), value=lambda each: each.get_kind_display()),
        Column("head", gettext_lazy("法定主动公开事项"), value=_head_word),
        Column("topic", gettext_lazy("主题分类")),
        Column("genre", gettext_lazy("体裁")),
        Column("abstract", gettext_lazy("内容概述")),
        Column("formed_on", gettext_lazy("成文日期"), kind="date"),
        Column("publish_by", gettext_lazy("应公开日期"), kind="date"),
        Column("first_released_at", gettext_lazy("首次发布时间")),
        Column("published_before", gettext_lazy("原网站发布日期"), kind="date"),
        Column("stage", gettext_lazy("办理状态"), value=lambda each: stage_word(each.stage)),
        Column("validity", gettext_lazy("有效性"), value=lambda each: each.get_validity_display()),
    ),
    order=("-pk",),
    bulk=(
        BulkAction(
            "field",
            gettext_lazy("批量修改字段"),
            preview=_preview,
            perform=_perform,
            form=BulkFieldForm,
            allowed=lambda request: request.rights.any(Right.DRAFT),
        ),
    ),
    empty=gettext_lazy("还没有信息。可以上传文件新建，或者从原网站导入。"),
    template="publication/documents.html",
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def documents(request: HttpRequest) -> HttpResponse:
    """The documents of all bodies whose records the person may read."""
    rows = documents_visible(rights=request.rights)
    if request.method == "POST":
        rows = rows.filter(body_id__in=request.rights.bodies(Right.DRAFT)).select_related("current", "body")
    return list_answer(request, DOCUMENTS, rows, context={"may_draft": request.rights.any(Right.DRAFT)})
