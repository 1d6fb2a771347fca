"""One-time passwords on the page that follows their making, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gongkai.web.bodies.views.sections import Notice, Page, Section, show, table_section
from gongkai.web.shell.tables import Column


def show_passwords(
    request: HttpRequest, passwords: Sequence[tuple[str, str, str]], *, back: str, more: Sequence[Section] = ()
) -> HttpResponse:
    """User name, name and one-time password of each new account."""
    page = Page(_("一次性口令"), actions=[(_("继续"), back)])
    page.notices = [Notice(_("请立即抄录或者打印，当面交给本人。离开本页后不再显示；首次登录后须更换。"), "warning")]
    columns = [
        Column("username", _("用户名"), value=lambda line: line[0], kind="main"),
        Column("name", _("姓名"), value=lambda line: line[1]),
        Column("password", _("一次性口令"), value=lambda line: line[2]),
    ]
    page.sections = [table_section(_("新账号"), columns, passwords, empty=_("没有新账号。")), *more]
    answer = show(request, page)
    answer["Cache-Control"] = "no-store"
    return answer
