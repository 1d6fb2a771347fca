"""No way to the public goes round the reviews: random people try random acts in random order, thousands of times at night."""

from __future__ import annotations

import os
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from gongkai.core.errors import GongkaiError
from gongkai.core.publication import MOVES, REVIEWS, Stage
from gongkai.web.bodies.kinds import RIGHTS, BodyKind, Right, Role
from gongkai.web.bodies.models import Appointment, User
from gongkai.web.publication.duty import RIGHT_OF
from gongkai.web.publication.models import Document, ReleaseRecord, Review
from gongkai.web.publication.services import documents, releases, reviews
from gongkai.web.publication.versions import digest_now
from gongkai.web.trail.models import Entry
from tests.web.conftest import BEGUN, ON, body_of
from tests.web.publication.conftest import AT, FACTS

SEQUENCES = 10_000 if os.environ.get("GONGKAI_NIGHTLY") else 200
REACHED: set[str] = set()  # stages that some sequence came to: a machine that never releases proves nothing
PEOPLE = st.integers(min_value=0, max_value=6)


class Ways(RuleBasedStateMachine):
    """A bureau of seven, two of whom hold many roles, and one document."""

    @initialize()
    def begin(self) -> None:
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.body = body_of("xfj", "演示市信访局", BodyKind.DEPARTMENT)
        roles = [
            (Role.HANDLER, Role.OFFICE_HEAD, Role.LEADER),
            (Role.OFFICE_HEAD, Role.LEADER, Role.PUBLISHER),
            (Role.SECRECY_REVIEWER,),
            (Role.REVIEWER, Role.HANDLER),
            (Role.LEADER,),
            (Role.PUBLISHER, Role.SECRECY_REVIEWER),
            (Role.SUPERVISOR,),
        ]
        self.people = []
        for number, held in enumerate(roles):
            user = User.objects.create(username=f"u{number}", name=f"甲{number}", body=self.body)
            self.people.append((user, frozenset().union(*(RIGHTS[role] for role in held))))
            for role in held:
                Appointment.objects.create(user=user, body=self.body, role=role, begun_on=BEGUN)
        self.document = documents.document_register(
            body=self.body, facts=FACTS, html="<p>0</p>", actor=self.people[0][0], on=ON
        )
        self.texts = 0
        self.entries = Entry.objects.count()

    def teardown(self) -> None:
        if hasattr(self, "undone"):
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    def _try(self, act: Any, who: int, **given: Any) -> None:
        """An act either is refused with a sentence and leaves nothing, or leaves exactly one entry more."""
        before = self.document.stage
        try:
            act(document=self.document, actor=self.people[who][0], on=ON, **given)
        except GongkaiError as refused:
            assert str(refused)
            assert Entry.objects.count() == self.entries
        else:
            more = Entry.objects.count() - self.entries
            assert more == 1 or (act is documents.document_change and more == 0)
            self.entries += more
        self.document = Document.objects.get(pk=self.document.pk)
        after = self.document.stage
        REACHED.add(after)
        legal = {before} | {target.value for (stage, _), target in MOVES.items() if stage.value == before}
        assert after in legal | {stage.value for stage in REVIEWS}, f"{before} → {after}"

    @rule(who=PEOPLE, old=st.booleans())
    def change(self, who: int, old: bool) -> None:
        self.texts += 1
        base = self.document.current.number - (1 if old else 0)
        self._try(documents.document_change, who, facts=FACTS, html=f"<p>{self.texts}</p>", base=base)

    @rule(who=PEOPLE)
    def submit(self, who: int) -> None:
        self._try(reviews.document_submit, who)

    @rule(who=PEOPLE, stale=st.booleans())
    def sign(self, who: int, stale: bool) -> None:
        digest = self.document.versions.first().digest if stale else self.document.current.digest
        self._try(reviews.review_pass, who, digest=digest)

    @rule(data=st.data())
    def sign_by_whose_duty_it_is(self, data: st.DataObject) -> None:
        """Random people alone seldom get to the end: this one walks on."""
        right = RIGHT_OF.get(Stage(self.document.stage))
        able = [number for number, (_, rights) in enumerate(self.people) if right in rights]
        if able:
            self._try(reviews.review_pass, data.draw(st.sampled_from(able)), digest=self.document.current.digest)

    @rule(who=PEOPLE, to=st.sampled_from([Stage.DRAFTING, *REVIEWS]), reason=st.sampled_from(["", "请改"]))
    def send_back(self, who: int, to: Stage, reason: str) -> None:
        self._try(reviews.review_return, who, digest=self.document.current.digest, reason=reason, to=to)

    @rule(who=PEOPLE)
    def release(self, who: int) -> None:
        self._try(releases.document_release, who, at=AT, note="更正。")

    @rule(who=PEOPLE)
    def withdraw(self, who: int) -> None:
        self._try(releases.document_withdraw, who, note="撤下。")

    @invariant()
    def what_is_public_was_reviewed(self) -> None:
        if not hasattr(self, "document") or self.document.released is None:
            return
        version = self.document.released
        assert digest_now(version) == version.digest
        release = ReleaseRecord.objects.filter(version=version, channel="portal").latest("pk")
        passes = Review.objects.filter(version=version, digest=version.digest, decision="pass")
        by_round: dict[int, dict[str, Review]] = {}
        for review in passes:
            by_round.setdefault(review.round, {})[review.stage] = review
        complete = [each for each in by_round.values() if set(each) == {stage.value for stage in REVIEWS}]
        assert complete, "released without its four reviews"
        last = complete[-1]
        assert last["final_review"].reviewer_id != version.made_by_id
        assert last["final_review"].reviewer_id != last["first_review"].reviewer_id
        rights = {user.pk: held for user, held in self.people}
        assert Right.RELEASE in rights[release.by_id]
        for stage, right in RIGHT_OF.items():
            assert right in rights[last[stage.value].reviewer_id]


@pytest.mark.django_db
def test_no_sequence_of_acts_goes_round_the_reviews() -> None:
    run_state_machine_as_test(
        Ways,
        settings=settings(
            max_examples=SEQUENCES, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    assert {stage.value for stage in (*REVIEWS, Stage.APPROVED, Stage.RELEASED, Stage.WITHDRAWN)} <= REACHED


@pytest.mark.django_db
@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.RELEASED])
def test_a_forged_stage_opens_nothing(stage: Stage, bureau: Any, person: Any) -> None:
    """From every stage written straight into the database, release still finds that the reviews are missing."""
    publisher = person("发布", bureau, Role.PUBLISHER, Role.HANDLER, Role.LEADER, Role.OFFICE_HEAD)
    document = documents.document_register(body=bureau, facts=FACTS, html="<p>x</p>", actor=publisher, on=ON)
    Document.objects.update(stage=stage.value)
    document.refresh_from_db()
    with pytest.raises(GongkaiError):
        releases.document_release(document=document, at=AT, actor=publisher, on=ON, note="x")
    document.refresh_from_db()
    assert document.released is None
