"""Acts on identities from elsewhere: proposed by a sign-in, confirmed or declined by the security administrator alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.core.errors_signin import IdentityDecided, IdentityNotForOneself, IdentityTaken
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, Right, Role
from gongkai.web.bodies.models import Appointment, User
from gongkai.web.bodies.separation import refuse_unless
from gongkai.web.bodies.services.roles import appointment_begin
from gongkai.web.bodies.signin.models import Identity, IdentityProposal, ProposalState
from gongkai.web.trail.actions import log_action


@transaction.atomic
def identity_refuse(*, provider: str, check: str, network: str, actor: None, on: date) -> None:
    """Write down that a token did not stand up to a check; nothing of it is kept."""
    log_action("signin.identity_refused", None, body=None, actor=actor, on=on, provider=provider, check=check, network=network)


@transaction.atomic
def identity_propose(
    *,
    issuer: str,
    subject: str,
    provider: str,
    shown_name: str,
    roles: Sequence[str],
    user: User | None,
    actor: User | None,
    on: date,
) -> IdentityProposal:
    """Put an identity, or roles that its groups suggest, before the security administrator; asked again, nothing is added."""
    found = IdentityProposal.objects.select_for_update().filter(issuer=issuer, subject=subject, state=ProposalState.OPEN)
    proposal = found.first()
    wanted = sorted(set(roles))
    if proposal is not None and proposal.roles == wanted and (user is None or proposal.user_id == user.pk):
        return proposal
    if proposal is None:
        proposal = IdentityProposal(issuer=issuer, subject=subject, provider=provider, proposed_on=on)
    proposal.roles = wanted
    proposal.shown_name = shown_name[:60]
    proposal.user = user or proposal.user
    proposal.save()
    log_action(
        "signin.identity_proposed",
        proposal,
        body=user.body if user else None,
        actor=actor,
        on=on,
        provider=provider,
        roles=wanted,
    )
    return proposal


@transaction.atomic
def identity_confirm(
    *, proposal: IdentityProposal, user: User, roles: Sequence[str], reason: str, actor: User, on: date
) -> Identity:
    """Tie an identity to an account and grant those of the proposed roles that were chosen.

    The duty of the security administrator, never for oneself.
    Raises NotTheirDuty, IdentityNotForOneself, IdentityDecided, IdentityTaken, and what `appointment_begin` raises.
    """
    refuse_unless(actor, Right.ADMIN_SECURITY, on=on, act_zh="确认统一身份", act_en="confirm an identity")
    proposal = _open(proposal)
    if actor.pk == user.pk:
        raise IdentityNotForOneself
    identity = Identity.objects.select_related("user").filter(issuer=proposal.issuer, subject=proposal.subject).first()
    if identity is not None and identity.user_id != user.pk:
        raise IdentityTaken(name=identity.user.name)
    if identity is None:
        identity = Identity.objects.create(
            issuer=proposal.issuer, subject=proposal.subject, provider=proposal.provider, user=user, begun_on=on
        )
    granted = [Role(name) for name in roles if name in proposal.roles and not _held(user, Role(name))]
    for role in granted:
        body = None if role in INSTALLATION_WIDE else user.body
        appointment_begin(user=user, role=role, body=body, begun_on=on, actor=actor, on=on)
    _decide(proposal, ProposalState.CONFIRMED, user, reason, actor, on)
    log_action(
        "signin.identity_confirmed",
        proposal,
        body=user.body,
        actor=actor,
        on=on,
        user=str(user.pk),
        roles=[role.value for role in granted],
        reason=reason,
    )
    return identity


@transaction.atomic
def identity_decline(*, proposal: IdentityProposal, reason: str, actor: User, on: date) -> IdentityProposal:
    """Decline a proposal, with the reason. Raises NotTheirDuty, IdentityDecided."""
    refuse_unless(actor, Right.ADMIN_SECURITY, on=on, act_zh="不予确认统一身份", act_en="decline an identity")
    proposal = _open(proposal)
    _decide(proposal, ProposalState.DECLINED, proposal.user, reason, actor, on)
    log_action("signin.identity_declined", proposal, body=None, actor=actor, on=on, reason=reason)
    return proposal


@transaction.atomic
def identity_unlink(*, identity: Identity, reason: str, actor: User, on: date) -> None:
    """Undo the tie of an identity: by its owner or the security administrator. Raises NotTheirDuty."""
    if actor.pk != identity.user_id:
        refuse_unless(actor, Right.ADMIN_SECURITY, on=on, act_zh="解除统一身份关联", act_en="undo an identity")
    owner = identity.user
    if Identity.objects.filter(pk=identity.pk).delete()[0]:
        log_action("signin.identity_unlinked", owner, body=owner.body, actor=actor, on=on, reason=reason)


def _open(proposal: IdentityProposal) -> IdentityProposal:
    found: IdentityProposal = IdentityProposal.objects.select_for_update().get(pk=proposal.pk)
    if found.state != ProposalState.OPEN:
        raise IdentityDecided(name=found.decided_by.name if found.decided_by else "", on=found.decided_on)
    return found


def _decide(proposal: IdentityProposal, state: ProposalState, user: User | None, reason: str, actor: User, on: date) -> None:
    proposal.state, proposal.user, proposal.reason = state, user, reason[:200]
    proposal.decided_by, proposal.decided_on = actor, on
    proposal.save()


def _held(user: User, role: Role) -> bool:
    return Appointment.objects.filter(user=user, role=role, ended_on__isnull=True).exists()
