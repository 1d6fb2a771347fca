"""What the record page of a document shows."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.core.heads import heads
from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.access import Rights
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.catalogue import FACTS, missing_fields
from gongkai.web.publication.kinds import DocumentKind, Validity
from gongkai.web.publication.models import Document, DocumentVersion
from gongkai.web.publication.places import with_places
from gongkai.web.publication.selectors.documents import versions_of
from gongkai.web.publication.versions import files_of
from gongkai.web.shell.parts import Moment
from gongkai.web.trail.actions import sentence
from gongkai.web.trail.selectors import entries_of

_MOST = 100  # lines of a timeline; the whole is in the trail
_TONES = {"error": "late", "warning": "soon", "verify": "soon"}


def english() -> bool:
    """Whether the page is in English."""
    return (get_language() or "").startswith("en")


def page_of_document(document: Document, rights: Rights) -> dict[str, Any]:
    """Everything the page shows, worked out."""
    version, stage = document.current, Stage(document.stage)
    missing = missing_fields(document)
    return {
        "document": document,
        "version": version,
        "stage": stage,
        "stage_word": stage.en if english() else stage.zh,
        "facts": list(facts_shown(document)),
        "text": text_shown(version),
        "findings": findings_shown(version),
        "missing": ("、" if not english() else ", ").join(each.en if english() else each.zh for each in missing),
        "files": files_shown(document.pk, version),
        "versions": list(versions_of(document)[:5]),
        "timeline": timeline_of(document),
        "now": list(possible_now(document, rights)),
        "may_draft": rights.has(Right.DRAFT, over=document.body_id),
        "late": document.publish_by is not None and document.released_id is None and document.publish_by < rights.on,
    }


def facts_shown(document: Document) -> Iterable[tuple[Any, ...]]:
    """The catalogue fields in the order of law.md 8.2, with the links of validity and explanation."""
    head = heads().get(document.head)
    yield _("索引号"), document.index_no
    yield _("机关"), document.body.name
    yield _("发文机关"), document.issuer
    yield _("发文字号"), document.doc_no
    yield _("信息类别"), document.get_kind_display()
    yield _("法定主动公开事项"), (head.label.en if english() else head.label.zh) if head else ""
    yield _("栏目"), document.get_column_display()
    yield _("主题分类"), document.topic
    yield _("体裁"), document.genre
    yield _("成文日期"), _day(document.formed_on)
    yield _("应公开日期"), _day(document.publish_by)
    if document.published_before:
        yield _("原网站发布日期"), _day(document.published_before)
    if document.old_address:
        yield _("原网址"), document.old_address
    if document.effective_on or document.expires_on:
        yield _("施行日期、有效期至"), f"{_day(document.effective_on) or '—'} / {_day(document.expires_on) or '—'}"
    validity = document.get_validity_display()
    yield _("有效性"), f"{validity} {_day(document.ended_on)}" if document.validity != Validity.VALID else validity
    if document.ended_basis:
        yield _("废止依据"), document.ended_basis
    for label, other in ((_("替代文件"), document.successor), (_("所解读的文件"), document.explains)):
        if other is not None:
            yield label, other.title, reverse("publication:document", args=[other.pk])
    for other in document.explanations.all():
        yield _("解读材料"), other.title, reverse("publication:document", args=[other.pk])
    if document.entry is not None:
        yield _("发文登记号"), document.entry.number, reverse("publication:entry", args=[document.entry_id])
    yield _("内容概述"), document.abstract
    yield _("关键词"), document.keywords
    yield _("来源"), document.source


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def text_shown(version: DocumentVersion) -> SafeString:
    """The text with the places findings lead to. It was cleaned before it was kept."""
    wanted = {str(each.get("anchor")) for each in version.findings if each.get("anchor")}
    return mark_safe(with_places(version.html, wanted))  # noqa: S308 - cleaned by clean_html at every way in


def findings_shown(version: DocumentVersion) -> list[dict[str, Any]]:
    """The findings with words in the language of the page and the address of their place."""
    return [
        {
            "text": each["text_en"] if english() and each.get("text_en") else each["text"],
            "next": each["next_en"] if english() and each.get("next_en") else each.get("next_step", ""),
            "where": each["where"],
            "jump": f"#{each['anchor']}" if each.get("anchor") else "#files",
            "tone": _TONES.get(each["severity"], "quiet"),
            "blocks": each["severity"] == "error",
        }
        for each in version.findings
    ]


def facts_changed(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[Any, Any, Any]]:
    """The catalogue fields in which two versions differ: their words, what they were, what they are."""
    return [
        (Document._meta.get_field(name).verbose_name, before.get(name) or "—", now.get(name) or "—")
        for name in FACTS
        if (before.get(name) or "") != (now.get(name) or "")
    ]


def files_shown(document: uuid.UUID, version: DocumentVersion) -> list[dict[str, Any]]:
    """The original and the attachments with their addresses."""
    named = [(_("原文件"), version.original.name, version.original)] if version.original else []
    named += [(_("附件"), name, file) for name, file in files_of(version)]
    return [
        {
            "what": what,
            "name": name,
            "size": file.size,
            "unseen": bool(file.unseen),
            "url": reverse("publication:download", args=[document, version.number, file.pk]),
        }
        for what, name, file in named
    ]


def timeline_of(record: Any) -> list[Moment]:
    """What was done to a record, newest first."""
    found = entries_of(record).order_by("-sequence")[:_MOST]
    return [Moment(each.at, sentence(each, get_language() or "zh"), "") for each in found]


_STEPS: dict[Stage, tuple[Any, str, Right]] = {
    Stage.APPROVED: (lambda: _("发布"), "publication:release", Right.RELEASE),
    Stage.SCHEDULED: (lambda: _("查看定时发布"), "publication:review", Right.READ),
}


def possible_now(document: Document, rights: Rights) -> Iterable[dict[str, Any]]:
    """What this person can do now, the main thing first; `post` for what needs no page of its own."""

    def may(right: Right) -> bool:
        return rights.has(right, over=document.body_id)

    stage, key = Stage(document.stage), document.pk
    if stage is Stage.DRAFTING and may(Right.DRAFT):
        yield {"label": _("提交审查"), "url": reverse("publication:submit", args=[key]), "post": True}
    if stage in REVIEWS:
        yield {"label": _("查看审查"), "url": reverse("publication:review", args=[key])}
    if stage in _STEPS and may(_STEPS[stage][2]):
        yield {"label": _STEPS[stage][0](), "url": reverse(_STEPS[stage][1], args=[key])}
    if may(Right.DRAFT) and stage is not Stage.KEPT:
        yield {"label": _("修改"), "url": reverse("publication:edit", args=[key])}
        yield {"label": _("附件"), "url": reverse("publication:files", args=[key])}
    if may(Right.REVIEW_SECOND) and stage is Stage.DRAFTING and document.released_id is None:
        yield {"label": _("确认不主动公开"), "url": reverse("publication:keep", args=[key])}
    if may(Right.REVIEW_SECOND) and stage is Stage.KEPT:
        yield {"label": _("定期评估"), "url": reverse("publication:reassess", args=[key])}
    yield from _after_release(document, may)


def _after_release(document: Document, may: Any) -> Iterable[dict[str, Any]]:
    key = document.pk
    if may(Right.DRAFT) and document.first_released_at is None:
        yield {"label": _("变更索引号"), "url": reverse("publication:index", args=[key])}
    if may(Right.DRAFT) and document.kind == DocumentKind.EXPLANATION:
        yield {"label": _("关联所解读的文件"), "url": reverse("publication:explains", args=[key])}
    if document.kind == DocumentKind.CONSULTATION:
        yield {"label": _("预公开：期限、意见、反馈"), "url": reverse("publication:consultation", args=[key])}
    if may(Right.RELEASE) and document.validity == Validity.VALID and document.first_released_at is not None:
        yield {"label": _("废止"), "url": reverse("publication:repeal", args=[key])}
    if may(Right.DRAFT) and document.kind in (DocumentKind.RULE, DocumentKind.NORMATIVE):
        yield {"label": _("登记清理结果"), "url": reverse("publication:cleanup", args=[key])}
    if document.first_released_at is not None:
        yield {"label": _("审查和发布记录"), "url": reverse("publication:review", args=[key])}
