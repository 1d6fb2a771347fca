"""Acts on sessions: ended by their owner, by their limits, all at once; proved anew."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.web.bodies.models import User
from gongkai.web.bodies.signin.models import Ending, Session
from gongkai.web.trail.actions import log_action


@transaction.atomic
def session_end(*, session: Session, ending: Ending, actor: User | None, on: date, at: datetime) -> Session:
    """End one session; its browser is out at its next request. An ended one stays as it is."""
    session = Session.objects.select_for_update(of=("self",)).select_related("user__body").get(pk=session.pk)
    if session.ended_at is None:
        session.ended_at, session.ending = at, ending
        session.save(update_fields=["ended_at", "ending"])
        body = session.user.body
        log_action("signin.session_ended", session, body=body, actor=actor, on=on, ending=str(Ending(ending).value))
    return session


@transaction.atomic
def sessions_end(*, user: User, kept: Session | None, actor: User | None, on: date, at: datetime) -> int:
    """End every session of somebody but the one in hand; how many there were."""
    rows = Session.objects.select_for_update().filter(user=user, ended_at__isnull=True)
    if kept is not None:
        rows = rows.exclude(pk=kept.pk)
    count = rows.update(ended_at=at, ending=Ending.ELSEWHERE)
    if count:
        log_action("signin.sessions_ended", user, body=user.body, actor=actor, on=on, sessions=count)
    return count


@transaction.atomic
def proof_renew(*, session: Session, second_factor: str, actor: User, on: date, at: datetime) -> Session:
    """Somebody showed again who they are; for a while they may change their own safeguards."""
    session = Session.objects.select_for_update().get(pk=session.pk)
    session.proven_at = at
    session.second_factor = second_factor or session.second_factor
    session.save(update_fields=["proven_at", "second_factor"])
    log_action("signin.proof_renewed", session, body=actor.body, actor=actor, on=on)
    return session
