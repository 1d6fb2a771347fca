"""Errors of the calendar, the clock and its case files."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class ChoiceUnknown(GongkaiError):
    """A body set a reading of the law that the rules cannot carry out."""

    zh = "“{name}”不能设为“{value}”，可选：{known}。"
    en = "“{name}” cannot be set to “{value}”; choose one of: {known}."


class CalendarFileWrong(GongkaiError):
    """A calendar file that is not one year's rest days and made-up working days."""

    zh = "工作日历“{name}”有误：{problem_zh}。格式见 law/calendar 下已有年份的文件。"
    en = "The calendar “{name}” is wrong: {problem_en}. The files of other years under law/calendar show the form."


class DeadlineProvisional(GongkaiError):
    """A settled date was asked for, and the deadline reaches into a year whose calendar is not known yet."""

    zh = "期限暂算至 {day}，其间有尚未公布放假安排的年份（{year}），日期可能变动。待公布后重算，或者不要求确定日期。"
    en = (
        "The deadline is provisionally {day}: it reaches into {year}, whose holidays are not announced yet. "
        "Compute again after the notice, or accept a provisional date."
    )


class CaseFileWrong(GongkaiError):
    """A case file that does not say what a case must say; names the place and what belongs there."""

    zh = "案件文件有误，{where}：{problem_zh}。"
    en = "The case file is wrong at {where_en}: {problem_en}."


class ConfirmationMissing(GongkaiError):
    """The channel counts from a confirmation, and none was given (art. 31)."""

    zh = "渠道“{channel_zh}”的期限自双方确认之日起算，收到日为 {received}。请补充确认日期。"
    en = "Through “{channel}” the period runs from the confirmation; the request came on {received}. Give the day of it."


class ConfirmationWrong(GongkaiError):
    """A confirmation that cannot be: before the request came, or for a channel that has none."""

    zh = "确认日期 {confirmed} 不成立：{problem_zh}。"
    en = "The confirmation on {confirmed} cannot be: {problem_en}."


class EventBeforeReceipt(GongkaiError):
    """An event dated before the period began to run."""

    zh = "{on} 的“{event_zh}”早于收到申请之日（{day_zero}）。请核对日期。"
    en = "“{event}” on {on} lies before the day of receipt ({day_zero}). Check the dates."


class EventOutOfOrder(GongkaiError):
    """An event dated before the one that stands ahead of it."""

    zh = "{on} 的“{event_zh}”排在 {previous} 的事项之后，日期却更早。请按日期先后排列，或者核对日期。"
    en = "“{event}” on {on} stands after an event of {previous} but is earlier. Put the events in order or check the dates."


class EventNotPossible(GongkaiError):
    """An event that the state of the request does not allow."""

    zh = "{on} 不能“{event_zh}”：{problem_zh}。"
    en = "“{event}” is not possible on {on}: {problem_en}."


class EventRepeated(EventNotPossible):
    """An event that has already happened and may happen only once."""


class EventAfterClosing(EventNotPossible):
    """An event after the request was decided, withdrawn or deemed abandoned."""


class EventAfterDeadline(EventNotPossible):
    """An act that is only lawful while the period still runs, dated after its last day."""


class ExtensionTooLong(EventNotPossible):
    """More days than art. 33(2) allows."""


class ReportDateWrong(GongkaiError):
    """A report level without a date in law, or a local date later than the statute's."""

    zh = "年度报告期限有误：{problem_zh}。"
    en = "The date for the annual report is wrong: {problem_en}."
