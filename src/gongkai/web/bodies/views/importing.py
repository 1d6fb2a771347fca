"""Template, import and export of bodies, people and roles."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_bodies import ImportHasFaults
from gongkai.web.bodies.access import access_installation
from gongkai.web.bodies.forms.bodies import ImportForm
from gongkai.web.bodies.importing import writing
from gongkai.web.bodies.importing.reading import read_workbook
from gongkai.web.bodies.importing.trial import import_tried
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.password_policies import password_made
from gongkai.web.bodies.selectors import tree_lines
from gongkai.web.bodies.services.imports import Imported, bodies_import
from gongkai.web.bodies.views.passwords import show_passwords
from gongkai.web.bodies.views.sections import Page, Section, table_section
from gongkai.web.files.services import file_accept
from gongkai.web.shell.refusals import refuse, sentence_of
from gongkai.web.shell.tables import Column

ADMINISTRATORS = (Right.ADMIN_SYSTEM, Right.ADMIN_SECURITY)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def template(request: Any) -> HttpResponse:
    """The workbook to fill in."""
    access_installation(request.rights, to=ADMINISTRATORS)
    return _workbook(writing.template(), _("机关和人员导入模板"))


@login_required
def export(request: Any) -> HttpResponse:
    """What is registered, in the form of the template."""
    access_installation(request.rights, to=ADMINISTRATORS)
    return _workbook(writing.export(localdate()), _("机关和人员"))


@login_required
@never_cache
@sensitive_variables()
def take(request: Any) -> HttpResponse:
    """Try an import, or carry it out: the same file, checked the same way."""
    access_installation(request.rights, to=ADMINISTRATORS)
    form = ImportForm(request.POST or None, request.FILES or None)
    page = Page(_("导入机关和人员"), crumbs=[(_("机构与人员"), reverse("bodies:tree"))])
    page.actions = [(_("下载模板"), reverse("bodies:import-template")), (_("导出现有内容"), reverse("bodies:export"))]
    mine = _("机关、人员") if request.rights.has(Right.ADMIN_SYSTEM) else _("角色")
    page.lead = _("您的职责范围：%(sheets)s。先试导入；有一处不符，全部不导入；相同的内容不重复导入。") % {"sheets": mine}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done, tried = _taken(request, form.cleaned_data["file"])
            except ImportHasFaults as error:
                refuse(form, error)
                page.sections = [_fault_section(error.details["faults"])]
            except GongkaiError as error:
                refuse(form, error, field="file")
            else:
                status = 200
                page.sections = [_count_section(done, tried=tried)]
                if done.passwords:
                    shown = [(username, "", password) for username, password in done.passwords]
                    return show_passwords(request, shown, back=reverse("bodies:tree"), more=page.sections)
    return render(request, "bodies/import.html", {"page": page, "form": form}, status=status)


def _fault_section(faults: Any) -> Section:
    columns = [
        Column("sheet", _("工作表")),
        Column("line", _("行"), kind="number"),
        Column("column", _("列")),
        Column("error", _("需更正"), value=lambda fault: sentence_of(fault.error), kind="main"),
    ]
    return table_section(_("需更正的内容"), columns, faults, empty="")


def _count_section(done: Imported, *, tried: bool) -> Section:
    columns = [
        Column("sheet", _("工作表"), value=lambda line: line[0], kind="main"),
        Column("added", _("新增"), value=lambda line: line[1], kind="number"),
        Column("changed", _("变更"), value=lambda line: line[2], kind="number"),
        Column("unchanged", _("不变"), value=lambda line: line[3], kind="number"),
    ]
    title = _("试导入结果（没有保存）") if tried else _("导入结果")
    return table_section(title, columns, _counts(done), empty="")


def _taken(request: Any, upload: Any) -> tuple[Imported, bool]:
    """What the import did, or would do, and which of the two. The file goes through the door of all files first."""
    on = localdate()
    content = upload.read()
    top = request.user.body or tree_lines(on)[0].body
    file_accept(body=top, actor=request.user, on=on, name=upload.name, content=content, purpose="bodies.import")
    workbook = read_workbook(content, upload.name)
    if "take" not in request.POST:
        return import_tried(workbook=workbook, actor=request.user, on=on), True
    return bodies_import(workbook=workbook, passwords=password_made, actor=request.user, on=on), False


def _counts(done: Imported) -> list[tuple[str, int, int, int]]:
    return [(sheet, done.added[sheet], done.changed[sheet], done.unchanged[sheet]) for sheet in done.added]


def _workbook(content: bytes, title: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{title}.xlsx")
    return response
