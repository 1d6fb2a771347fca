"""The register of what is issued: every 发文 with its attribute from the day it is drafted (国办发〔2016〕80号 一(一))."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors_register import AttributeMissing, AttributeReasonMissing, EntryHasDocument, NotReferred
from gongkai.core.proactive import reassess_by
from gongkai.core.publication import Stage
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.duty import must_hold
from gongkai.web.publication.kinds import Attribute
from gongkai.web.publication.models import Document, IndexPattern, IssueEntry
from gongkai.web.publication.numbering import next_register_no, pattern_checked, register_held
from gongkai.web.trail.actions import log_action

State = IssueEntry.State
_NO_ATTRIBUTE = "未标明公开属性"
_NO_REASON = "未写明依申请公开或者不予公开的理由"
_OFF_THE_PUBLIC = {Stage.DRAFTING.value, Stage.WITHDRAWN.value, Stage.KEPT.value}


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
    import_key: str = "",
) -> IssueEntry:
    """Register a 发文 when it is drafted.

    Without attribute or reason it is returned (退文); a policy document proposed as 不予公开 goes to the disclosure office
    first; what is to be open needs nobody's consent here, its reviews come later. With an `import_key` a line that was taken
    over before is found again and nothing is written.

    Raises:
        NotYours: `actor` does not draft for this body.
    """
    must_hold(actor, Right.DRAFT, body=body, on=on)
    if import_key:
        register_held(body, on.year)
        if (known := IssueEntry.objects.filter(body=body, import_key=import_key).first()) is not None:
            return known
    entry = IssueEntry(
        body=body,
        number=next_register_no(body, on.year),
        title=title.strip(),
        doc_no=doc_no.strip(),
        drafted_on=drafted_on,
        formed_on=formed_on,
        drafter=actor,
        unit=unit.strip(),
        policy=policy,
        import_key=import_key,
    )
    _propose(entry, attribute, basis, reason, actor, on)
    entry.save(force_insert=True)
    log_action("entry.added", entry, body=body, actor=actor, on=on, attribute=attribute, state=str(entry.state))
    return entry


@transaction.atomic
def entry_propose(*, entry: IssueEntry, attribute: str, basis: str, reason: str, actor: Any, on: date) -> IssueEntry:
    """Propose an attribute anew after a 退文, or correct a proposal the office has not decided yet; the same rules hold.

    Raises:
        NotYours, NotReferred (the attribute is decided: only the disclosure office changes it).
    """
    entry = _locked(entry)
    must_hold(actor, Right.DRAFT, body=entry.body, on=on)
    if entry.state == State.CONFIRMED:
        raise NotReferred(number=entry.number, state=entry.get_state_display(), act="重新提出", act_en="propose")
    _propose(entry, attribute, basis, reason, actor, on)
    entry.save()
    log_action("entry.proposed", entry, body=entry.body, actor=actor, on=on, attribute=attribute, state=str(entry.state))
    return entry


@transaction.atomic
def entry_confirm(*, entry: IssueEntry, attribute: str, basis: str, reason: str, actor: Any, on: date) -> IssueEntry:
    """The head of the disclosure office decides on a referred entry: as proposed, or otherwise.

    Raises:
        NotReferred: it was not referred to the office.
        AttributeMissing, AttributeReasonMissing: as for a proposal.
        NotYours: `actor` does not head the office.
    """
    entry = _locked(entry)
    must_hold(actor, Right.MANAGE_BODY, body=entry.body, on=on)
    if entry.state != State.REFERRED:
        raise NotReferred(number=entry.number, state=entry.get_state_display(), act="确定公开属性", act_en="decide")
    _decide(entry, attribute, basis, reason, actor, on)
    entry.save()
    log_action("entry.confirmed", entry, body=entry.body, actor=actor, on=on, attribute=attribute)
    return entry


@transaction.atomic
def entry_return(*, entry: IssueEntry, because: str, actor: Any, on: date) -> IssueEntry:
    """Send an entry that the office does not accept back to its drafter (退文), with the reason they will read.

    Raises:
        NotYours; NotReferred (its attribute is decided already); AttributeReasonMissing (no reason given).
    """
    entry = _locked(entry)
    must_hold(actor, Right.MANAGE_BODY, body=entry.body, on=on)
    if entry.state not in (State.REFERRED, State.PROPOSED):
        raise NotReferred(number=entry.number, state=entry.get_state_display(), act="退文", act_en="return")
    if not because.strip():
        raise AttributeReasonMissing()
    entry.state, entry.returned_because = State.RETURNED, because.strip()
    entry.save()
    log_action("entry.returned", entry, body=entry.body, actor=actor, on=on)
    return entry


@transaction.atomic
def entry_reassess(*, entry: IssueEntry, attribute: str, basis: str, reason: str, actor: Any, on: date) -> IssueEntry:
    """Weigh an attribute again (R 18): it stays so for a reason, or it changes; the next look is a year away.

    Raises:
        NotYours; NotReferred (nothing is decided yet); AttributeMissing, AttributeReasonMissing.
        EntryHasDocument: what is to be closed is public or on its way to be.
    """
    entry = _locked(entry)
    must_hold(actor, Right.REVIEW_SECOND, body=entry.body, on=on)
    if entry.state != State.CONFIRMED:
        raise NotReferred(number=entry.number, state=entry.get_state_display(), act="评估", act_en="reassess")
    if attribute != Attribute.OPEN:
        _nothing_on_its_way(entry)
    before = entry.attribute
    _decide(entry, attribute, basis, reason, actor, on)
    entry.save()
    log_action("entry.reassessed", entry, body=entry.body, actor=actor, on=on, before=before, attribute=attribute)
    return entry


@transaction.atomic
def entry_amend(
    *,
    entry: IssueEntry,
    title: str,
    doc_no: str,
    formed_on: date | None,
    unit: str,
    policy: bool,
    actor: Any,
    on: date,
) -> IssueEntry:
    """Add what was not known when it was drafted: number, date, final title. A paper that turns out to be a policy document
    and is withheld goes to the disclosure office.
    """
    entry = _locked(entry)
    must_hold(actor, Right.DRAFT, body=entry.body, on=on)
    entry.title, entry.doc_no, entry.formed_on, entry.unit = title.strip(), doc_no.strip(), formed_on, unit.strip()
    if policy and not entry.policy and entry.attribute == Attribute.WITHHELD and entry.state == State.CONFIRMED:
        entry.state, entry.reassess_by = State.REFERRED, None
    entry.policy = policy
    entry.save()
    log_action("entry.amended", entry, body=entry.body, actor=actor, on=on, state=str(entry.state))
    return entry


@transaction.atomic
def index_pattern_set(*, body: Any, pattern: str, begun_on: date, actor: Any, on: date) -> IndexPattern:
    """Say how a body writes its index numbers from a day on; numbers already given stay (law.md 2.3).

    Raises:
        NotYours; IndexPatternWrong.
    """
    must_hold(actor, Right.MANAGE_BODY, body=body, on=on)
    checked = pattern_checked(pattern, body, begun_on)
    found, _ = IndexPattern.objects.update_or_create(body=body, begun_on=begun_on, defaults={"pattern": checked})
    log_action("index_pattern.set", found, body=body, actor=actor, on=on, pattern=checked, begun_on=begun_on)
    return found


def _locked(entry: IssueEntry) -> IssueEntry:
    return IssueEntry.objects.select_for_update().get(pk=entry.pk)


def _propose(entry: IssueEntry, attribute: str, basis: str, reason: str, actor: Any, on: date) -> None:
    entry.attribute, entry.basis, entry.reason = attribute, basis.strip(), reason.strip()
    entry.returned_because, entry.reassess_by, entry.decided_by, entry.decided_on = "", None, None, None
    if not attribute or (attribute != Attribute.OPEN and not entry.reason):
        entry.state = State.RETURNED
        entry.returned_because = _NO_REASON if attribute else _NO_ATTRIBUTE
    elif entry.policy and attribute == Attribute.WITHHELD:
        entry.state = State.REFERRED
    else:
        _decide(entry, attribute, basis, reason, actor, on)


def _decide(entry: IssueEntry, attribute: str, basis: str, reason: str, actor: Any, on: date) -> None:
    if not attribute:
        raise AttributeMissing()
    if attribute != Attribute.OPEN and not reason.strip():
        raise AttributeReasonMissing()
    entry.attribute, entry.basis, entry.reason, entry.state = attribute, basis.strip(), reason.strip(), State.CONFIRMED
    entry.decided_by, entry.decided_on, entry.returned_because = actor, on, ""
    entry.reassess_by = None if attribute == Attribute.OPEN else reassess_by(on)


def _nothing_on_its_way(entry: IssueEntry) -> None:
    document = Document.objects.filter(entry=entry).first()
    if document is not None and (document.stage not in _OFF_THE_PUBLIC or document.released_id is not None):
        stage = Stage(document.stage)
        raise EntryHasDocument(number=entry.number, stage=stage.zh, stage_en=stage.en)
