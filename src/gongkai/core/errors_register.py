"""Errors of the register of what is issued, of catalogue, editor and imports, continued from `core/errors_publication.py`."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class AttributeMissing(GongkaiError):
    """An attribute was to be decided and none was chosen (国办发〔2016〕80号 一(一))."""

    zh = "没有选择公开属性。请选择主动公开、依申请公开或者不予公开；没有公开属性的应予退文。"
    en = "No publication attribute was chosen. Choose one; a paper without goes back to its drafter."


class AttributeReasonMissing(GongkaiError):
    """An attribute other than open without its reason."""

    zh = "依申请公开、不予公开的，须写明依据和理由（国办发〔2016〕80号）。请补充后再确定。"
    en = "What is not published needs its basis and its reason. Write both down first."


class NotReferred(GongkaiError):
    """The disclosure office was to decide on an entry that does not wait for it, or a drafter on one that is decided."""

    zh = "登记号 {number} 现为“{state}”，不能“{act}”。请刷新页面查看现在可以办理的事项。"
    en = "Entry {number} cannot be handled this way now ({act_en}). Reload its page."


class EntryNotOpen(GongkaiError):
    """A document was to be prepared for release from an entry that is not to be published."""

    zh = "登记号 {number} 的公开属性不是“主动公开”，不能转为公开信息。属性有变化的，请先变更公开属性。"
    en = "Entry {number} is not to be published on one's own initiative. Change its attribute first."


class EntryHasDocument(GongkaiError):
    """An attribute was to be changed while a document of the entry is public or on its way."""

    zh = "登记号 {number} 已形成公开信息（{stage}），须先处理该信息，再变更公开属性。"
    en = "Entry {number} already has a document on its way ({stage_en}); deal with that first."


class IndexPatternWrong(GongkaiError):
    """A pattern for index numbers that would not give unique, readable numbers."""

    zh = "索引号规则“{pattern}”不能使用：{problem}。可用 {{code}} {{year}} {{month}} {{number:5}}，其中 {{number}} 必须有。"
    en = "The index pattern “{pattern}” cannot be used: {problem_en}. Use {{code}} {{year}} {{month}} {{number:5}}."


class IndexNumberTaken(GongkaiError):
    """An index number another document has."""

    zh = "索引号 {index_no} 已被使用。索引号不得重复，请另定。"
    en = "The index number {index_no} is taken. Index numbers are unique; choose another."


class FieldWrong(GongkaiError):
    """A catalogue field holds what it cannot hold."""

    zh = "“{field}”填写有误：{value}。请核对后重新填写。"
    en = "“{field_en}” cannot be “{value}”. Look at it again."


class HeadNotOfLevel(GongkaiError):
    """A head of art. 21 that is not one of this body's level."""

    zh = "“{head}”不是本级行政机关的公开事项（条例第二十一条）。请另选。"
    en = "“{head_en}” is not a head of bodies of this level (art. 21). Choose another."


class NotAnExplanation(GongkaiError):
    """An explanation that is to explain itself, another body's paper, or another explanation."""

    zh = "解读材料须对应本机关一件政策文件，不能对应自身或者其他解读。请重新选择。"
    en = "An explanation belongs to a policy document of the same body, not to itself or another explanation."


class BasisMissing(GongkaiError):
    """A repeal without the paper it rests on."""

    zh = "废止须写明依据：据以废止的文件名称和文号，或者选择本系统中的文件。自然失效的请用“标注失效”。"
    en = "A repeal needs the paper it rests on. For one that lapsed by itself use “lapsed”."


class NotYetExpired(GongkaiError):
    """A document was to be marked as lapsed before its last day."""

    zh = "“{title}”的有效期至 {until}，尚未届满，不能标注为自然失效。提前终止的请用“废止”。"
    en = "“{title}” is valid until {until} and has not lapsed. Ending it earlier is a repeal."


class AlreadyEnded(GongkaiError):
    """A document that no longer holds was to be ended again."""

    zh = "“{title}”已标注为{validity}，不能重复标注。"
    en = "“{title}” is already marked as ended."


class ConsultationTooShort(GongkaiError):
    """A draft of a major decision is before the public for less than the time set, without a reason."""

    zh = "征求意见期限一般不少于 {days} 日（国务院令第713号第十五条），现为 {given} 日。因情况紧急缩短的，请写明理由。"
    en = "A consultation lasts at least {days} days, this one {given}. If urgency demands less, write down the reason."


class ConsultationOver(GongkaiError):
    """An opinion dated outside the period."""

    zh = "收到日期 {on} 不在征求意见期间（{begins} 至 {ends}）。请核对日期。"
    en = "{on} does not lie in the period of the consultation ({begins} to {ends})."


class FeedbackTooEarly(GongkaiError):
    """Feedback before the period is over, or while opinions are unhandled."""

    zh = "还不能公布意见采纳情况：{problem}。"
    en = "Feedback cannot be given yet: {problem_en}."


class ImportUnreadable(GongkaiError):
    """A file to take over in which no list was found."""

    zh = "“{name}”中没有找到可以导入的列表：{problem}。请使用 XLSX，第一行为列名；网站栏目也可用 ZIP（含列表和 HTML 文件）。"
    en = "No list was found in “{name}”: {problem_en}. Use an XLSX with column names in its first row, or a ZIP."


class ImportColumnMissing(GongkaiError):
    """A column that the import cannot do without was not assigned."""

    zh = "请先指定“{column}”在表中的哪一列。"
    en = "Say first which column holds “{column_en}”."
