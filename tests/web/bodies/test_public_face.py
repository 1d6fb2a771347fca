"""Leading group, leaders, offices, and the updates their changes open (R 12, 20(2), 26)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from gongkai.core.errors_bodies import (
    AdjustmentNotLater,
    AlreadyEnded,
    GroupHeadWrong,
    PeriodBackwards,
    ProofOrReason,
    TaskAlreadyClosed,
)
from gongkai.web.bodies.kinds import GroupSeat
from gongkai.web.bodies.models import GroupMember, UpdateTask
from gongkai.web.bodies.selectors import (
    group_history,
    groups_of,
    leaders_of,
    members_of,
    offices_of,
    update_tasks_open,
)
from gongkai.web.bodies.services.groups import Seat, leading_group_adjust, leading_group_end, leading_group_found
from gongkai.web.bodies.services.offices import (
    internal_office_begin,
    internal_office_change,
    internal_office_end,
    leader_begin,
    leader_change,
    leader_end,
)
from gongkai.web.bodies.services.updates import update_task_close
from gongkai.web.trail.models import Entry
from tests.web.bodies.conftest import codes_of, day
from tests.web.conftest import BEGUN, ON

HEAD = Seat("演示甲", "局长", GroupSeat.HEAD)
DEPUTIES = [Seat("演示乙", "副局长", GroupSeat.DEPUTY), Seat("演示丙", "副局长", GroupSeat.DEPUTY)]


@pytest.fixture
def clerk(person, bureau):
    return person("clerk", bureau)


@pytest.fixture
def group(bureau, clerk):
    return leading_group_found(
        body=bureau,
        name="政务公开工作领导小组",
        document="演示信发〔2026〕1号",
        members=[HEAD, *DEPUTIES],
        begun_on=day("2026-01-05"),
        actor=clerk,
        on=day("2026-01-05"),
    )


def adjust(group, members, clerk, adjusted_on=ON):
    return leading_group_adjust(
        group=group, document="演示信发〔2026〕7号", members=members, adjusted_on=adjusted_on, actor=clerk, on=ON
    )


def pages(bureau):
    return {(task.change, task.page) for task in UpdateTask.objects.filter(body=bureau, closed_on=None)}


class TestLeadingGroup:
    def test_it_is_founded_with_its_members_in_their_order(self, group, bureau):
        assert list(groups_of(bureau, ON)) == [group]
        assert not groups_of(bureau, day("2026-01-04"))
        assert [str(each) for each in members_of(group, ON)] == ["组长 演示甲", "副组长 演示乙", "副组长 演示丙"]
        assert pages(bureau) == {("member", "group")}

    @pytest.mark.parametrize("members", [[], DEPUTIES, [HEAD, HEAD]])
    def test_one_head(self, bureau, clerk, members):
        with pytest.raises(GroupHeadWrong):
            leading_group_found(body=bureau, name="组", document="文", members=members, begun_on=ON, actor=clerk, on=ON)

    def test_an_adjustment_says_who_came_and_went_and_keeps_every_day(self, group, clerk):
        new = Seat("演示丁", "副局长", GroupSeat.DEPUTY)
        adjust(group, [HEAD, new, DEPUTIES[1]], clerk)
        assert [each.name for each in members_of(group, day("2026-03-01"))] == ["演示甲", "演示乙", "演示丙"]
        assert [each.name for each in members_of(group, ON)] == ["演示甲", "演示丁", "演示丙"]
        (turn,) = group_history(group)
        assert [[each.name for each in side] for side in (turn.joined, turn.left)] == [["演示丁"], ["演示乙"]]
        assert turn.adjustment.document == "演示信发〔2026〕7号"

    def test_a_new_head_takes_the_seat_of_the_old(self, group, clerk):
        adjust(group, [Seat("演示戊", "局长", GroupSeat.HEAD), *DEPUTIES], clerk)
        assert [each.name for each in members_of(group, ON) if each.seat == GroupSeat.HEAD] == ["演示戊"]

    def test_the_same_list_twice_is_one_adjustment(self, group, clerk):
        for _ in range(2):
            adjust(group, [HEAD], clerk)
        assert codes_of(group) == ["leading_group.founded", "leading_group.adjusted"]

    def test_adjustments_follow_each_other(self, group, clerk):
        adjust(group, [HEAD], clerk)
        for early in (ON, day("2026-02-01"), day("2026-01-05")):
            with pytest.raises(AdjustmentNotLater):
                adjust(group, [HEAD, *DEPUTIES], clerk, adjusted_on=early)

    def test_it_ends_with_all_seats(self, group, bureau, clerk):
        leading_group_end(group=group, ended_on=ON, actor=clerk, on=ON)
        leading_group_end(group=group, ended_on=ON, actor=clerk, on=ON)
        assert not members_of(group, ON)
        assert not GroupMember.objects.filter(ended_on=None)
        with pytest.raises(AlreadyEnded):
            adjust(group, [HEAD], clerk, adjusted_on=day("2026-04-01"))


class TestLeadersAndOffices:
    def begin(self, bureau, clerk, name="演示甲", begun_on=ON):
        details = {"duties": "主持全面工作", "phone": "0955-1", "place": 1}
        return leader_begin(body=bureau, name=name, post="局长", begun_on=begun_on, actor=clerk, on=ON, details=details)

    def test_a_new_leader_opens_the_pages_that_name_leaders(self, bureau, clerk, group):
        self.begin(bureau, clerk)
        assert pages(bureau) >= {("leader", "leaders"), ("leader", "functions"), ("leader", "group")}

    def test_without_a_group_there_is_no_page_of_it(self, bureau, clerk):
        self.begin(bureau, clerk)
        assert pages(bureau) == {("leader", "leaders"), ("leader", "functions")}

    def test_the_period_runs_from_the_change_and_from_filling_the_register(self, bureau, clerk):
        self.begin(bureau, clerk, begun_on=BEGUN)
        assert {task.opened_on for task in UpdateTask.objects.all()} == {ON}
        UpdateTask.objects.all().delete()
        self.begin(bureau, clerk, name="演示乙", begun_on=day("2026-02-02"))
        assert {task.opened_on for task in UpdateTask.objects.all()} == {day("2026-02-02")}

    def test_a_division_of_work_is_on_the_leaders_page_alone(self, bureau, clerk):
        leader = self.begin(bureau, clerk)
        UpdateTask.objects.all().delete()
        leader_change(leader=leader, changes={"duties": "分管信访"}, actor=clerk, on=ON)
        leader_change(leader=leader, changes={"duties": "分管信访", "place": 4}, actor=clerk, on=ON)
        assert pages(bureau) == {("division", "leaders")}
        assert codes_of(leader) == ["leader.begun", "leader.changed", "leader.changed"]
        assert "分管信访" not in str(Entry.objects.filter(code="leader.changed").values_list("details"))

    def test_a_leader_leaves(self, bureau, clerk):
        leader = self.begin(bureau, clerk, begun_on=BEGUN)
        leader_end(leader=leader, ended_on=ON, actor=clerk, on=ON)
        assert list(leaders_of(bureau, day("2026-03-01"))) == [leader]
        assert not leaders_of(bureau, ON)
        with pytest.raises(AlreadyEnded):
            leader_change(leader=leader, changes={"phone": "0955-2"}, actor=clerk, on=ON)

    def test_not_before_coming(self, bureau, clerk):
        leader = self.begin(bureau, clerk)
        with pytest.raises(PeriodBackwards):
            leader_end(leader=leader, ended_on=ON, actor=clerk, on=ON)

    def test_an_internal_office_from_beginning_to_end(self, bureau, clerk):
        office = internal_office_begin(
            body=bureau, name="办公室", begun_on=BEGUN, actor=clerk, on=ON, details={"phone": "0955-3"}
        )
        assert pages(bureau) == {("office", "functions")}
        internal_office_change(office=office, changes={"duties": "公文"}, actor=clerk, on=ON)
        internal_office_end(office=office, ended_on=day("2026-05-01"), actor=clerk, on=ON)
        assert list(offices_of(bureau, ON)) == [office]
        assert not offices_of(bureau, day("2026-05-01"))
        assert codes_of(office) == ["internal_office.begun", "internal_office.changed", "internal_office.ended"]


class TestUpdates:
    @pytest.fixture
    def task(self, bureau, clerk):
        internal_office_begin(body=bureau, name="办公室", begun_on=ON, actor=clerk, on=ON, details={})
        return UpdateTask.objects.get()

    def test_due_after_twenty_working_days(self, task, bureau):
        assert (task.due_on, task.provisional) == (day("2026-03-30"), False)
        assert list(update_tasks_open(bodies=[bureau.pk])) == [task]

    def test_another_change_while_it_is_open_is_covered_by_it(self, task, bureau, clerk):
        internal_office_begin(
            body=bureau, name="督查科", begun_on=day("2026-03-10"), actor=clerk, on=day("2026-03-10"), details={}
        )
        assert UpdateTask.objects.get() == task
        update_task_close(task=task, proof="https://demo.example/jgzn", actor=clerk, on=day("2026-03-12"))
        internal_office_begin(
            body=bureau, name="接访科", begun_on=day("2026-03-20"), actor=clerk, on=day("2026-03-20"), details={}
        )
        assert UpdateTask.objects.filter(closed_on=None).get().opened_on == day("2026-03-20")

    @pytest.mark.parametrize("given", [{}, {"proof": " "}, {"proof": "a", "reason": "b"}])
    def test_a_proof_or_a_reason(self, task, clerk, given):
        with pytest.raises(ProofOrReason):
            update_task_close(task=task, actor=clerk, on=ON, **given)

    def test_closed_once_the_same_way(self, task, bureau, clerk):
        for _ in range(2):
            update_task_close(task=task, reason="页面未涉及", actor=clerk, on=day("2026-04-01"))
        assert codes_of(task) == ["update_task.closed"]
        assert Entry.objects.get(code="update_task.closed").details["late"] is True
        with pytest.raises(TaskAlreadyClosed):
            update_task_close(task=task, proof="https://demo.example/", actor=clerk, on=ON)
        assert not update_tasks_open(bodies=[bureau.pk])

    def test_the_database_wants_proof_or_reason_too(self, task):
        with pytest.raises(IntegrityError), transaction.atomic():
            UpdateTask.objects.filter(pk=task.pk).update(closed_on=ON)
