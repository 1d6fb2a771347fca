"""Where a document stands on its way to the public and what may happen to it next (law.md 2.4, 10.2).

One table for every way in: form, command, job, import, API. What the public sees is not a state of this table: a released
version stays visible, with its note, while its correction goes through the reviews again.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from gongkai.core.errors_publication import PublicationStepNotAllowed


class Stage(StrEnum):
    """Where the version in hand stands (R 17; review first, then publish)."""

    DRAFTING = "drafting"
    FIRST_REVIEW = "first_review"
    SECRECY_REVIEW = "secrecy_review"
    SECOND_REVIEW = "second_review"
    FINAL_REVIEW = "final_review"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"

    @property
    def zh(self) -> str:
        """The stage in Chinese."""
        return _STAGES_ZH[self]

    @property
    def en(self) -> str:
        """The stage in English."""
        return self.value.replace("_", " ")


_STAGES_ZH: Mapping[Stage, str] = {
    Stage.DRAFTING: "拟稿",
    Stage.FIRST_REVIEW: "待初审",
    Stage.SECRECY_REVIEW: "待保密审查",
    Stage.SECOND_REVIEW: "待复审",
    Stage.FINAL_REVIEW: "待终审",
    Stage.APPROVED: "待发布",
    Stage.SCHEDULED: "定时发布",
    Stage.RELEASED: "已发布",
    Stage.WITHDRAWN: "已撤下",
    Stage.KEPT: "不主动公开",
}


class Move(StrEnum):
    """What may happen to a document on its way (R 17, 18, 26)."""

    SUBMIT = "submit"
    PASS_FIRST = "pass_first"  # noqa: S105 - a name of a step, not a secret
    PASS_SECRECY = "pass_secrecy"  # noqa: S105
    PASS_SECOND = "pass_second"  # noqa: S105
    PASS_FINAL = "pass_final"  # noqa: S105
    RETURN = "return"
    CHANGE = "change"
    SCHEDULE = "schedule"
    UNSCHEDULE = "unschedule"
    RELEASE = "release"
    WITHDRAW = "withdraw"
    KEEP = "keep"
    REASSESS = "reassess"

    @property
    def zh(self) -> str:
        """The move in Chinese."""
        return _MOVES[self][0]

    @property
    def article(self) -> str:
        """The rule it rests on."""
        return _MOVES[self][1]


_MOVES: Mapping[Move, tuple[str, str]] = {
    Move.SUBMIT: ("提交审查", "R 17(1)"),
    Move.PASS_FIRST: ("初审通过", "R 17(1)"),
    Move.PASS_SECRECY: ("保密审查通过", "R 17(2)"),
    Move.PASS_SECOND: ("复审通过", "R 17(1)"),
    Move.PASS_FINAL: ("终审批准", "R 17(1)"),
    Move.RETURN: ("退回修改", "R 17(1)"),
    Move.CHANGE: ("修改内容，重新审查", "R 17(1)"),
    Move.SCHEDULE: ("定时发布", "R 26"),
    Move.UNSCHEDULE: ("取消定时", "R 26"),
    Move.RELEASE: ("发布", "R 23, 26"),
    Move.WITHDRAW: ("撤下", "law.md 10.3"),
    Move.KEEP: ("确认不主动公开", "R 13-16"),
    Move.REASSESS: ("动态调整，重新审查", "R 18"),
}

REVIEWS: Mapping[Stage, Move] = {
    Stage.FIRST_REVIEW: Move.PASS_FIRST,
    Stage.SECRECY_REVIEW: Move.PASS_SECRECY,
    Stage.SECOND_REVIEW: Move.PASS_SECOND,
    Stage.FINAL_REVIEW: Move.PASS_FINAL,
}
_AFTER_REVIEW = (Stage.SECRECY_REVIEW, Stage.SECOND_REVIEW, Stage.FINAL_REVIEW, Stage.APPROVED)
_HELD = (*REVIEWS, Stage.APPROVED, Stage.SCHEDULED)

MOVES: Mapping[tuple[Stage, Move], Stage] = {
    (Stage.DRAFTING, Move.SUBMIT): Stage.FIRST_REVIEW,
    **{(stage, move): after for (stage, move), after in zip(REVIEWS.items(), _AFTER_REVIEW, strict=True)},
    **{(stage, Move.RETURN): Stage.DRAFTING for stage in _HELD},
    **{(stage, Move.CHANGE): Stage.DRAFTING for stage in (*_HELD, Stage.DRAFTING, Stage.RELEASED, Stage.WITHDRAWN)},
    (Stage.APPROVED, Move.SCHEDULE): Stage.SCHEDULED,
    (Stage.SCHEDULED, Move.UNSCHEDULE): Stage.APPROVED,
    (Stage.APPROVED, Move.RELEASE): Stage.RELEASED,
    (Stage.SCHEDULED, Move.RELEASE): Stage.RELEASED,
    (Stage.RELEASED, Move.WITHDRAW): Stage.WITHDRAWN,
    (Stage.DRAFTING, Move.KEEP): Stage.KEPT,
    (Stage.KEPT, Move.REASSESS): Stage.DRAFTING,
}


def stage_after(stage: Stage, move: Move) -> Stage:
    """The stage after a move (R 17: nothing is published that was not reviewed).

    Raises:
        PublicationStepNotAllowed: the move is not one of this stage; says which are.
    """
    after = MOVES.get((stage, move))
    if after is None:
        possible = "、".join(each.zh for each in moves_of(stage))
        raise PublicationStepNotAllowed(move=move.zh, move_en=move.value, stage=stage.zh, stage_en=stage.en, possible=possible)
    return after


def moves_of(stage: Stage) -> tuple[Move, ...]:
    """What may happen to a document in this stage, in the table's order (R 17)."""
    return tuple(move for held, move in MOVES if held is stage)


def stages_to_return_to(stage: Stage) -> tuple[Stage, ...]:
    """Where a document under review may be sent back to: drafting, or any review before this one (R 17)."""
    order = (Stage.DRAFTING, *REVIEWS, Stage.APPROVED)
    place = order.index(Stage.APPROVED if stage is Stage.SCHEDULED else stage) if stage in (*order, Stage.SCHEDULED) else 0
    return order[:place]
