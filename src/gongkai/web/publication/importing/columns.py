"""Which column holds what: the headings offices use, recognised; everything else is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.web.publication.models import ImportBatch

_BLANK = re.compile(r"[\s　:：*＊（()）]")
_LOOKED_AT = 15  # rows among which the headings stand


@dataclass(frozen=True, slots=True)
class Field:
    """One field that a list may hold: its name, its words in both languages, and the headings it is known by."""

    name: str
    zh: str
    en: str
    known_as: tuple[str, ...]
    needed: bool = False


REGISTER = (
    Field("title", "标题", "title", ("标题", "文件标题", "公文标题", "文件名称", "公文名称", "题名", "名称"), needed=True),
    Field("doc_no", "文号", "number", ("文号", "发文字号", "发文号", "文件字号", "公文文号", "文件编号", "字号")),
    Field("formed_on", "成文日期", "date formed", ("成文日期", "印发日期", "签发日期", "发文日期", "印发时间", "发文时间")),
    Field("drafted_on", "拟稿日期", "date drafted", ("拟稿日期", "起草日期", "拟稿时间", "登记日期", "登记时间")),
    Field("attribute", "公开属性", "attribute", ("公开属性", "公开类别", "公开方式", "公开形式", "是否公开", "信息公开属性")),
    Field("basis", "依据", "basis", ("依据", "法律依据", "不予公开依据", "不公开依据", "依据条款")),
    Field("reason", "理由", "reason", ("理由", "不予公开理由", "不公开理由", "说明理由", "原因", "不公开原因")),
    Field(
        "unit",
        "拟稿单位",
        "drafting unit",
        ("拟稿单位", "拟稿部门", "主办单位", "主办科室", "拟稿科室", "承办科室", "承办单位"),
    ),
    Field("policy", "政策性文件", "policy document", ("政策性文件", "是否政策性文件", "是否政策文件", "是否规范性文件")),
)
WEBSITE = (
    Field("title", "标题", "title", ("标题", "信息标题", "文章标题", "名称", "题名"), needed=True),
    Field(
        "published_before",
        "原发布日期",
        "date published there",
        ("发布日期", "发布时间", "原发布日期", "上网日期"),
        needed=True,
    ),
    Field("old_address", "原网址", "old address", ("原网址", "网址", "链接", "链接地址", "地址", "url")),
    Field("html_file", "HTML 文件", "HTML file", ("html文件", "文件", "文件名", "正文文件", "html")),
    Field("text", "正文", "text", ("正文", "内容", "正文内容", "信息内容")),
    Field("doc_no", "文号", "number", ("文号", "发文字号", "发文号")),
    Field("formed_on", "成文日期", "date formed", ("成文日期", "印发日期", "生成日期")),
    Field("issuer", "发文机关", "issuer", ("发文机关", "发布机构", "发文单位")),
    Field("kind", "信息类别", "kind", ("信息类别", "类别", "信息类型")),
    Field("head", "法定主动公开事项", "head", ("法定主动公开事项", "公开事项", "主动公开事项")),
    Field("topic", "主题分类", "topic", ("主题分类", "主题")),
    Field("abstract", "内容概述", "abstract", ("内容概述", "摘要", "概述")),
    Field("source", "来源", "source", ("来源", "信息来源", "稿源")),
    Field("attachments", "附件", "attachments", ("附件", "附件名称", "附件文件")),
)
FIELDS = {ImportBatch.Kind.REGISTER: REGISTER, ImportBatch.Kind.WEBSITE: WEBSITE}


def fields_for(kind: str) -> tuple[Field, ...]:
    """The fields a list of that kind may hold, needed ones first in their order."""
    return FIELDS[ImportBatch.Kind(kind)]


def headings_found(rows: Sequence[Sequence[str]], kind: str) -> tuple[int, dict[str, int]]:
    """The row of headings and the columns recognised in it: the row among the first where most are; (0, {}) for none."""
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(rows[:_LOOKED_AT]):
        found = _recognised(row, kind)
        if len(found) > len(best[1]):
            best = (number, found)
    return best


def _recognised(row: Sequence[str], kind: str) -> dict[str, int]:
    found: dict[str, int] = {}
    plain = [_BLANK.sub("", cell).lower() for cell in row]
    for field in fields_for(kind):
        for name in field.known_as:
            if name in plain and plain.index(name) not in found.values():
                found[field.name] = plain.index(name)
                break
    return found
