"""The register of what is issued: every 发文 with its publication attribute from the day it is drafted (国办发〔2016〕80号)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors_register import AttributeMissing, AttributeReasonMissing, NotReferred
from gongkai.core.periods import months_after
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.duty import must_hold
from gongkai.web.publication.kinds import Attribute
from gongkai.web.publication.models import IssueEntry
from gongkai.web.publication.numbering import next_number
from gongkai.web.trail.actions import log_action

State = IssueEntry.State
REASSESS_MONTHS = 12  # law.md 2.4, a convention: once a year (R 18 names no interval)


@transaction.atomic
def entry_add(
    *,
    body: Any,
    title: str,
    drafted_on: date,
    actor: Any,
    on: date,
    attribute: str = "",
    basis: str = "",
    reason: str = "",
    policy: bool = False,
    doc_no: str = "",
    unit: str = "",
    formed_on: date | None = None,
) -> IssueEntry:
    """Register a 发文. Without attribute or reason it is returned (退文); a policy document proposed as 不予公开 goes to the
    disclosure office first; what is to be open needs nobody's consent here, its reviews come later.
    """
    must_hold(actor, Right.DRAFT, body=body, on=on)
    entry = IssueEntry(
        body=body,
        number=f"{on.year}-{next_number(body, 'issue', on.year):04}",
        title=title.strip(),
        doc_no=doc_no.strip(),
        drafted_on=drafted_on,
        formed_on=formed_on,
        drafter=actor,
        unit=unit.strip(),
        policy=policy,
    )
    _propose(entry, attribute, basis, reason, on)
    entry.save(force_insert=True)
    log_action("entry.added", entry, body=body, actor=actor, on=on, attribute=attribute, state=str(entry.state))
    return entry


@transaction.atomic
def entry_propose(*, entry: IssueEntry, attribute: str, basis: str, reason: str, actor: Any, on: date) -> IssueEntry:
    """Propose an attribute anew, after a 退文 or because something changed; the same rules hold."""
    entry = IssueEntry.objects.select_for_update().get(pk=entry.pk)
    must_hold(actor, Right.DRAFT, body=entry.body, on=on)
    _propose(entry, attribute, basis, reason, on)
    entry.save()
    log_action("entry.proposed", entry, body=entry.body, actor=actor, on=on, attribute=attribute, state=str(entry.state))
    return entry


@transaction.atomic
def entry_confirm(*, entry: IssueEntry, attribute: str, basis: str, reason: str, actor: Any, on: date) -> IssueEntry:
    """The disclosure office decides on a referred entry: as proposed, or otherwise.

    Raises:
        NotReferred: it was not referred to the office.
        AttributeMissing, AttributeReasonMissing: as for a proposal.
    """
    entry = IssueEntry.objects.select_for_update().get(pk=entry.pk)
    must_hold(actor, Right.REVIEW_SECOND, body=entry.body, on=on)
    if entry.state != State.REFERRED:
        raise NotReferred(number=entry.number)
    if not attribute:
        raise AttributeMissing()
    if attribute != Attribute.OPEN and not reason.strip():
        raise AttributeReasonMissing()
    _confirmed(entry, attribute, basis, reason, on)
    entry.save()
    log_action("entry.confirmed", entry, body=entry.body, actor=actor, on=on, attribute=attribute)
    return entry


@transaction.atomic
def entry_reassess(*, entry: IssueEntry, attribute: str, basis: str, reason: str, actor: Any, on: date) -> IssueEntry:
    """The periodic look at what is not disclosed (R 18): it stays so for a reason, or it is opened."""
    entry = IssueEntry.objects.select_for_update().get(pk=entry.pk)
    must_hold(actor, Right.REVIEW_SECOND, body=entry.body, on=on)
    if attribute != Attribute.OPEN and not reason.strip():
        raise AttributeReasonMissing()
    before = entry.attribute
    _confirmed(entry, attribute, basis, reason, on)
    entry.save()
    log_action("entry.reassessed", entry, body=entry.body, actor=actor, on=on, before=before, attribute=attribute)
    return entry


def _propose(entry: IssueEntry, attribute: str, basis: str, reason: str, on: date) -> None:
    if not attribute or (attribute != Attribute.OPEN and not reason.strip()):
        entry.attribute, entry.basis, entry.reason, entry.state = attribute, basis, reason.strip(), State.RETURNED
    elif entry.policy and attribute == Attribute.WITHHELD:
        entry.attribute, entry.basis, entry.reason, entry.state = attribute, basis, reason.strip(), State.REFERRED
    else:
        _confirmed(entry, attribute, basis, reason, on)


def _confirmed(entry: IssueEntry, attribute: str, basis: str, reason: str, on: date) -> None:
    entry.attribute, entry.basis, entry.reason, entry.state = attribute, basis.strip(), reason.strip(), State.CONFIRMED
    entry.reassess_by = None if attribute == Attribute.OPEN else months_after(on, REASSESS_MONTHS)
