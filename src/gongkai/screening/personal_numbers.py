"""Numbers that name a person: identity numbers, bank cards and accounts, mobile telephones (PIPL art. 4, 28).

A number is believed for what it is made of (check digits, area, day of birth, issuer) and for the words beside it; where the
two do not settle it, the hit is one to verify and never an assertion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.core.credit_code import is_credit_code
from gongkai.core.findings import Severity
from gongkai.screening.clusters import Number, long_runs, numbers_in
from gongkai.screening.findings import BANK_ACCOUNT, BANK_CARD, ID_CARD, PHONE
from gongkai.screening.rules import personal, words_of

_BEFORE, _AFTER = 20, 6  # characters beside a number that may say what it is
_CLOSE = 10  # characters before a number that say that it is some other number


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a stretch of plain text may be. The lowest `rank` wins where candidates overlap."""

    code: str
    start: int
    end: int
    digits: str
    severity: Severity
    why: str = ""
    rank: int = 0


def number_candidates(text: str, context: str = "") -> Iterator[Candidate]:
    """Every number in a plain text that may name a person; candidates may overlap. `context` are the headings over it."""
    for start, digits in long_runs(text):
        yield from _inside(start, digits)
    accounts = words_of("words", "bank").search(context) is not None or words_of("words", "bank").search(text) is not None
    for number in numbers_in(text):
        if not _may_be(number, accounts):
            continue
        beside = _Beside.of(text, number, context)
        found = _id_card(number, beside) or _bank(number, beside) or _phone(number, beside)
        if found:
            yield found


def _may_be(number: Number, accounts: bool) -> bool:
    """Whether the digits alone leave anything to look at; the words beside them cost ten times as much to read."""
    digits, rule = number.digits, personal()
    if accounts and len(digits) >= rule["bank_card"]["account_least"]:
        return True
    if len(digits) in (rule["id_card"]["length"], rule["id_card"]["old_length"]) and area_is_known(digits):
        return True
    return issuer_of(digits) is not None or _mobile().search(digits[-rule["mobile"]["length"] :]) is not None


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands around a number: words, and the characters that touch it."""

    before: str
    words: str
    close: str
    left: str
    first: str
    right: str

    @classmethod
    def of(cls, text: str, number: Number, context: str) -> _Beside:
        before = text[max(0, number.start - _BEFORE) : number.start]
        after = text[number.end : number.end + _AFTER]
        return cls(
            f"{context} {before}",
            f"{context} {before} {after}",
            f"{context} {before[-_CLOSE:]}",
            before[-4:],
            text[number.start : number.start + 2],
            after,
        )

    def says(self, kind: str) -> bool:
        return words_of("words", kind).search(self.words) is not None

    def last(self, kind: str) -> int:
        """Where the last word of a kind before the number stands; -1 where there is none."""
        return max((found.start() for found in words_of("words", kind).finditer(self.before)), default=-1)

    @property
    def other(self) -> bool:
        """The words right before it speak of some other number, or letters make it part of a code."""
        return words_of("words", "other_number").search(self.close) is not None

    @property
    def in_code(self) -> bool:
        return self.left[-1:].isascii() and self.left[-1:].isalpha()

    @property
    def amount(self) -> bool:
        """The number is a measure: a decimal, or followed by a unit."""
        unit = self.right.lstrip(" ")[:1]
        return (
            self.first == "0."
            or re.search(r"(?<![0-9])0\.$", self.left) is not None
            or re.match(r"\.[0-9]{1,2}(?![0-9])", self.right) is not None
            or bool(unit and unit in personal()["words"]["units"])
        )


# ── identity numbers ─────────────────────────────────────────────────────────────────────────


def check_digit(first: str) -> str:
    """The eighteenth character of an identity number for its first seventeen digits (GB 11643, ISO 7064 MOD 11-2)."""
    rule = personal()["id_card"]
    total = sum(int(digit) * weight for digit, weight in zip(first, rule["weights"], strict=True))
    return str(rule["check"][total % len(rule["check"])])


def birth_of(digits: str) -> date | None:
    """The day of birth in an identity number of 18 or 15 characters; None where there is no such day."""
    rule = personal()["id_card"]
    old = len(digits) == rule["old_length"]
    written = f"{rule['old_century']}{digits[6:12]}" if old else digits[6:14]
    try:
        born = date(int(written[:4]), int(written[4:6]), int(written[6:]))
    except ValueError:
        return None
    return born if rule["first_year"] <= born.year <= rule["last_year"] else None


def area_is_known(digits: str) -> bool:
    """Whether the first six digits can be an administrative area (GB/T 2260), today's or a former one."""
    rule: dict[str, Any] = personal()["areas"]
    province, part = int(digits[:2]), int(digits[2:4])
    if digits[0] == str(rule["foreign"]):  # permanent residence of foreigners: 9, then province and country
        return int(digits[1:3]) in rule["provinces"]
    if province not in rule["provinces"]:
        return False
    if province in rule["whole"]:
        return digits[2:6] == "0000"
    if province in rule["municipalities"]:
        return part in rule["municipal_parts"]
    return part in range(rule["parts"]["first"], rule["parts"]["last"] + 1) or part == rule["direct"]


