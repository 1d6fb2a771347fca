"""Many at once: drafts handed to the reviews or put on a sheet, reviewed ones released, released ones read; looked at first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from gongkai.core.after_release import read_by
from gongkai.core.errors import GongkaiError
from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.forms.after import BulkReleaseForm, HandoverForm, SheetTitleForm
from gongkai.web.publication.selectors.after import documents_to_hand_over
from gongkai.web.publication.selectors.reviews import documents_submittable, documents_to_read, documents_to_release
from gongkai.web.publication.services.releases import document_release, reading_enter, release_record
from gongkai.web.publication.services.reviews import document_submit
from gongkai.web.publication.services.sheets import sheet_make
from gongkai.web.publication.signing import blocking
from gongkai.web.shell.bulk import BulkAction, Line
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import sentence_of

Records = Sequence[Any]


def _version(document: Any) -> str:
    return _("第 %(number)d 版 %(digest)s") % {"number": document.current.number, "digest": document.current.digest[:8]}


def _stops(document: Any) -> int:
    return len(blocking(document.current.findings))


def _drafts_preview(_request: HttpRequest, records: Records) -> Iterable[Line]:
    """Each draft with its version; one with blocking findings is refused and says the first."""
    for document in records:
        stops = blocking(document.current.findings)
        yield Line(document, document.title, will=_version(document), refused=stops[0]["text"] if stops else "")


def _each(records: Records, act: Callable[[Any], object]) -> tuple[int, str]:
    """An act on each record by itself: how many were done, and the first sentence of a refusal."""
    done, refused = 0, ""
    for record in records:
        try:
            act(record)
        except GongkaiError as error:
            refused = refused or f"{record.title}：{sentence_of(error)}"
        else:
            done += 1
    return done, refused


def _submit(request: HttpRequest, records: Records, _data: Mapping[str, Any]) -> str:
    done, refused = _each(records, lambda each: document_submit(document=each, actor=request.user, on=localdate()))
    return ngettext("已提交 %(done)d 件。", "已提交 %(done)d 件。", done) % {"done": done} + refused


def _sheet(request: HttpRequest, records: Records, data: Mapping[str, Any]) -> HttpResponse:
    sheet = sheet_make(documents=records, title=data["title"], actor=request.user, on=localdate())
    return redirect("publication:sheet", sheet.pk)


def _release_preview(_request: HttpRequest, records: Records) -> Iterable[Line]:
    for document in records:
        planned = document.stage != Stage.APPROVED.value
        yield Line(document, document.title, will=_version(document), refused=_("已定时发布") if planned else "")


def _release(request: HttpRequest, records: Records, data: Mapping[str, Any]) -> str:
    def one(document: Any) -> None:
        document_release(document=document, at=timezone.now(), note=data["note"], actor=request.user, on=localdate())

    done, refused = _each(records, one)
    return ngettext("已发布 %(done)d 件。", "已发布 %(done)d 件。", done) % {"done": done} + refused


def _read_preview(_request: HttpRequest, records: Records) -> Iterable[Line]:
    for document in records:
        will = _("核读第 %(number)d 版：无误") % {"number": document.released.number}
        yield Line(document, document.title, will=will)


def _read(request: HttpRequest, records: Records, _data: Mapping[str, Any]) -> str:
    def one(document: Any) -> None:
        reading_enter(document=document, right=True, note="", actor=request.user, on=localdate())

    done, refused = _each(records, one)
    return ngettext("已核读 %(done)d 件。", "已核读 %(done)d 件。", done) % {"done": done} + refused


def _title(route: str) -> Column:
    return Column(
        "title",
        gettext_lazy("标题"),
        kind="main",
        sort=("title",),
        link=lambda each: reverse(f"publication:{route}", args=[each.pk]),
    )


_BODY = Column("body.short_name", gettext_lazy("机关"))
_KIND = Column("kind", gettext_lazy("信息类别"), value=lambda each: each.get_kind_display())
_DUE = Column("publish_by", gettext_lazy("应公开日期"), kind="date", sort=("publish_by",))
_WORDS = Filter("q", gettext_lazy("标题"), lambda rows, text: rows.filter(title__contains=text))

DRAFTS = Listing(
    title=gettext_lazy("送审"),
    columns=(
        _title("document"),
        Column("doc_no", gettext_lazy("发文字号")),
        _KIND,
        _BODY,
        _DUE,
        Column("stops", gettext_lazy("须处理的筛查发现"), kind="number", value=_stops),
    ),
    filters=(_WORDS,),
    order=("-pk",),
    bulk=(
        BulkAction("submit", gettext_lazy("逐件提交审查"), preview=_drafts_preview, perform=_submit),
        BulkAction("sheet", gettext_lazy("制作批量呈批单"), preview=_drafts_preview, perform=_sheet, form=SheetTitleForm),
    ),
    empty=gettext_lazy("没有待提交的信息。"),
)
TO_RELEASE = Listing(
    title=gettext_lazy("待发布"),
    columns=(
        _title("release"),
        Column("index_no", gettext_lazy("索引号")),
        _KIND,
        _BODY,
        _DUE,
        Column("release_at", gettext_lazy("定时发布时间"), sort=("release_at",)),
    ),
    filters=(_WORDS,),
    order=("publish_by", "pk"),
    bulk=(BulkAction("release", gettext_lazy("发布"), preview=_release_preview, perform=_release, form=BulkReleaseForm),),
    empty=gettext_lazy("没有待发布的信息。"),
)
TO_READ = Listing(
    title=gettext_lazy("待核读"),
    columns=(
        _title("reading"),
        _BODY,
        Column("released_on", gettext_lazy("发布日期"), kind="date", sort=("released_on",)),
        Column("due", gettext_lazy("应核读日期"), kind="date", value=lambda each: read_by(each.released_on)),
    ),
    filters=(_WORDS,),
    order=("released_on", "pk"),
    bulk=(BulkAction("read", gettext_lazy("已逐件核读，无误"), preview=_read_preview, perform=_read),),
    empty=gettext_lazy("没有待核读的信息。"),
)


def _handover_preview(_request: HttpRequest, records: Records) -> Iterable[Line]:
    for document in records:
        yield Line(document, document.title, will=_("第 %(number)d 版") % {"number": document.released.number})


def _hand_over(request: HttpRequest, records: Records, data: Mapping[str, Any]) -> str:
    def one(document: Any) -> None:
        release_record(document=document, actor=request.user, **data)

    done, refused = _each(records, one)
    return ngettext("已登记移交 %(done)d 件。", "已登记移交 %(done)d 件。", done) % {"done": done} + refused


def _day(field: str) -> Callable[[Any, str], Any]:
    """Narrow by the day of the first release; what is no day narrows nothing."""

    def apply(rows: Any, value: str) -> Any:
        day = parse_date(value) if value[:4].isdigit() else None
        return rows.filter(**{f"first_released_at__date__{field}": day}) if day else rows

    return apply


HANDOVER = Listing(
    title=gettext_lazy("移交清单"),
    columns=(
        _title("document"),
        Column("doc_no", gettext_lazy("发文字号")),
        Column("index_no", gettext_lazy("索引号")),
        _BODY,
        _KIND,
        Column("first_released_at", gettext_lazy("首次发布时间"), sort=("first_released_at",)),
        Column("handed", gettext_lazy("已移交"), value=lambda each: _("已移交") if each.handed else ""),
    ),
    filters=(
        _WORDS,
        Filter("from", gettext_lazy("发布日期从"), _day("gte"), kind="date"),
        Filter("to", gettext_lazy("至"), _day("lte"), kind="date"),
        Filter(
            "handed",
            gettext_lazy("移交情况"),
            lambda rows, value: rows.filter(handed=value == "1"),
            choices=[("1", gettext_lazy("已移交")), ("0", gettext_lazy("未移交"))],
        ),
    ),
    order=("first_released_at", "pk"),
    bulk=(
        BulkAction(
            "hand",
            gettext_lazy("登记移交"),
            preview=_handover_preview,
            perform=_hand_over,
            form=HandoverForm,
            allowed=lambda request: request.rights.any(Right.RELEASE),
        ),
    ),
    empty=gettext_lazy("没有已公开的信息。"),
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def handover(request: HttpRequest) -> HttpResponse:
    """What is public, to be handed over in time to the archives, the public library and reading places (R 25)."""
    return list_answer(request, HANDOVER, documents_to_hand_over(rights=request.rights, on=localdate()))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def drafts(request: HttpRequest) -> HttpResponse:
    """Drafts, to be handed to the reviews one by one or on one sheet."""
    return list_answer(request, DRAFTS, documents_submittable(rights=request.rights))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def to_release(request: HttpRequest) -> HttpResponse:
    """What was reviewed and waits for its release."""
    return list_answer(request, TO_RELEASE, documents_to_release(rights=request.rights))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def to_read(request: HttpRequest) -> HttpResponse:
    """What was released and nobody read yet."""
    return list_answer(request, TO_READ, documents_to_read(rights=request.rights))
