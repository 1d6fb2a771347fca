"""Secrecy marks, internal marks and the attribute of publication: told from the same words in a sentence by how they stand.

A mark is refused; a sentence about secrecy (不属于国家秘密) is not.
Sources: 《保守国家秘密法》第22条, R 14, law.md 10.1 and 10.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gongkai.core.findings import Severity
from gongkai.screening.findings import INTERNAL_MARK, NOT_PUBLIC, SECRET_MARK, Hit
from gongkai.screening.plain import PlainText, plain_text
from gongkai.screening.rules import any_of, secrecy

_LINE = re.compile(r"[^\n]+")
_LONGEST_MARK = 60  # characters of a line that can be nothing but a mark
_OPEN, _CLOSE = r"[\[【(<《〔]?", r"[\]】)>》〕]?"
_EDGE = r"[ \-—_·.,:;。：；，!！]*"
_ORDINAL = r"(?:第? ?[0-9]{1,8} ?号?)"


@dataclass(frozen=True, slots=True)
class _Marks:
    """The patterns, built once from the law's data."""

    starred: re.Pattern[str]
    alone: re.Pattern[str]
    field: re.Pattern[str]
    quoted: re.Pattern[str]
    internal_alone: re.Pattern[str]
    internal: re.Pattern[str]
    attribute: re.Pattern[str]
    name: re.Pattern[str]


def secrecy_mark(text: str) -> Hit | None:
    """The mark that closes the door, in the first lines of a paper; None where there is none.

    Only marks that are sure: what may be a quotation is for `secrecy_hits` to tell. 《保守国家秘密法》第22条, 第31条.
    """
    return next((hit for hit in secrecy_hits(text, opening=True) if _closes(hit)), None)


def mark_in_name(name: str) -> Hit | None:
    """A mark in a file's name or in a property such as its title: 机密★5年关于…, 【秘密】…, 内部资料-….

    《保守国家秘密法》第22条 (the mark), R 14.
    """
    plain = plain_text(name.replace("_", " "))
    found = _marks().starred.search(plain.text) or _marks().name.search(plain.text)
    if found is None:
        return secrecy_mark(re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name))
    level = re.search(_level(), found[0])
    return _hit(plain, found.span(), SECRET_MARK.code if level else INTERNAL_MARK.code, why="name")


def secrecy_hits(text: str, *, opening: bool = False, cell: bool = False, context: str = "") -> tuple[Hit, ...]:
    """Every mark in a text, line by line. `opening` is true for the first lines of a paper, `cell` for a table cell.

    `context` are the headings over the cell. 《保守国家秘密法》第22条 and 第64条, R 14 and R 16.
    """
    plain = plain_text(text)
    if not _ANY.search(plain.text):
        return ()
    hits: list[Hit] = []
    for line in _LINE.finditer(plain.text):
        if _continues(plain.text, line):
            continue
        hits.extend(_in_line(plain, line.start(), line[0], opening=opening, cell=cell, context=context))
    return tuple(hits)


_ANY = re.compile("[密内份属此本商外]|保存|公开")


def _continues(text: str, line: re.Match[str]) -> bool:
    """A bare word that goes on a sentence broken over two lines: 不属于国家 / 秘密."""
    bare = re.fullmatch(rf"{_level()}", line[0].strip()) is not None
    return bare and re.search(r"[一-龥、，]\s*\n+\s*$", text[max(0, line.start() - 8) : line.start()]) is not None


def _closes(hit: Hit) -> bool:
    return hit.code == SECRET_MARK.code and hit.severity is Severity.ERROR


def _in_line(plain: PlainText, at: int, line: str, *, opening: bool, cell: bool, context: str) -> Iterator[Hit]:
    marks = _marks()
    short = len(line) <= _LONGEST_MARK
    if short and (alone := marks.alone.fullmatch(line)):
        sure = not cell or opening or "密级" in context or _is_dressed(line)
        weight = (Severity.ERROR, "") if sure else (Severity.VERIFY, "cell")
        yield _hit(plain, _stripped(alone, at), SECRET_MARK.code, *weight)
        return
    yield from _starred_or_field(plain, at, line)
    if short and (alone := marks.internal_alone.fullmatch(line)):
        weight = (Severity.VERIFY, "cell") if cell and not opening else (Severity.ERROR, "")
        yield _hit(plain, _stripped(alone, at), INTERNAL_MARK.code, *weight)
    else:
        for found in marks.internal.finditer(line):
            quoted = marks.quoted.search(line, max(0, found.start() - 10), found.start())
            weight = (Severity.VERIFY, "quoted") if quoted else (Severity.ERROR, "")
            yield _hit(plain, (at + found.start(), at + found.end()), INTERNAL_MARK.code, *weight)
    yield from _attribute(plain, at, line)


