"""What the prose says of requests, remedies and documents: every number with the thing it counts.

A number is taken for a statement about the tables only where the words before it (or, as in 收到12件申请, after it)
name the thing; opinions, petitions, proposals and the like are other things, and other years are other reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.report.agency_level import same_body
from gongkai.core.report.prose_kinds import (
    ALL_UPHELD,
    CHANNEL,
    DISCLOSURE,
    EMPTY_LEAD,
    NOT_REQUESTS,
    OTHER_BODY,
    OUTCOMES,
    PART_OF_YEAR,
    REMEDIES,
    REMEDY_BEFORE,
    REQUEST_TOPIC,
    SCOPE,
    document_kind,
    kind_after,
    kind_before,
    remedy_kinds,
    zero_claims,
)
from gongkai.core.report.prose_numbers import CERTAIN_UNITS, Amount, amounts
from gongkai.core.report.prose_text import Sentence

_YEAR = re.compile(
    r"(?P<year>20\d{2})年|(?P<before>(?<![较比与同])(?:去年|上一?年度?|前年))(?!同期|相比|度?(?:结转|转入|转来|接转|遗留|未办))"
    r"|(?P<now>本年度?|今年|全年)"
)
_REMARK = re.compile(r"（[^（）\d]{0,60}）")
_SELF = re.compile("[我本]")
_WHEN = re.compile("^.*[年度月]")  # a time before a body's name: 2023年市信访局
_COMPARED = frozenset("较比与同")
QUOTED = 60  # characters of a sentence shown in a finding
_BREAK = re.compile(r"[，；：（）]")


@dataclass(frozen=True, slots=True)
class Claim:
    """One number of the prose and what it counts. `certain` where scope, unit and wording leave no doubt."""

    kind: str
    value: Decimal
    sentence: Sentence
    quote: str
    amount: Amount | None = None
    certain: bool = False
    part: bool = False  # inside brackets, or after 其中


@dataclass(frozen=True, slots=True)
class _Context:
    """What is known about a number before its own words are read."""

    text: str
    amount: Amount
    lead: str  # from the previous number or the sentence's beginning
    clause: str  # the last clause of the lead
    tail: str
    topic: bool
    near: bool  # whether requests are spoken of in the sentence or its sub-heading
    last: str | None  # the kind of the number before


@dataclass(frozen=True, slots=True)
class _Topic:
    """Whether requests are spoken of: somewhere above in the same part, or in this sentence or its sub-heading."""

    above: bool
    near: bool


def claims_in(sentences: tuple[Sentence, ...], *, year: int | None, agency: str | None) -> tuple[Claim, ...]:
    """Every claim of a section that concerns the report's own year."""
    found: list[Claim] = []
    topic = False
    heading = ""
    for sentence in sentences:
        if sentence.heading != heading:
            heading, topic = sentence.heading, False
        near = bool(REQUEST_TOPIC.search(sentence.heading) or REQUEST_TOPIC.search(sentence.text))
        topic = topic or near
        found.extend(_claims(sentence, _Topic(topic, near), year, agency))
    return tuple(found)


def _claims(sentence: Sentence, topic: _Topic, year: int | None, agency: str | None) -> Iterator[Claim]:
    text = sentence.text
    previous_end, last = 0, None
    for amount in amounts(text):
        lead = text[previous_end : amount.start]
        previous_end = amount.end
        tail = _BREAK.split(text[amount.end :], maxsplit=1)[0]
        context = _Context(text, amount, lead, _clause(lead), re.split("[、。]", tail)[0], topic.above, topic.near, last)
        kind = _kind(context, agency)
        if kind is None or _other_year(text, amount.start, year):
            last = kind if kind is not None else last if amount.unit not in CERTAIN_UNITS else None
            continue
        last = kind
        if amount.approximate:
            continue
        yield Claim(kind, amount.value, sentence, _quote(context), amount, _certain(kind, context), _is_part(text, amount))
    for kind, quote in zero_claims(text, topic.above):
        if not _other_year(text, text.index(quote), year):
            yield Claim(kind, Decimal(0), sentence, quote, None, not SCOPE.search(text) and kind == "received")
    if ALL_UPHELD.search(text):
        kinds = remedy_kinds(text)
        if kinds:
            yield Claim(f"{'+'.join(kinds)}.upheld", Decimal(0), sentence, text[:QUOTED].strip("。"))


