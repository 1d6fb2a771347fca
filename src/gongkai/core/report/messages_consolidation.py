"""The catalogue, part on adding up: what is missing or doubtful in a sum, and where a published sum is another."""

from __future__ import annotations

from gongkai.core.findings import Message
from gongkai.core.report.messages_tables import ERROR, FORMS_SOURCE, NOTE, VERIFY, WARNING

_ART_49 = "《政府信息公开条例》第49条、第50条"
_EXPLAIN_ZH = "请与该单位核对台账；确认后更正报表并重新汇总。"
_EXPLAIN_EN = "Compare the registers with that body; correct the return and add up again once it is confirmed."

# ── what a sum is made of ────────────────────────────────────────────────────────────────────────
CONS_MISSING = Message(
    "CONS-MISSING",
    WARNING,
    _ART_49,
    "“{body}”的汇总缺 {count} 个单位的报表：{units}。合计只含已收到的报表，未按零计。",
    "The sum of “{body}” lacks the returns of {count} bodies: {units}. It holds what is there; nothing was taken for zero.",
    "请催报后重新汇总。",
    "Ask for them and add up again.",
    "缺报单位",
    "returns missing",
)
CONS_NO_OWN = Message(
    "CONS-NO-OWN",
    WARNING,
    FORMS_SOURCE,
    "单位表中“{body}”没有“本政府机关”，以政府及其办公厅（室）名义产生的数字无处计入。",
    "The list of bodies gives “{body}” no 本政府机关, so what was done in the government's own name is counted nowhere.",
    "请在单位表中增加该单位（kind: own）。",
    "Add it to the list of bodies (kind: own).",
    "缺本政府机关",
    "the government itself missing",
)
CONS_EMPTY = Message(
    "CONS-EMPTY",
    NOTE,
    FORMS_SOURCE,
    "{units}有 {count} 格空白或者划线：按 0 计可以汇总，按未知则这些格没有确定的合计。",
    "{units} left {count} cells blank or dashed: read as 0 they add up, read as unknown these cells have no certain sum.",
    "请该单位将没有的填写为 0。",
    "Have the body write 0 where there is none.",
    "空白或划线",
    "blank or dashed",
)
CONS_UNREAD = Message(
    "CONS-UNREAD",
    VERIFY,
    FORMS_SOURCE,
    "{units}有 {count} 格未能读出确定的数字（如{cell}），这些格的合计不完整。",
    "{count} cells of {units} gave no certain number (such as {cell}); the sums of these cells are not complete.",
    "请核对原件，或提供 DOCX、HTML 版本。",
    "See the original, or give a DOCX or HTML version.",
    "未读出的格",
    "cells not read",
)
CONS_FORM = Message(
    "CONS-FORM",
    WARNING,
    FORMS_SOURCE,
    "{units}使用 {stated} 年格式，而 {year} 年度应使用 {computed} 年格式；{count} 格无法对应（如{cell}），合计不完整。",
    "{units} used the form of {stated}; {year} asks for that of {computed}. {count} cells have no counterpart (such as "
    "{cell}), so their sums are not complete.",
    "请该单位按规定格式重新填报。",
    "Have the body fill in the form of that year.",
    "格式不同",
    "different forms",
)
CONS_OUTSIDE = Message(
    "CONS-OUTSIDE",
    NOTE,
    FORMS_SOURCE,
    "{units}的报表未计入：{why}。",
    "The return of {units} was not added: {why}.",
    "无须处理；如单位类别有误，请改单位表。",
    "Nothing to do; correct the list of bodies if its kind is wrong.",
    "不计入汇总的单位",
    "not added up",
)
CONS_GONE = Message(
    "CONS-GONE",
    WARNING,
    _ART_49,
    "{units}在 {day} 已不存续（或尚未设立），其报表未计入；{into}。",
    "{units} did not stand on {day}; the return was not added. {into}.",
    "请核对撤并日期，确认其全年数字已由承接单位报送。",
    "Check the dates, and that the successor's return holds the whole year.",
    "撤并单位",
    "bodies merged or abolished",
)
CONS_VERSIONS = Message(
    "CONS-VERSIONS",
    ERROR,
    _ART_49,
    "{units}有 {count} 份数字不一致的报表，无法判断哪一份为准，均未计入。",
    "There are {count} returns of {units} with different figures and no telling which holds; none was added.",
    "请注明版本号（version）或者报送日期（at）。",
    "Give their numbers (version) or the days they were handed in (at).",
    "版本不明",
    "versions unclear",
)
CONS_REPEATED = Message(
    "CONS-REPEATED",
    NOTE,
    _ART_49,
    "{units}的同一份报表提交了多次，只计一次。",
    "The same return of {units} was given more than once and counted once.",
    "无须处理。",
    "Nothing to do.",
    "重复提交",
    "given twice",
)
CONS_DOCUMENT = Message(
    "CONS-DOCUMENT",
    ERROR,
    FORMS_SOURCE,
    "文件“{document}”在{cell}被{units}同时计入，{stated} 次与 {computed} 次不一致；以政府名义印发的只计入本政府机关。",
    "Document “{document}” is counted in {cell} by {units}: {stated} times instead of {computed}. What is issued in the "
    "government's name counts only in the government itself.",
    "请确认发文机关，其他单位扣除该文件后重报。",
    "Settle who issued it; the others hand in again without it.",
    "文件重复计数",
    "document counted twice",
)
CONS_BREAKS = Message(
    "CONS-BREAKS",
    ERROR,
    f"{FORMS_SOURCE} 表三、表四",
    "{units}的报表自身不平：{cell}写 {stated}，按表内勾稽应为 {computed}，两数不一致（{formula}）。",
    "The return of {units} does not tie in itself: {cell} says {stated}, its own sums give {computed} ({formula}): "
    "the two differ.",
    "请退回该单位核对后重报；汇总各级须重做。",
    "Send it back to the body; the levels above are added up again after it.",
    "下级报表自身不平",
    "a return that does not tie",
)

