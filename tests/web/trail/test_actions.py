"""Writing the trail: one chain a body, words, refusals, and nothing outside a transaction."""

from __future__ import annotations

import pytest
from django.db import transaction

from gongkai.web.bodies.kinds import Role
from gongkai.web.trail import actions
from gongkai.web.trail.models import Chain
from gongkai.web.trail.selectors import entries_after, entries_of
from tests.web.conftest import ON

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
actions.register("test.done", zh="办理{thing}", en="handled {thing}")
actions.register("test.refused", zh="被拒绝", en="was refused")


def done(body, actor=None, record=None, on=ON, **details):
    with transaction.atomic():
        return actions.log_action("test.done", record, body=body, actor=actor, on=on, **details)


def test_positions_run_per_body(bureau, other_bureau, person):
    zhang = person("zhang", bureau, Role.HANDLER)
    for number in range(3):
        done(bureau, zhang, bureau, n=number)
    done(other_bureau, zhang)
    done(None)
    assert [entry.position for entry in entries_of(bureau)] == [1, 2, 3]
    assert sorted(Chain.objects.values_list("length", flat=True)) == [1, 1, 3]
    assert len(entries_after(0)) == 5
