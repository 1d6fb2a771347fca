"""Which items of the duty lists are fulfilled and which are not (国办发〔2019〕54号; R 20-22, 26)."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _

from gongkai.core.after_release import in_time
from gongkai.core.periods import months_after
from gongkai.web.bodies.access import Rights
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.kinds import Validity
from gongkai.web.publication.models import Document, DutyItem, DutyLink, DutyList
from gongkai.web.shell.choices import TextChoices


class DutyState(TextChoices):
    """How an item stands on a day."""

    MISSING = "missing", _("缺：没有公开的信息")
    STALE = "stale", _("逾期未更新")
    LATE = "late", _("公开迟于时限")
    KEPT = "kept", _("已公开")
    ON_REQUEST = "on_request", _("依申请公开")


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """One item with how it stands, and the day by which it has to be renewed where it has one."""

    item: DutyItem
    state: DutyState
    renew_by: date | None


def duty_items_visible(*, rights: Rights, on: date) -> QuerySet[DutyItem]:
    """The items in force of the bodies this person reads, each with how many of its documents are public and the newest."""
    public = Q(links__document__released__isnull=False) & (
        Q(links__document__shown_until__isnull=True) | Q(links__document__shown_until__gte=on)
    )
    found = DutyItem.objects.filter(ended_on__isnull=True, duty_list__body_id__in=rights.bodies(Right.READ))
    return (
        found.select_related("duty_list__body")
        .annotate(public=Count("links", filter=public), newest=Max("links__document__first_released_at", filter=public))
        .order_by("duty_list__name", "place", "pk")
    )


def duty_gaps(items: QuerySet[DutyItem], *, on: date) -> QuerySet[DutyItem]:
    """Those among `items` for which nothing is public, the first kind of gap."""
    return items.filter(mode=DutyItem.Mode.PROACTIVE, public=0)


def duty_standings(items: Iterable[DutyItem], *, on: date) -> list[DutyStanding]:
    """How items stand; one query for the days of all their documents."""
    known = list(items)
    late = _released_late([item.pk for item in known])
    return [_standing(item, on, late) for item in known]


def duty_documents(item: DutyItem) -> QuerySet[Document]:
    """The documents put against an item, newest release first."""
    found = Document.objects.filter(duty_links__item=item).select_related("body")
    return found.order_by(F("first_released_at").desc(nulls_last=True), "-pk")


def documents_to_link(item: DutyItem, *, most: int = 200) -> QuerySet[Document]:
    """The documents of the item's body that may be put against it: those of its head first choice, newest first."""
    found = Document.objects.filter(body_id=item.duty_list.body_id, validity=Validity.VALID)
    if item.duty_list.head:
        found = found.filter(head=item.duty_list.head)
    return found.exclude(duty_links__item=item).order_by("-pk")[:most]


def duty_lists_visible(*, rights: Rights) -> QuerySet[DutyList]:
    """The lists of the bodies this person reads."""
    return DutyList.objects.filter(body_id__in=rights.bodies(Right.READ)).select_related("body", "loaded_by")


def duty_gap_counts(*, bodies: Collection[uuid.UUID]) -> list[tuple[str, uuid.UUID, int]]:
    """For each list of these bodies with a gap: its name, its key, and how many items have nothing public."""
    public = Q(links__document__released__isnull=False)
    items = DutyItem.objects.filter(ended_on__isnull=True, mode=DutyItem.Mode.PROACTIVE, duty_list__body_id__in=bodies)
    gaps = items.annotate(public=Count("links", filter=public)).filter(public=0).order_by()
    counted: dict[tuple[str, uuid.UUID], int] = {}
    for name, key in gaps.values_list("duty_list__name", "duty_list_id"):
        counted[name, key] = counted.get((name, key), 0) + 1
    return [(name, key, count) for (name, key), count in sorted(counted.items())]


def _standing(item: DutyItem, on: date, late: set[uuid.UUID]) -> DutyStanding:
    newest = item.newest.astimezone(get_current_timezone()).date() if item.newest else None
    renew_by = months_after(newest, item.every_months) if newest and item.every_months else None
    if item.mode == DutyItem.Mode.ON_REQUEST:
        state = DutyState.ON_REQUEST
    elif newest is None:
        state = DutyState.MISSING
    elif renew_by is not None and renew_by < on:
        state = DutyState.STALE
    elif item.pk in late:
        state = DutyState.LATE
    else:
        state = DutyState.KEPT
    return DutyStanding(item, state, renew_by)


def _released_late(items: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """The items whose newest public document came later than the item's working days, or R 26, allow."""
    newest: dict[uuid.UUID, bool] = {}
    links = DutyLink.objects.filter(item_id__in=items, document__released__isnull=False)
    values = ("item_id", "item__days", "document__formed_on", "document__publish_by", "document__first_released_at")
    for item, days, formed, publish_by, at in links.order_by("document__first_released_at", "pk").values_list(*values):
        released = at.astimezone(get_current_timezone()).date()
        if formed is not None and days is not None:
            newest[item] = not in_time(formed, released, days)
        else:
            newest[item] = publish_by is not None and released > publish_by
    return {item for item, late in newest.items() if late}
