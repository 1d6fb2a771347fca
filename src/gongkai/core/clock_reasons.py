"""Why a day counts or not, and what is odd about a case: each with its date, its article and its sentence in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.core.citations import Citation, Text, citation
from gongkai.core.errors import Lang

_NOTICE = Text("NOTICE", "the State Council's holiday notice", "国务院办公厅节假日安排通知")
_HOLIDAYS_EN = {
    "元旦": "New Year's Day",
    "春节": "Spring Festival",
    "清明节": "Qingming",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
}


@cache
def _citations() -> Mapping[str, Citation]:
    """What the clock cites, by the short form its rules use (`R 33(2)`). Art. 31 has items, arts. 29 and 33 paragraphs."""
    regulations: list[dict[str, Any]] = [{"R": article} for article in (11, 30, 32, 34, 35)]
    regulations += [{"R": 29, "paragraph": 1}, {"R": 33, "paragraph": 2}, {"R": 33, "paragraph": 3}]
    regulations += [{"R": 31, "item": item} for item in (1, 2, 3)]
    found = [citation(entry) for entry in (*regulations, {"FEE": 6}, {"O15-207": None})]
    return {each.id: each for each in (*found, Citation(_NOTICE))}


def cited(article: str, lang: Lang) -> str:
    """An article as the reader sees it: 《条例》第三十三条第二款; art. 33 para. 2."""
    found = _citations()[article]
    if found.text.sign == "R":
        return f"《条例》{found.place_zh}" if lang == "zh" else found.place_en
    return found.zh if lang == "zh" else found.en


class ReasonCode(StrEnum):
    """Why a day counts or does not."""

    UNCONFIRMED = "unconfirmed"
    RECEIPT = "receipt"
    CORRECTED = "corrected"
    PAID = "paid"
    WORKING = "working"
    MADE_WORKING = "made_working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PAUSED = "paused"
    DISCARDED_CORRECTION = "discarded_correction"
    DISCARDED_PAYMENT = "discarded_payment"
    AWAITING_CORRECTION = "awaiting_correction"
    AWAITING_PAYMENT = "awaiting_payment"
    LAPSE_CORRECTION = "lapse_correction"
    LAPSE_PAYMENT = "lapse_payment"
    DELAY = "delay"


_REASONS: dict[ReasonCode, tuple[str, str]] = {
    ReasonCode.UNCONFIRMED: ("申请已到，尚未与申请人确认", "the request has come but is not confirmed yet"),
    ReasonCode.RECEIPT: ("收到申请之日，首日不计", "the day of receipt; the first day is not counted"),
    ReasonCode.CORRECTED: (
        "收到补正之日，期限重新起算，首日不计",
        "the corrected request came; the period begins anew, first day not counted",
    ),
    ReasonCode.PAID: ("缴费之日，期限自次日重新起算", "the fee was paid; the period begins anew the next day"),
    ReasonCode.WORKING: ("第{number}个工作日", "working day {number}"),
    ReasonCode.MADE_WORKING: ("第{number}个工作日（{name}调休上班）", "working day {number} (made working for {name})"),
    ReasonCode.WEEKEND: ("周末", "weekend"),
    ReasonCode.HOLIDAY: ("{name}放假", "{name} holiday"),
    ReasonCode.PAUSED: ("征求意见所需时间（{about}）", "time needed to ask others ({about})"),
    ReasonCode.DISCARDED_CORRECTION: (
        "原第{number}个工作日，因要求补正不再计入，补正后重新起算",
        "formerly working day {number}; discarded, the period begins anew after correction",
    ),
    ReasonCode.DISCARDED_PAYMENT: (
        "原第{number}个工作日，因收费通知不再计入，缴费后重新起算",
        "formerly working day {number}; discarded, the period begins anew after payment",
    ),
    ReasonCode.AWAITING_CORRECTION: ("等待补正", "awaiting correction"),
    ReasonCode.AWAITING_PAYMENT: ("等待缴费", "awaiting payment"),
    ReasonCode.LAPSE_CORRECTION: (
        "至此仍未补正且无正当理由的，视为放弃申请",
        "deemed abandoned if still not corrected without good reason",
    ),
    ReasonCode.LAPSE_PAYMENT: ("至此仍未缴费的，视为放弃申请", "deemed abandoned if still not paid"),
    ReasonCode.DELAY: ("延迟答复期间", "within the delayed reply"),
}
_NUMBERED_WAIT = ("，期限第{number}个工作日", ", working day {number} of that period")
_EXTENDED = ("，延长的期限内", ", within the extension")
_MADE_WORKING = ("，当日{name}调休上班", ", a day made working for {name}")
_PROVISIONAL = ("（该年放假安排未公布，暂按周末计算）", " (that year's holidays are not announced; counted by weekends)")


@dataclass(frozen=True, slots=True)
class Reason:
    """One day of a request: counted or not, and why.

    `number` is the how-manieth working day it is (of the reply period, or of the period to correct or pay), `name` the
    holiday it belongs to or is made working for, `about` who was asked, `extended` that the day belongs to the extension.
    """

    date: date
    counted: bool
    code: ReasonCode
    article: str
    number: int | None = None
    name: str | None = None
    about: tuple[tuple[str, str], ...] = ()
    extended: bool = False
    provisional: bool = False

    def say(self, lang: Lang = "zh") -> str:
        """The reason as a sentence, with its article."""
        pick = 0 if lang == "zh" else 1
        text = _REASONS[self.code][pick]
        if self.number is not None and self.code in (ReasonCode.AWAITING_CORRECTION, ReasonCode.AWAITING_PAYMENT):
            text += _NUMBERED_WAIT[pick]
        if self.extended:
            text += _EXTENDED[pick]
        if self.name is not None and self.code not in (ReasonCode.MADE_WORKING, ReasonCode.HOLIDAY):
            text += _MADE_WORKING[pick]
        if self.provisional:
            text += _PROVISIONAL[pick]
        name = _HOLIDAYS_EN.get(self.name, self.name) if self.name is not None and lang == "en" else self.name
        about = ("、", ", ")[pick].join(who[pick] for who in self.about)
        text = text.format(number=self.number, name=name, about=about)
        verdict = (("计入", "counted") if self.counted else ("不计入", "not counted"))[pick]
        if lang == "zh":
            return f"{self.date}：{verdict}。{text}（{cited(self.article, lang)}）。"
        return f"{self.date}: {verdict}. {text[0].upper()}{text[1:]} ({cited(self.article, lang)})."

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """The contract of `gongkai clock --format json`."""
        return {
            "date": self.date.isoformat(),
            "counted": self.counted,
            "code": self.code.value,
            "article": self.article,
            "number": self.number,
            "text": self.say(lang),
        }


class FlagCode(StrEnum):
    """What deserves a look although the clock goes on."""

    SAME_DAY_CONFIRMATION_MISSED = "same_day_confirmation_missed"
    UNCONFIRMED_ALERT = "unconfirmed_alert"
    LATE_CORRECTION_NOTICE = "late_correction_notice"
    REPEATED_CORRECTION = "repeated_correction"
    LONG_CORRECTION_PERIOD = "long_correction_period"
    LATE_CORRECTION_EXCUSED = "late_correction_excused"
    OPINION_RECEIPT_UNKNOWN = "opinion_receipt_unknown"
    LATE_OPINION = "late_opinion"
    SILENCE_CONSENTS = "silence_consents"
    SILENCE_AGENCY_DECIDES = "silence_agency_decides"
    ANSWERED_LATE = "answered_late"


_FLAGS: dict[FlagCode, tuple[str, str]] = {
    FlagCode.SAME_DAY_CONFIRMATION_MISSED: (
        "应在收到当日与申请人确认，未在 {on} 确认",
        "should have been confirmed on {on}, the day it came",
    ),
    FlagCode.UNCONFIRMED_ALERT: (
        "{on} 后仍未与申请人确认的，请尽快联系",
        "if still unconfirmed after {on}, reach the applicant at once",
    ),
    FlagCode.LATE_CORRECTION_NOTICE: ("补正告知应不迟于 {on}", "the correction notice should have gone out by {on}"),
    FlagCode.REPEATED_CORRECTION: ("{on} 再次要求补正；一般只要求一次", "corrected again on {on}; normally once only"),
    FlagCode.LONG_CORRECTION_PERIOD: (
        "{on} 告知的补正期限长于一般期限",
        "the period to correct given on {on} is longer than usual",
    ),
    FlagCode.LATE_CORRECTION_EXCUSED: (
        "补正期限至 {on}，逾期补正因正当理由予以接受",
        "correction was due on {on}; late, accepted for a good reason",
    ),
    FlagCode.OPINION_RECEIPT_UNKNOWN: (
        "未登记征求意见书的送达日期，意见期限自发出之日计算，至 {on}",
        "their receipt of the letter is not recorded; the opinion period was counted from sending, until {on}",
    ),
    FlagCode.LATE_OPINION: (
        "意见期限至 {on}，其后收到的意见不再顺延答复期限",
        "opinions were due on {on}; a later one moves the deadline no further",
    ),
    FlagCode.SILENCE_CONSENTS: ("至 {on} 未提出意见的，视为同意公开", "silence until {on} is consent to disclosure"),
    FlagCode.SILENCE_AGENCY_DECIDES: (
        "至 {on} 未提出意见的，由本机关决定是否公开",
        "if silent until {on}, the agency decides by itself",
    ),
    FlagCode.ANSWERED_LATE: ("答复期限至 {on}，答复晚于该日", "the reply was due on {on} and came later"),
}


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about a case that deserves a look; `on` is the day it turns on."""

    code: FlagCode
    on: date
    article: str

    def say(self, lang: Lang = "zh") -> str:
        """The sentence, with its article."""
        text = _FLAGS[self.code][0 if lang == "zh" else 1].format(on=self.on)
        if lang == "zh":
            return f"{text}（{cited(self.article, lang)}）。"
        return f"{text[0].upper()}{text[1:]} ({cited(self.article, lang)})."

    def as_json(self, lang: Lang = "zh") -> dict[str, Any]:
        """As `gongkai clock --format json` prints it."""
        return {"code": self.code.value, "on": self.on.isoformat(), "article": self.article, "text": self.say(lang)}
