"""Where a request stands and what may happen to it next: one table, each step with its article (law.md 3.8).

A state says what the request waits for. How far its period was extended or suspended is the clock's to know
(`gongkai.core.clocks`), and so is what may happen only once.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from gongkai.core.errors_casework import StepNotAllowed
from gongkai.core.outcomes import Outcome


class State(StrEnum):
    """Where a request stands, from receipt to the archive (art. 45; law.md 3.8)."""

    RECEIVED = "received"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    REGISTERED = "registered"
    AWAITING_CORRECTION = "awaiting_correction"
    IN_PROCESS = "in_process"
    CONSULTING = "consulting"
    EXTENDED = "extended"
    REASON_REQUESTED = "reason_requested"
    DELAYED = "delayed"
    AWAITING_PAYMENT = "awaiting_payment"
    DECIDED = "decided"
    SERVED = "served"
    CLOSED = "closed"
    UNDER_REVIEW = "under_review"
    UNDER_LITIGATION = "under_litigation"
    ARCHIVED = "archived"
    ABANDONED_NO_CORRECTION = "abandoned_no_correction"
    ABANDONED_NO_PAYMENT = "abandoned_no_payment"
    WITHDRAWN = "withdrawn"

    @property
    def zh(self) -> str:
        """The state in Chinese."""
        return _STATES_ZH[self]

    @property
    def en(self) -> str:
        """The state in English."""
        return self.value.replace("_", " ")


_STATES_ZH = {
    State.RECEIVED: "已收到",
    State.AWAITING_CONFIRMATION: "待双方确认",
    State.REGISTERED: "已登记",
    State.AWAITING_CORRECTION: "待补正",
    State.IN_PROCESS: "办理中",
    State.CONSULTING: "征求意见中",
    State.EXTENDED: "已延期",
    State.REASON_REQUESTED: "待说明理由",
    State.DELAYED: "延迟答复",
    State.AWAITING_PAYMENT: "待缴费",
    State.DECIDED: "已作出答复",
    State.SERVED: "已送达",
    State.CLOSED: "已办结",
    State.UNDER_REVIEW: "行政复议中",
    State.UNDER_LITIGATION: "行政诉讼中",
    State.ARCHIVED: "已归档",
    State.ABANDONED_NO_CORRECTION: "逾期不补正，视为放弃申请",
    State.ABANDONED_NO_PAYMENT: "逾期未缴费，视为放弃申请",
    State.WITHDRAWN: "已撤回",
}


class Step(StrEnum):
    """What may happen to a request. The value is its English name; `zh` and `article` stand in one table below."""

    REGISTER = "register"
    AWAIT_CONFIRMATION = "await confirmation"
    CONFIRM = "confirm receipt"
    BEGIN = "begin examination"
    ASK_CORRECTION = "ask for correction"
    CORRECT = "take the correction"
    LAPSE_CORRECTION = "deem abandoned, not corrected"
    CONSULT = "ask for an opinion"
    END_CONSULTATION = "end the consultation"
    EXTEND = "extend the period"
    ASK_REASON = "ask for reasons"
    ACCEPT_REASON = "accept the reasons"
    DELAY = "fix a delayed reply"
    NOTICE_FEE = "issue the fee notice"
    PAY = "take the payment"
    LAPSE_PAYMENT = "deem abandoned, not paid"
    DECIDE = "decide"
    SERVE = "serve"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    REVIEW = "go to reconsideration"
    SUE = "go to court"
    END_REMEDY = "end the remedy"
    REOPEN = "reopen by a ruling"
    ARCHIVE = "archive"

    @property
    def zh(self) -> str:
        """The step in Chinese."""
        return _STEPS[self][0]

    @property
    def article(self) -> str:
        """The rule it rests on."""
        return _STEPS[self][1]


_STEPS: Mapping[Step, tuple[str, str]] = {
    Step.REGISTER: ("登记", "R 31, 45"),
    Step.AWAIT_CONFIRMATION: ("等待双方确认", "R 31(2)-(3)"),
    Step.CONFIRM: ("双方确认", "R 31(2)-(3)"),
    Step.BEGIN: ("开始审核办理", "R 45"),
    Step.ASK_CORRECTION: ("告知补正", "R 30"),
    Step.CORRECT: ("收到补正", "R 30"),
    Step.LAPSE_CORRECTION: ("逾期不补正，视为放弃", "R 30"),
    Step.CONSULT: ("征求意见", "R 11, 32, 34"),
    Step.END_CONSULTATION: ("征求意见结束", "R 33(3)"),
    Step.EXTEND: ("延长答复期限", "R 33(2)"),
    Step.ASK_REASON: ("要求说明理由", "R 35"),
    Step.ACCEPT_REASON: ("认可所说明的理由", "R 35"),
    Step.DELAY: ("确定延迟答复", "R 35"),
    Step.NOTICE_FEE: ("发出收费通知", "R 42; FEE 6"),
    Step.PAY: ("缴纳费用", "FEE 6"),
    Step.LAPSE_PAYMENT: ("逾期未缴费，视为放弃", "FEE 6"),
    Step.DECIDE: ("作出答复", "R 33, 35-39"),
    Step.SERVE: ("送达", "R 40; O16-235"),
    Step.CLOSE: ("办结", "R 45"),
    Step.WITHDRAW: ("申请人撤回", "F21 row 三(六)3"),
    Step.REVIEW: ("进入行政复议", "R 51; ARL 20"),
    Step.SUE: ("进入行政诉讼", "R 51; ALL 45-46"),
    Step.END_REMEDY: ("复议诉讼终结", "R 51"),
    Step.REOPEN: ("依裁判重新办理", "ARL 64; JI 11"),
    Step.ARCHIVE: ("归档", "R 45"),
}
WORKING = (
    State.REGISTERED, State.IN_PROCESS, State.CONSULTING, State.EXTENDED, State.REASON_REQUESTED, State.DELAYED,
)  # fmt: skip
OPEN = (State.RECEIVED, State.AWAITING_CONFIRMATION, State.AWAITING_CORRECTION, State.AWAITING_PAYMENT, *WORKING)
TERMINAL = (State.ARCHIVED, State.ABANDONED_NO_CORRECTION, State.ABANDONED_NO_PAYMENT, State.WITHDRAWN)
ENDED_AS: Mapping[State, Outcome] = {  # closed without a decision, yet counted in table 3
    State.ABANDONED_NO_CORRECTION: Outcome.OTH_NO_CORRECTION,
    State.ABANDONED_NO_PAYMENT: Outcome.OTH_NO_PAYMENT,
    State.WITHDRAWN: Outcome.OTH_WITHDRAWN,
}


def _from(states: tuple[State, ...], step: Step, to: State) -> dict[tuple[State, Step], State]:
    return {(state, step): to for state in states}


STEPS: Mapping[tuple[State, Step], State] = {
    (State.RECEIVED, Step.REGISTER): State.REGISTERED,  # R 31(1): handed in or signed for
    (State.RECEIVED, Step.AWAIT_CONFIRMATION): State.AWAITING_CONFIRMATION,  # R 31(2)-(3): plain post, internet, fax
    (State.AWAITING_CONFIRMATION, Step.CONFIRM): State.REGISTERED,
    (State.REGISTERED, Step.BEGIN): State.IN_PROCESS,  # R 45
    **_from(WORKING, Step.ASK_CORRECTION, State.AWAITING_CORRECTION),  # R 30
    (State.AWAITING_CORRECTION, Step.CORRECT): State.REGISTERED,  # R 30: the count starts anew
    (State.AWAITING_CORRECTION, Step.LAPSE_CORRECTION): State.ABANDONED_NO_CORRECTION,
    **_from(WORKING, Step.CONSULT, State.CONSULTING),  # R 11, 32, 34
    (State.CONSULTING, Step.END_CONSULTATION): State.IN_PROCESS,  # R 33(3)
    **_from((State.REGISTERED, State.IN_PROCESS), Step.EXTEND, State.EXTENDED),  # R 33(2)
    (State.CONSULTING, Step.EXTEND): State.CONSULTING,
    (State.REASON_REQUESTED, Step.EXTEND): State.REASON_REQUESTED,
    **_from((State.REGISTERED, State.IN_PROCESS, State.EXTENDED), Step.ASK_REASON, State.REASON_REQUESTED),  # R 35
    (State.CONSULTING, Step.ASK_REASON): State.CONSULTING,
    (State.REASON_REQUESTED, Step.ACCEPT_REASON): State.IN_PROCESS,
    (State.CONSULTING, Step.ACCEPT_REASON): State.CONSULTING,
    **_from(tuple(state for state in WORKING if state is not State.DELAYED), Step.DELAY, State.DELAYED),
    **_from(WORKING, Step.NOTICE_FEE, State.AWAITING_PAYMENT),  # FEE 6
    (State.AWAITING_PAYMENT, Step.PAY): State.IN_PROCESS,  # FEE 6: the count starts anew
    (State.AWAITING_PAYMENT, Step.LAPSE_PAYMENT): State.ABANDONED_NO_PAYMENT,
    **_from(WORKING, Step.DECIDE, State.DECIDED),  # R 35-39; REASON_REQUESTED: reasons not accepted
    (State.DECIDED, Step.SERVE): State.SERVED,
    (State.SERVED, Step.CLOSE): State.CLOSED,
    **_from(OPEN, Step.WITHDRAW, State.WITHDRAWN),
    **_from((State.SERVED, State.CLOSED), Step.REVIEW, State.UNDER_REVIEW),  # R 51
    **_from((State.SERVED, State.CLOSED, State.UNDER_REVIEW), Step.SUE, State.UNDER_LITIGATION),
    **_from((State.UNDER_REVIEW, State.UNDER_LITIGATION), Step.END_REMEDY, State.CLOSED),
    (State.CLOSED, Step.ARCHIVE): State.ARCHIVED,  # R 45
    **_from((State.UNDER_REVIEW, State.UNDER_LITIGATION, State.CLOSED, *TERMINAL), Step.REOPEN, State.IN_PROCESS),
}


def allowed(state: State) -> tuple[Step, ...]:
    """The steps that the state allows, in the order of a request's life (law.md 3.8)."""
    return tuple(step for step in Step if (state, step) in STEPS)


def after(state: State, step: Step) -> State:
    """The state after the step (art. 45; each step's own is `Step.article`). Raises StepNotAllowed, naming what is possible."""
    try:
        return STEPS[state, step]
    except KeyError:
        raise StepNotAllowed(
            state_zh=state.zh,
            state_en=state.en,
            step_zh=step.zh,
            step_en=step.value,
            allowed_zh="、".join(each.zh for each in allowed(state)),
            allowed_en=", ".join(each.value for each in allowed(state)),
        ) from None
