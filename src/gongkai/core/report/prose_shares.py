"""Shares recomputed (占33.9%), and the outcomes of a year added up against what was answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gongkai.core.findings import Finding, Severity, shown
from gongkai.core.report.messages_prose import PROSE_OUTCOMES, PROSE_SHARE
from gongkai.core.report.prose_cells import OUTCOME_KINDS, REQUEST_KINDS, Meanings
from gongkai.core.report.prose_claims import Claim

_SHARE = re.compile(r"[，（]?(?:约|共|分别|均)?(?:占[^，。；：、（）\d]{0,16})?(?:为|约|达)?(?P<share>\d{1,3}(?:\.\d{1,4})?)%")
_BASES = ("answered", "handled", "received", "new", "requests")  # in the order in which a sum of outcomes is held against them


def check_shares(claims: tuple[Claim, ...], meanings: Meanings) -> Iterator[Finding]:
    """A printed share is that of its number in one of the totals named before it, or in the tables' totals."""
    bases: list[Decimal] = []
    for claim in claims:
        if claim.kind in _BASES:
            bases.append(claim.value)
        share = _share_of(claim)
        if share is None or claim.kind not in REQUEST_KINDS:
            continue
        wholes = [whole for whole in (*reversed(bases), *_table_totals(meanings)) if whole]
        if not wholes or any(_rounded(claim.value, whole, share) == share for whole in wholes):
            continue
        computed = _rounded(claim.value, wholes[0], share)
        yield PROSE_SHARE.at(
            f"S{claim.sentence.section}",
            claim.sentence.place,
            stated=f"{shown(share)}%",
            computed=f"{computed}%",
            formula=f"{shown(claim.value)}÷{shown(wholes[0])}={computed}%",
            severity=Severity.VERIFY,
            quote=claim.quote,
            whole=shown(wholes[0]),
        )


def _share_of(claim: Claim) -> Decimal | None:
    if claim.amount is None:
        return None
    match = _SHARE.match(claim.sentence.text, claim.amount.end)
    if match is None or ("占" not in match.group() and not match.group().startswith("（")):
        return None
    return Decimal(match["share"])


def _rounded(value: Decimal, whole: Decimal, like: Decimal) -> Decimal:
    """The share in per cent, rounded to as many places as the printed one."""
    return (value / whole * 100).quantize(like, rounding=ROUND_HALF_UP)


def _table_totals(meanings: Meanings) -> list[Decimal]:
    return [meaning.value for kind in ("answered", "received") for meaning in meanings.of(kind)]


def check_outcome_chain(claims: tuple[Claim, ...], meanings: Meanings) -> Iterator[Finding]:
    """All outcomes named in the prose add up to what it says was answered, or with 结转 to what was received."""
    outcomes = _outcomes(claims)
    bases = [claim for kind in _BASES for claim in claims if claim.kind == kind]
    if not outcomes or not bases:
        return
    done = sum((claim.value for claim in outcomes), Decimal(0))
    carried_in, carried_out = (_first_value(claims, kind) for kind in ("carry_in", "carry_out"))
    known = {meaning.value for meaning in meanings.of("answered")}
    known.update(claim.value + carried for claim in bases for carried in (Decimal(0), carried_in))
    if not known & {done, done + carried_out}:
        yield PROSE_OUTCOMES.at(
            f"S{outcomes[0].sentence.section}",
            outcomes[0].sentence.place,
            stated=bases[0].value,
            computed=done,
            formula="+".join(shown(claim.value) for claim in outcomes) + f"={shown(done)}",
            quote=bases[0].quote,
        )


def _outcomes(claims: tuple[Claim, ...]) -> list[Claim]:
    """The first mention of every outcome, where the prose names all of them; else nothing."""
    named: dict[str, Claim] = {}
    for claim in claims:
        if claim.kind in OUTCOME_KINDS:
            named.setdefault(claim.kind, claim)
    if not ({"r3", "r4", "r5", "r6"} <= named.keys() and {"r1", "r1+r2"} & named.keys()):
        return []
    doubled = {"r1", "r2"} if "r1+r2" in named else set()
    return [claim for kind, claim in named.items() if kind not in doubled]


def _first_value(claims: tuple[Claim, ...], kind: str) -> Decimal:
    return next((claim.value for claim in claims if claim.kind == kind), Decimal(0))
