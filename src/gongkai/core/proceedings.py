"""A case from the respondent's side: its calendar, the new reply after a ruling, and how table 4 counts it (law.md 6.3-6.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.core.calendar import DueDay, WorkCalendar
from gongkai.core.clocks import Rules, rules
from gongkai.core.errors import LawUnknown
from gongkai.core.errors_casework import ExtensionNotPossible, RemedyDatesWrong
from gongkai.core.labels import Label, labels
from gongkai.core.law import Term, read_law_file
from gongkai.core.outcomes import Outcome
from gongkai.core.periods import last_day


@cache
def _law() -> dict[str, Any]:
    found: dict[str, Any] = read_law_file("remedies.yaml")
    return found


# ── calendars ────────────────────────────────────────────────────────────────────────────────


class Procedure(StrEnum):
    """How a case is heard. Disclosure cases qualify for the simple procedure (ARL 53(4); ALL 82)."""

    SIMPLE = "simple"  # 简易程序
    ORDINARY = "ordinary"  # 普通程序


@dataclass(frozen=True, slots=True)
class CaseCalendar:
    """The respondent's days: the copy is due (reconsideration only), own answer and evidence, the decision.

    `answer_by` is None until the copy has come. No answer counts as having no evidence (ARL 70).
    """

    copy_by: DueDay | None
    answer_by: DueDay | None
    decision_by: DueDay


_REVIEW_TERMS = {
    Procedure.SIMPLE: ("review_simple_copy", "review_simple_answer", "review_simple_decision"),
    Procedure.ORDINARY: ("review_copy", "review_answer", "review_decision"),
}
_JUDGMENT_TERMS = {Procedure.SIMPLE: "litigation_simple_judgment", Procedure.ORDINARY: "litigation_judgment"}


def review_calendar(
    procedure: Procedure,
    *,
    accepted: date,
    copy_received: date | None = None,
    extended_by: int = 0,
    by: Rules | None = None,
) -> CaseCalendar:
    """The calendar of a reconsideration accepted on that day (ARL 48, 54, 62).

    `extended_by`: days, in the ordinary procedure only. Raises RemedyDatesWrong, ExtensionNotPossible.
    """
    by = by or rules()
    copy, answer, decision = (by.terms[name].at(accepted) for name in _REVIEW_TERMS[procedure])
    longest = by.terms["review_decision_extension"].at(accepted)
    most = longest.days if procedure is Procedure.ORDINARY else 0
    if not 0 <= extended_by <= most:
        raise ExtensionNotPossible(given=extended_by, most=most, source=longest.source)
    return CaseCalendar(
        copy_by=last_day(accepted, copy, by.calendar),
        answer_by=_answer_by(accepted, copy_received, answer, by.calendar),
        decision_by=last_day(accepted, decision, by.calendar, more=extended_by),
    )


def suit_calendar(
    procedure: Procedure, *, filed: date, copy_received: date | None = None, by: Rules | None = None
) -> CaseCalendar:
    """The calendar of a suit filed (立案) on that day (ALL 67, 81, 83). Raises RemedyDatesWrong."""
    by = by or rules()
    judgment = by.terms[_JUDGMENT_TERMS[procedure]].at(filed)
    return CaseCalendar(
        copy_by=None,
        answer_by=_answer_by(filed, copy_received, by.terms["litigation_answer"].at(filed), by.calendar),
        decision_by=last_day(filed, judgment, by.calendar),
    )


def _answer_by(begun: date, copy_received: date | None, term: Term, calendar: WorkCalendar) -> DueDay | None:
    if copy_received is None:
        return None
    _not_before(copy_received, ("收到副本之日", "the day the copy came"), begun, ("受理或者立案之日", "the day the case began"))
    return last_day(copy_received, term, calendar)


# ── after a ruling ───────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class RulingDue:
    """The last day for the new reply. `to_verify` (待核) where the day is inferred, not read from the ruling."""

    due: DueDay
    to_verify: bool
    source: str


def reply_after_ruling(
    served: date, *, fixed: date | None = None, court_orders_disclosure: date | None = None, by: Rules | None = None
) -> RulingDue:
    """When the new reply is due (JI 11; art. 33): the day `fixed` in the ruling, which goes before any rule.

    `court_orders_disclosure`: the day on which a judgment ordering disclosure takes effect. Without either, the ordinary
    reply period from service of the ruling, to be verified. Raises RemedyDatesWrong for a fixed day before service.
    """
    if fixed is not None:
        _not_before(
            fixed, ("裁判确定的答复日期", "the day fixed in the ruling"), served, ("裁判送达之日", "the day it was served")
        )
        return RulingDue(DueDay(fixed), to_verify=False, source="裁判文书确定的日期")
    name = "reply" if court_orders_disclosure is None else "court_ordered_disclosure"
    start = court_orders_disclosure or served
    by = by or rules()
    term = by.terms[name].at(start)
    return RulingDue(last_day(start, term, by.calendar), to_verify=True, source=term.source)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a reply says, for comparing a new one with the one that a ruling quashed."""

    outcome: Outcome
    facts: str
    reasons: str


def repeats(new: Grounds, quashed: Grounds) -> bool:
    """Whether a new reply repeats the quashed one: same facts, reasons and outcome (ARL 64(2), ALL 71). Warn, do not block."""
    return new.outcome is quashed.outcome and all(
        "".join(ours.split()) == "".join(theirs.split())
        for ours, theirs in ((new.facts, quashed.facts), (new.reasons, quashed.reasons))
    )


def _not_before(later: date, later_is: tuple[str, str], earlier: date, earlier_is: tuple[str, str]) -> None:
    if later < earlier:
        raise RemedyDatesWrong(
            later=later,
            later_zh=later_is[0],
            later_en=later_is[1],
            earlier=earlier,
            earlier_zh=earlier_is[0],
            earlier_en=earlier_is[1],
        )


# ── table 4 ──────────────────────────────────────────────────────────────────────────────────


class CaseRoute(StrEnum):
    """The three parts of table 4; the values are the keys of the report's JSON."""

    REVIEW = "review"
    LITIGATION_DIRECT = "litigation_direct"
    LITIGATION_AFTER_REVIEW = "litigation_after_review"


class Role(StrEnum):
    """In which part the body stands in a case."""

    ORIGINAL_ACTOR = "original_actor"  # 原行政行为作出机关
    REVIEW_ORGAN = "review_organ"  # 复议机关，作共同被告


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How a case may end, and the column of table 4 that counts it."""

    label: Label
    column: str


@cache
def case_results(route: CaseRoute) -> Mapping[str, CaseResult]:
    """The results of that route by id, with their columns (F19, F21; the definitions are GK, law.md 6.4)."""
    table = _law()["table4"]
    entries = table["results"][table["routes"][route]["results"]]
    return {name: CaseResult(label, entries[name]["column"]) for name, label in labels(entries).items()}


def table4_cell(route: CaseRoute, result: str | None, *, role: Role = Role.ORIGINAL_ACTOR) -> str | None:
    """The cell that counts a case (F21, O16-201), such as `T4.review.maintain`; `result` None: pending on 31 December.

    Only the original actor counts a case with a co-defendant review organ; for the other the answer is None. Raises
    LawUnknown for a result the route does not know.
    """
    if role is Role.REVIEW_ORGAN:
        return None
    table = _law()["table4"]
    results = case_results(route)
    if result is not None and result not in results:
        raise LawUnknown(name=result, known="、".join(results))
    column = table["pending"] if result is None else results[result].column
    return f"{table['routes'][route]['row']}.{column}"
