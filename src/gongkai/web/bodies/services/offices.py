"""Acts on leaders and internal offices: what the public is told of them is updated in time (R 20(2), 26)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from gongkai.core.errors_bodies import AlreadyEnded, PeriodBackwards
from gongkai.web.bodies.kinds import Change
from gongkai.web.bodies.models import Body, InternalOffice, Leader, User
from gongkai.web.bodies.update_tasks import open_update_tasks
from gongkai.web.trail.actions import log_action

# A field of a leader or an office, and the kind of change it stands for; the order of lines alone is no change.
LEADER_FIELDS: dict[str, Change | None] = {
    "name": Change.LEADER,
    "post": Change.LEADER,
    "duties": Change.DIVISION,
    "phone": Change.DIVISION,
    "photo_no": Change.DIVISION,
    "place": None,
}
OFFICE_FIELDS: dict[str, Change | None] = {
    "name": Change.OFFICE,
    "duties": Change.OFFICE,
    "head": Change.OFFICE,
    "phone": Change.OFFICE,
    "place": None,
}


@transaction.atomic
def leader_begin(
    *, body: Body, name: str, post: str, begun_on: date, actor: User, on: date, details: Mapping[str, str | int]
) -> Leader:
    """Register a leader from the day of taking office. `details`: duties, phone, photo_no, place.

    The update is due from that day; where the register had no leader yet it is being filled, and the day is that of filling.
    """
    changed_on = begun_on if Leader.objects.filter(body=body).exists() else on
    leader = Leader.objects.create(body=body, name=name, post=post, begun_on=begun_on, **_only(details, LEADER_FIELDS))
    opened = open_update_tasks(body, [Change.LEADER], changed_on=changed_on)
    log_action("leader.begun", leader, body=body, actor=actor, on=on, begun_on=begun_on.isoformat(), update_tasks=opened)
    return leader


@transaction.atomic
def leader_change(*, leader: Leader, changes: Mapping[str, str | int], actor: User, on: date) -> Leader:
    """Change post, division of work, phone or picture of a leader. Raises AlreadyEnded."""
    leader = Leader.objects.select_for_update().get(pk=leader.pk)
    _refuse_ended(leader, on)
    changed = _set(leader, _only(changes, LEADER_FIELDS))
    if not changed:
        return leader
    opened = open_update_tasks(leader.body, _kinds(changed, LEADER_FIELDS), changed_on=on)
    log_action("leader.changed", leader, body=leader.body, actor=actor, on=on, fields=changed, update_tasks=opened)
    return leader


@transaction.atomic
def leader_end(*, leader: Leader, ended_on: date, actor: User, on: date) -> Leader:
    """A leader leaves office; `ended_on` is the first day without. Raises AlreadyEnded, PeriodBackwards."""
    leader = Leader.objects.select_for_update().get(pk=leader.pk)
    if leader.ended_on == ended_on:
        return leader
    _refuse_ended(leader, on)
    if ended_on <= leader.begun_on:
        raise PeriodBackwards(begun=leader.begun_on, ended=ended_on)
    leader.ended_on = ended_on
    leader.save(update_fields=["ended_on"])
    opened = open_update_tasks(leader.body, [Change.LEADER], changed_on=ended_on)
    log_action("leader.ended", leader, body=leader.body, actor=actor, on=on, ended_on=ended_on.isoformat(), update_tasks=opened)
    return leader


@transaction.atomic
def internal_office_begin(
    *, body: Body, name: str, begun_on: date, actor: User, on: date, details: Mapping[str, str | int]
) -> InternalOffice:
    """Register an internal office. `details`: duties, head, phone, place. The update is due as for leaders."""
    changed_on = begun_on if InternalOffice.objects.filter(body=body).exists() else on
    office = InternalOffice.objects.create(body=body, name=name, begun_on=begun_on, **_only(details, OFFICE_FIELDS))
    opened = open_update_tasks(body, [Change.OFFICE], changed_on=changed_on)
    log_action("internal_office.begun", office, body=body, actor=actor, on=on, update_tasks=opened)
    return office


@transaction.atomic
def internal_office_change(
    *, office: InternalOffice, changes: Mapping[str, str | int], actor: User, on: date
) -> InternalOffice:
    """Change name, duties, head or phone of an internal office. Raises AlreadyEnded."""
    office = InternalOffice.objects.select_for_update().get(pk=office.pk)
    _refuse_ended(office, on)
    changed = _set(office, _only(changes, OFFICE_FIELDS))
    if not changed:
        return office
    opened = open_update_tasks(office.body, _kinds(changed, OFFICE_FIELDS), changed_on=on)
    log_action("internal_office.changed", office, body=office.body, actor=actor, on=on, fields=changed, update_tasks=opened)
    return office


@transaction.atomic
def internal_office_end(*, office: InternalOffice, ended_on: date, actor: User, on: date) -> InternalOffice:
    """Dissolve an internal office. Raises AlreadyEnded, PeriodBackwards."""
    office = InternalOffice.objects.select_for_update().get(pk=office.pk)
    if office.ended_on == ended_on:
        return office
    _refuse_ended(office, on)
    if ended_on <= office.begun_on:
        raise PeriodBackwards(begun=office.begun_on, ended=ended_on)
    office.ended_on = ended_on
    office.save(update_fields=["ended_on"])
    opened = open_update_tasks(office.body, [Change.OFFICE], changed_on=ended_on)
    log_action("internal_office.ended", office, body=office.body, actor=actor, on=on, update_tasks=opened)
    return office


def _only(values: Mapping[str, str | int], fields: Mapping[str, Change | None]) -> dict[str, str | int]:
    if unknown := set(values) - set(fields):
        raise ValueError(f"no such fields: {sorted(unknown)}")
    return dict(values)


def _set(record: Leader | InternalOffice, values: Mapping[str, str | int]) -> list[str]:
    """Write what differs; its names, sorted."""
    changed = sorted(name for name, value in values.items() if getattr(record, name) != value)
    for name in changed:
        setattr(record, name, values[name])
    if changed:
        record.save(update_fields=changed)
    return changed


def _kinds(changed: list[str], fields: Mapping[str, Change | None]) -> list[Change]:
    return list(dict.fromkeys(kind for kind in (fields[name] for name in changed) if kind is not None))


def _refuse_ended(record: Leader | InternalOffice, on: date) -> None:
    if record.ended_on is not None and record.ended_on <= on:
        raise AlreadyEnded(name=record.name, ended=record.ended_on)
