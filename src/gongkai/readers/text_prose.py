"""Prose out of lines: paragraphs that were cut at line and page ends are joined, page numbers are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.core.report.exchange import Place
from gongkai.readers.document import Paragraph
from gongkai.readers.text_lines import Line, begins_item, is_page_number
from gongkai.readers.text_markdown import heading_of, plain

_ENDS = re.compile(r"[。！？；：…:;!?][”’」』）)\"']*$")
_GOES_ON = re.compile(r"[，、,（(《“‘]$")
_CLAUSE = re.compile(r"[，。；、]")
_SENTENCE = re.compile(r"[，。；]")  # a line that begins with an ordinal and has none of these is a heading
_TITLE_REST = re.compile(r"(?:政府信息公开)?(?:工作)?年度?报告$")
_DATE = re.compile(r"[（(]?\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日[）)]?$")
_SHORTEST_FULL_LINE = 18  # characters; a shorter line is a heading, a title, a name
_FULL = 0.8  # share of the page's width from which a line may have been cut at the margin
_LINE_MARK = re.compile(r"[-*+•]\s+")
_SEPARATOR = re.compile(r"[-=*_~—─━ ]{3,}")


def page_number_lines(lines: Sequence[Line]) -> set[int]:
    """Indexes of lines that are page numbers: those that say so, and bare ones that count the pages from end to end."""
    found = {index for index, line in enumerate(lines) if is_page_number(line.text)}
    last_on_page: dict[int, int] = {}
    for index, line in enumerate(lines):
        if not line.blank:
            last_on_page[line.page] = index
    bare = [(page, index) for page, index in last_on_page.items() if lines[index].text.strip().isdecimal()]
    offsets = {int(lines[index].text) - page for page, index in bare if len(lines[index].text.strip()) < 5}
    if len(bare) > 2 and len(offsets) == 1 and len(bare) >= len(last_on_page) - 2:
        found |= {index for _, index in bare}
    return found


def paragraphs(lines: Sequence[Line], width: int) -> Iterator[Paragraph]:
    """The paragraphs of a stretch of lines. `width` is the length of the file's full lines, 0 where lines are not cut."""
    pieces: list[str] = []
    first, gap, level = 0, 0, 0
    for line in lines:
        own = line.text.strip()
        if not own:
            gap += 1
            continue
        heading = heading_of(own)
        if pieces and not heading and not level and _is_continued(pieces[-1], own, gap, width):
            if _parts_words(pieces[-1], own):
                pieces.append(" ")
        else:
            if pieces:
                yield _paragraph(pieces, first, level)
            level, text = heading or (0, own)
            pieces, first = [], line.number
            own = text
        pieces.append(own)
        gap = 0
    if pieces:
        yield _paragraph(pieces, first, level)


def full_width(lines: Sequence[Line]) -> int:
    """The length at which the file's lines are cut: that of most of its longer lines; 0 where they vary freely."""
    lengths = sorted(len(line.text.strip()) for line in lines if len(line.text.strip()) >= _SHORTEST_FULL_LINE)
    if not lengths:
        return 0
    usual = lengths[len(lengths) * 2 // 3]
    near = sum(usual * _FULL <= length <= usual / _FULL for length in lengths)
    return usual if near * 2 > len(lengths) else 0


def _is_continued(last: str, own: str, gap: int, width: int) -> bool:
    """Whether `own` goes on where `last` was cut, at a line's end (no blank lines between) or at a page's end."""
    if _ENDS.search(last[-20:]) or _DATE.search(last[-20:]):
        return False
    if begins_item(own) or _LINE_MARK.match(own) or _SEPARATOR.fullmatch(own):
        return False
    if begins_item(last) and not _SENTENCE.search(last):
        return False
    if _GOES_ON.search(last[-1]):
        return True
    if _TITLE_REST.fullmatch(own) and not gap:
        return True
    if len(last) < _SHORTEST_FULL_LINE or not (_CLAUSE.search(last) or _CLAUSE.search(own)):
        return False
    if gap:
        return gap < 3 and _CLAUSE.search(last) is not None
    return not width or len(last) >= width * _FULL


def _parts_words(last: str, own: str) -> bool:
    """Whether only the line end parts two Latin words or numbers; Chinese is joined without a blank."""
    return last[-1].isascii() and last[-1].isalnum() and own[0].isascii() and own[0].isalnum()


def _paragraph(pieces: Sequence[str], first: int, level: int) -> Paragraph:
    return Paragraph(plain("".join(pieces)), Place(line=first), level)
