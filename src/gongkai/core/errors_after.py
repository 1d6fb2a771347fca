"""Errors of what comes after release, of sheets and of duty lists, continued from `core/errors.py`."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class ClerkIsSigner(GongkaiError):
    """A paper signature entered without its signer's name, or by the signer."""

    zh = "请填写签署人姓名；登记人不能登记本人的签署，本人应在系统中审查。"
    en = "Write the signer's name. Nobody enters their own signature: they review on the screen."


class SignedOnImpossibleDay(GongkaiError):
    """A paper signature dated before its version was written, or after today."""

    zh = "签署日期{signed_on}不可能：这一版写于{made_on}，今天是{on}。"
    en = "It cannot have been signed on {signed_on}: this version was written on {made_on}, and today is {on}."


class SheetMoved(GongkaiError):
    """The list on paper is not the list as it is now."""

    zh = "签署之后清单有变化（校验值不符）。请重新打印批量呈批单并签署。"
    en = "The list changed since it was signed (its digest differs). Print the sheet again and have it signed."


class AttributeNotOpen(GongkaiError):
    """What is to be released comes from a paper that is not to be open any more."""

    zh = "对应的发文（登记号{number}）的公开属性不是“主动公开”或者尚未确定，不能提交或者发布。"
    en = "Its entry in the register ({number}) is not, or not yet, to be open; it can be neither submitted nor released."


class IndexNumberMissing(GongkaiError):
    """Released without an index number."""

    zh = "没有索引号，不能发布（条例第十二条第三款）。"
    en = "Without an index number it cannot be released (art. 12(3))."


class NotAPenalty(GongkaiError):
    """A quashing for something that is no published penalty."""

    zh = "“{title}”不是已公开的行政处罚决定，不适用撤回期限；内容有误的请更正或者撤下。"
    en = "“{title}” is no published penalty decision; correct or withdraw it where it is wrong."


class DayBefore(GongkaiError):
    """A day that cannot come before another."""

    zh = "{later}（{later_day}）不能早于{earlier}（{earlier_day}）。"
    en = "{later_en} ({later_day}) cannot lie before {earlier_en} ({earlier_day})."


class AnswerMissing(GongkaiError):
    """A report of a fault closed without an answer."""

    zh = "请写明答复；反映人会收到这段话。"
    en = "Write the answer; it is what the person who reported it will read."


class AnsweredAlready(GongkaiError):
    """A report of a fault answered twice."""

    zh = "该反映已于{on}答复。"
    en = "It was answered on {on} already."


class DutyListUnreadable(GongkaiError):
    """A file in which no duty list was found."""

    zh = "“{name}”中没有找到目录：{problem}。请使用含“一级事项、公开内容（要素）、公开依据、公开时限”等列的 XLSX 文件。"
    en = "No duty list was found in “{name}”: {problem_en}. Use an XLSX file with the columns of the standard list."


class OtherBodysDocument(GongkaiError):
    """A document of another body linked to an item."""

    zh = "“{title}”不是{body}的信息，不能对应到该事项。"
    en = "“{title}” does not belong to {body} and cannot fulfil its item."


class DisplayOver(GongkaiError):
    """A period of display that ends before it began."""

    zh = "公示截止日期{until}早于今天；要立即停止公示的请撤下。"
    en = "The period of display would end on {until}, before today. To stop it at once, withdraw it."


class StillPublic(GongkaiError):
    """Kept from the public while a version of it is public."""

    zh = "“{title}”已有公开的版本。请先撤下，再确认不主动公开。"
    en = "A version of “{title}” is public. Withdraw it first."
