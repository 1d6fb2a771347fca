"""Acts on websites and official accounts: registered, filed, handed over, updated, paused, closed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from gongkai.core.errors_bodies import AccountRefused, PersonInactive
from gongkai.web.bodies.kinds import AccountKind, AccountStatus
from gongkai.web.bodies.models import AccountHandover, Body, PlatformAccount, User
from gongkai.web.trail.actions import log_action

CHANGEABLE = frozenset({"name", "site_code", "icp", "police_no"})


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """What is registered of an account when it is opened."""

    kind: AccountKind
    name: str
    address: str
    begun_on: date
    site_code: str = ""
    icp: str = ""
    police_no: str = ""


@transaction.atomic
def platform_account_open(
    *, body: Body, facts: AccountFacts, keeper: User, actor: User, on: date, deputy: User | None = None
) -> PlatformAccount:
    """Register an account with the one person who keeps it.

    Raises AccountRefused where the address is registered already or keeper and deputy are one, PersonInactive.
    """
    _refuse_keepers(facts.name, keeper, deputy)
    registered = PlatformAccount.objects.filter(kind=facts.kind, address=facts.address).exclude(status=AccountStatus.CLOSED)
    if (taken := registered.first()) is not None:
        raise AccountRefused(
            name=facts.name,
            why_zh=f"该网址或者账号已登记为“{taken.name}”，请核对",
            why_en=f"this address is registered as “{taken.name}”; check it",
        )
    account = PlatformAccount.objects.create(
        body=body, keeper=keeper, deputy=deputy, status_since=facts.begun_on, **asdict(facts)
    )
    log_action(
        "platform_account.opened",
        account,
        body=body,
        actor=actor,
        on=on,
        kind=str(facts.kind),
        keeper=str(keeper.pk),
        begun_on=facts.begun_on.isoformat(),
    )
    return account


@transaction.atomic
def platform_account_change(
    *, account: PlatformAccount, changes: Mapping[str, str], deputy: User | None, actor: User, on: date
) -> PlatformAccount:
    """Change name, numbers or deputy. The keeper changes by a handover alone. Raises AccountRefused, PersonInactive."""
    account = _locked(account)
    if unknown := set(changes) - CHANGEABLE:
        raise ValueError(f"no fields of an account that may be changed: {sorted(unknown)}")
    changed = sorted(name for name, value in changes.items() if getattr(account, name) != value)
    if account.deputy_id != (deputy.pk if deputy else None):
        _refuse_keepers(account.name, account.keeper, deputy)
        account.deputy = deputy
        changed.append("deputy")
    if not changed:
        return account
    for name in set(changed) - {"deputy"}:
        setattr(account, name, changes[name])
    account.save(update_fields=changed)
    log_action("platform_account.changed", account, body=account.body, actor=actor, on=on, fields=changed)
    return account


@transaction.atomic
def platform_account_file(
    *, account: PlatformAccount, filed_with: str, filed_on: date, actor: User, on: date
) -> PlatformAccount:
    """Record that the account was filed with the competent office (备案)."""
    account = _locked(account)
    if (account.filed_with, account.filed_on) == (filed_with, filed_on):
        return account
    account.filed_with, account.filed_on = filed_with, filed_on
    account.save(update_fields=["filed_with", "filed_on"])
    log_action(
        "platform_account.filed",
        account,
        body=account.body,
        actor=actor,
        on=on,
        filed_with=filed_with,
        filed_on=filed_on.isoformat(),
    )
    return account


@transaction.atomic
def platform_account_set_status(
    *, account: PlatformAccount, status: AccountStatus, since: date, reason: str, actor: User, on: date
) -> PlatformAccount:
    """Pause an account, use it again, or close it for ever. Raises AccountRefused for one that is closed."""
    account = _locked(account)
    if account.status == status:
        return account
    _refuse_closed(account)
    if since < account.status_since:
        raise AccountRefused(
            name=account.name,
            why_zh=f"现在的状态自 {account.status_since} 起，日期不能早于该日",
            why_en=f"its present state began on {account.status_since}; the day cannot be earlier",
        )
    former, account.status, account.status_since = account.status, status, since
    account.save(update_fields=["status", "status_since"])
    log_action(
        "platform_account.status_changed",
        account,
        body=account.body,
        actor=actor,
        on=on,
        former=str(former),
        status=str(status),
        since=since.isoformat(),
        reason=reason,
    )
    return account


@transaction.atomic
def platform_account_hand_over(
    *,
    account: PlatformAccount,
    taker: User,
    items: Sequence[str],
    signed_by: str,
    handed_on: date,
    actor: User,
    on: date,
) -> AccountHandover:
    """Pass the account to another keeper with the list of what was handed over, signed by a witness.

    Raises AccountRefused without a list, to the present keeper, or before the last handover; PersonInactive.
    """
    account = _locked(account)
    _refuse_closed(account)
    listed = [item.strip() for item in items if item.strip()]
    last = AccountHandover.objects.filter(account=account).order_by("-on", "-id").first()
    if last is not None and (last.taker_id, last.on, last.items) == (taker.pk, handed_on, listed):
        return last
    _refuse_handover(account, taker, listed, earliest=last.on if last else account.begun_on, handed_on=handed_on, on=on)
    handover = AccountHandover.objects.create(
        account=account, giver=account.keeper, taker=taker, on=handed_on, items=listed, signed_by=signed_by
    )
    account.keeper = taker
    if account.deputy_id == taker.pk:
        account.deputy = None
    account.save(update_fields=["keeper", "deputy"])
    log_action(
        "platform_account.handed_over",
        account,
        body=account.body,
        actor=actor,
        on=on,
        handed_on=handed_on.isoformat(),
        giver=str(handover.giver_id),
        taker=str(taker.pk),
        items=len(listed),
    )
    return handover


@transaction.atomic
def platform_account_post(*, account: PlatformAccount, posted_on: date, actor: User | None, on: date) -> PlatformAccount:
    """Record that the account was updated on a day; an older day than the last one changes nothing.

    Called for every release and repost through it. Raises AccountRefused for a day to come or a closed account.
    """
    account = _locked(account)
    if account.last_post_on is not None and posted_on <= account.last_post_on:
        return account
    _refuse_closed(account)
    if posted_on > on:
        raise AccountRefused(name=account.name, why_zh="更新日期不能晚于今天", why_en="the day cannot lie in the future")
    account.last_post_on = posted_on
    account.save(update_fields=["last_post_on"])
    log_action("platform_account.posted", account, body=account.body, actor=actor, on=on, posted_on=posted_on.isoformat())
    return account


def _locked(account: PlatformAccount) -> PlatformAccount:
    return PlatformAccount.objects.select_for_update().get(pk=account.pk)


def _refuse_closed(account: PlatformAccount) -> None:
    if account.status == AccountStatus.CLOSED:
        raise AccountRefused(
            name=account.name,
            why_zh=f"已于 {account.status_since} 注销，不能再变更",
            why_en=f"it was closed on {account.status_since} and cannot be changed",
        )


def _refuse_handover(
    account: PlatformAccount, taker: User, items: Sequence[str], *, earliest: date, handed_on: date, on: date
) -> None:
    if not items:
        raise AccountRefused(name=account.name, why_zh="请列明移交的内容", why_en="list what is handed over")
    if taker.pk == account.keeper_id:
        raise AccountRefused(name=account.name, why_zh=f"{taker.name}已是管理人", why_en=f"{taker.name} keeps it already")
    if handed_on < earliest or handed_on > on:
        raise AccountRefused(
            name=account.name,
            why_zh=f"移交日期须在 {earliest} 至 {on} 之间",
            why_en=f"the day of the handover lies between {earliest} and {on}",
        )
    _refuse_keepers(account.name, taker, None)


def _refuse_keepers(name: str, keeper: User, deputy: User | None) -> None:
    for person in (keeper, deputy):
        if person is not None and not person.is_active:
            raise PersonInactive(name=person.name)
    if deputy is not None and deputy.pk == keeper.pk:
        raise AccountRefused(
            name=name, why_zh="管理人和备份管理人须为两人", why_en="keeper and deputy are two different people"
        )
