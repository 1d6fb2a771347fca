"""The catalogue, second part: what is possible but asks for a word, in one year and from year to year."""

from __future__ import annotations

from gongkai.core.findings import Message
from gongkai.core.report.messages_tables import ERROR, F21, FORMS_SOURCE, NOTE, WARNING

# ── plausibility ───────────────────────────────────────────────────────────────────────────────
T2_RULE_MAKER = Message(
    "T2-RULE-MAKER",
    WARNING,
    "《立法法》第91条、第93条",
    "{cell}写 {stated}，而{agency}一般不能制定规章，通常应为 {computed}。",
    "{cell} says {stated}; {agency} does not usually make 规章, so {computed} is expected.",
    "请确认这些文件是否应计入行政规范性文件。",
    "Check whether these belong under normative documents.",
    "规章制定主体",
    "who may make 规章",
)
T2_OPENED_TOTAL = Message(
    "T2-OPENED-TOTAL",
    WARNING,
    "国办公开办函〔2019〕60号 表二",
    "{cell}写 {stated}，少于本年新公开数量 {computed}，需要说明。",
    "{cell} says {stated}, fewer than the {computed} newly disclosed this year; please explain.",
    "请核对两格的统计口径。",
    "Check how the two cells were counted.",
    "公开总数",
    "total disclosed",
)
T3_OTHER_HIGH = Message(
    "T3-OTHER-HIGH",
    WARNING,
    f"{F21} 表三（六）",
    "{cell}写 {stated}，占办理结果总计 {done} 件的 {computed}，超过 {most}，需要说明。",
    "{cell} says {stated}, {computed} of all {done} results and above {most}; please explain.",
    "请逐件复核是否应归入（一）至（五）的情形，并备好说明。",
    "Review whether the cases belong under （一） to （五）, and have the reasons ready.",
    "其他处理占比",
    "share of 其他处理",
)
T4_WITHOUT_REQUESTS = Message(
    "T4-WITHOUT-REQUESTS",
    WARNING,
    FORMS_SOURCE,
    "本年没有新收和结转的申请，表四却有 {stated} 件（{formula}），需要说明。",
    "No request was received or carried in, yet table 4 holds {stated} cases ({formula}); please explain.",
    "请说明案件源于往年申请或主动公开，或核对两表。",
    "Say which earlier request or publication they come from, or check both tables.",
    "无申请而有复议诉讼",
    "remedies without requests",
)
T4_LIT_WITHOUT_REVIEW = Message(
    "T4-LIT-WITHOUT-REVIEW",
    WARNING,
    FORMS_SOURCE,
    "表四“复议后起诉”有 {stated} 件，而本年及上年都没有已审结的行政复议，需要说明。",
    "Table 4 has {stated} suits after reconsideration, but no reconsideration ended in this year or the last; please explain.",
    "请核对是否应计入“未经复议直接起诉”。",
    "Check whether they belong under direct suits.",
    "复议后起诉",
    "suits after review",
)

# ── against last year ──────────────────────────────────────────────────────────────────────────
PREVIOUS_UNSUITED = Message(
    "PREVIOUS-UNSUITED",
    NOTE,
    FORMS_SOURCE,
    "用于对照的报告（{other} {stated}）不是上一年度（{computed}）的报告，未作年度对照。",
    "The report given for comparison ({other} {stated}) is not of the year before ({computed}); the years were not compared.",
    "请提供同一机关上一年度的报告。",
    "Give the same body's report of the year before.",
    "上年报告不适用",
    "previous report unsuited",
)
CARRY_OVER = Message(
    "CARRY-OVER",
    ERROR,
    FORMS_SOURCE,
    "{cell}写 {stated}，而 {year} 年度报告“结转下年度继续办理”为 {computed}，不衔接。",
    "{cell} says {stated}; the report on {year} carried {computed} out: the two differ.",
    "请核对两年台账；上年报告有误的，请更正上年报告或附说明。",
    "Compare both registers; if last year's report was wrong, correct it or add a note.",
    "结转衔接",
    "carried out equals carried in",
)
T2_VALID_CHAIN = Message(
    "T2-VALID-CHAIN",
    WARNING,
    f"{F21} 表二",
    "{cell}写 {stated}，按上年现行有效加本年制发减本年废止为 {computed}（{formula}），需要说明。",
    "{cell} says {stated}; last year's valid documents plus issued minus repealed give {computed} ({formula}); please explain.",
    "有自然失效、修订或机构调整的，请在表下注明。",
    "Note lapses, revisions or reorganisations below the table.",
    "现行有效衔接",
    "valid documents",
)
T2_REPEALED_MOST = Message(
    "T2-REPEALED-MOST",
    WARNING,
    f"{F21} 表二",
    "{cell}写 {stated}，多于上年现行有效与本年制发之和 {computed}（{formula}），需要说明。",
    "{cell} says {stated}, more than were valid last year or issued this year: {computed} ({formula}); please explain.",
    "请核对废止件数和上年现行有效件数。",
    "Check the repealed documents and last year's valid ones.",
    "废止件数",
    "repealed documents",
)
T2_PROJECTS_CHAIN = Message(
    "T2-PROJECTS-CHAIN",
    WARNING,
    "国办公开办函〔2019〕60号 表二",
    "{cell}写 {stated}，按上年报告应为 {computed}（{formula}），需要说明。",
    "{cell} says {stated}; last year's report gives {computed} ({formula}); please explain.",
    "请核对项目数量和本年增/减。",
    "Check the number of items and 本年增/减.",
    "项目数量衔接",
    "number of items",
)
T2_TOTAL_FALLS = Message(
    "T2-TOTAL-FALLS",
    WARNING,
    "国办公开办函〔2019〕60号 表二",
    "{cell}写 {stated}，少于上年总数与本年新公开之和 {computed}（{formula}），需要说明。",
    "{cell} says {stated}, fewer than last year's total plus newly disclosed, {computed} ({formula}); please explain.",
    "有废止或撤下的，请注明件数。",
    "Say how many were withdrawn.",
    "对外公开总数衔接",
    "total disclosed falls",
)
T4_PENDING_LOST = Message(
    "T4-PENDING-LOST",
    WARNING,
    FORMS_SOURCE,
    "{cell}写 {stated}，少于 {year} 年度尚未审结的 {computed} 件（{formula}），需要说明。",
    "{cell} says {stated}, fewer than the {computed} cases pending at the end of {year} ({formula}); please explain.",
    "上年未结案件应在本年继续计入。",
    "Cases pending last year are counted again this year.",
    "未结案件衔接",
    "pending cases",
)
YEAR_JUMP = Message(
    "YEAR-JUMP",
    WARNING,
    "合理性核对（约定）",
    "{cell}{change}，变动超过 {share} 且多于 {units}，需要说明。",
    "{cell} went {change}: more than {share} and more than {units}; please explain.",
    "请核对两年数字；确有变化的，备好说明。",
    "Check both years; if the change is real, have the reason ready.",
    "年度变动",
    "change from last year",
)
