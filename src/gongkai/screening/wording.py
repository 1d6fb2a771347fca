"""Wording for editors to look at: a small list of ours, and a body's own (law.md 10.1, wording). Never blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from gongkai.core.errors_screening import WordListInvalid
from gongkai.core.findings import Finding, Words
from gongkai.core.report.exchange import Place
from gongkai.screening.findings import WORDING
from gongkai.screening.plain import PlainText
from gongkai.screening.rules import wording

MOST_ENTRIES = 5000  # of a body's own list
_FEW = 200  # entries that are tried as one pattern


@dataclass(frozen=True, slots=True)
class Entry:
    """What to look for, what is usual, and on what ground."""

    pattern: re.Pattern[str]
    use: str
    basis: str


@cache
def our_entries() -> tuple[Entry, ...]:
    """The entries of `law/screening/wording.yaml`."""
    rule = wording()
    return tuple(Entry(re.compile(each["find"]), each["use"], rule["sources"][each["ground"]]) for each in rule["entries"])


def own_entries(text: str, file: str) -> tuple[Entry, ...]:
    """A body's own list: YAML, a mapping of the word to look for to the word to use, or to nothing.

    Words are taken literally, never as patterns, so that no list can make screening slow. Raises WordListInvalid.
    """
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        told = {"problem_zh": f"第 {line} 行不是有效的 YAML", "problem_en": f"line {line} is not YAML"}
        raise WordListInvalid(file=file, **told) from error
    if not isinstance(data, dict) or not data or len(data) > MOST_ENTRIES:
        raise WordListInvalid(
            file=file,
            problem_zh=f"应为“原词: 建议用词”的列表，1 至 {MOST_ENTRIES} 条",
            problem_en=f"it must map words to words, 1 to {MOST_ENTRIES} of them",
        )
    return tuple(_own(word, use, file) for word, use in data.items())


def _own(word: Any, use: Any, file: str) -> Entry:
    if not isinstance(word, str) or not word.strip() or not (use is None or isinstance(use, str)):
        raise WordListInvalid(file=file, problem_zh=f"“{word}”一条不是文字", problem_en=f"the entry “{word}” is not text")
    return Entry(re.compile(re.escape(word)), use or "", file)


class WordList:
    """Entries made ready for many texts: one pattern for all of them, which most texts fail at once.

    A list so long that it would not pay is tried entry by entry.
    """

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        joined = "|".join(entry.pattern.pattern for entry in entries) if len(entries) <= _FEW else ""
        self._any = re.compile(joined)

    def findings(self, plain: PlainText, where: str, place: Place) -> Iterator[Finding]:
        """What the list says of one text; every entry once a text."""
        if not self._any.search(plain.text):
            return
        for entry in self.entries:
            found = entry.pattern.search(plain.text)
            if found:
                usual = Words(f"通行写法为“{entry.use}”", f"usual is “{entry.use}”")
                advice = usual if entry.use else Words("本机关列入核实", "on the body's list")
                yield WORDING.at(where, place, found=found[0], advice=advice, basis=entry.basis)
