"""The way of a document: one table, and no way round the reviews in it (R 17: review first, then publish)."""

from __future__ import annotations

from itertools import product

import pytest

from gongkai.core.errors_publication import PublicationStepNotAllowed
from gongkai.core.publication import MOVES, REVIEWS, Move, Stage, moves_of, stage_after, stages_to_return_to

STRAIGHT = [Move.SUBMIT, Move.PASS_FIRST, Move.PASS_SECRECY, Move.PASS_SECOND, Move.PASS_FINAL, Move.RELEASE]


class TestArticle17:
    """行政机关应当建立健全政府信息公开审查机制"""

    def test_the_straight_way_passes_all_four_reviews(self) -> None:
        stage, seen = Stage.DRAFTING, []
        for move in STRAIGHT:
            seen.append(stage)
            stage = stage_after(stage, move)
        assert stage is Stage.RELEASED
        assert set(REVIEWS) <= set(seen)

    def test_every_way_to_release_passes_every_review_since_the_last_change(self) -> None:
        """Walk all ways, remembering the reviews passed since the last return to drafting."""
        start = (Stage.DRAFTING, frozenset[Move]())
        waiting, known = [start], {start}
        released = []
        while waiting:
            stage, passed = waiting.pop()
            for move in moves_of(stage):
                after = stage_after(stage, move)
                now = frozenset() if after is Stage.DRAFTING else passed | ({move} & set(REVIEWS.values()))
                if move is Move.RELEASE:
                    released.append(now)
                if (after, now) not in known:
                    known.add((after, now))
                    waiting.append((after, now))
        assert released
        assert all(now == frozenset(REVIEWS.values()) for now in released)

    @pytest.mark.parametrize("stage", [*REVIEWS, Stage.APPROVED, Stage.SCHEDULED, Stage.RELEASED, Stage.WITHDRAWN])
    def test_any_change_starts_the_reviews_again(self, stage: Stage) -> None:
        assert stage_after(stage, Move.CHANGE) is Stage.DRAFTING

    @pytest.mark.parametrize("stage", list(REVIEWS))
    def test_a_reviewer_may_return_it(self, stage: Stage) -> None:
        assert stage_after(stage, Move.RETURN) is Stage.DRAFTING


@pytest.mark.parametrize(("stage", "move"), sorted(set(product(Stage, Move)) - set(MOVES)))
def test_what_the_table_does_not_hold_is_refused_with_what_is_possible(stage: Stage, move: Move) -> None:
    with pytest.raises(PublicationStepNotAllowed) as refused:
        stage_after(stage, move)
    assert stage.zh in str(refused.value)
    assert all(each.zh in str(refused.value) for each in moves_of(stage))
    assert stage.en in refused.value.say("en")


def test_every_stage_and_move_has_its_words_and_its_article() -> None:
    assert all(stage.zh and stage.en for stage in Stage)
    assert all(move.zh and move.article for move in Move)
    assert {move for _, move in MOVES} == set(Move)
    assert {stage for stage, _ in MOVES} | set(MOVES.values()) == set(Stage)


@pytest.mark.parametrize(
    ("stage", "back"),
    [
        (Stage.DRAFTING, ()),
        (Stage.FIRST_REVIEW, (Stage.DRAFTING,)),
        (Stage.SECOND_REVIEW, (Stage.DRAFTING, Stage.FIRST_REVIEW, Stage.SECRECY_REVIEW)),
        (Stage.SCHEDULED, (Stage.DRAFTING, *REVIEWS)),
        (Stage.RELEASED, ()),
    ],
)
def test_where_it_may_be_sent_back_to(stage: Stage, back: tuple[Stage, ...]) -> None:
    assert stages_to_return_to(stage) == back
