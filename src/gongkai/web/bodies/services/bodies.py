"""Acts on the tree of bodies: founded, changed, moved, ended (law.md 7.8; R 4, 10, 12, 27)."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Q

from gongkai.core.errors_bodies import (
    AlreadyEnded,
    AnswersForItself,
    BodyLeadsOthers,
    BodyNotThere,
    BodyStillUsed,
    MoveNotLater,
    PeriodBackwards,
    TreeWouldCircle,
)
from gongkai.web.bodies.dated import in_force
from gongkai.web.bodies.facts import BodyFacts, changes_among, refuse_wrong_codes
from gongkai.web.bodies.models import Body, ParentLink, User
from gongkai.web.bodies.update_tasks import open_update_tasks
from gongkai.web.trail.actions import log_action

CHANGEABLE = frozenset(BodyFacts.__dataclass_fields__) - {"code"}
_SHOWN = 3  # names given as examples in a refusal


@transaction.atomic
def body_found(
    *,
    facts: BodyFacts,
    begun_on: date,
    actor: User | None,
    on: date,
    parent: Body | None = None,
    answers_as: Body | None = None,
    demo: bool = False,
) -> Body:
    """Register a body under its parent from the day it began (R 4, 27).

    Raises BodyCodeWrong, BodyCodeTaken, CreditCodeWrong, CreditCodeTaken; BodyNotThere for a parent of another time.
    """
    refuse_wrong_codes(facts.values())
    if parent is not None:
        _refuse_absent(parent, begun_on)
    if answers_as is not None:
        _refuse_name(facts.name, answers_as, begun_on)
    body = Body.objects.create(**facts.values(), begun_on=begun_on, answers_as=answers_as, demo=demo)
    if parent is not None:
        ParentLink.objects.create(body=body, parent=parent, begun_on=begun_on)
    log_action(
        "body.founded",
        body,
        body=body,
        actor=actor,
        on=on,
        body_code=body.code,
        begun_on=begun_on.isoformat(),
        parent=parent.code if parent else None,
        answers_as=answers_as.code if answers_as else None,
    )
    return body


@transaction.atomic
def body_change(*, body: Body, changes: Mapping[str, str], actor: User, on: date) -> Body:
    """Change what is registered of a body; what its public pages speak of opens their update (R 12(1), 26).

    Raises CreditCodeWrong, CreditCodeTaken, AlreadyEnded. The code stays for ever: it stands in addresses.
    """
    body = _locked(body)
    _refuse_ended(body, on)
    if unknown := set(changes) - CHANGEABLE:
        raise ValueError(f"no fields of a body that may be changed: {sorted(unknown)}")
    before = {name: getattr(body, name) for name, value in changes.items() if getattr(body, name) != value}
    if not before:
        return body
    refuse_wrong_codes({name: changes[name] for name in before}, body=body)
    for name in before:
        setattr(body, name, changes[name])
    body.save(update_fields=sorted(before))
    opened = open_update_tasks(body, changes_among(before), changed_on=on)
    log_action("body.changed", body, body=body, actor=actor, on=on, before=before, after=dict(changes), update_tasks=opened)
    return body


@transaction.atomic
def body_answer_as(*, body: Body, answers_as: Body | None, actor: User, on: date) -> Body:
    """Say in whose name a body answers requests; None: in its own (R 27).

    Raises AnswersForItself where that body itself answers in another's name, BodyNotThere, AlreadyEnded.
    """
    body = _locked(body)
    _refuse_ended(body, on)
    if body.answers_as_id == (answers_as.pk if answers_as else None):
        return body
    if answers_as is not None:
        _refuse_name(body.name, answers_as, on)
        if answers_as.pk == body.pk:
            raise AnswersForItself(
                name=body.name, other=body.name, why_zh="这是本机关，留空即可", why_en="this is the body itself; leave it empty"
            )
        if others := list(Body.objects.filter(answers_as=body, ended_on__isnull=True)[:_SHOWN]):
            raise BodyStillUsed(name=body.name, examples="、".join(each.name for each in others))
    body.answers_as = answers_as
    body.save(update_fields=["answers_as"])
    log_action("body.answers_as", body, body=body, actor=actor, on=on, answers_as=answers_as.code if answers_as else None)
    return body


@transaction.atomic
def body_move(*, body: Body, parent: Body | None, begun_on: date, actor: User | None, on: date) -> ParentLink | None:
    """Put a body under another parent from a day on; the former link ends that very day, so that none is ever missing.

    `parent` None makes it the top of a tree. Raises TreeWouldCircle, MoveNotLater, BodyNotThere (law.md 7.8).
    """
    list(Body.objects.select_for_update().order_by("pk").values_list("pk"))  # two moves at once could close a circle
    body.refresh_from_db()
    _refuse_absent(body, begun_on)
    link = ParentLink.objects.filter(body=body, ended_on__isnull=True).first()
    if (link.parent_id if link else None) == (parent.pk if parent else None):
        return link
    if link is not None and link.begun_on >= begun_on:
        raise MoveNotLater(name=body.name, begun=link.begun_on)
    if ParentLink.objects.filter(body=body, ended_on__gt=begun_on).exists():
        last = ParentLink.objects.filter(body=body).latest("ended_on")
        raise MoveNotLater(name=body.name, begun=last.ended_on)
    if parent is not None:
        _refuse_absent(parent, begun_on)
        if body.pk in _above(parent, since=begun_on):
            raise TreeWouldCircle(name=body.name, parent=parent.name)
    former = link.parent.code if link else None
    if link is not None:
        link.ended_on = begun_on
        link.save(update_fields=["ended_on"])
    fresh = ParentLink.objects.create(body=body, parent=parent, begun_on=begun_on) if parent else None
    log_action(
        "body.moved",
        body,
        body=body,
        actor=actor,
        on=on,
        begun_on=begun_on.isoformat(),
        former=former,
        parent=parent.code if parent else None,
    )
    return fresh


@transaction.atomic
def body_end(*, body: Body, ended_on: date, actor: User, on: date, successor: Body | None = None) -> Body:
    """End a body; `ended_on` is the first day on which it is no more, `successor` carries its duties on (R 10).

    Raises BodyLeadsOthers, BodyStillUsed while others depend on it, PeriodBackwards, AlreadyEnded.
    """
    body = _locked(body)
    if body.ended_on == ended_on and body.successor_id == (successor.pk if successor else None):
        return body
    _refuse_ended(body, on)
    if ended_on <= body.begun_on:
        raise PeriodBackwards(begun=body.begun_on, ended=ended_on)
    below = ParentLink.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=ended_on), parent=body).select_related("body")
    if led := list(below):
        raise BodyLeadsOthers(name=body.name, count=len(led), examples="、".join(each.body.name for each in led[:_SHOWN]))
    if users := list(Body.objects.filter(answers_as=body, ended_on__isnull=True)[:_SHOWN]):
        raise BodyStillUsed(name=body.name, examples="、".join(each.name for each in users))
    if successor is not None:
        _refuse_absent(successor, ended_on)
    ParentLink.objects.filter(body=body, ended_on__isnull=True).update(ended_on=ended_on)
    body.ended_on, body.successor = ended_on, successor
    body.save(update_fields=["ended_on", "successor"])
    log_action(
        "body.ended",
        body,
        body=body,
        actor=actor,
        on=on,
        ended_on=ended_on.isoformat(),
        successor=successor.code if successor else None,
    )
    return body


@transaction.atomic
def body_simplify(*, body: Body, leader: str, since: date, actor: User, on: date) -> Body:
    """Mark a body as one person and a leader who signs on paper (简化模式): shown on every page of the body."""
    body = _locked(body)
    _refuse_ended(body, on)
    if (body.simplified_since, body.simplified_leader) == (since, leader):
        return body
    body.simplified_since, body.simplified_leader = since, leader
    body.save(update_fields=["simplified_since", "simplified_leader"])
    log_action("body.simplified", body, body=body, actor=actor, on=on, since=since.isoformat())
    return body


@transaction.atomic
def body_unsimplify(*, body: Body, actor: User, on: date) -> Body:
    """End the simplified mode: from now on several people sign."""
    body = _locked(body)
    if body.simplified_since is None:
        return body
    since = body.simplified_since
    body.simplified_since, body.simplified_leader = None, ""
    body.save(update_fields=["simplified_since", "simplified_leader"])
    log_action("body.unsimplified", body, body=body, actor=actor, on=on, since=since.isoformat())
    return body


def _locked(body: Body) -> Body:
    return Body.objects.select_for_update().get(pk=body.pk)


def _refuse_ended(body: Body, on: date) -> None:
    if body.ended_on is not None and body.ended_on <= on:
        raise AlreadyEnded(name=body.name, ended=body.ended_on)


def _refuse_absent(body: Body, on: date) -> None:
    if not Body.objects.filter(in_force(on), pk=body.pk).exists():
        ended = body.ended_on
        raise BodyNotThere(
            name=body.name,
            on=on,
            begun=body.begun_on,
            ended_zh=f"，{ended} 撤销" if ended else "",
            ended_en=f", ended {ended}" if ended else "",
        )


def _refuse_name(name: str, other: Body, on: date) -> None:
    _refuse_absent(other, on)
    if Body.objects.select_for_update().get(pk=other.pk).answers_as_id is not None:
        raise AnswersForItself(
            name=name, other=other.name, why_zh="它自己以其他机关的名义答复", why_en="it answers in another's name itself"
        )


def _above(body: Body, *, since: date) -> set[uuid.UUID]:
    """`body` and everything that stands above it on any day from `since` on."""
    parents: dict[uuid.UUID, list[uuid.UUID]] = {}
    lasting = Q(ended_on__isnull=True) | Q(ended_on__gt=since)
    for below, above in ParentLink.objects.filter(lasting).values_list("body_id", "parent_id"):
        parents.setdefault(below, []).append(above)
    found: set[uuid.UUID] = set()
    waiting = [body.pk]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting.extend(parents.get(each, ()))
    return found
