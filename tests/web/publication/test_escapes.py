"""No way to the public goes round the reviews: random people try random acts in random order, thousands of times at night."""

from __future__ import annotations

import os
from datetime import timedelta
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
from gongkai.web.files.models import StoredFile
from gongkai.web.notices import due
from gongkai.web.publication.duty import RIGHT_OF
from gongkai.web.publication.models import Document, ReleaseRecord, Review
from gongkai.web.publication.services import documents, releases, reviews, sheets, withholding
from gongkai.web.publication.versions import digest_now
from gongkai.web.trail.models import Entry
from tests.web.conftest import BEGUN, ON, body_of
from tests.web.publication.conftest import AT, FACTS

EVERY_DAY = 200  # the same ones on every machine; at night others, and many more
SEQUENCES = 10_000 if os.environ.get("GONGKAI_NIGHTLY") else EVERY_DAY
PAPER: set[str] = set()  # reviews on paper that led to a release
REACHED: set[str] = set()  # stages that some sequence came to: a machine that never releases proves nothing
CLERK = 6
SAME_AGAIN = (documents.document_change, documents.document_restore)  # the same content again is no act
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
            (Role.SUPERVISOR, Role.PAPER_CLERK),
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
        self.texts, self.now, self.sheet = 0, AT, None
        self.scan = StoredFile.objects.create(
            body=self.body,
            name="x.pdf",
            kind="pdf",
            media_type="application/pdf",
            size=1,
            sha256="0" * 64,
            uploaded_by=self.people[0][0],
        )
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
            assert more == 1 or (act in SAME_AGAIN and more == 0)
            self.entries += more
        self.document = Document.objects.get(pk=self.document.pk)
        self.what_is_public_was_reviewed()
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

    @rule(steps=st.integers(min_value=1, max_value=8), data=st.data())
    def walk_on(self, steps: int, data: st.DataObject) -> None:
        """Random people alone seldom get to the end: here those act whose duty it is, one step after the other."""
        for _ in range(steps):
            stage = Stage(self.document.stage)
            to_come = dict.fromkeys((Stage.APPROVED, Stage.SCHEDULED, Stage.RELEASED), Right.RELEASE)
            right = {**RIGHT_OF, **to_come, Stage.DRAFTING: Right.DRAFT}.get(stage)
            able = [number for number, (_, rights) in enumerate(self.people) if right in rights]
            if not able:
                return
            who = data.draw(st.sampled_from(able))
            if stage is Stage.DRAFTING:
                self._try(reviews.document_submit, who)
            elif stage in REVIEWS and data.draw(st.integers(min_value=0, max_value=2)) == 0:
                self.sign_on_paper(who=CLERK, name="李局长")
            elif stage in REVIEWS:
                self._try(reviews.review_pass, who, digest=self.document.current.digest)
            elif stage is Stage.RELEASED:
                self._try(releases.document_withdraw, who, note="撤下。")
            elif stage is Stage.APPROVED and data.draw(st.booleans()):
                self._try(releases.document_schedule, who, at=self.now + timedelta(hours=1), now=self.now, note="更正。")
            else:
                self._try(releases.document_release, who, at=AT, note="更正。")

    @rule(who=PEOPLE, to=st.sampled_from([Stage.DRAFTING, *REVIEWS]), reason=st.sampled_from(["", "请改"]))
    def send_back(self, who: int, to: Stage, reason: str) -> None:
        self._try(reviews.review_return, who, digest=self.document.current.digest, reason=reason, to=to)

    @rule(who=PEOPLE)
    def release(self, who: int) -> None:
        self._try(releases.document_release, who, at=AT, note="更正。")

    @rule(who=PEOPLE)
    def withdraw(self, who: int) -> None:
        self._try(releases.document_withdraw, who, note="撤下。")

    @rule(who=PEOPLE, after=st.integers(min_value=-1, max_value=2))
    def plan(self, who: int, after: int) -> None:
        self._try(releases.document_schedule, who, at=self.now + timedelta(hours=after), now=self.now, note="更正。")

    @rule(who=PEOPLE)
    def take_the_plan_back(self, who: int) -> None:
        self._try(releases.document_unschedule, who)

    @rule(hours=st.integers(min_value=1, max_value=3))
    def time_passes(self, hours: int) -> None:
        """The worker does what is due: at most one entry, and never a release that is not due."""
        before, planned = self.document, self.document.release_at
        self.now += timedelta(hours=hours)
        due.tick(self.now)
        self.document = Document.objects.get(pk=self.document.pk)
        more = Entry.objects.count() - self.entries
        assert more <= 1
        self.entries += more
        if self.document.stage == Stage.RELEASED.value != before.stage:
            assert before.stage == Stage.SCHEDULED.value
            assert planned <= self.now

    @rule(who=PEOPLE, name=st.sampled_from(["甲0", "甲4", "李局长", ""]))
    def sign_on_paper(self, who: int, name: str) -> None:
        """By a clerk, for somebody who may have no account, or for one of the people."""
        given = {"digest": self.document.current.digest, "signer_name": name, "signed_on": ON, "scan": self.scan}
        self._try(reviews.paper_review_enter, who, **given)

    @rule(who=PEOPLE)
    def restore(self, who: int) -> None:
        self._try(documents.document_restore, who, number=1, base=self.document.current.number)

    @rule(who=PEOPLE)
    def keep(self, who: int) -> None:
        self._try(withholding.document_keep, who, basis="", reason="内部事务")

    @rule(who=PEOPLE, result=st.sampled_from(["keep", "open"]))
    def weigh_again(self, who: int, result: str) -> None:
        self._try(withholding.document_reassess, who, result=result, basis="", reason="评估")

    @rule(who=PEOPLE)
    def read_after(self, who: int) -> None:
        self._try(releases.reading_enter, who, right=True, note="")

    @rule(who=PEOPLE)
    def on_a_sheet(self, who: int) -> None:
        """Put it on a sheet, where it is a draft: that is its submission."""
        actor = self.people[who][0]
        try:
            self.sheet = sheets.sheet_make(documents=[self.document], title="批", actor=actor, on=ON)
        except GongkaiError:
            assert Entry.objects.count() == self.entries
        else:
            self.entries += 1
        self.document = Document.objects.get(pk=self.document.pk)
        assert Entry.objects.count() == self.entries

    @rule(who=PEOPLE, stage=st.sampled_from(list(REVIEWS)))
    def sign_the_sheet(self, who: int, stage: Stage) -> None:
        """One entry for the sheet and one for each line that was signed."""
        if self.sheet is None:
            return
        try:
            signed = sheets.sheet_sign(sheet=self.sheet, stage=stage, actor=self.people[who][0], on=ON)
        except GongkaiError:
            pass
        else:
            self.entries += 1 + signed.passed
        self.document = Document.objects.get(pk=self.document.pk)
        assert Entry.objects.count() == self.entries

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
        assert last["final_review"].reviewer_name not in (version.made_by.name, last["first_review"].reviewer_name)
        rights = {user.pk: held for user, held in self.people}
        assert Right.RELEASE in rights[release.by_id]
        for stage, right in RIGHT_OF.items():
            review = last[stage.value]
            if review.paper:
                PAPER.add(stage.value)
                assert Right.ENTER_PAPER in rights[review.entered_by_id]
                assert review.reviewer_name not in ("", review.entered_by.name)
            else:
                assert right in rights[review.reviewer_id]


@pytest.mark.django_db
def test_no_sequence_of_acts_goes_round_the_reviews() -> None:
    run_state_machine_as_test(
        Ways,
        settings=settings(
            max_examples=SEQUENCES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=SEQUENCES == EVERY_DAY,
        ),
    )
    assert {stage.value for stage in Stage} <= REACHED
    assert PAPER


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