def _clause(lead: str) -> str:
    """The words that belong to the number: its own clause, and the one before where its own says nothing."""
    parts = _BREAK.split(_REMARK.sub("", lead))
    clause = parts.pop()
    while parts and EMPTY_LEAD.fullmatch(clause):
        clause = parts.pop() + clause
    return clause


def _kind(context: _Context, agency: str | None) -> str | None:
    """What a number counts; None where its words do not say so for certain."""
    if not context.amount.counts_cases:
        return None
    kind = _remedy(context) or document_kind(context.text[: context.amount.start], context.clause)
    if kind is None and context.topic:
        kind = kind_before(context.clause) or kind_after(context.tail)
    if kind is None and context.last and EMPTY_LEAD.fullmatch(context.clause) and _YEAR.search(context.clause):
        kind = context.last
    return kind if kind is not None and _is_own(kind, context, agency) else None


def _remedy(context: _Context) -> str | None:
    """Reconsideration and litigation: 复议7件、诉讼9件; 行政复议、行政诉讼共74件; 其中维持3件; 有1件行政复议."""
    if not (context.topic or DISCLOSURE.search(context.text[: context.amount.end] + context.tail)):
        return None
    own = remedy_kinds(context.clause) if REMEDY_BEFORE.search(context.clause) else ()
    if not own and "案件" in context.clause and "申请" not in context.clause:
        own = remedy_kinds(context.lead)
    if not own and context.tail and not kind_before(context.clause):
        own = after if len(after := remedy_kinds(context.tail)) == 1 else ()
    before = (context.last or "").partition(".")[0]
    about = "+".join(own) or (before if REMEDIES.issuperset(before.split("+")) else "")
    outcome = next((name for pattern, name in OUTCOMES if pattern.search(context.clause)), None)
    if outcome and about:
        return f"{about}.{outcome}"
    return "+".join(own) or None


def _is_own(kind: str, context: _Context, agency: str | None) -> bool:
    """Whether a total is the report's own: not another body's, one channel's, or a part of the year's."""
    if kind not in {"received", "new", "handled", "answered", "requests"}:
        return True
    before = context.text[: context.amount.start]
    if (
        "其中" in before.rpartition("；")[2]
        or NOT_REQUESTS.search(context.clause + context.tail)
        or PART_OF_YEAR.search(before[-40:])
    ):
        return False
    if "申请" not in context.clause and context.tail and "申请" not in context.tail:
        return False
    if CHANNEL.search(context.clause) and not re.search("共计|合计|总计|各类", context.clause):
        return False
    body = OTHER_BODY.search(context.clause)
    if body is None or _SELF.search(body.group()):
        return True
    return agency is not None and same_body(_WHEN.sub("", body.group()), agency)


def _other_year(text: str, position: int, year: int | None) -> bool:
    """Whether the nearest year before the number is another than the report's."""
    latest = None
    for match in _YEAR.finditer(text[:position]):
        if match.start() and text[match.start() - 1] in _COMPARED:
            continue
        if match["year"] and text[match.end() : match.end() + 1] == "结":
            continue
        latest = match
    if latest is None or latest["now"]:
        return False
    return bool(latest["before"]) or (year is not None and latest["year"] is not None and int(latest["year"]) != year)


def _certain(kind: str, context: _Context) -> bool:
    """Scope and unit without doubt: no word of scope in the sentence, a unit that counts cases, a statement of table 3."""
    if SCOPE.search(context.text) or context.amount.unit not in CERTAIN_UNITS:
        return False
    if kind.partition(".")[0].split("+")[0] in REMEDIES:
        return bool(DISCLOSURE.search(context.clause))
    return context.near and not kind.startswith(("norm", "rule")) and kind not in {"requests", "handled", "natural", "legal"}


def _is_part(text: str, amount: Amount) -> bool:
    before = text[: amount.start]
    return before.count("（") > before.count("）") or "其中" in before.rpartition("；")[2]


def _quote(context: _Context) -> str:
    """The number with the words around it, for a person to find it by."""
    amount = context.amount
    before = context.clause.strip("、")[-30:]
    behind = context.tail[:16] if kind_before(context.clause) is None else ""
    return before + context.text[amount.start : amount.end] + behind
