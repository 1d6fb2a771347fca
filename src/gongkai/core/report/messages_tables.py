"""The catalogue, first part: what the checks say about the sums, rows and cells of tables 2, 3 and 4."""

from __future__ import annotations

from gongkai.core.findings import Message, Severity

ERROR, WARNING, VERIFY, NOTE = Severity.ERROR, Severity.WARNING, Severity.VERIFY, Severity.NOTE
F21 = "国办公开办函〔2021〕30号"
FORMS_SOURCE = "国办公开办函〔2019〕60号、〔2021〕30号"
_SUM_ZH = "{cell}{written}，按“{rule}”应为 {computed}，两数不一致（{formula}）。{more}"
_SUM_EN = "{cell} {written}; “{rule}” gives {computed} ({formula}): the two differ.{more}"
_SUM_NEXT_ZH = "请对照台账重新核对此格及式中各数，改正后重新公布。"
_SUM_NEXT_EN = "Recount this cell and the numbers of the sum against the register; correct it and publish again."

# ── sums that the form states ──────────────────────────────────────────────────────────────────
T3_ROW_SUM = Message(
    "T3-ROW-SUM",
    ERROR,
    f"{FORMS_SOURCE} 表三",
    _SUM_ZH,
    _SUM_EN,
    _SUM_NEXT_ZH,
    _SUM_NEXT_EN,
    "表三各行横向合计",
    "table 3: row sums",
)
T3_RESULTS_SUM = Message(
    "T3-RESULTS-SUM",
    ERROR,
    f"{FORMS_SOURCE} 表三",
    _SUM_ZH,
    _SUM_EN,
    _SUM_NEXT_ZH,
    _SUM_NEXT_EN,
    "表三办理结果纵向合计",
    "table 3: results add up to （七）总计",
)
T3_IN_OUT = Message(
    "T3-IN-OUT",
    ERROR,
    f"{FORMS_SOURCE} 表三（第一项加第二项之和，等于第三项加第四项之和）",
    "{cell}{written}，按“{rule}”为 {computed}，两数不一致（{formula}）。{more}",
    "{cell} {written}; “{rule}” gives {computed} ({formula}): the two differ.{more}",
    "请重新清点本年新收、上年结转、办结和结转下年度的件数，四项须相衔接。",
    "Recount what was received, carried in, decided and carried out; the four must tie.",
    "表三收办衔接",
    "table 3: requests in equal requests out",
)
T3_GROUP_SUM = Message(
    "T3-GROUP-SUM",
    ERROR,
    f"{F21} 表三（六）",
    _SUM_ZH,
    _SUM_EN,
    _SUM_NEXT_ZH,
    _SUM_NEXT_EN,
    "表三（六）分项合计",
    "table 3: parts of （六）",
)
T4_TOTAL = Message(
    "T4-TOTAL", ERROR, f"{FORMS_SOURCE} 表四", _SUM_ZH, _SUM_EN, _SUM_NEXT_ZH, _SUM_NEXT_EN, "表四合计", "table 4: totals"
)
BLANK_TOTAL = Message(
    "BLANK-TOTAL",
    ERROR,
    FORMS_SOURCE,
    "{cell}空着，而所计各格有数，合计应为 {computed}（{formula}）。{more}",
    "{cell} is empty although the cells it adds up hold numbers; the total should be {computed} ({formula}).{more}",
    "请在此格填入合计数 {computed}，或核对所计各格。",
    "Enter the total {computed} here, or recount the cells it adds up.",
    "总计空白",
    "total left blank",
)
SUM_UNCHECKED = Message(
    "SUM-UNCHECKED",
    VERIFY,
    FORMS_SOURCE,
    "{table}有 {count} 项勾稽无法核对，因为这些格未能确定读出或不在表中：{cells}。",
    "{table}: {count} of the form's sums cannot be checked, these cells were not read for certain or are missing: {cells}.",
    "请对照原件人工核对这些格，或提供可复制文字的 DOCX、HTML 版本。",
    "Check these cells against the original, or give a DOCX or HTML version.",
    "勾稽未能核对",
    "sums not checked",
)

