"""The tree: founded, changed, moved, ended, and what it was on any day (law.md 7.8)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.core.errors_bodies import (
    AlreadyEnded,
    AnswersForItself,
    BodyCodeTaken,
    BodyCodeWrong,
    BodyLeadsOthers,
    BodyNotThere,
    BodyStillUsed,
    CreditCodeTaken,
    CreditCodeWrong,
    MoveNotLater,
    PeriodBackwards,
    TreeWouldCircle,
)
from gongkai.web.bodies.kinds import BodyKind
from gongkai.web.bodies.models import Body, ParentLink, UpdateTask
from gongkai.web.bodies.selectors import (
    answering_body,
    bodies_below,
    body_path,
    children_of,
    parent_of,
    tree_lines,
    tree_root_of,
)
from gongkai.web.bodies.services.bodies import (
    body_answer_as,
    body_change,
    body_end,
    body_found,
    body_move,
    body_simplify,
    body_unsimplify,
)
from tests.web.bodies.conftest import CREDIT, codes_of, day, facts
from tests.web.conftest import BEGUN, ON, body_of

pytestmark = pytest.mark.postgres
ONE_DAY = timedelta(days=1)


def found(code, name, parent, system, begun_on=BEGUN, **more):
    return body_found(facts=facts(code, name, **more), begun_on=begun_on, parent=parent, actor=system, on=ON)


class TestFounding:
    def test_a_body_stands_under_its_parent_from_its_first_day(self, city, system):
        office = found(
            "gxq", "演示高新区管委会", city, system, begun_on=day("2024-05-01"), kind=BodyKind.ZONE, credit_code=CREDIT
        )
        assert parent_of(office, day("2024-05-01")) == city
        assert parent_of(office, day("2024-04-30")) is None
        assert codes_of(office) == ["body.founded"]

    @pytest.mark.parametrize("code", ["信访", "XFJ", "-xfj", "xfj-", "x f", "", "x" * 41])
    def test_a_code_that_cannot_stand_in_an_address(self, city, system, code):
        with pytest.raises(BodyCodeWrong):
            found(code, "演示市某局", city, system)

    def test_a_code_is_used_once(self, bureau, city, system):
        with pytest.raises(BodyCodeTaken):
            found("xfj", "演示市新访局", city, system)

    def test_a_credit_code_is_checked_and_used_once(self, city, system):
        found("aj", "演示市安局", city, system, credit_code=CREDIT)
        with pytest.raises(CreditCodeWrong):
            found("bj", "演示市宝局", city, system, credit_code=CREDIT[:-1] + ("0" if CREDIT[-1] != "0" else "1"))
        with pytest.raises(CreditCodeTaken):
            found("cj", "演示市财局", city, system, credit_code=CREDIT)

    def test_a_parent_of_a_later_time(self, city, system):
        with pytest.raises(BodyNotThere):
            found("aj", "演示市安局", city, system, begun_on=BEGUN - ONE_DAY)
        assert not Body.objects.filter(code="aj").exists()


class TestAnswering:
    def test_a_dispatched_unit_answers_in_the_name_of_its_bureau(self, bureau, city, system):
        unit = body_found(
            facts=facts("xfzx", "演示市信访服务中心", kind=BodyKind.DISPATCHED),
            begun_on=BEGUN,
            parent=bureau,
            answers_as=bureau,
            actor=system,
            on=ON,
        )
        assert answering_body(unit) == bureau
        assert answering_body(bureau) == bureau

    def test_no_chain_and_no_circle_of_names(self, bureau, other_bureau, city, system):
        body_answer_as(body=bureau, answers_as=city, actor=system, on=ON)
        with pytest.raises(AnswersForItself):
            body_answer_as(body=other_bureau, answers_as=bureau, actor=system, on=ON)
        with pytest.raises(BodyStillUsed):
            body_answer_as(body=city, answers_as=other_bureau, actor=system, on=ON)
        with pytest.raises(AnswersForItself):
            body_answer_as(body=city, answers_as=city, actor=system, on=ON)

    def test_saying_it_twice_writes_once(self, bureau, city, system):
        body_answer_as(body=bureau, answers_as=city, actor=system, on=ON)
        body_answer_as(body=bureau, answers_as=city, actor=system, on=ON)
        body_answer_as(body=bureau, answers_as=None, actor=system, on=ON)
        assert codes_of(bureau) == ["body.answers_as", "body.answers_as"]


class TestChanging:
    def test_what_the_guide_speaks_of_opens_its_update(self, bureau, system):
        body_change(body=bureau, changes={"office_phone": "0955-7000001", "court": "演示市中级人民法院"}, actor=system, on=ON)
        assert {(task.change, task.page) for task in UpdateTask.objects.all()} == {("phone", "functions"), ("phone", "guide")}
        bureau.refresh_from_db()
        assert (bureau.office_phone, bureau.court) == ("0955-7000001", "演示市中级人民法院")

    def test_no_difference_no_entry(self, bureau, system):
        body_change(body=bureau, changes={"name": bureau.name}, actor=system, on=ON)
        assert codes_of(bureau) == []
        assert not UpdateTask.objects.exists()

    def test_the_code_stays(self, bureau, system):
        with pytest.raises(ValueError, match="code"):
            body_change(body=bureau, changes={"code": "other"}, actor=system, on=ON)

    def test_its_own_credit_code_is_no_double(self, bureau, system):
        body_change(body=bureau, changes={"credit_code": CREDIT}, actor=system, on=ON)
        body_change(body=bureau, changes={"credit_code": CREDIT, "name": "演示市信访工作局"}, actor=system, on=ON)
        with pytest.raises(CreditCodeWrong):
            body_change(body=bureau, changes={"credit_code": "123"}, actor=system, on=ON)


class TestMoving:
    def test_the_tree_remembers_every_day(self, city, bureau, other_bureau, system):
        moved_on = day("2025-07-01")
        body_move(body=bureau, parent=other_bureau, begun_on=moved_on, actor=system, on=ON)
        assert parent_of(bureau, moved_on - ONE_DAY) == city
        assert parent_of(bureau, moved_on) == other_bureau
        assert [each.code for each in body_path(bureau, moved_on)] == ["ysszf", "whj", "xfj"]
        assert [each.code for each in body_path(bureau, moved_on - ONE_DAY)] == ["ysszf", "xfj"]
        first, second = ParentLink.objects.filter(body=bureau)
        assert first.ended_on == second.begun_on == moved_on  # no gap, no overlap

    def test_nobody_stands_below_themselves(self, city, bureau, other_bureau, system):
        body_move(body=bureau, parent=other_bureau, begun_on=day("2025-07-01"), actor=system, on=ON)
        with pytest.raises(TreeWouldCircle):
            body_move(body=other_bureau, parent=bureau, begun_on=day("2025-08-01"), actor=system, on=ON)
        with pytest.raises(TreeWouldCircle):
            body_move(body=city, parent=bureau, begun_on=day("2025-08-01"), actor=system, on=ON)
        with pytest.raises(TreeWouldCircle):
            body_move(body=city, parent=city, begun_on=day("2025-08-01"), actor=system, on=ON)

    def test_a_circle_that_would_close_later_is_seen(self, city, bureau, other_bureau, system):
        """The bureau goes below the other from 2027; before that the other cannot go below the bureau for good."""
        body_move(body=bureau, parent=other_bureau, begun_on=day("2027-01-01"), actor=system, on=ON)
        with pytest.raises(TreeWouldCircle):
            body_move(body=other_bureau, parent=bureau, begun_on=day("2026-06-01"), actor=system, on=ON)

    @pytest.mark.parametrize("begun_on", [BEGUN, BEGUN - ONE_DAY])
    def test_a_move_is_later_than_the_last(self, bureau, other_bureau, system, begun_on):
        with pytest.raises((MoveNotLater, BodyNotThere)):
            body_move(body=bureau, parent=other_bureau, begun_on=begun_on, actor=system, on=ON)
        assert ParentLink.objects.filter(body=bureau).count() == 1

    def test_out_of_the_tree_and_back(self, city, bureau, system):
        body_move(body=bureau, parent=None, begun_on=day("2025-01-01"), actor=system, on=ON)
        with pytest.raises(MoveNotLater):
            body_move(body=bureau, parent=city, begun_on=day("2024-12-31"), actor=system, on=ON)
        body_move(body=bureau, parent=city, begun_on=day("2025-02-01"), actor=system, on=ON)
        assert tree_root_of(bureau, day("2025-01-15")) == bureau
        assert tree_root_of(bureau, day("2025-02-01")) == city

    def test_the_same_move_twice_is_one(self, bureau, other_bureau, system):
        for _ in range(2):
            body_move(body=bureau, parent=other_bureau, begun_on=day("2025-07-01"), actor=system, on=ON)
        assert codes_of(bureau) == ["body.moved"]


class TestEnding:
    def test_a_body_ends_and_hands_its_duties_on(self, city, bureau, other_bureau, system):
        body_end(body=bureau, ended_on=day("2026-01-01"), successor=other_bureau, actor=system, on=ON)
        bureau.refresh_from_db()
        assert bureau.successor == other_bureau
        assert bureau in children_of(city, day("2025-12-31"))
        assert bureau not in children_of(city, day("2026-01-01"))
        with pytest.raises(AlreadyEnded):
            body_change(body=bureau, changes={"name": "演示市访局"}, actor=system, on=ON)

    def test_not_while_others_depend_on_it(self, city, bureau, system):
        with pytest.raises(BodyLeadsOthers):
            body_end(body=city, ended_on=ON, actor=system, on=ON)
        body_answer_as(body=city, answers_as=bureau, actor=system, on=ON)
        with pytest.raises(BodyStillUsed):
            body_end(body=bureau, ended_on=ON, actor=system, on=ON)

    def test_not_before_it_began(self, bureau, system):
        with pytest.raises(PeriodBackwards):
            body_end(body=bureau, ended_on=BEGUN, actor=system, on=ON)


def test_the_simplified_mode_is_dated_and_ends(bureau, system):
    body_simplify(body=bureau, leader="演示领导", since=ON, actor=system, on=ON)
    body_simplify(body=bureau, leader="演示领导", since=ON, actor=system, on=ON)
    bureau.refresh_from_db()
    assert bureau.simplified_since == ON
    body_unsimplify(body=bureau, actor=system, on=ON)
    bureau.refresh_from_db()
    assert bureau.simplified_since is None
    assert codes_of(bureau) == ["body.simplified", "body.unsimplified"]


def test_sixty_bodies_cost_as_many_queries_as_six(city, django_assert_num_queries):
    def grow(count):
        for index in range(count):
            body_of(f"j{Body.objects.count()}", f"演示市第{index}局", parent=city)

    grow(5)
    with django_assert_num_queries(2):
        assert len(tree_lines(ON)) == 6
    grow(54)
    deep = body_of("zx", "演示市某中心", BodyKind.DISPATCHED, parent=Body.objects.get(code="j40"))
    with django_assert_num_queries(2):
        lines = tree_lines(ON)
    assert [(line.depth, line.parent and line.parent.code) for line in lines if line.body == deep] == [(2, "j40")]
    assert len(lines) == 61
    with django_assert_num_queries(2):
        assert len(bodies_below(city, ON)) == 60
    with django_assert_num_queries(2):
        assert len(body_path(deep, ON)) == 3
