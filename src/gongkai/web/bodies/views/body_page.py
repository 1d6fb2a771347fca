"""What the pages of one body show in common."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.models import Body
from gongkai.web.bodies.selectors import body_path, children_of, parents_over_time
from gongkai.web.shell.parts import Moment
from gongkai.web.trail.actions import words_of
from gongkai.web.trail.selectors import entries_of

_SHOWN = 50  # entries of a timeline on one page
Fact = tuple[Any, ...]


def body_context(request: Any, body: Body, *, here: str) -> dict[str, Any]:
    """The body, the way to it, its state, and the pages about it one may open."""
    tabs: list[tuple[str, str, str]] = [
        ("body", _("概况"), "bodies:body"),
        ("roles", _("人员和角色"), "bodies:roles"),
        ("leaders", _("领导和内设机构"), "bodies:leaders"),
        ("group", _("领导小组"), "bodies:group"),
        ("accounts", _("平台账号"), "bodies:accounts"),
        ("updates", _("信息更新"), "bodies:updates"),
    ]
    if not request.rights.has(Right.READ, over=body):
        tabs = tabs[:2]
    path = body_path(body, request.rights.on)
    return {
        "body": body,
        "path": [(each.short_name, reverse("bodies:body", args=[each.code])) for each in path[:-1]],
        "tabs": [(label, reverse(to, args=[body.code]), name == here) for name, label, to in tabs],
        "children": [(each.name, reverse("bodies:body", args=[each.code])) for each in children_of(body, request.rights.on)],
        "parents": list(parents_over_time(body)),
    }


def body_facts(body: Body) -> list[Fact]:
    """Who the body is."""
    return [
        (_("全称"), body.name),
        (_("简称"), body.short_name),
        (_("代码"), body.code),
        (_("统一社会信用代码"), body.credit_code),
        (_("类别"), body.get_kind_display()),
        (_("层级"), body.get_level_display()),
        (_("设立日期"), body.begun_on),
        (_("撤销日期"), body.ended_on),
        (_("以谁的名义答复"), body.answers_as.name if body.answers_as else _("以自己的名义")),
        (_("行政复议机关"), body.review_authority),
        (_("管辖法院"), body.court),
    ]


def office_facts(body: Body) -> list[Fact]:
    """The disclosure office as the guide must name it (R 12(2))."""
    return [
        (_("政府信息公开工作机构名称"), body.office_name),
        (_("办公地址"), body.office_address),
        (_("邮政编码"), body.postcode),
        (_("办公时间"), body.office_hours),
        (_("联系电话"), body.office_phone),
        (_("传真号码"), body.office_fax),
        (_("互联网联系方式"), body.office_online),
        (_("机构职能"), body.functions),
    ]


def timeline_of(record: Any) -> list[Moment]:
    """What was done to a record, newest first."""
    language = get_language() or "zh"
    entries = entries_of(record).order_by("-sequence")[:_SHOWN]
    return [Moment(entry.at, words_of(entry.code, language), who=entry.actor_name) for entry in entries]