# ── a published sum against its parts ────────────────────────────────────────────────────────────
CONS_SUM = Message(
    "CONS-SUM",
    ERROR,
    f"{FORMS_SOURCE}；{_ART_49}",
    "“{body}”{cell}写 {stated}，各单位合计为 {computed}，两数不一致。{cause}",
    "“{body}”: {cell} says {stated}; the bodies add up to {computed}: the two differ. {cause}",
    "请按各单位的数字逐一核对（--cell 可列出每个加数）。",
    "Go through the bodies' numbers one by one (--cell lists the addends).",
    "汇总数与各单位合计",
    "a sum against its parts",
)
CONS_OPEN = Message(
    "CONS-OPEN",
    VERIFY,
    f"{FORMS_SOURCE}；{_ART_49}",
    "“{body}”有 {count} 格大于已收到报表的合计（如{cell}：{stated}，合计 {computed}），可能是{units}的数字，需核实。",
    "In {count} cells “{body}” states more than the returns received (such as {cell}: {stated} against {computed}); "
    "these may be the figures of {units}: to verify.",
    "请收齐报表后重新核对。",
    "Check again once all returns are there.",
    "合计不完整",
    "sums not complete",
)
CONS_CAUSE = Message(
    "CONS-CAUSE",
    ERROR,
    f"{FORMS_SOURCE}；{_ART_49}",
    "“{body}”的 {count} 处差额：{cause}",
    "Differences of “{body}” in {count} cells: {cause}",
    _EXPLAIN_ZH,
    _EXPLAIN_EN,
    "差额的来源",
    "where a difference comes from",
)
CONS_STATED = Message(
    "CONS-STATED",
    ERROR,
    f"{FORMS_SOURCE}；{_ART_49}",
    "“{body}”列出的{units}{cell}为 {stated}，而该单位报表为 {computed}，两数不一致。",
    "“{body}” lists {stated} for {units}, {cell}; the body's own return says {computed}: the two differ.",
    _EXPLAIN_ZH,
    _EXPLAIN_EN,
    "分单位表与单位报表",
    "a table of members against their returns",
)

# ── what was given and does not belong ───────────────────────────────────────────────────────────
CONS_UNMATCHED = Message(
    "CONS-UNMATCHED",
    WARNING,
    _ART_49,
    "“{file}”的填报单位“{agency}”（{year} 年度）在单位表中找不到，未计入。",
    "“{file}” is by “{agency}” ({year}), which the list of bodies does not hold; it was not added.",
    "请核对名称，或者在单位表中用 aliases 写明别名；不作猜测。",
    "Check the name, or give it as another name under aliases; nothing is guessed.",
    "单位表中没有的单位",
    "bodies not listed",
)
CONS_OTHER_YEAR = Message(
    "CONS-OTHER-YEAR",
    NOTE,
    _ART_49,
    "有 {count} 份报表不是 {year} 年度的（如“{file}”：{stated}），未计入。",
    "{count} returns are not of {year} (such as “{file}”: {stated}) and were not added.",
    "请核对报表年度。",
    "Check the report year.",
    "其他年度的报表",
    "returns of other years",
)
