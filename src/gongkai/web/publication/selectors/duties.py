"""Which items of the duty lists are fulfilled and which are not (国办发〔2019〕54号; R 20-22, 26)."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from django.db.models import Case, Count, F, Max, OuterRef, Q, QuerySet, Subquery, When
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


def duty_items_visible(*, rights: Rights, on: date) -> QuerySet[DutyItem]:
    """The items in force of the bodies this person reads, each with how many of its documents are public and the newest."""
    public = Q(links__document__released__isnull=False) & (
        Q(links__document__shown_until__isnull=True) | Q(links__document__shown_until__gte=on)
    )
    after = Q(document__first_released_at__date__gt=F("document__publish_by"))
    links = DutyLink.objects.filter(item=OuterRef("pk"), document__released__isnull=False)
    newest = links.order_by("-document__first_released_at", "-pk").annotate(after=Case(When(after, then=True), default=False))
    found = DutyItem.objects.filter(ended_on__isnull=True, duty_list__body_id__in=rights.bodies(Right.READ))
    return (
        found.select_related("duty_list__body")
        .annotate(public=Count("links", filter=public), newest=Max("links__document__first_released_at", filter=public))
        .annotate(late=Subquery(newest.values("after")[:1]))
        .order_by("duty_list__name", "place", "pk")
    )


def duty_items_found(items: QuerySet[DutyItem], text: str) -> QuerySet[DutyItem]:
    """Those among `items` that have these words in their names or contents."""
    return items.filter(Q(first__contains=text) | Q(second__contains=text) | Q(content__contains=text))


def duty_gaps(items: QuerySet[DutyItem], *, on: date) -> QuerySet[DutyItem]:
    """Those among `items` for which nothing is public, the first kind of gap."""
    return items.filter(mode=DutyItem.Mode.PROACTIVE, public=0)


def duty_state(item: DutyItem, *, on: date) -> DutyState:
    """How an item of `duty_items_visible` stands; asks nothing."""
    if item.mode == DutyItem.Mode.ON_REQUEST:
        return DutyState.ON_REQUEST
    if item.newest is None:
        return DutyState.MISSING
    due = renew_by(item)
    if due is not None and due < on:
        return DutyState.STALE
    return DutyState.LATE if item.late else DutyState.KEPT


def renew_by(item: DutyItem) -> date | None:
    """By when an item has to be renewed, where its list says how often."""
    if item.newest is None or item.every_months is None:
        return None
    return months_after(item.newest.astimezone(get_current_timezone()).date(), item.every_months)


def released_in_time(item: DutyItem, document: Document) -> bool | None:
    """Whether a document was public within the item's working days, or those of R 26; None where it cannot be said."""
    if document.first_released_at is None or document.formed_on is None:
        return None
    released = document.first_released_at.astimezone(get_current_timezone()).date()
    if item.days is not None:
        return in_time(document.formed_on, released, item.days)
    return None if document.publish_by is None else bool(released <= document.publish_by)


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
