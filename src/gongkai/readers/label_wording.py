"""The official wording of rows and columns with the closed list of variants that real reports print.

Only what stands here is accepted without question; anything else must be uniquely near to it (see labels).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from gongkai.core.report.form import FORMS, form

GROUPS: Mapping[str, tuple[str, ...]] = {
    "T3.r": ("三、本年度办理结果", "本年办理结果", "办理结果"),
    "T3.r3": ("（三）不予公开",),
    "T3.r4": ("（四）无法提供",),
    "T3.r5": ("（五）不予处理",),
    "T3.r6": ("（六）其他处理",),
}
ROW_VARIANTS: Mapping[str, tuple[str, ...]] = {
    "T2.1.norm": ("规范性文件", "行政规范性文件"),
    "T2.5.service": ("其他对外管理服务",),
    "T2.9.procurement": ("集中采购",),
    "T3.new": ("本年新收政府信息公开申请", "本年新收申请数量", "本年新收"),
    "T3.carry_in": ("上年结转政府信息公开申请", "上年结转申请数量", "上年结转"),
    "T3.r3_1": ("国家秘密",),
    "T3.r3_2": ("其他法律行政止公开", "法律行政法规禁止公开", "其他法律行政法规禁止"),
    "T3.r3_3": ("三安全一稳定",),
    "T3.r3_5": ("三类内部事务信息", "内部事务信息", "属于内部事务信息"),
    "T3.r3_6": ("四类过程性信息", "过程性信息", "属于过程性信息"),
    "T3.r3_7": ("行政执法案卷",),
    "T3.r3_8": ("行政查询事项",),
    "T3.r4_1": ("本机关不掌握", "不掌握相关政府信息"),
    "T3.r4_2": ("没有现成信息",),
    "T3.r4_3": ("补正后仍不明确", "补正后申请内容不明确"),
    "T3.r5_1": ("信访举报投诉类", "信访举报投诉"),
    "T3.r5_3": ("公开出版物",),
    "T3.r5_4": ("大量反复申请",),
    "T3.r5_5": ("要求确认或重新出具已获取信息", "确认或重新出具已获取信息"),
    "T3.r6_1": ("逾期不补正", "申请人逾期不补正", "无正当理由逾期不补正", "申请人无正当理由逾期不补正"),
    "T3.r6_2": (
        "逾期不缴费",
        "申请人逾期不缴费",
        "逾期未缴费",
        "逾期不缴纳费用",
        "逾期未按收费通知要求缴纳费用",
        "申请人逾期未按收费通知要求缴纳费用",
    ),
    "T3.r7": ("合计",),
    "T3.carry_out": ("结转下年继续办理", "结转下年度办理", "结转下年度"),
    "T4.review": (),
    "T4.lit_direct": ("行政诉讼未经复议直接起诉", "未经复议直接提起诉讼", "未经行政复议直接起诉"),
    "T4.lit_after": ("行政诉讼复议后起诉", "经复议后起诉", "行政复议后起诉", "复议后提起诉讼"),
}
COLUMN_VARIANTS: Mapping[str, tuple[str, ...]] = {
    "made": ("新制作数量", "本年新制作"),
    "opened": ("新公开数量", "本年新公开"),
    "public_total": ("对外公开数量", "公开总数量"),
    "decisions": ("处理决定数量", "本年处理决定数量"),
    "issued": ("本年制发数量", "制发件数"),
    "repealed": ("本年废止数量", "废止件数"),
    "valid": ("现行有效数量", "有效件数"),
    "amount": ("采购金额",),
    "amount_wan": ("本年收费总金额", "收费金额", "本年收费金额"),
    "commercial": ("企业",),
    "welfare": ("社会组织", "公益组织"),
    "legal": ("法律服务",),
    "total": ("合计",),
}
HEADINGS = ("信息内容", "申请人情况", "法人或其他组织", "行政诉讼", "类别", "项目", "数量")
ONLY_IN_CONTEXT = frozenset({"其他", "总计", "合计"})  # a row and a column have these same words


@cache
def official_rows() -> Mapping[str, tuple[str, ...]]:
    """Row id → its innermost labels in the two forms."""
    found: dict[str, dict[str, None]] = {}
    for form_id in FORMS:
        for row in form(form_id).rows.values():
            found.setdefault(row.id, {})[row.label.rpartition("/")[2]] = None
    return {row_id: tuple(labels) for row_id, labels in found.items()}


@cache
def official_columns() -> Mapping[str, tuple[str, ...]]:
    """Column id → its labels in the two forms."""
    found: dict[str, dict[str, None]] = {}
    for form_id in FORMS:
        for _, column in form(form_id).cells():
            found.setdefault(column.id, {})[column.label] = None
    return {column_id: tuple(labels) for column_id, labels in found.items()}
