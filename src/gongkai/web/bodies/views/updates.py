"""The updates that changes opened: of one body, of all one's bodies, and closing them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.web.bodies.access import access_body, access_update_task
from gongkai.web.bodies.forms.public_face import CloseTaskForm
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.selectors import update_tasks_closed, update_tasks_open
from gongkai.web.bodies.services.updates import update_task_close
from gongkai.web.bodies.views.answering import form_page
from gongkai.web.bodies.views.body_page import page_of_body
from gongkai.web.bodies.views.sections import show, table_section
from gongkai.web.shell.tables import Column


@login_required
def updates(request: Any, code: str) -> HttpResponse:
    """What a body has to bring up to date, and what it brought."""
    body = access_body(request.rights, code, to=Right.READ)
    on = localdate()
    page = page_of_body(request, body, here="updates")
    opened = [
        Column("page", _("更新内容"), value=lambda task: task.get_page_display(), kind="main"),
        Column("change", _("变更事项"), value=lambda task: task.get_change_display()),
        Column("opened_on", _("变更日期"), kind="date"),
        Column("due_on", _("期限"), tone=lambda task: "late" if task.due_on < on else "quiet", kind="date"),
    ]
    closed = [
        *opened[:3],
        Column("closed_on", _("完成日期"), kind="date"),
        Column("proof", _("凭证")),
        Column("reason", _("不需更新的理由")),
    ]
    if request.rights.has(Right.DRAFT, over=body):
        close = Column(
            "close", _("办理"), value=lambda task: _("完成"), link=lambda task: reverse("bodies:update-close", args=[task.pk])
        )
        opened.append(close)
    lead = _("领导、职责、地址、电话等变更后，应在期限内更新公开页面（第十二条、第二十条第（二）项、第二十六条）。")
    tasks = update_tasks_open(bodies=[body.pk])
    page.sections = [
        table_section(_("待更新"), opened, tasks, empty=_("没有待更新的内容。"), lead=lead),
        table_section(_("已完成"), closed, update_tasks_closed(body), empty=_("暂无记录。")),
    ]
    return show(request, page)


@login_required
def update_close(request: Any, task: uuid.UUID) -> HttpResponse:
    """Close an update with its proof or a reason."""
    found = access_update_task(request.rights, task, to=Right.DRAFT)
    form = CloseTaskForm(request.POST or None)
    back = reverse("bodies:updates", args=[found.body.code])

    def act(values: dict[str, Any]) -> str:
        update_task_close(task=found, actor=request.user, on=localdate(), **values)
        return back

    title = _("完成更新：%(page)s") % {"page": found.get_page_display()}
    note = _("变更事项：%(change)s；期限：%(due)s。") % {"change": found.get_change_display(), "due": found.due_on}
    return form_page(request, form, act, title=title, back=back, place=found.body.name, submit=_("完成"), note=note)
