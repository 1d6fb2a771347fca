"""The prose reconciled with the tables (law.md 7.5, X11): every number of every section that speaks of them.

A mismatch is an error only where scope and unit are certain, else something to verify (design 3.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.core.findings import Finding, Severity, Words, shown
from gongkai.core.report.cell_words import cell_words
from gongkai.core.report.exchange import Report
from gongkai.core.report.messages_prose import PROSE_TABLE, PROSE_UPHELD
from gongkai.core.report.prose_cells import Meaning, Meanings, meanings_of
from gongkai.core.report.prose_claims import Claim, claims_in
from gongkai.core.report.prose_growth import check_growth
from gongkai.core.report.prose_shares import check_outcome_chain, check_shares
from gongkai.core.report.prose_splits import check_splits
from gongkai.core.report.prose_text import prose_of

NOT_PROSE = ("0",)  # the introduction speaks of the report, not of the year's work


def check_prose(report: Report, previous: Report | None) -> Iterator[Finding]:
    """Every mention against the tables, every split against its total, every share and growth recomputed."""
    meanings = meanings_of(report)
    before = None if previous is None else meanings_of(previous)
    unchecked_growth = False
    for section in sections_of(report):
        sentences = prose_of(report, section).sentences
        claims = claims_in(sentences, year=report.year, agency=report.agency)
        agreed = {_family(claim) for claim in claims if _agrees(claim, meanings)}
        for claim in claims:
            yield from _against_tables(claim, meanings, agreed)
        yield from check_outcome_chain(claims, meanings)
        yield from check_shares(claims, meanings)
        yield from check_splits(sentences)
        for finding in check_growth(claims, meanings, before):
            if finding.severity is not Severity.NOTE or not unchecked_growth:
                yield finding
            unchecked_growth = unchecked_growth or finding.severity is Severity.NOTE


def sections_of(report: Report) -> tuple[str, ...]:
    """The sections that stand in the report, parts beyond the form's six among them, in the order read."""
    read = dict.fromkeys([*report.sections, *(passage.section for passage in report.passages)])
    return tuple(section for section in read if section not in NOT_PROSE)


def _family(claim: Claim) -> str:
    """Kinds that count the same thing in other words."""
    return "received" if claim.kind in {"received", "new", "requests", "handled"} else claim.kind


def _agrees(claim: Claim, meanings: Meanings) -> bool:
    return any(meaning.value == claim.value for meaning in meanings.of(claim.kind))


def _against_tables(claim: Claim, meanings: Meanings, agreed: set[str]) -> Iterator[Finding]:
    """One mention against the cell it names, or against several cells together.

    Where another mention of the same thing agrees with the tables, this one may count a part of it.
    """
    if claim.kind.endswith(".upheld"):
        yield from _all_upheld(claim, meanings)
        return
    possible = meanings.of(claim.kind)
    if not possible or _agrees(claim, meanings):
        return
    nearest = min(possible, key=lambda meaning: abs(meaning.value - claim.value))
    first = possible[0].cells
    yield PROSE_TABLE.at(
        first[0] if len(first) == 1 else f"S{claim.sentence.section}",
        claim.sentence.place,
        stated=claim.value,
        computed=nearest.value,
        formula=nearest.formula,
        severity=None if claim.certain and _family(claim) not in agreed else Severity.VERIFY,
        quote=claim.quote,
        cells=_cells_in_words(nearest, meanings),
        others=_other_readings(possible, nearest),
    )


def _cells_in_words(meaning: Meaning, meanings: Meanings) -> Words:
    """The cells of a sum: the one, or the first and how many more."""
    names = [cell_words(cell, meanings.figures.report.form) for cell in meaning.cells]
    if len(names) == 1:
        return names[0]
    return Words(
        f"{names[0].zh}等 {len(names)} 格之和",
        f"The sum of {len(names)} cells beginning with {names[0].en[:1].lower()}{names[0].en[1:]}",
    )


def _other_readings(possible: tuple[Meaning, ...], nearest: Meaning) -> Words:
    others = list(
        dict.fromkeys(meaning.formula for meaning in possible if meaning is not nearest and meaning.value != nearest.value)
    )
    if not others:
        return Words("", "")
    return Words(f"，按其他口径为 {'、'.join(others)}", f"; counted otherwise {', '.join(others)}")


def _all_upheld(claim: Claim, meanings: Meanings) -> Iterator[Finding]:
    """均获维持 against cases that were corrected, ended otherwise or are still pending."""
    kinds = claim.kind.removesuffix(".upheld")
    counts = [meaning.value for outcome in ("correct", "other", "pending") for meaning in meanings.of(f"{kinds}.{outcome}")]
    rest = sum(counts, Decimal(0))
    if rest:
        yield PROSE_UPHELD.at(
            f"S{claim.sentence.section}",
            claim.sentence.place,
            stated="均获维持",
            computed=rest,
            formula=f"{'+'.join(shown(count) for count in counts)}={shown(rest)}",
            quote=claim.quote,
        )
