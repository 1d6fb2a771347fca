"""The catalogue, fourth part: headings, year, body, period, publication, and the substance of the sections."""

from __future__ import annotations

from gongkai.core.findings import Message
from gongkai.core.report.messages_tables import F21, FORMS_SOURCE, VERIFY, WARNING

R49 = "《政府信息公开条例》第49条"
R50 = "《政府信息公开条例》第50条"

FORM_HEADING_MISSING = Message(
    "FORM-HEADING-MISSING",
    WARNING,
    f"{FORMS_SOURCE}；{R50}",
    "没有读到“{heading}”这一部分。",
    "The part “{heading}” was not found.",
    "请按格式补上该部分及标题；没有内容的也应写明。",
    "Add the part with its heading; say so where there is nothing to report.",
    "缺少部分",
    "part missing",
)
FORM_HEADING_ORDER = Message(
    "FORM-HEADING-ORDER",
    WARNING,
    FORMS_SOURCE,
    "“{heading}”排在“{before}”之后，与格式的顺序不同。",
    "“{heading}” stands after “{before}”, which is not the form's order.",
    "请按格式的顺序排列六个部分。",
    "Put the six parts in the form's order.",
    "部分顺序",
    "order of parts",
)
YEAR_UNKNOWN = Message(
    "YEAR-UNKNOWN",
    VERIFY,
    FORMS_SOURCE,
    "没有读到报告的年度，未作与年度有关的核对。",
    "The year of the report was not found; checks that need it were left out.",
    "请在标题写明年度。",
    "State the year in the title.",
    "年度不明",
    "year unknown",
)
YEAR_DIFFERS = Message(
    "YEAR-DIFFERS",
    WARNING,
    FORMS_SOURCE,
    "“{part}”写 {stated} 年，而报告年度为 {computed} 年，不一致。",
    "“{part}” says {stated}; the report is on {computed}.",
    "请核对是否沿用了其他年度的文字。",
    "See whether words of another year were kept.",
    "年度不一致",
    "years differ",
)
AGENCY_UNKNOWN = Message(
    "AGENCY-UNKNOWN",
    VERIFY,
    FORMS_SOURCE,
    "没有读到报告机关的名称。",
    "The name of the reporting body was not found.",
    "请在标题或落款写明机关全称。",
    "State the body's full name in the title or below the report.",
    "机关不明",
    "body unknown",
)
AGENCY_DIFFERS = Message(
    "AGENCY-DIFFERS",
    VERIFY,
    FORMS_SOURCE,
    "标题或落款写“{stated}”，而报告机关为“{computed}”，需核实。",
    "The title or signature says “{stated}”, but the report is that of “{computed}”; please verify.",
    "请统一机关名称。",
    "Use one name throughout.",
    "机关名称不一致",
    "names of the body differ",
)
PERIOD_DIFFERS = Message(
    "PERIOD-DIFFERS",
    WARNING,
    R50,
    "统计期限写 {stated}，应为 {computed}。",
    "The period stated is {stated}; it should be {computed}.",
    "请改为该年 1 月 1 日至 12 月 31 日，并核对数据口径。",
    "Use 1 January to 31 December of the year and check the figures.",
    "统计期限",
    "period",
)
DEADLINE_PASSED = Message(
    "DEADLINE-PASSED",
    WARNING,
    R49,
    "公布日期 {stated} 晚于 {computed}，请核对公布日期和适用的期限。",
    "The date of publication, {stated}, is later than {computed}; check the date and the limit that applies.",
    "县级以上政府部门 1 月 31 日前、各级主管部门 3 月 31 日前公布；网页日期可能是重新发布的日期。",
    "Departments publish by 31 January, competent offices by 31 March; a page may show the day it was posted anew.",
    "公布期限",
    "day of publication",
)
PUBLISHED_EARLY = Message(
    "PUBLISHED-EARLY",
    VERIFY,
    R50,
    "公布日期 {stated} 不晚于统计期限的最后一天 {computed}，需核实。",
    "The date of publication, {stated}, is not after the last day of the period, {computed}; please verify.",
    "请核对公布日期与报告年度。",
    "Check the date of publication and the year.",
    "公布早于年终",
    "published before the year ended",
)
SECTION_ONE_LONG = Message(
    "SECTION-ONE-LONG",
    WARNING,
    F21,
    "“一、总体情况”有 {stated} 字，超过原则上 {computed} 字的篇幅。",
    "Section one has {stated} characters; the form asks for no more than {computed}.",
    "请精简第一部分；有汇总要求的可附说明。",
    "Shorten section one.",
    "总体情况篇幅",
    "length of section one",
)
SECTION_FIVE_EMPTY = Message(
    "SECTION-FIVE-EMPTY",
    WARNING,
    F21,
    "“五、存在的主要问题及改进情况”没有内容（“{stated}”）。",
    "Section five says nothing (“{stated}”).",
    "请写明本年度的真实问题和改进措施。",
    "Name the year's real problems and what is done about them.",
    "问题及改进为空",
    "section five empty",
)
SECTION_FIVE_SHORT = Message(
    "SECTION-FIVE-SHORT",
    WARNING,
    F21,
    "“五、存在的主要问题及改进情况”只有 {stated} 字（少于 {computed} 字），难以说明问题和改进情况。",
    "Section five has only {stated} characters (fewer than {computed}), too few to name problems and improvements.",
    "请写明具体问题和针对性的改进措施。",
    "Name particular problems and what is done about each.",
    "问题及改进过简",
    "section five too short",
)
SECTION_FIVE_SAME = Message(
    "SECTION-FIVE-SAME",
    WARNING,
    F21,
    "第五部分与 {year} 年度报告的相似度为 {stated}，超过 {computed}，需要说明。",
    "Section five is {stated} alike to that of {year}, more than {computed}; please explain.",
    "请按本年度实际改写，不沿用上年文字。",
    "Write it anew from this year's facts.",
    "与上年雷同",
    "same as last year",
)
