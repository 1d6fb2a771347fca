"""What the pages of one body show in common."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.core.errors import Lang
from gongkai.core.heads import missing_in_guide
from gongkai.core.labels import listed
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.models import Body
from gongkai.web.bodies.selectors import body_path
from gongkai.web.bodies.views.sections import Facts, Notice, Page
from gongkai.web.shell.parts import Moment
from gongkai.web.trail.actions import words_of
from gongkai.web.trail.selectors import entries_of

_SHOWN = 50  # entries of a timeline on one page


def page_of_body(request: Any, body: Body, *, here: str) -> Page:
    """The page of a body with the way to it, its state, and the other pages about it one may open."""
    tabs = [
        ("body", _("概况"), "bodies:body"),
        ("roles", _("人员和角色"), "bodies:roles"),
        ("leaders", _("领导和内设机构"), "bodies:leaders"),
        ("group", _("领导小组"), "bodies:group"),
        ("accounts", _("平台账号"), "bodies:accounts"),
        ("updates", _("信息更新"), "bodies:updates"),
    ]
    if not request.rights.has(Right.READ, over=body):
        tabs = tabs[:2]
    above = body_path(body, request.rights.on)[:-1]
    return Page(
        title=body.name,
        crumbs=[(_("机构与人员"), reverse("bodies:tree")), *((each.short_name, _address(each)) for each in above)],
        tabs=[(label, reverse(to, args=[body.code]), name == here) for name, label, to in tabs],
        notices=notices_of(body),
    )


def notices_of(body: Body) -> list[Notice]:
    """What must be seen on every page of the body: the simplified mode, its end."""
    found = []
    if body.simplified_since:
        words = _("本机关自 %(since)s 起按简化模式办理：一人经办，%(leader)s在纸质呈批单上签批。")
        text = words % {"since": body.simplified_since, "leader": body.simplified_leader}
        found.append(Notice(text, "warning", _("简化模式")))
    if body.ended_on:
        text = _("本机关于 %(day)s 撤销。") % {"day": body.ended_on}
        if body.successor:
            text += _("职责由%(name)s承继。") % {"name": body.successor.name}
        found.append(Notice(text, "warning"))
    return found


_IN_GUIDE = {
    "body_name": "office_name",
    "body_address": "office_address",
    "body_hours": "office_hours",
    "body_phone": "office_phone",
    "body_fax": "office_fax",
    "body_online_contact": "office_online",
}


def guide_gaps(body: Body) -> list[Notice]:
    """What the guide must say of the disclosure office and the register does not hold yet (R 12(2))."""
    filled = {each for each, name in _IN_GUIDE.items() if getattr(body, name)}
    gaps = [label for label in missing_in_guide(filled) if label.id in _IN_GUIDE]
    if not gaps:
        return []
    lang: Lang = "en" if (get_language() or "").startswith("en") else "zh"
    return [Notice(_("指南要素尚未登记（第十二条）：%(gaps)s。") % {"gaps": listed(gaps, lang)}, "warning")]


def body_facts(body: Body) -> Facts:
    """Who the body is."""
    return [
        (_("全称"), body.name),
        (_("简称"), body.short_name),
        (_("代码"), body.code),
        (_("统一社会信用代码"), body.credit_code),
        (_("类别"), body.get_kind_display()),
        (_("层级"), body.get_level_display()),
        (_("设立日期"), body.begun_on),
        (_("以谁的名义答复"), body.answers_as.name if body.answers_as else _("以自己的名义")),
        (_("行政复议机关"), body.review_authority),
        (_("管辖法院"), body.court),
    ]


def office_facts(body: Body) -> Facts:
    """The disclosure office as the guide must name it (R 12(2)), and the functions (R 20(2))."""
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


def _address(body: Body) -> str:
    return reverse("bodies:body", args=[body.code])
