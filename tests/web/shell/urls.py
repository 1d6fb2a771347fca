"""The shell's own addresses, a list, a form, and every way a page can fail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import BadRequest, PermissionDenied, RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path

from gongkai.core.errors import GongkaiError
from gongkai.web.bodies.kinds import BodyKind
from gongkai.web.bodies.selectors import bodies_of
from gongkai.web.shell.bulk import BulkAction, Line
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import refuse
from gongkai.web.shell.tables import with_label
from tests.web.conftest import ON

PERFORMED: list[tuple[list[str], dict[str, Any]]] = []


class Refused(GongkaiError):
    zh = "“{name}”正在审核，请先撤回。"
    en = "“{name}” is under review; take it back first."


class ReasonForm(forms.Form):
    reason = forms.CharField(label="原因", help_text="将记入流程", max_length=20)


class EveryField(forms.Form):
    title = forms.CharField(label="标题", help_text="与原文一致")
    kind = forms.ChoiceField(label="类别", choices=[("a", "甲"), ("b", "乙")], widget=forms.RadioSelect)
    heads = forms.MultipleChoiceField(label="类目", choices=[("a", "甲"), ("b", "乙")], widget=forms.CheckboxSelectMultiple)
    text = forms.CharField(label="正文", widget=forms.Textarea, required=False)
    sure = forms.BooleanField(label="已核对", help_text="由经办人核对")
    file = forms.FileField(label="附件", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)


def preview(request: HttpRequest, records: Any) -> Any:
    for body in records:
        held = body.name.endswith("3")
        yield Line(body, body.name, will="" if held else "停用", refused="仍有未办结事项" if held else "")


def perform(request: HttpRequest, records: Any, data: Any) -> str:
    if data.get("reason") == "冲突":
        raise Refused(name=records[0].name)
    PERFORMED.append(([body.name for body in records], dict(data)))
    return f"已停用 {len(records)} 个机关。"


LISTING = Listing(
    title="机关",
    columns=(
        Column("name", "名称", kind="main", sort=("name",), link=lambda body: f"/b/{body.code}/"),
        Column("code", "代码", sort=("code",)),
        Column("kind", "类别", value=with_label(BodyKind, "kind")),
        Column("begun_on", "设立", kind="date", tone=lambda body: "late" if body.code.endswith("1") else ""),
    ),
    filters=(
        Filter("q", "名称", lambda rows, words: rows.filter(name__contains=words)),
        Filter("demo", "演示", lambda rows, value: rows.filter(demo=value == "1"), choices=(("1", "是"), ("0", "否"))),
    ),
    order=("code",),
    bulk=(
        BulkAction("end", "停用", preview, perform, form=ReasonForm),
        BulkAction("secret", "不给", preview, perform, allowed=lambda request: False),
    ),
)


def listed(request: HttpRequest) -> HttpResponse:
    return list_answer(request, LISTING, bodies_of(ON))


def form(request: HttpRequest) -> HttpResponse:
    shown = EveryField(request.POST or None, request.FILES or None)
    if request.method == "POST" and shown.is_valid():
        refuse(shown, Refused(name=shown.cleaned_data["title"]), field="title")
    context = {"title": "登记文件", "form": shown, "back": "/list/", "back_label": "文件"}
    return render(request, "shell/form.html", context, status=422 if shown.errors else 200)


SAVED: list[str] = []


def writing(request: HttpRequest) -> HttpResponse:
    return render(request, "writing.html", {})


def saved(request: HttpRequest) -> HttpResponse:
    """Keeps what was typed, until somebody else has saved: the revision then no longer fits."""
    if request.POST["revision"] != str(len(SAVED)) or "冲突" in SAVED:
        return JsonResponse({"state": "conflict", "words": "他人已修改，未保存。"}, status=409)
    SAVED.append(request.POST["body"])
    return JsonResponse({"state": "saved", "words": "已保存", "fields": {"revision": str(len(SAVED)), "body": "never"}})


def failing(error: Exception) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


urlpatterns = [
    path("workbench/", include("gongkai.web.shell.urls")),
    path("workbench/documents/", writing, name="documents"),
    path("workbench/documents/register/", writing, name="register"),
    path("workbench/documents/signing/", writing, name="signing"),
    path("list/", listed),
    path("writing/", writing),
    path("saved/", saved),
    path("form/", form),
    path("fail/400/", failing(BadRequest("x"))),
    path("fail/403/", failing(PermissionDenied())),
    path("fail/404/", failing(Http404("Body matching query does not exist"))),
    path("fail/409/", failing(Refused(name="甲"))),
    path("fail/413/", failing(RequestDataTooBig())),
    path("fail/500/", failing(RuntimeError("secret-of-the-house"))),
]
handler400 = "gongkai.web.shell.views.errors.bad_request"
handler403 = "gongkai.web.shell.views.errors.permission_denied"
handler404 = "gongkai.web.shell.views.errors.not_found"
handler500 = "gongkai.web.shell.views.errors.server_error"
