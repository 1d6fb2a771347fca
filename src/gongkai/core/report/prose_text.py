"""The prose of a section as one plain text, cut into sentences that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from gongkai.core.report.exchange import NOWHERE, Passage, Place, Report

_WIDE = {chr(code): chr(code - 0xFEE0) for code in range(ord("！"), ord("～") + 1)}
_PUNCTUATION = {"，": "，", "：": "：", "；": "；", "（": "（", "）": "）", "！": "！", "？": "？", "－": "-"}
_CHARACTERS = str.maketrans(
    {**_WIDE, **_PUNCTUATION, "(": "（", ")": "）", ":": "：", ";": "；", "!": "！", "?": "？", "﹪": "%"}
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TITLE = re.compile(r"《[^《》]{0,120}》")
_BLANK_BETWEEN_DIGITS = re.compile(r"(?<=\d)\s+(?=\d)")
_HEADING = re.compile(r"^(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]|#)[^，。；：]{0,40}$")
_NEW_PARAGRAPH = re.compile(r"^(?:（[一二三四五六七八九十]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)|#)")
_GAP = "\x00"  # holds a blank between two digits while other blanks are dropped
_ENDS = "。！？；："
_SENTENCE = re.compile(r"[^。！？]{1,2000}[。！？]?|[。！？]")  # longer ones are cut, so that no text can make the checks slow


def plain(text: str) -> str:
    """The same text with half-width digits, full-width punctuation, no blanks, no thousands commas, titles emptied.

    A title in 《》 is emptied because its years and numbers are not the report's own.
    """
    text = _BLANK_BETWEEN_DIGITS.sub(_GAP, text.translate(_CHARACTERS))
    text = "".join(character for character in text if not character.isspace())
    return _TITLE.sub("《》", _THOUSANDS.sub("", text)).replace(",", "，").replace(_GAP, " ")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a section: its plain text, its place, and what stands above it."""

    text: str
    section: str
    place: Place
    heading: str  # the last sub-heading above it, as （二）依申请公开方面


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph made whole, with the offsets at which its passages begin and their places."""

    text: str
    starts: tuple[tuple[int, Place], ...]

    def place_at(self, offset: int) -> Place:
        """Where the passage stands that holds the character at `offset`."""
        return [place for start, place in self.starts if start <= offset][-1]


@dataclass(frozen=True)
class Prose:
    """The text of one section, its passages joined where a page or line end cut a sentence."""

    section: str
    passages: tuple[Passage, ...]

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs, whole again."""
        joined: list[Paragraph] = []
        for passage in self.passages:
            text = plain(passage.text)
            if not text:
                continue
            if joined and _continues(joined[-1].text, text):
                before = joined.pop()
                begun = before.text + (" " if before.text[-1].isdigit() and text[0].isdigit() else "")
                joined.append(Paragraph(begun + text, (*before.starts, (len(begun), passage.place))))
            else:
                joined.append(Paragraph(text, ((0, passage.place),)))
        return tuple(joined)

    @property
    def text(self) -> str:
        """All paragraphs without breaks."""
        return "".join(paragraph.text for paragraph in self.paragraphs)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, in order."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[Sentence]:
        heading = ""
        for paragraph in self.paragraphs:
            if _NEW_PARAGRAPH.match(paragraph.text):
                heading = re.split("[，。；：]", paragraph.text, maxsplit=1)[0][:40]
            for match in _SENTENCE.finditer(paragraph.text):
                yield Sentence(match.group(), self.section, paragraph.place_at(match.start()), heading)


def _continues(before: str, text: str) -> bool:
    """Whether a passage goes on in the middle of the sentence that the one before it began."""
    return not (before[-1] in _ENDS or _HEADING.match(before) or _NEW_PARAGRAPH.match(text))


def prose_of(report: Report, section: str) -> Prose:
    """The prose of a section ("1", "5", "6"; "0" before the first heading) without its heading and tables."""
    passages = tuple(passage for passage in report.passages if passage.section == section and not passage.heading)
    if not passages and report.sections.get(section):
        passages = tuple(Passage(line, section, NOWHERE) for line in report.sections[section].splitlines() if line.strip())
    return Prose(section, passages)