def _starred_or_field(plain: PlainText, at: int, line: str) -> Iterator[Hit]:
    marks = _marks()
    for pattern in (marks.starred, marks.field):
        for found in pattern.finditer(line):
            quoted = marks.quoted.search(line, max(0, found.start() - 10), found.start())
            weight = (Severity.VERIFY, "quoted") if quoted else (Severity.ERROR, "")
            yield _hit(plain, (at + found.start(), at + found.end()), SECRET_MARK.code, *weight)


def _attribute(plain: PlainText, at: int, line: str) -> Iterator[Hit]:
    for found in _marks().attribute.finditer(line):
        closed = found["closed"] is not None
        alone = found.end() - found.start() >= len(line.strip()) - 4
        whole = alone or found["field"] is not None or line[found.start()] == "("
        sure = (Severity.ERROR, "") if whole else (Severity.VERIFY, "quoted")
        weight = sure if closed else (Severity.WARNING, "request")
        yield _hit(plain, (at + found.start(), at + found.end()), NOT_PUBLIC.code, *weight)


def _is_dressed(line: str) -> bool:
    """A star, a period or an urgency beside the word: nobody fills a cell of a form like that."""
    return re.search(f"[{secrecy()['levels']['stars']}]|{any_of(secrecy()['levels']['urgency'])}|[0-9]", line) is not None


def _stripped(found: re.Match[str], at: int) -> tuple[int, int]:
    text = found[0]
    start = len(text) - len(text.lstrip())
    return at + start, at + len(text.rstrip())


def _hit(plain: PlainText, span: tuple[int, int], code: str, severity: Severity = Severity.ERROR, why: str = "") -> Hit:
    start, end = plain.span(*span)
    return Hit(code, plain.original[start:end], start, end, re.sub(r"\s+", "", plain.text[slice(*span)]), severity, why)


@cache
def _level() -> str:
    return "(?:" + "|".join(" {0,8}".join(word) for word in secrecy()["levels"]["words"]) + ")"


@cache
def _marks() -> _Marks:
    rule = secrecy()
    level, levels = _level(), rule["levels"]
    star, period = f"[{levels['stars']}]", f"(?:{levels['period']})"
    stars = f"(?:{level} ?级? ?{star} ?{period}?|{star} ?{level}(?: ?{period})?|{level} ?\\* ?{period})"
    urgent = f"(?:{any_of(levels['urgency'])})"
    mark = f"{_OPEN} *(?:{level} ?级?(?: *{period})?|{stars}) *{_CLOSE}"
    internal, care = any_of(rule["internal"]["words"]), any_of(rule["internal"]["care"])
    attribute = rule["attribute"]
    kinds = f"(?:(?P<closed>{any_of(attribute['closed'])})|(?P<request>{any_of(attribute['on_request'])}))"
    fields = f"(?P<field>(?:{any_of(attribute['fields'])}) ?[:：] ?)"
    numbered = f"(?:份号)?[:：]? ?{_ORDINAL}"
    cared = f"(?:{_EDGE}(?:{care}))*"
    inside = f"(?:{internal}){cared}|(?:{care}){cared}|内部|份 ?号 ?[:：]? ?[0-9]{{3,8}}"
    return _Marks(
        starred=re.compile(stars),
        alone=re.compile(f"{_EDGE}(?:密 ?级[:：]? *)?(?:{numbered}? *)?{mark}(?: *{urgent})?(?: *{numbered})?{_EDGE}"),
        field=re.compile(f"密 ?级 ?[:：] ?{_OPEN} ?{level}级?(?! ?[级/、,，或□○☐()])|[{levels['ticked']}] ?{level}(?![一-龥])"),
        quoted=re.compile(rule["quotes"]["before"]),
        internal_alone=re.compile(f"{_EDGE}{_OPEN} ?(?:{inside}) ?{_CLOSE}{_EDGE}"),
        internal=re.compile(
            f"(?:{internal})[ ,，、;；!！]{{1,4}}(?:{care})|工作秘密 ?{star}|(?:{any_of(rule['internal']['trade'])}) ?{star}"
        ),
        attribute=re.compile(f"\\(?(?:[此本]件 ?|{fields}){kinds}\\)?"),
        name=re.compile(f"^(?:{level}|{internal})(?=[ \\-—–.·]|$)|[\\[【(]\\s*(?:{level}|{internal})\\s*[\\]】)]"),
    )
