"""Template, import and export of bodies, people and roles."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
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
from gongkai.web.bodies.wording import say
from gongkai.web.files.services import file_accept

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
    context: dict[str, Any] = {"form": form, "may_system": request.rights.has(Right.ADMIN_SYSTEM)}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                done, tried = _taken(request, form.cleaned_data["file"])
                context |= {"counts": _counts(done), "tried": tried}
                status = 200
                if done.passwords:
                    names = [(username, "", password) for username, password in done.passwords]
                    shown = {"passwords": names, "counts": _counts(done), "back": reverse("bodies:tree")}
                    return render(request, "bodies/passwords.html", shown)
            except ImportHasFaults as error:
                form.add_error(None, ValidationError(say(error)))
                context["faults"] = [(each, say(each.error)) for each in error.details["faults"]]
            except GongkaiError as error:
                form.add_error("file", ValidationError(say(error)))
    return render(request, "bodies/import.html", context, status=status)


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