def _id_card(number: Number, beside: _Beside) -> Candidate | None:
    rule = personal()["id_card"]
    digits = number.digits.upper()
    if len(digits) not in (rule["length"], rule["old_length"]) or "X" in digits[:-1]:
        return None
    if not area_is_known(digits) or birth_of(digits) is None:
        return None
    named = beside.says("id_card")
    if len(digits) == rule["old_length"]:
        if digits.endswith("X") or (len(number.lengths) > 1 and not named) or (beside.other and not named):
            return None
        return _candidate(ID_CARD.code, number, Severity.ERROR if named else Severity.VERIFY, "old", rank=1)
    if check_digit(digits[:-1]) == digits[-1]:
        is_code = re.search("信用代码", beside.words) and is_credit_code(digits)
        return None if is_code else _candidate(ID_CARD.code, number, Severity.ERROR)
    if digits.endswith("000"):  # a spreadsheet keeps fifteen digits of a number
        return _candidate(ID_CARD.code, number, Severity.ERROR if named else Severity.VERIFY, "rounded", rank=1)
    if named or (len(number.lengths) == 1 and not beside.other):
        return _candidate(ID_CARD.code, number, Severity.VERIFY, "checksum", rank=1 if named else 3)
    return None


def _inside(start: int, digits: str) -> Iterator[Candidate]:
    """Identity numbers inside a long run of digits, where a text has lost what stood between its numbers."""
    length = personal()["id_card"]["length"]
    at = 0
    while at + length <= len(digits):
        part = digits[at : at + length].upper()
        if area_is_known(part) and birth_of(part) and "X" not in part[:-1] and check_digit(part[:-1]) == part[-1]:
            yield Candidate(ID_CARD.code, start + at, start + at + length, part, Severity.VERIFY, "glued", 2)
            at += length
        else:
            at += 1


# ── bank cards and accounts ──────────────────────────────────────────────────────────────────


def luhn(digits: str) -> bool:
    """Whether digits pass the Luhn check (ISO/IEC 7812-1 annex B)."""
    doubled = [sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2]]
    return (sum(doubled) + sum(int(digit) for digit in digits[-1::-2])) % 10 == 0


def issuer_of(digits: str) -> str | None:
    """The known beginning of a bank card of that length; None where no issuer uses it."""
    for prefix, lengths in personal()["bank_card"]["issuers"].items():
        if digits.startswith(prefix) and len(digits) in lengths:
            return str(prefix)
    return None


def _bank(number: Number, beside: _Beside) -> Candidate | None:
    rule = personal()["bank_card"]
    digits = number.digits
    if not digits.isdecimal() or beside.amount:
        return None
    named = beside.says("bank")
    issuer = issuer_of(digits)
    by_four = len(number.lengths) > 1 and all(each == 4 for each in number.lengths[:-1]) and number.lengths[-1] <= 4
    whole = len(number.lengths) == 1
    if issuer and luhn(digits):
        known = issuer in rule["sure"]
        if named or by_four or (known and (whole or number.alone)):
            sure = named or (known and (whole or by_four) and not beside.other and not beside.in_code)
            return _candidate(BANK_CARD.code, number, *_weight(sure, beside), rank=2)
    if not named or beside.last("phone") > beside.last("bank") or not number.alone:
        return None
    if issuer in rule["sure"]:
        return _candidate(BANK_CARD.code, number, Severity.VERIFY, "checksum", rank=2)
    if rule["account_least"] <= len(digits) <= rule["account_most"] and not (beside.other and not whole):
        return _candidate(BANK_ACCOUNT.code, number, Severity.VERIFY, rank=6)
    return None


# ── mobile telephones ────────────────────────────────────────────────────────────────────────


def _phone(number: Number, beside: _Beside) -> Candidate | None:
    rule = personal()["mobile"]
    digits, lengths = number.digits, list(number.lengths)
    for country in rule["country"]:
        if digits.startswith(country) and len(digits) == rule["length"] + len(country):
            digits, lengths = digits[len(country) :], _without(lengths, len(country))
            break
    if len(digits) == rule["length"] + 1 and digits[0] == "0":  # the long-distance 0 of former days
        digits, lengths = digits[1:], _without(lengths, 1)
    if not _mobile().fullmatch(digits) or beside.amount:
        return None
    named = beside.says("phone")
    singles = len(lengths) == rule["length"]
    if lengths != [rule["length"]] and lengths not in rule["groupings"] and not singles:
        return None
    if len(lengths) > 1 and not number.alone and lengths not in rule["groupings"][:1]:
        return None
    sure = named or (not beside.in_code and not beside.other and not singles and (number.alone or len(lengths) == 1))
    if re.search(r"[0-9]\.$", beside.left) and len(number.lengths) == 1:  # decimals of a coordinate
        sure = named
    return _candidate(PHONE.code, number, *_weight(sure, beside), rank=4)


@cache
def _mobile() -> re.Pattern[str]:
    return re.compile(personal()["mobile"]["shape"])


def _without(lengths: list[int], taken: int) -> list[int]:
    """The lengths of groups after `taken` digits have gone from the first."""
    first = lengths[0] - taken
    return [first, *lengths[1:]] if first > 0 else lengths[1:]


def _weight(sure: bool, beside: _Beside) -> tuple[Severity, str]:
    if sure:
        return Severity.ERROR, ""
    return Severity.VERIFY, "other_number" if beside.other else "unlabelled"


def _candidate(code: str, number: Number, severity: Severity, why: str = "", *, rank: int = 0) -> Candidate:
    return Candidate(code, number.start, number.end, number.digits.upper(), severity, why, rank)
