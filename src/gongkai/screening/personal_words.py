"""What names a person in words: home addresses, days of birth, health and marital state (PIPL art. 28)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.core.findings import Severity
from gongkai.screening.findings import ADDRESS, BIRTH, HEALTH
from gongkai.screening.personal_numbers import Candidate
from gongkai.screening.rules import any_of, personal, words_of

_PLACE = "[一-龥A-Za-z0-9()#\\-]"
# The end of an address that leads to a door: 3幢2单元501室, 12号301室, 五组18号.
_DOOR = re.compile(
    r"[0-9]{1,5} ?号(?: ?[0-9]{1,4} ?(?:号楼|栋|幢|座|单元))?(?: ?[0-9]{1,2} ?单元)? ?[0-9]{2,5} ?室"
    r"|[0-9A-Z]{1,4} ?(?:号楼|栋|幢|座)(?: ?[0-9一二三四五六七八九十]{1,2} ?单元)? ?[0-9]{2,5}(?: ?[室号户])?"
    r"|[0-9一二三四五六七八九十]{1,2} ?单元 ?[0-9]{2,5}(?: ?[室号户])?"
    r"|(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:村民小)?组 ?[0-9]{1,5} ?号"
)
_DETAIL = re.compile(
    r"(?:村|路|街|巷|弄|社区|小区|里|苑|园|镇|乡|庄|屯|组|队)[一-龥A-Za-z\-]{0,12}[0-9]|[0-9] ?(?:号|组|室|栋|幢|社|队)"
)
_BACK = 40  # characters before the door that may belong to the address
_LABEL = re.compile(r".*(?:住址|地址|现住|家住|住在|位于|住所地?|居住地?|户籍地|所在地|户口|户籍)[为是在于]?")
_HOUSING = re.compile(r"小区|花园|新村|公寓|家园|单元|苑|村|组|里弄|宿舍|家属")
_YEAR = "(?:19|20)[0-9]{2}"
_DAY = re.compile(
    rf"{_YEAR} ?年 ?[0-9]{{1,2}} ?月(?: ?[0-9]{{1,2}} ?日)?"
    rf"|{_YEAR}([\-./])[0-9]{{1,2}}\1[0-9]{{1,2}}(?![0-9])|{_YEAR}[01][0-9][0-3][0-9](?![0-9])"
    r"|[一二][九〇零○][〇零○一二三四五六七八九]{2}年[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?"
)
_BORN_AFTER = re.compile(r" ?(?:出生|生)(?![产活效成态长育前日])")
_PERSON = re.compile(
    r"(?:本人|其?(?:妻|夫|丈夫|妻子|儿子|女儿|父亲|母亲|子女)|[某*＊]|同志|户主|[男女][，,、]|先生|女士)[^。；\n]{0,14}$"
)


def word_candidates(text: str, context: str = "") -> Iterator[Candidate]:
    """Home addresses, days of birth, health and marital state in a plain text; `context` are the headings over it."""
    yield from _births(text, context)
    if not text.isascii():
        yield from _addresses(text, context)
        yield from _health(text)


# ── addresses ────────────────────────────────────────────────────────────────────────────────


@cache
def _home() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(personal()['address']['homes'])})(?:地址|地)?[:为是在于 ]{{0,3}}({_PLACE}{{6,60}})")


def _addresses(text: str, context: str) -> Iterator[Candidate]:
    homes = words_of("address", "homes")
    if homes.search(context) and len(text) <= 80 and _DETAIL.search(text):
        yield Candidate(ADDRESS.code, 0, len(text), text, Severity.WARNING, "", 6)
        return
    for found in _home().finditer(text):
        if _DETAIL.search(found[1]):
            weight = _address_weight(text[max(0, found.start() - 20) : found.end()], named=True)
            yield Candidate(ADDRESS.code, found.start(1), found.end(1), found[1], *weight, 6)
    for door in _DOOR.finditer(text):
        lead = re.search(f"{_PLACE}*$", text[max(0, door.start() - _BACK) : door.start()])
        before = lead[0] if lead else ""
        label = _LABEL.match(before)
        start = door.start() - len(before) + (label.end() if label else 0)
        if start < door.start():  # a door without a street is a room number
            around = text[max(0, start - 12) : door.end() + 12]
            weight = _address_weight(around, named=bool(homes.search(around) or _HOUSING.search(around)))
            yield Candidate(ADDRESS.code, start, door.end(), text[start : door.end()], *weight, 7)


def _address_weight(around: str, *, named: bool) -> tuple[Severity, str]:
    if words_of("address", "offices").search(around):
        return Severity.NOTE, "office"
    return (Severity.WARNING, "") if named else (Severity.VERIFY, "unlabelled")


# ── birth, health ────────────────────────────────────────────────────────────────────────────


@cache
def _born() -> re.Pattern[str]:
    return re.compile(f"(?:{any_of(personal()['birth']['words'])})[:为是在于() ]{{0,3}}$")


def _births(text: str, context: str) -> Iterator[Candidate]:
    heading = words_of("birth", "words").search(context)
    for found in _DAY.finditer(text):
        before = text[max(0, found.start() - 10) : found.start()]
        if heading or _born().search(before) or _BORN_AFTER.match(text, found.end()):
            exact = "月" not in found[0] or "日" in found[0]
            weight = (Severity.WARNING, "") if exact else (Severity.NOTE, "unlabelled")
            yield Candidate(BIRTH.code, found.start(), found.end(), found[0], *weight, 8)


@cache
def _ills() -> re.Pattern[str]:
    rule = personal()["health"]
    return re.compile(
        f"(?:{any_of(rule['before'])})[^，。；,;\\n]{{0,8}}(?:{any_of(rule['ills'])})|{rule['levels']}|{any_of(rule['family'])}"
    )


def _health(text: str) -> Iterator[Candidate]:
    for found in _ills().finditer(text):
        if _PERSON.search(text[max(0, found.start() - 20) : found.start()]):
            yield Candidate(HEALTH.code, found.start(), found.end(), found[0], Severity.VERIFY, "", 9)
