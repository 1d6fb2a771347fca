"""The updates that changes opened: of one body, of all one's bodies, and closing them."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.web.bodies.access import access_body, access_update_task
from gongkai.web.bodies.forms.public_face import CloseTaskForm
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.selectors import update_tasks_closed, update_tasks_open
from gongkai.web.bodies.services.updates import update_task_close
from gongkai.web.bodies.views.answering import form_page
from gongkai.web.bodies.views.body_page import body_context


@login_required
def updates(request: Any, code: str) -> HttpResponse:
    """What a body has to bring up to date, and what it brought."""
    body = access_body(request.rights, code, to=Right.READ)
    on = localdate()
    context = body_context(request, body, here="updates") | {
        "open": [(task, task.due_on < on) for task in update_tasks_open(bodies=[body.pk])],
        "closed": update_tasks_closed(body),
        "may_close": request.rights.has(Right.DRAFT, over=body),
    }
    return render(request, "bodies/updates.html", context)


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
    return form_page(request, form, act, title=title, back=back, submit=_("完成"), note=note)
