"""One document: begun from its file, its page, its files, versions and numbers."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_publication import DocumentChangedMeanwhile
from gongkai.web.bodies.kinds import Right
from gongkai.web.files.access import access_file
from gongkai.web.files.responses import file_response
from gongkai.web.files.services import file_accept
from gongkai.web.publication.access import access_document, access_entry, access_version
from gongkai.web.publication.forms.documents import BeginForm, DocumentForm, FilesForm, IndexForm, RestoreForm
from gongkai.web.publication.html_compare import compare_html
from gongkai.web.publication.originals import original_read
from gongkai.web.publication.page import page_of_document
from gongkai.web.publication.selectors.choices import bodies_held, bodies_to_choose, policies_to_choose
from gongkai.web.publication.selectors.documents import versions_of
from gongkai.web.publication.services.documents import (
    document_change,
    document_index_set,
    document_register,
    document_restore,
)
from gongkai.web.publication.versions import files_of
from gongkai.web.shell.refusals import refuse, sentence_of


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def begin(request: HttpRequest) -> HttpResponse:
    """Upload the original, or go on without one; what is read from it fills the form."""
    choices = bodies_to_choose(rights=request.rights, right=Right.DRAFT)
    if not choices:
        raise Http404
    entry = request.GET.get("entry", "")
    form = BeginForm(request.POST or None, request.FILES or None, bodies=choices)
    if request.method == "POST" and form.is_valid():
        upload, query = form.cleaned_data["file"], {"body": form.cleaned_data["body"], "entry": entry}
        try:
            if upload is not None:
                stored = file_accept(
                    body=_body(request, query["body"]),
                    actor=request.user,
                    on=localdate(),
                    name=upload.name,
                    content=upload.read(),
                    purpose="original",
                )
                query["file"] = str(stored.pk)
        except GongkaiError as error:
            refuse(form, error, field="file")
        else:
            return redirect(reverse("publication:new", query={name: value for name, value in query.items() if value}))
    back = {"back": reverse("publication:list"), "back_label": _("公开信息")}
    context = {"title": _("新建公开信息"), "form": form, "submit": _("下一步"), **back}
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """The catalogue fields and the text, filled with what the original says; doubtful ones are marked."""
    asked = request.POST or request.GET
    body = _body(request, request.GET.get("body", ""))
    file = access_file(request.rights, _key(asked["file"]), to=Right.DRAFT) if asked.get("file") else None
    if file is not None and file.body_id != body.pk:
        raise Http404
    entry = access_entry(request.rights, _key(asked["entry"]), to=Right.DRAFT) if asked.get("entry") else None
    initial, doubtful = _begun(file, entry)
    choices = policies_to_choose(body_id=body.pk)
    form = DocumentForm(request.POST or None, level=body.level, explainable=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            explains = form.cleaned_data.get("explains")
            document = document_register(
                body=body,
                facts=form.facts(),
                html=form.cleaned_data["html"],
                original=file,
                entry=entry,
                explains=access_document(request.rights, _key(explains), to=Right.DRAFT) if explains else None,
                actor=request.user,
                on=localdate(),
            )
        except GongkaiError as error:
            refuse(form, error)
        else:
            messages.success(request, _("已登记，索引号 %(index_no)s。") % {"index_no": document.index_no})
            return redirect("publication:document", document.pk)
    context = {"form": form, "body": body, "file": file, "entry": entry, "doubtful": doubtful}
    return render(request, "publication/new.html", context, status=422 if form.errors else 200)


def _begun(file: Any, entry: Any) -> tuple[dict[str, Any], list[str]]:
    """What the form begins with: what the original says, else the register; and which fields a person has to look at."""
    initial: dict[str, Any] = {"column": "statutory", "kind": "notice"}
    doubtful: list[str] = []
    if entry is not None:
        initial |= {"title": entry.title, "doc_no": entry.doc_no, "formed_on": entry.formed_on, "entry": str(entry.pk)}
    if file is not None:
        read = original_read(file)
        values = {
            "title": read.title.value,
            "doc_no": read.doc_no.value,
            "formed_on": read.formed_on,
            "issuer": read.issuer.value,
        }
        initial |= {name: value for name, value in values.items() if value}
        initial |= {"html": read.html, "file": str(file.pk)}
        doubtful = [str(each.zh) for each in read.to_confirm]
    return initial, doubtful


@require_safe
@login_required
def document(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The record page: facts, text, findings with places, files, versions, what was done and what can be done."""
    found = access_document(request.rights, key, to=Right.READ)
    return render(request, "publication/document.html", page_of_document(found, request.rights))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def files(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Attachments: named, ordered, added, taken away; and another original. Any of it is a new version."""
    found = access_document(request.rights, key, to=Right.DRAFT)
    version = found.current
    form = FilesForm(request.POST or None, request.FILES or None, initial={"base": version.number})
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _files_changed(request, found, form)
        except DocumentChangedMeanwhile as error:
            refuse(form, error)
            status = 409
        except GongkaiError as error:
            refuse(form, error)
        else:
            messages.success(request, _("已形成新版本。"))
            return redirect("publication:document", key)
    context = {
        "document": found,
        "version": version,
        "form": form,
        "attachments": list(version.attachments.select_related("file")),
    }
    return render(request, "publication/files.html", context, status=status if status != 200 else 422 if form.errors else 200)


def _files_changed(request: HttpRequest, found: Any, form: FilesForm) -> None:
    """Accept the uploads, then write the version: kept ones under their names and places, new ones behind them."""
    on, base = localdate(), form.cleaned_data["base"]
    access_version(request.rights, found.pk, base, to=Right.DRAFT)
    accepted = {"body": found.body, "actor": request.user, "on": on}
    original = None
    if form.cleaned_data["original"] is not None:
        upload = form.cleaned_data["original"]
        original = file_accept(name=upload.name, content=upload.read(), purpose="original", **accepted)
    kept = []
    for attachment in found.versions.get(number=base).attachments.select_related("file"):
        if request.POST.get(f"drop-{attachment.pk}"):
            continue
        place = request.POST.get(f"place-{attachment.pk}", "")
        name = request.POST.get(f"name-{attachment.pk}", "").strip() or attachment.name
        kept.append((int(place) if place.isdigit() and len(place) < 5 else attachment.place, name[:200], attachment.file))
    named = [(name, file) for _place, name, file in sorted(kept, key=lambda each: each[0])]
    for upload in form.cleaned_data["added"]:
        file = file_accept(name=upload.name, content=upload.read(), purpose="attachment", **accepted)
        named.append((file.name, file))
    document_change(
        document=found,
        facts={},
        html=found.current.html,
        base=base,
        original=original,
        attachments=named,
        note=_("调整附件"),
        actor=request.user,
        on=on,
    )


@require_safe
@login_required
def download(request: HttpRequest, key: uuid.UUID, number: int, file: uuid.UUID) -> HttpResponse:
    """The original or an attachment of a version."""
    version = access_version(request.rights, key, number, to=Right.READ)
    original = version.original
    if original is not None and original.pk == file:
        return file_response(original, name=original.name)
    for name, stored in files_of(version):
        if stored.pk == file:
            return file_response(stored, name=name)
    raise Http404


# ── versions ─────────────────────────────────────────────────────────────────────────────────


@require_safe
@login_required
def versions(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Every version with who made it; two to compare."""
    found = access_document(request.rights, key, to=Right.READ)
    context = {
        "document": found,
        "versions": list(versions_of(found)),
        "may_draft": request.rights.has(Right.DRAFT, over=found.body_id),
    }
    return render(request, "publication/versions.html", context)


@require_safe
@login_required
def version(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """One version as it was."""
    shown = access_version(request.rights, key, number, to=Right.READ)
    context = {"document": shown.document, "version": shown, "attachments": files_of(shown)}
    return render(request, "publication/version.html", context)


@require_safe
@login_required
def compare(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Two versions beside each other: passages and fields that differ."""
    found = access_document(request.rights, key, to=Right.READ)
    now = _number(request.GET.get("now", ""), found.current.number)
    before = _number(request.GET.get("before", ""), max(1, now - 1))
    old = access_version(request.rights, key, before, to=Right.READ)
    new_one = access_version(request.rights, key, now, to=Right.READ)
    names = {field.name: field.verbose_name for field in found._meta.fields}
    differing = [
        (names.get(name, name), old.facts.get(name), new_one.facts.get(name))
        for name in {**old.facts, **new_one.facts}
        if old.facts.get(name) != new_one.facts.get(name)
    ]
    context = {
        "document": found,
        "before": old,
        "now": new_one,
        "compared": compare_html(old.html, new_one.html),
        "fields": differing,
        "files": _files_compared(old, new_one),
    }
    return render(request, "publication/compare.html", context)


def _files_compared(old: Any, new_one: Any) -> list[tuple[str, str]]:
    """Names of files that came, went, or changed under their name."""
    before, now = ({name: file.sha256 for name, file in files_of(each)} for each in (old, new_one))
    words = [(name, _("新增")) for name in now if name not in before]
    words += [(name, _("移除")) for name in before if name not in now]
    return words + [(name, _("内容不同")) for name in now if name in before and now[name] != before[name]]


@require_POST
@login_required
def restore(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """Take an earlier version up again, as a new one."""
    earlier = access_version(request.rights, key, number, to=Right.DRAFT)
    form = RestoreForm(request.POST)
    base = form.cleaned_data["base"] if form.is_valid() else 0
    try:
        made = document_restore(document=earlier.document, number=number, base=base, actor=request.user, on=localdate())
    except GongkaiError as error:
        messages.error(request, sentence_of(error))
        return redirect("publication:versions", key)
    messages.success(request, _("已恢复为第%(number)d版，须重新审查。") % {"number": made.number})
    return redirect("publication:document", key)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def index_no(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Another index number, before release."""
    found = access_document(request.rights, key, to=Right.DRAFT)
    form = IndexForm(request.POST or None, initial={"index_no": found.index_no})
    if request.method == "POST" and form.is_valid():
        try:
            document_index_set(document=found, actor=request.user, on=localdate(), **form.cleaned_data)
        except GongkaiError as error:
            refuse(form, error, field="index_no")
        else:
            messages.success(request, _("索引号已变更。"))
            return redirect("publication:document", key)
    context = {
        "title": _("变更索引号"),
        "form": form,
        "back": reverse("publication:document", args=[key]),
        "back_label": found.title,
    }
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)


def _body(request: HttpRequest, key: str) -> Any:
    """The body of that key, where the person drafts for it."""
    for body in bodies_held(rights=request.rights, right=Right.DRAFT):
        if str(body.pk) == key:
            return body
    raise Http404


def _key(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Http404 from None


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else otherwise
