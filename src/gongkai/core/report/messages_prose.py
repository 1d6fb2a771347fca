"""The catalogue, third part: what the checks say about the prose of sections one, five and six."""

from __future__ import annotations

from gongkai.core.findings import Message
from gongkai.core.report.messages_tables import ERROR, F21, FORMS_SOURCE, NOTE, VERIFY, WARNING

PROSE_TABLE = Message(
    "PROSE-TABLE",
    ERROR,
    FORMS_SOURCE,
    "文中“{quote}”写 {stated}，而{cells}为 {formula}{others}，两数不一致。",
    "The text says {stated} (“{quote}”); {cells}: {formula}{others}. The two differ.",
    "请核对文字与表格的口径；口径相同的改为一致，不同的在文中注明范围。",
    "Check what each counts; make them agree, or state the scope in the text.",
    "文字与表格",
    "text and tables",
)
PROSE_UPHELD = Message(
    "PROSE-UPHELD",
    VERIFY,
    FORMS_SOURCE,
    "文中称“均获维持”（{quote}），而表四除维持外尚有 {computed} 件（纠正、其他结果、尚未审结：{formula}），需核实。",
    "The text says that all were upheld (“{quote}”), but table 4 shows {computed} other cases "
    "(corrected, other, pending: {formula}); please verify.",
    "未审结的案件不宜写作维持；请核对表四或改写文字。",
    "Pending cases are not upheld; check table 4 or reword.",
    "复议诉讼结果",
    "outcome of remedies",
)
PROSE_SPLIT = Message(
    "PROSE-SPLIT",
    VERIFY,
    FORMS_SOURCE,
    "文中“{quote}”写总数 {stated}，所列各部分之和为 {computed}，{relation}总数（{formula}），需核实。",
    "The text gives a total of {stated} (“{quote}”), but the parts it lists add up to {computed}, {relation} the total "
    "({formula}); please verify.",
    "请核对总数与各部分；部分有交叉或未列全的，在文中说明。",
    "Check the total and its parts; say so where parts overlap or are left out.",
    "文中分项合计",
    "parts and total in the text",
)
PROSE_OUTCOMES = Message(
    "PROSE-OUTCOMES",
    VERIFY,
    FORMS_SOURCE,
    "文中“{quote}”写 {stated} 件，而所列各类办理结果之和为 {computed}（{formula}），需核实。",
    "The text says {stated} (“{quote}”), but the outcomes it lists add up to {computed} ({formula}); please verify.",
    "请逐项核对办理结果，并与表三一致。",
    "Check each outcome and make them agree with table 3.",
    "文中办理结果合计",
    "outcomes in the text",
)
PROSE_SHARE = Message(
    "PROSE-SHARE",
    VERIFY,
    FORMS_SOURCE,
    "文中“{quote}”写占 {stated}，按总数 {whole} 计算为 {computed}（{formula}），需核实。",
    "The text gives a share of {stated} (“{quote}”); of {whole} it is {computed} ({formula}); please verify.",
    "请核对比例的分子、分母和四舍五入。",
    "Check numerator, denominator and rounding.",
    "文中比例",
    "shares in the text",
)
PROSE_GROWTH = Message(
    "PROSE-GROWTH",
    VERIFY,
    FORMS_SOURCE,
    "文中“{quote}”写变动 {stated}，按上年报告计算为 {computed}（{formula}），需核实。",
    "The text says {stated} (“{quote}”); from last year's report it is {computed} ({formula}); please verify.",
    "请核对两年的口径与数字。",
    "Check how both years were counted.",
    "文中同比",
    "growth in the text",
)
GROWTH_UNCHECKED = Message(
    "GROWTH-UNCHECKED",
    NOTE,
    FORMS_SOURCE,
    "文中有同比数字（“{quote}”，{stated}），未提供上一年度报告，未核对。",
    "The text gives growth over last year (“{quote}”, {stated}); without last year's report it was not checked.",
    "如需核对，请用 --previous 提供上一年度报告。",
    "Give last year's report with --previous to check it.",
    "同比未核对",
    "growth not checked",
)
FEE_NOT_STATED = Message(
    "FEE-NOT-STATED",
    WARNING,
    f"{F21}；国办函〔2020〕109号",
    "第六部分没有说明信息处理费的收取情况。",
    "Section six does not say whether information-processing fees were collected.",
    "请写明收取的件数和金额；未收取的，写明未收取。",
    "State the number and amount, or that none were collected.",
    "信息处理费说明",
    "fee statement",
)
FEE_ROW_UNEXPLAINED = Message(
    "FEE-ROW-UNEXPLAINED",
    WARNING,
    f"{F21} 表三（六）2；国办函〔2020〕109号",
    "{cell}写 {stated}，即有申请人逾期未缴费，而第六部分称未收取信息处理费，需要说明。",
    "{cell} says {stated}: applicants did not pay a fee asked of them; section six says none was collected; please explain.",
    "请说明已发出收费通知但未收到费用的件数。",
    "Say how many fee notices were issued and not paid.",
    "收费与未缴费",
    "fees asked and not paid",
)
