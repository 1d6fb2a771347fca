"""Who may see what of the trail.

The audit administrator sees every entry and every chain. Whoever may read a body's records sees what was done to those
records, and may have the body's own chain verified. Nobody changes anything here.
"""

from __future__ import annotations

from enum import StrEnum

from django.db.models import QuerySet
from django.http import Http404

from gongkai.web.shell.rights import Rights
from gongkai.web.trail.models import INSTALLATION, Chain, Entry


class To(StrEnum):
    """What the trail asks of `bodies.kinds.Right`, which stands above it: the values are the same."""

    READ = "read"
    AUDIT = "admin_audit"


def access_trail(rights: Rights) -> QuerySet[Entry]:
    """The entries one may see, newest first. Raises Http404 where one may see none."""
    entries = Entry.objects.select_related("body").order_by("-sequence")
    if rights.has(To.AUDIT):
        return entries
    if not rights.any(To.READ):
        raise Http404
    return entries.filter(chain_id__in=[str(body) for body in rights.bodies(To.READ)]).exclude(record_type="")


def access_chains(rights: Rights) -> QuerySet[Chain]:
    """The chains one may have verified, the installation's last. Raises Http404 where one may none."""
    chains = Chain.objects.select_related("body").order_by("body__code", "name")
    if rights.has(To.AUDIT):
        return chains
    if not rights.any(To.READ):
        raise Http404
    return chains.filter(body_id__in=rights.bodies(To.READ))


def access_chain(rights: Rights, name: str, *, to: To) -> Chain:
    """One chain: to READ it for whoever reads its body, to AUDIT it for the audit administrator. Raises Http404."""
    chain = Chain.objects.select_related("body").filter(name=name).first()
    allowed = rights.has(To.AUDIT) or (
        to is To.READ and chain is not None and chain.name != INSTALLATION and rights.has(To.READ, over=chain.body_id)
    )
    if chain is None or not allowed:
        raise Http404
    return chain


def access_audit(rights: Rights) -> None:
    """The pages of the audit administrator alone. Raises Http404."""
    if not rights.has(To.AUDIT):
        raise Http404
