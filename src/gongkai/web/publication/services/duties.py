"""Duty lists loaded, their times set, and documents put against their items (国办发〔2019〕54号; R 20-22)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.core.errors_after import OtherBodysDocument
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.duty import must_hold
from gongkai.web.publication.duty_lists import DutyRow
from gongkai.web.publication.models import Document, DutyItem, DutyLink, DutyList
from gongkai.web.trail.actions import log_action

_TEXTS = ("first", "second", "content", "basis", "time_limit", "subject", "channels", "audience", "levels")


@transaction.atomic
def duty_list_load(
    *, body: Any, name: str, rows: Sequence[DutyRow], actor: Any, on: date, head: str = "", file: Any = None
) -> DutyList:
    """Load a list. Loaded again under its name, known lines stay with their documents, new ones come, missing ones end.

    Raises:
        NotYours
    """
    must_hold(actor, Right.MANAGE_BODY, body=body, on=on)
    values = {"head": head, "file": file, "loaded_on": on, "loaded_by": actor}
    found, _ = DutyList.objects.update_or_create(body=body, name=name.strip(), defaults=values)
    known = {item.key: item for item in found.items.select_for_update().filter(ended_on__isnull=True)}
    fresh, changed = [], []
    for place, row in enumerate(rows, 1):
        item = known.pop(row.key, None)
        if item is None:
            item = DutyItem(duty_list=found, key=row.key, begun_on=on, days=row.days, every_months=row.every_months)
            fresh.append(item)
        else:
            changed.append(item)
        item.place, item.mode = place, DutyItem.Mode.ON_REQUEST if row.on_request else DutyItem.Mode.PROACTIVE
        for field in _TEXTS:
            longest = DutyItem._meta.get_field(field).max_length
            setattr(item, field, getattr(row, field)[:longest])
    DutyItem.objects.bulk_create(fresh)
    DutyItem.objects.bulk_update(changed, ["place", "mode", *_TEXTS])
    DutyItem.objects.filter(pk__in=[item.pk for item in known.values()]).update(ended_on=on)
    log_action("duty_list.loaded", found, body=body, actor=actor, on=on, added=len(fresh), kept=len(changed), ended=len(known))
    return found


@transaction.atomic
def duty_item_set(*, item: DutyItem, days: int | None, every_months: int | None, actor: Any, on: date) -> DutyItem:
    """Say what can be counted of an item's time limit: working days from forming, months between two renewals."""
    item = DutyItem.objects.select_for_update().get(pk=item.pk)
    body = item.duty_list.body
    must_hold(actor, Right.MANAGE_BODY, body=body, on=on)
    item.days, item.every_months = days, every_months
    item.save(update_fields=["days", "every_months"])
    log_action("duty_item.set", item, body=body, actor=actor, on=on, days=days, every_months=every_months)
    return item


@transaction.atomic
def duty_item_link(*, item: DutyItem, document: Document, actor: Any, on: date) -> DutyLink:
    """Say that a document fulfils an item; said twice it is said once.

    Raises:
        OtherBodysDocument, NotYours.
    """
    body = item.duty_list.body
    must_hold(actor, Right.DRAFT, body=body, on=on)
    if document.body_id != body.pk:
        raise OtherBodysDocument(title=document.title, body=body.name)
    link, made = DutyLink.objects.get_or_create(item=item, document=document, defaults={"by": actor, "on": on})
    if made:
        log_action("duty_item.linked", item, body=body, actor=actor, on=on, document=str(document.pk))
    return link


@transaction.atomic
def duty_item_unlink(*, item: DutyItem, document: Document, actor: Any, on: date) -> None:
    """Take a document away from an item."""
    body = item.duty_list.body
    must_hold(actor, Right.DRAFT, body=body, on=on)
    gone, _ = DutyLink.objects.filter(item=item, document=document).delete()
    if gone:
        log_action("duty_item.unlinked", item, body=body, actor=actor, on=on, document=str(document.pk))
