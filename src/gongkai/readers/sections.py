"""The prose of a report: sections by their headings, passages with their places, and what the title page says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import ne

from gongkai.core.report.exchange import Passage
from gongkai.readers.document import Document, Paragraph
from gongkai.readers.headings import Heading, heading_of
from gongkai.readers.labels import in_simplified
from gongkai.readers.title_page import TitlePage, title_page

FRONT = "0"  # what stands before the first heading
_SECTIONS = 6
_PAGE_NUMBER = re.compile(r"[-－–—―─·\s]{0,4}(?:第\s?)?\d{1,3}(?:\s?页)?(?:\s?[/共]\s?\d{1,3}\s?页?)?[-－–—―─·\s]{0,4}")
_MARKED_PAGE = re.compile(r"[-－–—―─·第页]")
_ENDS = re.compile(r"[。！？；：…:;!?）)】》”’.]$")
_TRADITIONAL = 0.1  # share of characters that differ; a name or a quotation stays far below, a whole report far above
_HAN = "一二三四五六七八九十"
_BEGINS = re.compile(rf"\s*(?:[#*•●]|[{_HAN}]{{1,3}}(?:[、.．]|是|要)|[（(][{_HAN}\d]{{1,3}}[）)]|\d{{1,2}}[.．、])")
_CLAUSE = re.compile("[，。；]")
_SHORTEST_CUT = 12  # characters; a shorter paragraph without a full stop is a heading, a name or a date


@dataclass(frozen=True, slots=True)
class ReportProse:
    """Everything of a report but its tables."""

    sections: Mapping[str, str]
    passages: tuple[Passage, ...]
    page: TitlePage

    @property
    def title(self) -> str | None:
        """The title as printed, on one line."""
        return self.page.title

    @property
    def agency(self) -> str | None:
        """The body that reports, from the title or the signature."""
        return self.page.agency

    @property
    def year(self) -> int | None:
        """The year reported on."""
        return self.page.year

    @property
    def period(self) -> tuple[date, date] | None:
        """The statistical period, first and last day."""
        return self.page.period

    @property
    def published(self) -> date | None:
        """The day of publication, else of the signature."""
        return self.page.published


def prose_of(document: Document) -> ReportProse:
    """Sections "1" to "6", "7" and on for sections of the report's own, in the order of the page; passages with places.

    A section's text is its paragraphs, one a line, those that a page end cut made whole; without heading and tables.
    """
    pieces = _simplified([piece for paragraph in document.paragraphs for piece in _lines_of(paragraph)])
    paragraphs = [piece for piece in pieces if not _is_page_number(piece.text)]
    headings = _top_headings(paragraphs)
    passages = tuple(_passages(paragraphs, headings))
    texts: dict[str, list[str]] = {}
    for passage in passages:
        lines = texts.setdefault(passage.section, [])
        if not passage.heading:
            lines.append(passage.text)
    sections = {section: "\n".join(_whole(lines)) for section, lines in texts.items() if section != FRONT}
    front = [passage.text for passage in passages if passage.section == FRONT]
    body = [passage.text for passage in passages if passage.section != FRONT]
    return ReportProse(sections, passages, title_page(front, body, document.meta))


def _lines_of(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraph, parted at its line breaks."""
    for text in paragraph.text.split("\n"):
        if text.strip():
            yield replace(paragraph, text=text.strip(), runs=())


def _simplified(pieces: list[Paragraph]) -> list[Paragraph]:
    """A report in traditional characters in simplified ones, so that its words are the form's; any other as it is."""
    text = "\n".join(piece.text for piece in pieces)
    converted = in_simplified(text)
    if sum(map(ne, text, converted)) <= _TRADITIONAL * len(text) or len(text) != len(converted):
        return pieces
    return [replace(piece, text=line) for piece, line in zip(pieces, converted.split("\n"), strict=True)]


def _is_page_number(text: str) -> bool:
    """Whether a paragraph is a page number that says so: — 3 —, 第3页."""
    return _PAGE_NUMBER.fullmatch(text) is not None and _MARKED_PAGE.search(text) is not None


# ── which paragraph heads a section ──────────────────────────────────────────────────────────


def _top_headings(paragraphs: Sequence[Paragraph]) -> dict[int, tuple[str, Heading]]:
    """Index of paragraph → section and heading. A table of contents heads nothing; own sections count on in the order."""
    found = [(index, heading) for index, paragraph in enumerate(paragraphs) if (heading := heading_of(paragraph))]
    found = _without_contents(found)
    numbered = {heading.section for _, heading in found if heading.style in ("top", "part")} - {None}
    top: dict[int, tuple[str, Heading]] = {}
    extra, last = _SECTIONS, 0
    for index, heading in found:
        if (heading.style == "digit" and numbered) or (heading.style == "none" and heading.section in numbered):
            continue  # a sub-heading in the words of a section
        if heading.section is not None:
            top[index] = (heading.section, heading)
            last = heading.number or int(heading.section)
        elif heading.section is None and top and heading.number == last + 1:
            extra, last = extra + 1, last + 1
            top[index] = (str(extra), heading)
    return top


def _without_contents(found: list[tuple[int, Heading]]) -> list[tuple[int, Heading]]:
    """The headings without those of a table of contents: six that follow one another and are all printed again below."""
    named = [(at, index, heading.section) for at, (index, heading) in enumerate(found) if heading.section]
    for first in range(len(named) - 1):
        run = 1
        while first + run < len(named) and named[first + run][1] == named[first + run - 1][1] + 1:
            run += 1
        if run > 2:
            listed = {section for _, _, section in named[first : first + run]}
            again = {section for _, _, section in named[first + run :]}
            return found[named[first + run - 1][0] + 1 :] if listed <= again else found
    return found


def _passages(paragraphs: Sequence[Paragraph], headings: Mapping[int, tuple[str, Heading]]) -> Iterator[Passage]:
    section = FRONT
    for index, paragraph in enumerate(paragraphs):
        if index not in headings:
            yield Passage(paragraph.text, section, paragraph.place)
            continue
        section, heading = headings[index]
        yield Passage(heading.text, section, paragraph.place, heading=True)
        if heading.rest:
            yield Passage(heading.rest, section, paragraph.place)


def _whole(lines: Sequence[str]) -> Iterator[str]:
    """The lines, those joined that a line or page end parted in the middle of a sentence."""
    text = ""
    for line in lines:
        in_a_sentence = len(text) >= _SHORTEST_CUT and _CLAUSE.search(text + line) and not _ENDS.search(text)
        if in_a_sentence and not _BEGINS.match(line):
            apart = text[-1].isascii() and text[-1].isalnum() and line[0].isascii() and line[0].isalnum()
            text += f" {line}" if apart else line
            continue
        if text:
            yield text
        text = line
    if text:
        yield text
