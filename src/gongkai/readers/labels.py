"""Printed labels to the rows and columns of the forms: tolerant of how they are printed, closed in what they may say.

Blanks, brackets, quotes, ordinals, traditional characters and readings in brackets do not matter. Beyond the wording and
its listed variants a label may differ by a character or two only where one official label alone is near.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC

from gongkai.readers.label_wording import (
    COLUMN_VARIANTS,
    GROUPS,
    HEADINGS,
    ONLY_IN_CONTEXT,
    ROW_VARIANTS,
    official_columns,
    official_rows,
)

LONGEST_LABEL = 120  # characters; the longest official label has 42
_HAN = "一二三四五六七八九十"
_READING = re.compile(r"\([a-zàáāǎèéēěìíīǐòóōǒùúūǔǖǘǚǜü'·\u3105-\u312f\u02c7\u02ca\u02cb\u02d9 ]{1,12}\)", re.IGNORECASE)
_ORDINAL = re.compile(rf"([{_HAN}]{{1,3}})[、.,:·]|\(?([{_HAN}]{{1,3}})\)[、.,]?|\(?(\d{{1,2}})[.、,):·]*")
_INNER_ORDINAL = re.compile(rf"(?<=[^\d(])(?=\([{_HAN}]\)|\d{{1,2}}[.、]\D)")
_BRACKETS = re.compile(r"\([^()]*\)")
_NO_WORD = re.compile(r"[\W_]+")
_UNIT = re.compile(r"(百万元|千元|万元|亿元|元)\)?$")
_BLOCK = re.compile(rf"第?二十条第?\(?([{_HAN}]{{1,2}})\)?[项款]?")
_NEAR = 6  # characters from which a label may differ by one
_FAR = 14  # characters from which it may differ by two
_MARGIN = 2  # by how much more every other label must differ


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label taken apart: its words without punctuation, the words outside brackets, its ordinal, a unit.

    `ordinal` is 三 for 三、 and （三）, 3 for 3. and empty for none.
    """

    words: str
    outside: str
    ordinal: str
    unit: str | None


@lru_cache(maxsize=8192)
def simplified(text: str) -> str:
    """The text in compatible, simplified characters without blanks: ３．屬於 is 3.属于."""
    return str(_simplifier().convert("".join(unicodedata.normalize("NFKC", text).split())))


def in_simplified(text: str) -> str:
    """The text in simplified characters, blanks and widths as they are."""
    return str(_simplifier().convert(text))


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def label_of(text: str) -> Label:
    """A printed label taken apart. Labels longer than any official one have no words."""
    if len(text) > LONGEST_LABEL:
        return Label("", "", "", None)
    plain = _READING.sub("", simplified(text))
    inner = _INNER_ORDINAL.split(plain)
    last = inner[-1] if len(inner) > 1 and not _BLOCK.match(plain) else plain
    match = _ORDINAL.match(last)
    ordinal = "" if match is None else next(group for group in match.groups() if group)
    body = last[match.end() :] if match else last
    unit = _UNIT.search(body)
    return Label(_NO_WORD.sub("", body), _NO_WORD.sub("", _BRACKETS.sub("", body)), ordinal, unit[1] if unit else None)


def match_row(text: str, *, group: str | None = None, above: str | None = None) -> str | None:
    """The id of the row with this (innermost) label, in either form; None where that is not certain.

    其他 and 总计 alone name columns too: they are rows by their ordinal, by the `group` they stand in, or by the row `above`.
    """
    label = label_of(text)
    for words in _wordings(label):
        if words in ONLY_IN_CONTEXT:
            return _row_in_context(words, label.ordinal, group, above)
    return _matched(label, _rows())


def _row_in_context(words: str, ordinal: str, group: str | None, above: str | None) -> str | None:
    if words == "其他":
        if ordinal == "六":
            return "T3.r6"
        return "T3.r6_3" if ordinal == "3" or group == "T3.r6" or above == "T3.r6_2" else None
    last_result = above is not None and above.startswith("T3.r6")
    return "T3.r7" if ordinal == "七" or (not ordinal and last_result) else None


def match_group(text: str) -> str | None:
    """The id of the group of table 3 with this label: T3.r, T3.r3 to T3.r6."""
    label = label_of(text)
    return "T3.r6" if label.words == "其他" and label.ordinal == "六" else _matched(label, _groups())


def match_column(text: str) -> str | None:
    """The id of the column with this label, in any of the three tables; columns have no ordinals."""
    label = label_of(text)
    return None if label.ordinal else _matched(label, _columns())


