"""What waits for whom stands on their work list, in a constant number of queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.access import Rights
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Appointment
from gongkai.web.publication.workbench_reviews import readings_waiting, releases_waiting, reviews_waiting
from tests.web.conftest import BEGUN, ON
from tests.web.publication.conftest import Staff, Way

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.publication.urls")]
Of = Callable[..., Rights]


@pytest.mark.parametrize("stage", list(REVIEWS))
def test_a_review_waits_for_whose_step_it_is(stage: Stage, way: Way, staff: Staff, rights: Of) -> None:
    document = way(stage)
    items = list(reviews_waiting(rights(staff.reviewer_of(stage)), ON))
    assert [(item.title, item.kind, item.late) for item in items] == [(document.title, stage.zh, False)]
    assert not list(reviews_waiting(rights(staff.handler), ON))


def test_ones_own_document_does_not_wait_for_ones_own_final_review(way: Way, staff: Staff, rights: Of) -> None:
    Appointment.objects.create(user=staff.handler, body=staff.body, role=Role.LEADER, begun_on=BEGUN)
    way(Stage.FINAL_REVIEW)
    assert not list(reviews_waiting(rights(staff.handler), ON))
    assert list(reviews_waiting(rights(staff.leader), ON))


def test_release_and_reading_wait_for_the_publisher_and_for_a_second_person(way: Way, staff: Staff, rights: Of) -> None:
    approved = way(Stage.APPROVED)
    assert [item.title for item in releases_waiting(rights(staff.publisher), ON)] == [approved.title]
    way(Stage.RELEASED, title="已发布的")
    assert [item.title for item in readings_waiting(rights(staff.reviewer), ON)] == ["已发布的"]
    assert not list(readings_waiting(rights(staff.publisher), ON))
    assert not list(readings_waiting(rights(staff.handler), ON))


def test_the_queries_do_not_grow(way: Way, staff: Staff, rights: Of, django_assert_num_queries: Any) -> None:
    for number in range(12):
        way(Stage.FIRST_REVIEW, title=f"第{number}件")
    held = rights(staff.head)
    with django_assert_num_queries(1):
        assert len(list(reviews_waiting(held, ON))) == 12


def test_what_is_past_its_last_day_is_late(way: Way, staff: Staff, rights: Of) -> None:
    way(Stage.FIRST_REVIEW, formed_on="2026-01-05")
    assert [item.late for item in reviews_waiting(rights(staff.head), ON)] == [True]
