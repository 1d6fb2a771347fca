"""What is said when a page cannot be given: what happened and what to do, in plain words, never more than one may know."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from gongkai.core.errors import GongkaiError
from gongkai.web.shell.refusals import sentence_of

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
# status → title, what happened, what to do
WORDS: dict[int, tuple[Any, Any, Any]] = {
    400: (
        _("请求无法识别"),
        _("浏览器发来的内容不完整或格式不对。"),
        _("请返回上一页重新操作；仍有问题的，请告知系统管理员。"),
    ),
    404: (_("没有找到页面"), _("地址不存在，或者不在您可以查看的范围内。"), _("请核对地址，或者从待办、检索进入。")),
    405: (_("不能这样打开"), _("该地址只接受页面上的提交。"), _("请从页面上的按钮进入。")),
    409: (_("暂不能办理"), _("记录的当前状态与本次操作不一致。"), _("请返回查看最新情况后再办理。")),
    413: (_("内容太大"), _("上传的文件或者提交的内容超过了上限。"), _("请压缩或者分开上传。")),
    422: (_("需要更正"), _("提交的内容有需要更正之处。"), _("请返回上一页，按提示更正后再提交。")),
    500: (
        _("系统出错"),
        _("系统处理时发生错误，本次操作没有完成，已保存的内容不受影响。"),
        _("请稍后再试；仍有问题的，请把时间和所做操作告知系统管理员。"),
    ),
    503: (_("暂时不能服务"), _("系统正在启动或者维护。"), _("请几分钟后再试。")),
}


def error_page(request: HttpRequest, status: int, *, what: str = "") -> HttpResponse:
    """The page of a status; `what` replaces the general sentence."""
    title, general, next_step = WORDS[status]
    context = {"status": status, "title": title, "what": what or general, "next_step": next_step}
    return render(request, "shell/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; where the host itself is not ours, or the body too large, nothing of the request is trusted further."""
    return _plain(413 if isinstance(exception, TOO_MUCH) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A refusal looks as if there were nothing (house rule 9)."""
    return error_page(request, 404)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return error_page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, made without session, database or request: any of them may be what broke."""
    return _plain(500)


def refused(request: HttpRequest, error: GongkaiError) -> HttpResponse:
    """An error of ours that no view showed at its field."""
    return error_page(request, 409, what=sentence_of(error))


def unavailable(request: HttpRequest) -> HttpResponse:
    """503, made like 500."""
    answer = _plain(503)
    answer["Retry-After"] = "60"
    return answer


def _plain(status: int) -> HttpResponse:
    """Both languages on one page, without anything that may be broken."""
    words: dict[str, Any] = {"status": status}
    for language, end in (("zh-hans", ""), ("en", "_en")):
        with override(language):
            words |= {
                f"{name}{end}": str(text) for name, text in zip(("title", "what", "next_step"), WORDS[status], strict=True)
            }
    for name in ("tokens", "frame"):
        try:
            words[name] = static(f"shell/{name}.css")
        except ValueError:  # the manifest of static files is not there yet
            words[name] = f"/static/shell/{name}.css"
    return HttpResponse(render_to_string("shell/error_plain.html", words), status=status)
