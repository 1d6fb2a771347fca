"""Is every chain as it was written? Edits, deletions, swaps, insertions and cuts are told with their place.

A chain is read once from its beginning (or from where a purge left a signed checkpoint) to its head. What cannot be seen
in the chain itself, a tail cut with a head that fits, is seen by the seal of the head, by the anchors that the
installation's chain holds, and by an anchor that was exported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import F

from gongkai.web.sealing import signing
from gongkai.web.trail.anchors import Anchor
from gongkai.web.trail.chain import CHECKPOINT, HEAD, algorithm_of, entry_hash, head_of, values_of
from gongkai.web.trail.faults import Fault, Kind, Verdict
from gongkai.web.trail.models import INSTALLATION, Chain, Checkpoint, Entry

ANCHORED = "trail.anchored"
_CHUNK = 2000
_MOST = 200  # faults told of one chain: after a large cut every further one says the same
Claims = Mapping[str, Mapping[int, set[str]]]


def trail_verified(anchor: Anchor | None = None) -> list[Verdict]:
    """Every chain verified, those an anchor knows and the database does not included."""
    claims = _claims(anchor)
    verdicts = [_verified(chain, claims.get(chain.name, {})) for chain in Chain.objects.select_related("body")]
    known = {verdict.chain for verdict in verdicts}
    verdicts += [
        Verdict(name, anchor.names.get(name, "") if anchor else "", 0, (Fault(Kind.NO_CHAIN, name),))
        for name in sorted(claims)
        if name not in known
    ]
    if anchor is not None and not anchor.genuine:
        verdicts.insert(0, Verdict("", anchor.file, 0, (Fault(Kind.ANCHOR_SIGNATURE, ""),)))
    return verdicts


def chain_verified(chain: Chain, anchor: Anchor | None = None) -> Verdict:
    """One chain verified."""
    return _verified(chain, _claims(anchor).get(chain.name, {}))


def _claims(anchor: Anchor | None) -> Claims:
    """What anchors say: of each chain, which hash stood at which place."""
    claims: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    noted = Entry.objects.filter(chain_id=INSTALLATION, code=ANCHORED).values_list("details", flat=True)
    sources: list[Mapping[str, Any]] = [details.get("heads", {}) for details in noted]
    if anchor is not None and anchor.genuine:
        sources.append(anchor.heads)
    for heads in sources:
        for name, (length, hash_) in heads.items():
            if length:
                claims[name][length].add(hash_)
    return claims


def _verified(chain: Chain, claimed: Mapping[int, set[str]]) -> Verdict:
    while True:
        checkpoint = _last_checkpoint(chain)
        verdict = _walked(chain, checkpoint, claimed)
        if verdict.sound or checkpoint == _last_checkpoint(chain):  # else a purge ran meanwhile: once more
            return verdict


def _last_checkpoint(chain: Chain) -> Checkpoint | None:
    return Checkpoint.objects.filter(chain=chain).order_by("position").last()


def _walked(chain: Chain, checkpoint: Checkpoint | None, claimed: Mapping[int, set[str]]) -> Verdict:
    chain = Chain.objects.select_related("body").get(pk=chain.pk)  # the head as it is now: what comes later is not read
    faults: list[Fault] = []
    count = 0
    for step in _Walk(chain, checkpoint, claimed).steps():
        if isinstance(step, Fault):
            faults.append(step)
            if len(faults) >= _MOST:
                break
        else:
            count += 1
    name = chain.body.name if chain.body else ""
    return Verdict(chain.name, name, count, tuple(faults), checkpoint.position + 1 if checkpoint else 1)


class _Walk:
    """One walk along a chain."""

    def __init__(self, chain: Chain, checkpoint: Checkpoint | None, claimed: Mapping[int, set[str]]) -> None:
        self.chain = chain
        self.claimed = claimed
        self.position = checkpoint.position if checkpoint else 0
        self.hash = checkpoint.hash if checkpoint else ""
        self.sequence = 0

    def steps(self) -> Iterator[Fault | None]:
        """Faults as they come, and None for every entry read."""
        yield from self._checkpoints()
        begun = self.position
        entries = Entry.objects.filter(chain=self.chain, position__lte=self.chain.length).order_by("position")
        for entry in entries.iterator(chunk_size=_CHUNK):
            yield from self._entry(entry)
            yield None
        if self.position != self.chain.length or self.hash != self.chain.hash:
            yield self._fault(Kind.HEAD, self.chain.length)
        if not self._seal_fits():
            yield self._fault(Kind.SEAL, self.chain.length)
        for position in sorted(self.claimed):
            if position > max(self.position, begun):
                yield self._fault(Kind.CUT, position)
        beyond = Entry.objects.filter(chain=self.chain, position__gt=F("chain__length")).order_by("position")
        for entry in beyond[:_MOST]:
            yield self._fault(Kind.BEYOND, entry.position)

    def _checkpoints(self) -> Iterator[Fault]:
        for each in Checkpoint.objects.filter(chain=self.chain):
            if not signing.verify(checkpoint_content(each), each.signature, purpose=CHECKPOINT):
                yield self._fault(Kind.CHECKPOINT, each.position)
            if self.claimed.get(each.position, {each.hash}) != {each.hash}:
                yield self._fault(Kind.ANCHORED, each.position)

    def _entry(self, entry: Entry) -> Iterator[Fault]:
        here = entry.position
        if here <= self.position:  # a purge removed all of these
            yield self._fault(Kind.UNLINKED, here)
            return
        if here != self.position + 1:
            yield self._fault(Kind.GAP, here - 1, first=self.position + 1)
        elif entry.previous != self.hash:
            yield self._fault(Kind.UNLINKED, here)
        if entry_hash(values_of(entry), algorithm_of(entry.hash)) != entry.hash:
            yield self._fault(Kind.CHANGED, here)
        if (str(entry.body_id) if entry.body_id else INSTALLATION) != self.chain.name:
            yield self._fault(Kind.FOREIGN, here)
        if entry.sequence <= self.sequence:
            yield self._fault(Kind.ORDER, here)
        if self.claimed.get(here, {entry.hash}) != {entry.hash}:
            yield self._fault(Kind.ANCHORED, here)
        self.position, self.hash, self.sequence = here, entry.hash, max(self.sequence, entry.sequence)

    def _seal_fits(self) -> bool:
        chain = self.chain
        if not chain.length and not chain.seal:
            return True  # made by a first act that is not committed yet
        return signing.is_authentic(head_of(chain.name, chain.length, chain.hash), chain.seal, purpose=HEAD)

    def _fault(self, kind: Kind, position: int, **details: object) -> Fault:
        return Fault(kind, self.chain.name, position, details)


def checkpoint_content(checkpoint: Checkpoint) -> dict[str, Any]:
    """What a checkpoint's signature is over."""
    return {
        "chain": str(checkpoint.chain_id),
        "position": checkpoint.position,
        "hash": checkpoint.hash,
        "made_on": checkpoint.made_on.isoformat(),
        "kept_from": checkpoint.kept_from.isoformat(),
    }
