"""Personal data in one text, with offsets into it: the pure function under the `screen` command, masking and the portal."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import chain

from gongkai.core.findings import Severity
from gongkai.screening.findings import ADDRESS, BIRTH, EMAIL, HEALTH, ID_CARD, MINOR, PHONE, Hit
from gongkai.screening.personal_codes import code_candidates
from gongkai.screening.personal_numbers import Candidate, birth_of, number_candidates
from gongkai.screening.personal_words import word_candidates
from gongkai.screening.plain import plain_text
from gongkai.screening.rules import personal

_TELLING = re.compile("[0-9@残患诊离丧婚生]")  # a text without any of these holds nothing that is looked for
_SHORTEST = 5  # characters that can name a person at all
_TOWN = re.compile(".*(?:镇|乡|街道|区|县|市)")


def hits_in(text: str, context: str = "", *, on: date | None = None) -> tuple[Hit, ...]:
    """Personal data in `text`, from left to right, without overlaps; offsets are those of `text` as it was given.

    `context` are the headings that stand over a table cell. With `on`, a child under fourteen by an identity number
    is told as well (PIPL art. 28): a second hit on the same range.
    """
    if len(text) < _SHORTEST:
        return ()
    plain = plain_text(text)
    if not _TELLING.search(plain.text):
        return ()
    view = plain.text
    found = _apart(chain(number_candidates(view, context), code_candidates(view, context), word_candidates(view, context)))
    hits: list[Hit] = []
    for each in found:
        start, end = plain.span(each.start, each.end)
        hits.append(Hit(each.code, text[start:end], start, end, masked(each.code, each.digits), each.severity, each.why))
        if each.code == ID_CARD.code and on and _is_minor(each.digits, on):
            hits.append(Hit(MINOR.code, text[start:end], start, end, hits[-1].masked, Severity.ERROR, "age"))
    return tuple(hits)


def _apart(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those that stand after all others have yielded: the surer kind first, then the earlier, then the longer."""
    starts: list[int] = []
    kept: list[Candidate] = []
    for each in sorted(candidates, key=lambda one: (one.rank, one.start, -one.end)):
        index = bisect_left(starts, each.start)
        before = index > 0 and kept[index - 1].end > each.start
        after = index < len(kept) and kept[index].start < each.end
        if not before and not after:
            starts.insert(index, each.start)
            kept.insert(index, each)
    yield from kept


def _is_minor(digits: str, on: date) -> bool:
    born = birth_of(digits)
    if born is None or born > on:
        return False
    birthday_passed = (on.month, on.day) >= (born.month, born.day)
    age = on.year - born.year - (0 if birthday_passed else 1)
    return age < int(personal()["minor"]["under"])


# ── what to print instead ────────────────────────────────────────────────────────────────────


def masked(code: str, text: str) -> str:
    """The form in which a piece of personal data may be printed (convention: law.md 10.1)."""
    special = _MASKS.get(code)
    if special:
        return special(text)
    first, last = _kept(code)
    hidden = max(1, len(text) - first - last)
    return text[:first] + "*" * hidden + (text[-last:] if len(text) > first + last else "")


def _kept(code: str) -> tuple[int, int]:
    first, last = personal()["mask"]["keep"][code]
    return int(first), int(last)


def _phone(text: str) -> str:
    own: int = personal()["mobile"]["length"]  # a country's prefix stays
    first, last = _kept(PHONE.code)
    return text[:-own] + text[-own:][:first] + "*" * (own - first - last) + text[-last:]


def _address(text: str) -> str:
    town = _TOWN.match(text)
    return (town[0] if town else "") + "****"


def _birth(text: str) -> str:
    return text[:4] + re.sub("[0-9一二三四五六七八九十]", "*", text[4:])


def _email(text: str) -> str:
    return text[0] + "***" + text[text.index("@") :].replace(" ", "")


def _health(_text: str) -> str:
    return "****"


_MASKS: dict[str, Callable[[str], str]] = {
    ADDRESS.code: _address,
    BIRTH.code: _birth,
    EMAIL.code: _email,
    HEALTH.code: _health,
    PHONE.code: _phone,
}
