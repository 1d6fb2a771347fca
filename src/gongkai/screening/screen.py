"""Screening one document or file: every rule over every text, findings in reading order.

Text is looked at where people put it: paragraphs, cells, tables in cells, hidden runs, the seam between two paragraphs,
the file's name and what the file says of itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.core.findings import Finding
from gongkai.core.report.exchange import NOWHERE, Place
from gongkai.readers.document import Document, Paragraph, Run, Table
from gongkai.screening.findings import HIDDEN_TEXT, Hit, finding_of
from gongkai.screening.formalities import date_findings, heading_findings, number_findings
from gongkai.screening.personal_lists import NO_HEADINGS, Headings, contexts_of, headings_of, list_findings
from gongkai.screening.plain import plain_text
from gongkai.screening.secrecy import mark_in_name, secrecy_hits
from gongkai.screening.text_view import hits_in
from gongkai.screening.wording import Entry, WordList, our_entries

if TYPE_CHECKING:
    from gongkai.readers.opening import Opened

OPENING = 12  # paragraphs with text at the beginning of a paper, where marks stand
_SHORTEST = 2  # characters that can say anything: the figures of a table, one by one, do not
_SEAM = 30  # characters on either side of the seam between two paragraphs
_ENDS, _BEGINS = re.compile(r"[0-9][ \-]?$"), re.compile(r" ?[0-9Xx]")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a body may set: published contact data, further words, and the day ages are computed for."""

    allowed: frozenset[str]
    words: WordList
    on: date | None


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of a document and where it stands."""

    text: str
    where: str
    place: Place
    block: int
    cell: tuple[int, int] | None = None
    context: str = ""
    opening: bool = False
    seam: int | None = None  # only hits across this offset count


def screen_document(
    document: Document,
    *,
    allowed: frozenset[str] = frozenset(),
    entries: tuple[Entry, ...] | None = None,
    on: date | None = None,
) -> list[Finding]:
    """Findings in a document's text and tables, in reading order.

    `allowed` are published telephones and names as people write them; `entries` the word lists (ours where None); with `on`
    children under fourteen are told (PIPL art. 28). Law: R 14-17, PIPL art. 25 and 28, 《保守国家秘密法》第22条.
    """
    settings = Settings(_bare(allowed), WordList(our_entries() if entries is None else entries), on)
    found = [(-1, finding) for finding in _of_the_file(document)]
    found.extend(_of_blocks(document, settings))
    found.extend((text.block, finding) for text in _texts(document) for finding in _findings(text, settings))
    return list(_once(finding for _, finding in sorted(found, key=lambda each: each[0])))


def screen_file(
    path: Path,
    *,
    allowed: frozenset[str] = frozenset(),
    entries: tuple[Entry, ...] | None = None,
    on: date | None = None,
    recognise: bool = False,
) -> list[Finding]:
    """Findings in a file: its text and tables, and what hides in it. Raises a subclass of UnreadableReport.

    With `recognise`, pictures and scanned pages are read by text recognition (extra [ocr]).
    """
    from gongkai.readers.opening import open_file

    return screen_opened(open_file(path, recognise=recognise), allowed=allowed, entries=entries, on=on, recognise=recognise)


def screen_opened(
    opened: Opened,
    *,
    allowed: frozenset[str] = frozenset(),
    entries: tuple[Entry, ...] | None = None,
    on: date | None = None,
    recognise: bool = False,
) -> list[Finding]:
    """Findings in what was opened, as `screen_file` gives them. Raises a subclass of UnreadableReport."""
    from gongkai.screening.hidden import inspect

    findings = screen_document(_document(opened, recognise=recognise), allowed=allowed, entries=entries, on=on)
    return [*findings, *inspect(opened)]


def _document(opened: Opened, *, recognise: bool) -> Document:
    """The Document to screen; a text whose tables cannot be told apart is still a text, line by line."""
    from gongkai.core.errors import FlatText
    from gongkai.readers.decoding import decode
    from gongkai.readers.opening import document_of

    try:
        return document_of(opened, recognise=recognise)
    except FlatText:
        lines = decode(opened.data, file=opened.name).splitlines()
        blocks = tuple(Paragraph(line, Place(line=number)) for number, line in enumerate(lines, 1))
        return Document("txt", blocks, name=opened.name)


def hits_of_document(document: Document, *, on: date | None = None) -> list[Hit]:
    """Every piece of personal data and every mark with its block, cell, offsets and place (for masking and the portal)."""
    return [hit for text in _texts(document) for hit in _hits(text, on)]


# ── the texts of a document ──────────────────────────────────────────────────────────────────


def _texts(document: Document) -> Iterator[_Text]:
    shown = 0
    before: Paragraph | None = None
    headings = NO_HEADINGS
    paragraphs = 0
    for index, block in enumerate(document.blocks):
        if isinstance(block, Table):
            headings = headings_of(block, headings)
            yield from _of_table(block, headings, f"T{block.number}", index)
            before = None
            continue
        paragraphs += 1
        shown += bool(block.text.strip())
        where = f"P{paragraphs}"
        yield _Text(block.text, where, block.place, index, opening=shown <= OPENING)
        if (hidden := _with_hidden(block.runs)) is not None:
            yield _Text(hidden, where, block.place, index)
        if before is not None and _ENDS.search(before.text) and _BEGINS.match(block.text):
            tail = before.text[-_SEAM:]
            yield _Text(f"{tail}\n{block.text[:_SEAM]}", where, before.place, index - 1, seam=len(tail))
        before = block


def _of_table(table: Table, headings: Headings, name: str, index: int) -> Iterator[_Text]:
    for cell, context in contexts_of(table, headings):
        where = f"{name}.R{cell.row + 1}C{cell.col + 1}"
        place = cell.place if cell.place != NOWHERE else table.place
        grid = (cell.row, cell.col)
        yield _Text(cell.text, where, place, index, grid, context)
        if (hidden := _with_hidden(cell.runs)) is not None:
            yield _Text(hidden, where, place, index, grid, context)
        for number, inner in enumerate(cell.tables, 1):
            yield from _of_table(inner, headings_of(inner), f"{where}.T{number}", index)


def _with_hidden(runs: Sequence[Run]) -> str | None:
    return "".join(run.text for run in runs) if any(run.hidden and run.text.strip() for run in runs) else None


# ── the rules over one text ──────────────────────────────────────────────────────────────────


def _hits(text: _Text, on: date | None) -> Iterator[Hit]:
    for hit in hits_in(text.text, text.context, on=on):
        if text.seam is None or hit.start < text.seam < hit.end:
            yield replace(hit, block=text.block, cell=text.cell, place=text.place)
    if text.seam is None:
        cell = text.cell is not None
        for hit in secrecy_hits(text.text, opening=text.opening, cell=cell, context=text.context):
            yield replace(hit, block=text.block, cell=text.cell, place=text.place)


def _findings(text: _Text, settings: Settings) -> Iterator[Finding]:
    if len(text.text.strip()) < _SHORTEST:
        return
    for hit in _hits(text, settings.on):
        if not settings.allowed or not (_bare({hit.text}) & settings.allowed):
            yield finding_of(hit, text.where)
    if text.seam is None:
        plain = plain_text(text.text)
        yield from settings.words.findings(plain, text.where, text.place)
        yield from number_findings(plain, text.where, text.place)
        yield from date_findings(plain, text.where, text.place)


def _of_blocks(document: Document, settings: Settings) -> Iterator[tuple[int, Finding]]:
    """What is said of a table as a whole, and hidden text, with the index of its block."""
    headings, paragraphs = NO_HEADINGS, 0
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            paragraphs += 1
            found = _hidden(block.runs, f"P{paragraphs}", block.place)
        else:
            headings = headings_of(block, headings)
            found = _of_whole_table(block, headings, document.format, settings.allowed)
        yield from ((index, finding) for finding in found)


def _of_whole_table(table: Table, headings: Headings, format: str, allowed: frozenset[str]) -> Iterator[Finding]:
    yield from list_findings(table, headings, f"T{table.number}", allowed)
    yield from heading_findings(table, format, f"T{table.number}")
    for cell in table.cells:
        yield from _hidden(cell.runs, f"T{table.number}.R{cell.row + 1}C{cell.col + 1}", cell.place)


def _hidden(runs: Sequence[Run], where: str, place: Place) -> Iterator[Finding]:
    length = sum(len(run.text.strip()) for run in runs if run.hidden)
    if length:
        yield HIDDEN_TEXT.at(where, place, length=length)


def _of_the_file(document: Document) -> Iterator[Finding]:
    """Marks in the file's name and in what it says of itself."""
    for text in dict.fromkeys([document.name or "", *(str(value) for value in document.meta.values())]):
        if text and (mark := mark_in_name(text)):
            yield finding_of(mark, "name")


def _bare(texts: frozenset[str] | set[str]) -> frozenset[str]:
    """Texts as they are compared: plain, without what people put between groups, without a country's prefix."""
    bare = {re.sub(r"[\s\-·._()+]", "", plain_text(text).text) for text in texts}
    return frozenset(each.removeprefix("86") if len(each) == 13 else each for each in bare if each)


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The same said of the same place once (a text and its hidden runs are looked at twice)."""
    seen: set[tuple[str, str, str]] = set()
    for finding in findings:
        key = (finding.message.code, finding.where, finding.text())
        if key not in seen:
            seen.add(key)
            yield finding