# ── tables, rows and cells ─────────────────────────────────────────────────────────────────────
TABLE_MISSING = Message(
    "TABLE-MISSING",
    ERROR,
    FORMS_SOURCE,
    "报告中没有读到{table}。",
    "{table} was not found in the report.",
    "请补上该表；没有发生的填 0。若原件有此表，请提供可复制文字的版本。",
    "Add the table, with 0 where nothing happened. If the original has it, give a version whose text can be copied.",
    "缺表",
    "table missing",
)
TABLE_BLANK = Message(
    "TABLE-BLANK",
    ERROR,
    FORMS_SOURCE,
    "{table}的 {count} 格全部空白，没有任何数字。",
    "{table}: all {count} cells are blank.",
    "请逐格填写；没有发生的填 0。",
    "Fill in every cell, with 0 where nothing happened.",
    "整表空白",
    "table blank",
)
CELL_BLANK = Message(
    "CELL-BLANK",
    NOTE,
    FORMS_SOURCE,
    "{table}有 {count} 格空白（{rows}）。核对时按 0 计，但空白不等于 0。",
    "{table} has {count} blank cells ({rows}). They were read as 0, but a blank is not a 0.",
    "没有发生的请填 0，有数的请补上。",
    "Enter 0 where nothing happened, or the number.",
    "空白格",
    "blank cells",
)
CELL_DASH = Message(
    "CELL-DASH",
    NOTE,
    FORMS_SOURCE,
    "{table}有 {count} 格填写“/”或“—”（{rows}）。核对时按 0 计。",
    "{table} has {count} cells with “/” or “—” ({rows}). They were read as 0.",
    "没有发生的请填 0。",
    "Enter 0 where nothing happened.",
    "划线格",
    "dashed cells",
)
CELL_NEGATIVE = Message(
    "CELL-NEGATIVE",
    ERROR,
    FORMS_SOURCE,
    "{cell}写 {stated}，数量不能小于 0。",
    "{cell} says {stated}; a count cannot be below 0.",
    "请核对此格。",
    "Check this cell.",
    "负数",
    "negative number",
)
CELL_FRACTION = Message(
    "CELL-FRACTION",
    ERROR,
    FORMS_SOURCE,
    "{cell}写 {stated}，件数应为整数。",
    "{cell} says {stated}; a count is a whole number.",
    "请核对此格，并看是否误填了金额或比例。",
    "Check this cell; an amount or a share may have been entered.",
    "件数有小数",
    "fraction in a count",
)
CELL_UNREAD = Message(
    "CELL-UNREAD",
    VERIFY,
    FORMS_SOURCE,
    "{cells}读到的是“{stated}”，不能确定为数字，未参与核对。",
    "{cells}: “{stated}” was read, which is not for certain a number; it took no part in the checks.",
    "请在此格只填一个数字，说明写在表外。",
    "Put one number in the cell and any remark outside the table.",
    "未能确定的格",
    "cell not read for certain",
)
TEXT_UNPLACED = Message(
    "TEXT-UNPLACED",
    VERIFY,
    FORMS_SOURCE,
    "有 {count} 处像是表内的文字未能归入任何一格：{samples}。",
    "{count} pieces of text look as if they belonged to a table but could not be placed: {samples}.",
    "请对照原件人工核对。",
    "Compare with the original.",
    "未能归位的文字",
    "text not placed",
)
AMOUNT_UNIT = Message(
    "AMOUNT-UNIT",
    WARNING,
    FORMS_SOURCE,
    "{cell}写“{stated}”，单位是{unit}，而表中单位为{expected}。",
    "{cell} says “{stated}”, in {unit}; the form's unit is {expected}.",
    "请换算为表中规定的单位，只填数字。",
    "Convert to the form's unit and enter the number alone.",
    "金额单位",
    "unit of an amount",
)
ROW_MISSING = Message(
    "ROW-MISSING",
    VERIFY,
    FORMS_SOURCE,
    "{table}没有读到格式规定的 {count} 行：{rows}。",
    "{table} lacks {count} rows of the form: {rows}.",
    "请对照原件；确实缺行的请按格式补上并填 0。",
    "Compare with the original; add rows that are really missing, with 0.",
    "缺行",
    "rows missing",
)
FORM_OF_YEAR = Message(
    "FORM-OF-YEAR",
    WARNING,
    FORMS_SOURCE,
    "{year} 年度报告应使用{due}的格式，本报告的表格为{used}的格式。",
    "A report on {year} uses the form of {due}; these tables are those of {used}.",
    "请改用该年度的格式重新填报。",
    "Use the form of that year.",
    "格式版本",
    "form of the year",
)
FORM_FOREIGN_ROW = Message(
    "FORM-FOREIGN-ROW",
    WARNING,
    FORMS_SOURCE,
    "“{row}”一行不属于 {form} 年格式，应按该格式的分项填写。",
    "The row “{row}” is not part of the form of {form}; use that form's rows.",
    "请改按该格式的行次填写；（六）其他处理自 2021 年度起分为三项。",
    "Fill in that form's rows; from 2021 on, （六）其他处理 is divided into three.",
    "他版格式的行",
    "row of the other form",
)
FORM_LABEL = Message(
    "FORM-LABEL",
    NOTE,
    FORMS_SOURCE,
    "有 {count} 行的名称与格式不同：{labels}。",
    "{count} rows are not labelled as in the form: {labels}.",
    "请按格式原文书写行名。",
    "Use the form's own labels.",
    "行名不同",
    "labels differ",
)
FEE_ROW_EARLY = Message(
    "FEE-ROW-EARLY",
    ERROR,
    f"{F21}；国办函〔2020〕109号",
    "{cell}写 {stated}，而 {year} 年度尚无此项，应为 {computed}。",
    "{cell} says {stated}; in {year} there was no such item, so it should be {computed}.",
    "请将该数计入（六）其他处理。",
    "Count these under （六）其他处理.",
    "年度不符的行",
    "row not yet in force",
)
