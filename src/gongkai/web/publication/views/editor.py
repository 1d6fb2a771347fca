"""The editor: what is typed is kept at every pause, others are seen, and a save never overwrites another's (promise 6)."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_publication import DocumentChangedMeanwhile
from gongkai.core.publication import Move, Stage, moves_of
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.access import access_document, access_version
from gongkai.web.publication.drafting import draft_drop, draft_keep, draft_of, editing_now, presence_end, presence_ping
from gongkai.web.publication.forms.documents import EditForm
from gongkai.web.publication.html import clean_html
from gongkai.web.publication.html_compare import compare_html
from gongkai.web.publication.services.documents import document_change
from gongkai.web.shell.refusals import refuse, sentence_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The fields and the text. A save is a new version; one that began from an older version shows both and saves nothing."""
    document = access_document(request.rights, key, to=Right.DRAFT)
    if Move.CHANGE not in moves_of(Stage(document.stage)):
        raise Http404
    draft = draft_of(document, request.user)
    form = EditForm(request.POST or None, level=document.body.level, initial=_initial(document, draft))
    if request.method == "POST" and form.is_valid():
        try:
            version = _saved(request, document, form)
        except DocumentChangedMeanwhile as error:
            return _conflict(request, key, form, error)
        except GongkaiError as error:
            refuse(form, error)
        else:
            messages.success(request, _("已保存为第%(number)d版。") % {"number": version.number})
            return redirect("publication:document", key)
    behind = draft is not None and draft.base is not None and draft.base.number != document.current.number
    context = {
        "document": document,
        "form": form,
        "draft": draft,
        "behind": behind,
        "others": editing_now(document, at=timezone.now(), but=request.user),
        "restarts": document.stage != Stage.DRAFTING.value,
        "words": json.dumps(_words(), ensure_ascii=False),
        "bundle": _bundle(),
    }
    return render(request, "publication/edit.html", context, status=422 if form.errors else 200)


def _initial(document: Any, draft: Any) -> dict[str, Any]:
    """What the form begins with: what the person typed last and did not save, else the version in hand."""
    version = document.current
    if draft is None:
        return {**version.facts, "html": version.html, "base": version.number}
    base = draft.base.number if draft.base is not None else version.number
    return {**version.facts, **draft.facts, "html": draft.html, "base": base}


def _saved(request: HttpRequest, document: Any, form: EditForm) -> Any:
    version = document_change(
        document=document,
        facts=form.facts(),
        html=form.cleaned_data["html"],
        base=form.cleaned_data["base"],
        note=form.cleaned_data["note"],
        actor=request.user,
        on=localdate(),
    )
    draft_drop(document=document, editor=request.user)
    return version


def _conflict(request: HttpRequest, key: uuid.UUID, form: EditForm, error: DocumentChangedMeanwhile) -> HttpResponse:
    """Both texts beside each other; the person's own stays in the form, which now begins from the other's version."""
    document = access_document(request.rights, key, to=Right.DRAFT)
    now, mine = document.current, clean_html(form.cleaned_data["html"])
    data = {**form.data.dict(), "base": str(now.number)}
    labels = {name: field.label for name, field in form.fields.items()}
    mine_facts = {name: str(value or "") for name, value in form.facts().items()}
    context = {
        "document": document,
        "form": EditForm(data, level=document.body.level),
        "now": now,
        "sentence": sentence_of(error),
        "compared": compare_html(now.html, mine),
        "fields": [
            (labels[name], now.facts.get(name) or "", value)
            for name, value in mine_facts.items()
            if value != (now.facts.get(name) or "")
        ],
    }
    return render(request, "publication/conflict.html", context, status=409)


@require_POST
@login_required
def autosave(request: HttpRequest, key: uuid.UUID) -> JsonResponse:
    """Keep what was typed; 409 where somebody saved a version meanwhile: it is kept all the same, and typing stops."""
    document = access_document(request.rights, key, to=Right.DRAFT)
    base = _number(request.POST.get("base", ""))
    access_version(request.rights, key, base, to=Right.DRAFT)
    try:
        kept = draft_keep(
            document=document,
            editor=request.user,
            base=base,
            html=request.POST.get("html", ""),
            facts=request.POST.dict(),
            at=timezone.now(),
        )
    except GongkaiError as error:
        return JsonResponse({"state": "refused", "words": sentence_of(error)}, status=422)
    if kept.moved_to is not None:
        said = _("他人已保存第%(number)d版。您的内容已存为草稿，请保存以查看两份内容。") % {"number": kept.moved_to}
        return JsonResponse({"state": "conflict", "words": said, "others": list(kept.others)}, status=409)
    return JsonResponse({"state": "saved", "words": _("草稿已保存"), "others": list(kept.others)})


@require_GET
@login_required
def presence(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Say that one is here; who else is, as a sentence."""
    document = access_document(request.rights, key, to=Right.DRAFT)
    others = presence_ping(document=document, editor=request.user, at=timezone.now())
    said = _("%(names)s正在编辑") % {"names": "、".join(others)} if others else ""
    return HttpResponse(said, content_type="text/plain; charset=utf-8")


@require_POST
@login_required
def discard(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Throw away what was typed and not saved."""
    document = access_document(request.rights, key, to=Right.DRAFT)
    draft_drop(document=document, editor=request.user)
    presence_end(document=document, editor=request.user)
    messages.success(request, _("草稿已放弃。"))
    return redirect("publication:document", key)


def _number(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 8:
        return int(text)
    raise Http404


def _bundle() -> str:
    """The address of the editor's script; empty where it was not built, and the plain text field is the editor."""
    try:
        return static("publication/editor.bundle.js")
    except ValueError:
        return ""


def _words() -> dict[str, str]:
    """The words of the editor's buttons and messages."""
    return {
        "label": _("正文"),
        "toolbar": _("格式"),
        "bold": _("加粗"),
        "heading2": _("一级标题"),
        "heading3": _("二级标题"),
        "paragraph": _("正文段落"),
        "center": _("居中"),
        "right": _("居右"),
        "bullets": _("项目符号"),
        "numbers": _("编号"),
        "table": _("插入表格"),
        "row": _("加一行"),
        "column": _("加一列"),
        "norow": _("删行"),
        "nocolumn": _("删列"),
        "merge": _("合并拆分单元格"),
        "header": _("表头单元格"),
        "undo": _("撤销"),
        "redo": _("重做"),
        "kept": _("草稿已保存"),
        "notkept": _("草稿未能保存，请勿关闭页面"),
        "conflict": _("他人已保存新版本，请保存以查看两份内容"),
    }
