"""Codes of letters and digits that name a person: plates, passports, military numbers, e-mail addresses (PIPL art. 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.core.findings import Severity
from gongkai.screening.clusters import SEPARATOR
from gongkai.screening.findings import EMAIL, MILITARY_ID, PASSPORT, PLATE
from gongkai.screening.personal_numbers import Candidate
from gongkai.screening.rules import any_of, personal, words_of

_REACH = 60  # characters after a word such as 护照 in which its numbers may stand
_SQUEEZE = re.compile(rf"{SEPARATOR}+")
_LOCAL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}$")
_HOST = re.compile(r" ?@ ?((?:[A-Za-z0-9\-]{1,63}\.){1,4}[A-Za-z]{2,24})")


def code_candidates(text: str, context: str = "") -> Iterator[Candidate]:
    """Plates, passports, military numbers and e-mail addresses in a plain text; `context` are the headings over it."""
    chinese = not text.isascii()
    if chinese:
        yield from _plates(text, context)
        yield from _military(text)
    if chinese or context or "passport" in text.lower():
        yield from _after_words(text, context, PASSPORT.code)
        yield from _after_words(text, context, MILITARY_ID.code)
    if "@" in text:
        yield from _emails(text)


# ── plates ───────────────────────────────────────────────────────────────────────────────────


@cache
def _plate() -> re.Pattern[str]:
    rule = personal()["plates"]
    gap = f"{SEPARATOR}{{0,2}}"
    return re.compile(
        f"[{rule['provinces']}]{gap}[A-HJ-NP-Z]{gap}[A-HJ-NP-Z0-9](?:{SEPARATOR}?[A-HJ-NP-Z0-9]){{3,4}}"
        f"{SEPARATOR}?[A-HJ-NP-Z0-9{rule['endings']}](?![A-Za-z0-9])",
        re.I,
    )


@cache
def _plate_tail() -> re.Pattern[str]:
    """What may follow province and letter: five places, or six of a new-energy vehicle; three digits at least (GA 36)."""
    endings = personal()["plates"]["endings"]
    return re.compile(f"(?=(?:[^0-9]*[0-9]){{3}})(?:[A-Z0-9]{{4}}[A-Z0-9{endings}]|[A-Z][A-Z0-9][0-9]{{4}}|[0-9]{{5}}[A-Z])")


def _plates(text: str, context: str) -> Iterator[Candidate]:
    services = words_of("plates", "services")
    for found in _plate().finditer(text):
        squeezed = _SQUEEZE.sub("", found[0]).upper()
        tail = squeezed[2:]
        if not _plate_tail().fullmatch(tail):
            continue
        service = services.search(f"{context} {text[max(0, found.start() - 16) : found.end() + 8]}")
        weight = (Severity.VERIFY, "service") if service else (Severity.WARNING, "")
        yield Candidate(PLATE.code, found.start(), found.end(), squeezed, *weight, 5)


# ── passports, permits, military numbers: believed only beside their name ────────────────────


@cache
def _shapes(code: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """For a kind: its words, what may be its number in a text, and what its number is once squeezed."""
    rule = personal()["passport" if code == PASSPORT.code else "military"]
    words = re.compile(any_of(rule["words"]), re.I)
    if code == PASSPORT.code:
        loose = rf"(?<![A-Za-z0-9])[A-Za-z0-9](?:{SEPARATOR}?[A-Za-z0-9]){{8,10}}(?![A-Za-z0-9])"
        return words, re.compile(loose), re.compile(rule["shape"])
    loose = rf"(?:[一-龥]{{1,4}} ?字 ?第 ?)?(?<![0-9])[0-9](?:{SEPARATOR}?[0-9]){{5,9}}(?![0-9])(?: ?号)?"
    return words, re.compile(loose), re.compile(rf"(?:[一-龥]{{1,4}}字第)?{rule['number']}号?")


def _after_words(text: str, context: str, code: str) -> Iterator[Candidate]:
    words, loose, shape = _shapes(code)
    windows = (
        [(0, len(text))] if words.search(context) else [(word.end(), word.end() + _REACH) for word in words.finditer(text)]
    )
    reached = 0
    for start, end in windows:
        for found in loose.finditer(text, max(start, reached), min(end, len(text))):
            squeezed = _SQUEEZE.sub("", found[0]).upper()
            if shape.fullmatch(squeezed):
                yield Candidate(code, found.start(), found.end(), squeezed, Severity.ERROR, "", 1)
        reached = max(reached, min(end, len(text)))


def _military(text: str) -> Iterator[Candidate]:
    for found in re.finditer(personal()["military"]["shape"], text):
        yield Candidate(MILITARY_ID.code, found.start(), found.end(), found[0], Severity.ERROR, "", 2)


# ── e-mail ───────────────────────────────────────────────────────────────────────────────────


def _emails(text: str) -> Iterator[Candidate]:
    rule = personal()["email"]
    for host in _HOST.finditer(text):
        local = _LOCAL.search(text, max(0, host.start() - 64), host.start())
        domain = host[1].lower()
        if local is None or any(domain == office or domain.endswith(f".{office}") for office in rule["offices"]):
            continue
        around = text[max(0, local.start() - _REACH) : host.end() + _REACH]
        private = (Severity.VERIFY, "contact") if words_of("email", "contact").search(around) else (Severity.WARNING, "")
        weight = private if domain in rule["private"] else (Severity.NOTE, "unlabelled")
        yield Candidate(EMAIL.code, local.start(), host.end(), text[local.start() : host.end()], *weight, 5)
