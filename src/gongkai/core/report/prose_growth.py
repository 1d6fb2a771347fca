"""Growth recomputed from last year's report: 同比增长70.3%, 较去年回落12.3%, 比上年增加12件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from gongkai.core.findings import Finding, Severity, shown
from gongkai.core.report.messages_prose import GROWTH_UNCHECKED, PROSE_GROWTH
from gongkai.core.report.prose_cells import Meanings
from gongkai.core.report.prose_claims import Claim

_GROWTH = re.compile(
    r"(?:同比|[较比与](?:去年|上一?年度?|20\d{2}年)(?:同期)?(?:相比)?)[^，。；：\d]{0,6}?"
    r"(?P<way>增长|上升|增加|提高|增幅|下降|减少|降低|回落|下滑|降幅)[^，。；：\d]{0,4}?(?P<number>[+-]?\d{1,6}(?:\.\d{1,4})?)(?P<unit>%|件|宗|份)"
)
_DOWN = frozenset({"下降", "减少", "降低", "回落", "下滑", "降幅"})
_BRACKETS = re.compile(r"（[^（）]{0,400}）")
FAR = 24  # characters between a number and the growth that is said of it


def check_growth(claims: tuple[Claim, ...], meanings: Meanings, before: Meanings | None) -> Iterator[Finding]:
    """Every growth said of a number of the tables; without last year's report one note says that it was not checked."""
    for claim in claims:
        match = _growth_of(claim)
        if match is None or not meanings.of(claim.kind):
            continue
        place, where = claim.sentence.place, f"S{claim.sentence.section}"
        if before is None:
            yield GROWTH_UNCHECKED.at(where, place, stated=match.group(), quote=claim.quote)
            continue
        stated = Decimal(match["number"]) * (-1 if match["way"] in _DOWN else 1)
        possible = _growths(claim, match["unit"], stated, meanings, before)
        if possible and all(value != stated for value, _ in possible):
            value, formula = possible[0]
            unit = match["unit"]
            yield PROSE_GROWTH.at(
                where,
                place,
                stated=f"{shown(stated)}{unit}",
                computed=f"{shown(value)}{unit}",
                formula=formula,
                severity=Severity.VERIFY,
                quote=f"{claim.quote}，{match.group()}",
            )


def _growth_of(claim: Claim) -> re.Match[str] | None:
    """The growth that follows a number in its sentence, brackets aside."""
    if claim.amount is None:
        return None
    rest = _BRACKETS.sub("", claim.sentence.text[claim.amount.end :])
    match = _GROWTH.search(rest, 0, FAR + 40)
    if match is None or match.start() > FAR or re.search(r"\d+[件条宗份]", rest[: match.start()]):
        return None
    return match


def _growths(claim: Claim, unit: str, like: Decimal, meanings: Meanings, before: Meanings) -> list[tuple[Decimal, str]]:
    """The growth in each way of counting that both years allow: the prose's own number against last year's cells."""
    found: list[tuple[Decimal, str]] = []
    counted = [each.cells for each in meanings.of(claim.kind) if each.value == claim.value]
    for then in sorted(before.of(claim.kind), key=lambda each: each.cells not in counted):
        change = claim.value - then.value
        if unit != "%":
            found.append((change, f"{shown(claim.value)}-{shown(then.value)}={shown(change)}"))
        elif then.value:
            share = (change / then.value * 100).quantize(like, rounding=ROUND_HALF_UP)
            found.append((share, f"({shown(claim.value)}-{shown(then.value)})÷{shown(then.value)}={shown(share)}%"))
    return found