def match_block(text: str) -> str | None:
    """The item of art. 20 that heads a block of table 2 (五 for 第二十条第（五）项)."""
    match = _BLOCK.fullmatch(simplified(text)) if len(text) < LONGEST_LABEL else None
    return match[1] if match else None


def is_heading(text: str) -> bool:
    """Whether this heads rows or columns without naming one: 信息内容, 法人或其他组织, the identity of table 3."""
    label = label_of(text)
    return label.words in HEADINGS or label.words.startswith("本列数据的勾稽关系") or match_block(text) is not None


def is_piece_of(text: str, row_id: str) -> bool:
    """Whether a text is an unbroken piece of a row's label, as a line break or a page break leaves it."""
    words = label_of(text).words
    return bool(words) and any(words in label_of(official).words for official in official_rows()[row_id])


def differs(printed: str, official: str) -> bool:
    """Whether two labels differ by more than blanks, punctuation, brackets, ordinals and the script."""
    return label_of(printed).outside != label_of(official).outside


# ── wording ──────────────────────────────────────────────────────────────────────────────────


def _wordings(label: Label) -> Iterator[str]:
    yield label.words
    if label.outside != label.words:
        yield label.outside


def _matched(label: Label, known: Mapping[str, str]) -> str | None:
    for words in _wordings(label):
        if words in known:
            return known[words]
    for words in _wordings(label):
        if (found := _nearest(words)) is not None:
            return known.get(found)
    return None


@lru_cache(maxsize=8192)
def _nearest(words: str) -> str | None:
    """The one known wording that `words` differs from by a character or two while every other meaning is farther away."""
    allowed = 0 if len(words) < _NEAR else 1 if len(words) < _FAR else 2
    if not allowed or any(char.isdecimal() for char in words):  # a digit may be the beginning of the first figure
        return None
    own = set(words)
    near: dict[str, int] = {}
    for length in range(len(words) - allowed, len(words) + allowed + 1):
        for wording, characters in _by_length().get(length, ()):
            if len(characters - own) <= allowed and (distance := _distance(words, wording, allowed + 1)) <= allowed:
                near[wording] = distance
    if not near:  # nearly every text that is no label
        return None
    nearest = min(near, key=lambda wording: near[wording])
    limit = near[nearest] + _MARGIN
    meant = {meaning for meaning, wording in _everything() if wording == nearest}
    others = (wording for meaning, wording in _everything() if meaning not in meant)
    return nearest if len(meant) == 1 and all(_distance(words, wording, limit) >= limit for wording in others) else None


def _distance(one: str, other: str, limit: int) -> int:
    """How many characters must be dropped, added or replaced; `limit` where it is that many or more."""
    if abs(len(one) - len(other)) >= limit:
        return limit
    previous = list(range(len(other) + 1))
    for row, left in enumerate(one, start=1):
        current = [row]
        for col, right in enumerate(other, start=1):
            current.append(min(previous[col] + 1, current[-1] + 1, previous[col - 1] + (left != right)))
        previous = current
    return min(previous[-1], limit)


def _by_words(official: Mapping[str, Iterable[str]], variants: Mapping[str, Iterable[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning in (*official, *(meaning for meaning in variants if meaning not in official)):
        for text in (*official.get(meaning, ()), *variants.get(meaning, ())):
            label = label_of(text)
            for words in _wordings(label):
                found[words] = meaning
    return found


@cache
def _rows() -> Mapping[str, str]:
    return _by_words(official_rows(), ROW_VARIANTS)


@cache
def _groups() -> Mapping[str, str]:
    return _by_words(GROUPS, {})


@cache
def _columns() -> Mapping[str, str]:
    return _by_words(official_columns(), COLUMN_VARIANTS)


@cache
def _everything() -> tuple[tuple[str, str], ...]:
    """Every known wording with its meaning: rows, groups, columns and headings alike, so that none is overlooked."""
    named = (("row", _rows()), ("group", _groups()), ("column", _columns()))
    known = [(f"{sort} {meaning}", words) for sort, entries in named for words, meaning in entries.items()]
    return (*known, *((f"heading {words}", words) for words in HEADINGS))


@cache
def _by_length() -> Mapping[int, list[tuple[str, frozenset[str]]]]:
    """The known wordings by their length, each with its characters."""
    found: dict[int, list[tuple[str, frozenset[str]]]] = {}
    for _, words in _everything():
        found.setdefault(len(words), []).append((words, frozenset(words)))
    return found
