"""What an official paper says of itself: title, number, date, who issued it. Each with whether that is certain.

Layout after GB/T 9704: number under the mark of the organ, title, addressee, text, signature and date. What is only likely is
given as not certain, for a person to confirm; what is not found is absent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from gongkai.readers.document import Document, Paragraph

_NUMBER = re.compile(
    r"[一-鿿]{1,14}(?:\s*[（(][一-鿿]{1,6}[)）])?\s*[〔\[［(（【]\s*((?:19|20)\d{2})\s*[〕\]］)）】]\s*第?\s*\d{1,5}\s*号"
)
_DAY = re.compile(r"^[（(]?\s*((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*[)）]?$")
_KINDS = "命令|令|决定|决定书|公告|通告|通知|通报|意见|报告|请示|批复|函|纪要|办法|规定|细则|规则|方案|规划|计划|要点|指南|解读|说明|目录|清单|公示|名单|条例|预案"
_TITLE = re.compile(rf"(?:关于.{{2,120}}的?|.{{2,80}})(?:{_KINDS})(?:[（(][^）)]{{1,20}}[）)])?$")
_ISSUER = re.compile(r"^(.{2,60}?)(?:办公室)?(?:印发|转发|发布)?关于")
_ORGAN = re.compile(r"(?:人民政府|委员会|办公厅|办公室|局|厅|部|委|署|院|法院|中心|镇|乡|街道|管委会|政府)$")
_OPENING = 14  # paragraphs with text among which number and title stand
_CLOSING = 14  # paragraphs from the end among which signature and date stand
_LONGEST_TITLE = 150
_LONGEST_SIGNATURE = 40


@dataclass(frozen=True, slots=True)
class Read:
    """A value as read; `certain` is False where a person has to look."""

    value: str
    certain: bool


@dataclass(frozen=True, slots=True)
class OfficialHead:
    """What was read; absent stays absent."""

    title: Read | None = None
    doc_no: Read | None = None
    formed_on: Read | None = None  # ISO
    issuer: Read | None = None


def official_head(document: Document) -> OfficialHead:
    """Read the head of a paper (law.md 2.3, 8.2). Never raises."""
    lines = [(block.text.strip(), block.level) for block in document.paragraphs if block.text.strip()]
    opening = lines[:_OPENING]
    title = _title(opening)
    closing = [text for text, _ in lines[-_CLOSING:]]
    return OfficialHead(title, _number(opening), _date(closing), _issuer(closing, title))


def signature_at(document: Document) -> tuple[int, ...]:
    """The indexes of the blocks that are the signature and the date under it, near the end; empty where there are none."""
    blocks = document.blocks
    for index in range(len(blocks) - 1, max(-1, len(blocks) - 1 - _CLOSING), -1):
        block, above = blocks[index], blocks[index - 1] if index else None
        if isinstance(block, Paragraph) and _DAY.match(block.text.strip()):
            signed = (
                isinstance(above, Paragraph) and len(above.text) <= _LONGEST_SIGNATURE and _ORGAN.search(_joined(above.text))
            )
            return (index - 1, index) if signed else (index,)
    return ()


def _number(opening: list[tuple[str, int]]) -> Read | None:
    alone, inside = [], []
    for text, _ in opening:
        found = _NUMBER.search(text)
        if found:
            (alone if len(found[0]) >= len(text) - 4 else inside).append(re.sub(r"\s", "", found[0]))
    if alone:
        return Read(alone[0], certain=len(set(alone)) == 1)
    return Read(inside[0], certain=False) if inside else None


def _title(opening: list[tuple[str, int]]) -> Read | None:
    marked = [text for text, level in opening if level == 1]
    if len(marked) == 1 and len(marked[0]) <= _LONGEST_TITLE:
        return Read(_joined(marked[0]), certain=True)
    plain = [text for text, _ in opening]
    for start, text in enumerate(plain):
        if _NUMBER.search(text) or text.endswith(("：", ":")):
            continue
        for lines in (1, 2, 3):  # a long title stands on two or three lines
            joined = _joined("".join(plain[start : start + lines]))
            if len(joined) <= _LONGEST_TITLE and _TITLE.fullmatch(joined):
                return Read(joined, certain=lines == 1 and start <= 2)
    return Read(_joined(marked[0]), certain=False) if marked else None


def _joined(text: str) -> str:
    return re.sub(r"\s+", "", text) if re.search(r"[一-鿿]", text) else " ".join(text.split())


def _date(closing: list[str]) -> Read | None:
    days = []
    for text in closing:
        if found := _DAY.match(text):
            try:
                days.append(date(int(found[1]), int(found[2]), int(found[3])).isoformat())
            except ValueError:
                continue
    return Read(days[-1], certain=len(set(days)) == 1) if days else None


def _issuer(closing: list[str], title: Read | None) -> Read | None:
    for place, text in enumerate(closing):
        if (
            _DAY.match(text)
            and place
            and _ORGAN.search(_joined(closing[place - 1]))
            and len(closing[place - 1]) <= _LONGEST_SIGNATURE
        ):
            return Read(_joined(closing[place - 1]), certain=True)
    found = _ISSUER.match(title.value) if title else None
    return Read(found[1], certain=False) if found and _ORGAN.search(found[1]) else None
