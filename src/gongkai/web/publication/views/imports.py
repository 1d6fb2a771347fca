"""Taking over what was kept elsewhere: hand in, say what each column holds, look at every line, take all or some."""

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
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_register import ImportColumnMissing
from gongkai.web.bodies.kinds import Right
from gongkai.web.files.services import file_accept
from gongkai.web.publication.access import access_import
from gongkai.web.publication.forms.register import ColumnsForm, ImportForm
from gongkai.web.publication.importing.columns import fields_for
from gongkai.web.publication.importing.lines import Line, lines_of
from gongkai.web.publication.importing.reading import handed_in
from gongkai.web.publication.importing.taking import Taken, lines_take
from gongkai.web.publication.models import ImportBatch
from gongkai.web.publication.page import english
from gongkai.web.publication.selectors.choices import bodies_held, bodies_to_choose
from gongkai.web.publication.selectors.documents import imports_visible
from gongkai.web.publication.services.imports import import_begin, import_map
from gongkai.web.shell.lists import Column, Listing, list_answer
from gongkai.web.shell.paging import page_of
from gongkai.web.shell.refusals import refuse, sentence_of

_SIZE = 200  # lines on a page
_MOST_SAID = 20  # refusals in a message

IMPORTS = Listing(
    title=gettext_lazy("导入"),
    columns=(
        Column("file.name", gettext_lazy("文件"), kind="main", link=lambda each: reverse("publication:import", args=[each.pk])),
        Column("kind", gettext_lazy("类别"), value=lambda each: each.get_kind_display()),
        Column("body.short_name", gettext_lazy("机关")),
        Column("made_by.name", gettext_lazy("经办人")),
        Column("made_on", gettext_lazy("日期"), kind="date"),
    ),
    order=("-pk",),
    empty=gettext_lazy("还没有导入。可以导入办公系统的发文登记簿，或者原网站的栏目。"),
    template="publication/imports.html",
)


@require_safe
@login_required
def imports(request: HttpRequest) -> HttpResponse:
    """The lists that were handed in."""
    if not request.rights.any(Right.DRAFT):
        raise Http404
    return list_answer(request, IMPORTS, imports_visible(rights=request.rights))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Hand a list in. It goes through the one door of all files first."""
    bodies = {str(body.pk): body for body in bodies_held(rights=request.rights, right=Right.DRAFT)}
    if not bodies:
        raise Http404
    choices = bodies_to_choose(rights=request.rights, right=Right.DRAFT)
    form = ImportForm(request.POST or None, request.FILES or None, bodies=choices)
    if request.method == "POST" and form.is_valid():
        data, on = form.cleaned_data, localdate()
        body, upload = bodies[data["body"]], data["file"]
        try:
            stored = file_accept(
                body=body, actor=request.user, on=on, name=upload.name, content=upload.read(), purpose="import"
            )
            batch = import_begin(body=body, kind=data["kind"], file=stored, actor=request.user, on=on)
        except GongkaiError as error:
            refuse(form, error, field="file")
        else:
            return redirect("publication:import", batch.pk)
    context = {
        "title": _("导入"),
        "form": form,
        "submit": _("上传并核对"),
        "back": reverse("publication:imports"),
        "back_label": _("导入"),
    }
    return render(request, "shell/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def batch(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The columns and every line with what is wrong with it; nothing is taken over by looking."""
    found = access_import(request.rights, key, to=Right.DRAFT)
    rows = handed_in(found).rows
    initial = {"heading_row": found.heading_row + 1, **{name: str(column) for name, column in found.columns.items()}}
    headings = rows[found.heading_row] if found.heading_row < len(rows) else []
    form = ColumnsForm(
        request.POST or None,
        fields=fields_for(found.kind),
        headings=headings,
        lang="en" if english() else "zh",
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        row = min(form.cleaned_data["heading_row"], len(rows)) - 1
        try:
            import_map(batch=found, columns=form.columns(), heading_row=row, actor=request.user, on=localdate())
        except GongkaiError as error:
            refuse(form, error)
        else:
            return redirect("publication:import", key)
    return render(request, "publication/import.html", _context(request, found, form), status=422 if form.errors else 200)


def _context(request: HttpRequest, found: ImportBatch, form: Any) -> dict[str, Any]:
    context: dict[str, Any] = {"batch": found, "form": form, "is_register": found.kind == ImportBatch.Kind.REGISTER}
    try:
        lines = lines_of(found)
    except ImportColumnMissing as error:
        return {**context, "sentence": sentence_of(error)}
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    pager = page_of(lines, number, lambda page: f"?page={page}", size=_SIZE)
    return {
        **context,
        "pager": pager,
        "lines": [_shown(line) for line in pager.records],
        "counts": {
            "total": len(lines),
            "fit": sum(line.fit for line in lines),
            "known": sum(line.known is not None for line in lines),
            "unfit": sum(line.known is None and not line.fit for line in lines),
        },
    }


def _shown(line: Line) -> dict[str, Any]:
    lang = "en" if english() else "zh"
    names = ("doc_no", "attribute", "formed_on", "drafted_on", "published_before", "old_address")
    values = [line.values.get(name) for name in names]
    return {
        "row": line.row,
        "title": line.values.get("title", ""),
        "values": [value.isoformat() if hasattr(value, "isoformat") else str(value) for value in values if value],
        "faults": [(fault.en if lang == "en" else fault.zh, fault.warns) for fault in line.faults],
        "fit": line.fit,
        "known": line.known is not None,
    }


@require_POST
@login_required
def take(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take all lines that are fit over, or the chosen ones."""
    found = access_import(request.rights, key, to=Right.DRAFT)
    chosen = {int(row) for row in request.POST.getlist("row") if row.isascii() and row.isdigit() and len(row) < 8}
    everything = request.POST.get("everything") == "1"
    if not everything and not chosen:
        messages.error(request, _("请先勾选要导入的行。"))
        return redirect("publication:import", key)
    try:
        taken = lines_take(found, None if everything else chosen, actor=request.user, on=localdate())
    except GongkaiError as error:
        messages.error(request, sentence_of(error))
        return redirect("publication:import", key)
    _tell(request, found, taken)
    return redirect("publication:import", key)


def _tell(request: HttpRequest, found: ImportBatch, taken: Taken) -> None:
    said = _("已导入 %(done)d 行；已有 %(known)d 行；有问题未导入 %(unfit)d 行；待继续 %(left)d 行。")
    counts = {"done": taken.done, "known": taken.known, "unfit": taken.unfit, "left": taken.left}
    messages.success(request, said % counts)
    if taken.done and found.kind == ImportBatch.Kind.WEBSITE:
        messages.info(request, _("导入的信息均为草稿，须逐件或批量通过审查后才会公开。"))
    for row, error in taken.refused[:_MOST_SAID]:
        messages.error(request, _("第 %(row)d 行：%(why)s") % {"row": row, "why": sentence_of(error)})
