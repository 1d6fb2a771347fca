"""The duty lists: what has to be public item by item, what is, and what is missing."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.core.errors import GongkaiError
from gongkai.core.heads import heads
from gongkai.web.bodies.kinds import Right
from gongkai.web.files.selectors import file_content
from gongkai.web.files.services import file_accept
from gongkai.web.publication.access import access_document
from gongkai.web.publication.access_reviews import access_duty_item
from gongkai.web.publication.duty_lists import rows_of, duty_rows
from gongkai.web.publication.forms.after import DutyLinkForm, DutyLoadForm, DutyTimesForm
from gongkai.web.publication.selectors.choices import bodies_held, bodies_to_choose
from gongkai.web.publication.selectors.duties import (
    DutyState,
    documents_to_link,
    duty_documents,
    duty_gaps,
    duty_items_visible,
    duty_lists_visible,
    duty_standings,
)
from gongkai.web.publication.services.duties import duty_item_link, duty_item_set, duty_item_unlink, duty_list_load
from gongkai.web.shell.lists import Column, Filter, Listing, list_answer
from gongkai.web.shell.refusals import refuse, sentence_of

_TONES = {DutyState.MISSING: "late", DutyState.STALE: "late", DutyState.LATE: "soon", DutyState.KEPT: "done"}


def _lists(request: HttpRequest) -> list[tuple[str, str]]:
    return [(str(each.pk), f"{each.name}（{each.body.short_name}）") for each in duty_lists_visible(rights=request.rights)]


def _state_of(item: Any) -> DutyState:
    state: DutyState = item.standing.state
    return state


DUTIES = Listing(
    title=gettext_lazy("公开事项目录"),
    columns=(
        Column("first", gettext_lazy("一级事项")),
        Column(
            "second",
            gettext_lazy("二级事项"),
            kind="main",
            value=lambda each: each.second or each.first,
            link=lambda each: reverse("publication:duty", args=[each.pk]),
        ),
        Column("content", gettext_lazy("公开内容（要素）"), value=lambda each: each.content[:80]),
        Column("time_limit", gettext_lazy("公开时限"), value=lambda each: each.time_limit[:60]),
        Column("public", gettext_lazy("已公开"), kind="number"),
        Column("newest", gettext_lazy("最近公开"), sort=("newest",)),
        Column("state", gettext_lazy("状态"), value=lambda each: each.get_mode_display(), tone=None),
    ),
    exported=(
        *(
            Column(name, label)
            for name, label in (
                ("duty_list.name", gettext_lazy("领域")),
                ("first", gettext_lazy("一级事项")),
                ("second", gettext_lazy("二级事项")),
                ("content", gettext_lazy("公开内容（要素）")),
                ("basis", gettext_lazy("公开依据")),
                ("time_limit", gettext_lazy("公开时限")),
                ("subject", gettext_lazy("公开主体")),
                ("channels", gettext_lazy("公开渠道和载体")),
                ("audience", gettext_lazy("公开对象")),
            )
        ),
        Column("mode", gettext_lazy("公开方式"), value=lambda each: each.get_mode_display()),
        Column("levels", gettext_lazy("公开层级")),
        Column("public", gettext_lazy("已公开")),
        Column("newest", gettext_lazy("最近公开")),
    ),
    filters=(
        Filter("q", gettext_lazy("事项或者内容"), lambda rows, text: rows.filter(content__contains=text) | rows.filter(second__contains=text)),
        Filter("list", gettext_lazy("领域"), lambda rows, value: rows.filter(duty_list_id=value), choices=_lists),
        Filter(
            "gap",
            gettext_lazy("缺项"),
            lambda rows, _value: duty_gaps(rows, on=localdate()),
            choices=[("1", gettext_lazy("没有公开的信息"))],
        ),
    ),
    order=("duty_list__name", "place", "pk"),
    empty=gettext_lazy("还没有目录。请载入本机关各领域的标准目录（XLSX）。"),
    template="publication/duties.html",
)
