"""Steps: one table, no dead ends that the law does not know, and nothing that the clock accepts is refused here."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from gongkai.core import clock_events as ev
from gongkai.core.clocks import clock
from gongkai.core.errors import GongkaiError
from gongkai.core.errors_casework import StepNotAllowed
from gongkai.core.outcomes import Outcome
from gongkai.core.steps import ENDED_AS, OPEN, STEPS, TERMINAL, WORKING, State, Step, after, allowed
from tests.core.generated_cases import cases

S, T = State, Step
USUAL = [(T.REGISTER, S.REGISTERED), (T.BEGIN, S.IN_PROCESS)]
REPLIED = [(T.DECIDE, S.DECIDED), (T.SERVE, S.SERVED), (T.CLOSE, S.CLOSED)]


@pytest.mark.parametrize(
    "life",
    [
        [*USUAL, *REPLIED, (T.ARCHIVE, S.ARCHIVED)],
        [(T.AWAIT_CONFIRMATION, S.AWAITING_CONFIRMATION), (T.CONFIRM, S.REGISTERED), (T.DECIDE, S.DECIDED)],
        [*USUAL, (T.ASK_CORRECTION, S.AWAITING_CORRECTION), (T.CORRECT, S.REGISTERED), (T.DECIDE, S.DECIDED)],
        [*USUAL, (T.ASK_CORRECTION, S.AWAITING_CORRECTION), (T.LAPSE_CORRECTION, S.ABANDONED_NO_CORRECTION)],
        [*USUAL, (T.CONSULT, S.CONSULTING), (T.CONSULT, S.CONSULTING), (T.END_CONSULTATION, S.IN_PROCESS), *REPLIED],
        [*USUAL, (T.EXTEND, S.EXTENDED), (T.CONSULT, S.CONSULTING), (T.END_CONSULTATION, S.IN_PROCESS), *REPLIED],
        [*USUAL, (T.CONSULT, S.CONSULTING), (T.EXTEND, S.CONSULTING)],
        [*USUAL, (T.ASK_REASON, S.REASON_REQUESTED), (T.DELAY, S.DELAYED), *REPLIED],
        [*USUAL, (T.ASK_REASON, S.REASON_REQUESTED), (T.DECIDE, S.DECIDED)],
        [*USUAL, (T.ASK_REASON, S.REASON_REQUESTED), (T.ACCEPT_REASON, S.IN_PROCESS), (T.NOTICE_FEE, S.AWAITING_PAYMENT)],
        [*USUAL, (T.NOTICE_FEE, S.AWAITING_PAYMENT), (T.PAY, S.IN_PROCESS), *REPLIED],
        [*USUAL, (T.NOTICE_FEE, S.AWAITING_PAYMENT), (T.LAPSE_PAYMENT, S.ABANDONED_NO_PAYMENT)],
        [(T.WITHDRAW, S.WITHDRAWN)],
        [*USUAL, *REPLIED, (T.REVIEW, S.UNDER_REVIEW), (T.SUE, S.UNDER_LITIGATION), (T.END_REMEDY, S.CLOSED)],
        [*USUAL, *REPLIED, (T.REVIEW, S.UNDER_REVIEW), (T.REOPEN, S.IN_PROCESS), *REPLIED],
    ],
)
def test_lives_of_requests(life):
    state = State.RECEIVED
    for step, expected in life:
        state = after(state, step)
        assert state is expected, step


@pytest.mark.parametrize("state", TERMINAL)
def test_only_a_ruling_leaves_a_terminal_state(state):
    assert allowed(state) == (Step.REOPEN,)


def test_every_state_can_be_reached():
    reached, growing = {State.RECEIVED}, True
    while growing:
        more = {to for (state, _), to in STEPS.items() if state in reached} - reached
        reached, growing = reached | more, bool(more)
    assert reached == set(State)


@pytest.mark.parametrize("state", State)
def test_every_state_leads_to_an_end(state):
    reached = {state}
    for _ in State:
        reached |= {to for (start, _), to in STEPS.items() if start in reached}
    assert reached & set(TERMINAL)


def test_every_step_is_used_named_and_grounded():
    assert {step for _, step in STEPS} == set(Step)
    assert all(step.zh and step.article for step in Step)
    assert all(state.zh and state.en for state in State)
    assert len({state.zh for state in State}) == len(State)


@pytest.mark.parametrize("state", [state for state in State if state not in OPEN])
def test_what_is_decided_cannot_be_withdrawn(state):
    assert Step.WITHDRAW not in allowed(state)


@pytest.mark.parametrize("state", (State.AWAITING_CORRECTION, State.AWAITING_PAYMENT))
def test_nothing_is_decided_while_the_applicant_is_waited_for(state):
    assert Step.DECIDE not in allowed(state)
    assert state not in WORKING


def test_a_second_extension_is_no_step():
    with pytest.raises(StepNotAllowed):
        after(State.EXTENDED, Step.EXTEND)


def test_the_refusal_names_what_is_possible():
    with pytest.raises(StepNotAllowed) as refusal:
        after(State.AWAITING_PAYMENT, Step.DECIDE)
    assert refusal.value.say("zh") == "申请待缴费，不能“作出答复”。目前可以：缴纳费用、逾期未缴费，视为放弃、申请人撤回。"
    assert refusal.value.say("en") == (
        "The request is awaiting payment; “decide” is not possible. "
        "Possible now: take the payment, deem abandoned, not paid, withdraw."
    )


def test_what_closes_without_a_decision_is_counted():
    assert ENDED_AS[State.ABANDONED_NO_CORRECTION] is Outcome.OTH_NO_CORRECTION
    assert ENDED_AS[State.ABANDONED_NO_PAYMENT] is Outcome.OTH_NO_PAYMENT
    assert ENDED_AS[State.WITHDRAWN] is Outcome.OTH_WITHDRAWN


STEP_OF = {
    ev.CorrectionAsked: Step.ASK_CORRECTION,
    ev.CorrectionReceived: Step.CORRECT,
    ev.Consulted: Step.CONSULT,
    ev.Extended: Step.EXTEND,
    ev.FeeNoticed: Step.NOTICE_FEE,
    ev.Paid: Step.PAY,
    ev.Delayed: Step.DELAY,
    ev.Decided: Step.DECIDE,
    ev.Served: Step.SERVE,
    ev.Withdrawn: Step.WITHDRAW,
}


@settings(max_examples=300, deadline=None)
@given(cases())
def test_what_the_clock_accepts_is_a_step(case):
    """A late correction that is excused is taken before the request is closed as abandoned, so it is left out."""
    try:
        clock(case)
    except GongkaiError:
        return
    for number, event in enumerate(case.events):
        if type(event) not in STEP_OF or getattr(event, "excused", False):
            continue
        before = clock(ev.Case(case.channel, case.received, case.confirmed, case.events[:number]))
        assert STEP_OF[type(event)] in allowed(State(before.state)), (before.state, event)
