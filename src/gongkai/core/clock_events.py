"""What may happen to a request, as values: the channel it came by and each dated act, with the article it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar


class Channel(StrEnum):
    """How a request came in; decides which day is day 0 (art. 29(1), 31)."""

    IN_PERSON = "in_person"  # 当面提交
    POST_SIGNED = "post_signed"  # 邮寄，行政机关签收
    POST_PLAIN = "post_plain"  # 平常信函等无需签收
    INTERNET = "internet"  # 互联网渠道
    FAX = "fax"  # 传真
    ORAL = "oral"  # 口头，代为填写之日
    WRONG_UNIT = "wrong_unit"  # 寄给本机关其他单位或个人

    @property
    def zh(self) -> str:
        """The channel's official name."""
        return _CHANNELS[self][0]

    @property
    def article(self) -> str:
        """The rule that fixes its day of receipt."""
        return _CHANNELS[self][1]

    @property
    def confirmed(self) -> bool:
        """Whether the day of receipt is the day of a confirmation."""
        return self in (Channel.POST_PLAIN, Channel.INTERNET, Channel.FAX, Channel.WRONG_UNIT)


_CHANNELS = {
    Channel.IN_PERSON: ("当面提交", "R 31(1)"),
    Channel.POST_SIGNED: ("邮寄（签收）", "R 31(2)"),
    Channel.POST_PLAIN: ("平常信函等无需签收", "R 31(2)"),
    Channel.INTERNET: ("互联网渠道", "R 31(3)"),
    Channel.FAX: ("传真", "R 31(3)"),
    Channel.ORAL: ("口头", "R 29(1)"),
    Channel.WRONG_UNIT: ("寄给本机关其他单位或个人", "O15-207"),
}


class Whom(StrEnum):
    """Who is asked for an opinion. Asking one's own divisions does not stop the clock."""

    THIRD_PARTY = "third_party"  # 第三方, art. 32
    COAGENCY = "coagency"  # 共同制作机关, art. 34
    ORGAN = "organ"  # 其他机关, art. 11
    INTERNAL = "internal"  # 本机关内设机构

    @property
    def zh(self) -> str:
        """The official word."""
        return {"third_party": "第三方", "coagency": "共同制作机关", "organ": "其他机关", "internal": "内设机构"}[self.value]

    @property
    def en(self) -> str:
        """The English word."""
        return {
            "third_party": "a third party",
            "coagency": "a co-producing agency",
            "organ": "another organ",
            "internal": "an own division",
        }[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One dated act. `kind` is its word in a case file, `zh` the official one."""

    kind: ClassVar[str]
    zh: ClassVar[str]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAsked(Event):
    """The applicant is told what to correct (art. 30). `received`: the day the notice reached the applicant, if later.

    `days` is the period given, in working days; by default the usual one.
    """

    kind = "correction_asked"
    zh = "告知补正"
    received: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionReceived(Event):
    """The corrected request has come (art. 30). `excused`: late, with a good reason (正当理由) that the agency accepts."""

    kind = "correction_received"
    zh = "收到补正"
    excused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted(Event):
    """Somebody is asked for an opinion (art. 11, 32, 34). `received`: the day the letter reached them."""

    kind = "consulted"
    zh = "发出征求意见书"
    id: str
    whom: Whom = Whom.THIRD_PARTY
    received: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Event):
    """The opinion asked for under `id` has come."""

    kind = "answered"
    zh = "收到意见"
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(Event):
    """The applicant is told of an approved extension, in working days (art. 33(2))."""

    kind = "extended"
    zh = "告知延期"
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeNoticed(Event):
    """The fee notice is issued (FEE 6). `received`: the day it reached the applicant, if later."""

    kind = "fee_noticed"
    zh = "发出收费通知"
    received: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid(Event):
    """The fee is paid (FEE 6)."""

    kind = "paid"
    zh = "缴纳费用"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRequested(Event):
    """The applicant of very many requests is asked for reasons (art. 35)."""

    kind = "reason_requested"
    zh = "要求说明理由"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonGiven(Event):
    """The applicant has given reasons (art. 35)."""

    kind = "reason_given"
    zh = "收到说明的理由"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delayed(Event):
    """The applicant is told of a delayed reply, by `until` (art. 35); not the same as an extension."""

    kind = "delayed"
    zh = "告知延迟答复"
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(Event):
    """The reply is decided (art. 36)."""

    kind = "decided"
    zh = "作出答复"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served(Event):
    """The reply is served: signed for, or handed to China Post (O16-235), or sent electronically."""

    kind = "served"
    zh = "送达"


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Event):
    """The applicant withdraws the request."""

    kind = "withdrawn"
    zh = "撤回申请"


EVENTS: tuple[type[Event], ...] = (
    CorrectionAsked, CorrectionReceived, Consulted, Answered, Extended, FeeNoticed, Paid,
    ReasonRequested, ReasonGiven, Delayed, Decided, Served, Withdrawn,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A request as the clock sees it: how and when it came, when it was confirmed, and what happened since, in order."""

    channel: Channel
    received: date
    confirmed: date | None = None
    events: tuple[Event, ...] = ()
