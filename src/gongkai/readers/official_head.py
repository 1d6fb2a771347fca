"""What an official paper says of itself: title, number, date, who issued it. Each with whether that is certain.

Layout after GB/T 9704: number under the mark of the organ, title, addressee, text, signature and date. What is only likely is
given as not certain, for a person to confirm; what is not found is absent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gongkai.readers.document import Document, Paragraph

_NUMBER = re.compile(
    r"[一-鿿]{1,14}(?:\s*[（(][一-鿿]{1,6}[)）])?\s*[〔\[［(（【]\s*((?:19|20)\d{2})\s*[〕\]］)）】]\s*第?\s*\d{1,5}\s*号"
)
_DAY = re.compile(r"[（(]?\s*((?:19|20)\d{2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*[)）]?")
_SPELT = "[一二三四五六七八九十]"
_WRITTEN_DAY = re.compile(rf"[（(]?([一二][〇零○Oo一二三四五六七八九]{{3}})年({_SPELT}{{1,2}})月({_SPELT}{{1,3}})日[)）]?")
_NUMBER_ALONE = re.compile(r"[（(]?(?:(?:19|20)\d{2}年)?第\d{1,5}号[)）]?")  # of orders and announcements
_NUMERALS = str.maketrans("〇零○Oo一二三四五六七八九", "00000123456789")
_KIND_WORDS = (
    "命令 令 决定 决定书 公告 通告 通知 通报 意见 报告 请示 批复 函 纪要 办法 规定 细则 规则 方案 规划 计划 要点 指南 "
    "解读 说明 目录 清单 公示 名单 条例 预案 答复 意见书 通知书 告知书 决算 预算"
)
_KINDS = "|".join(sorted(_KIND_WORDS.split(), key=len, reverse=True))
_TITLE = re.compile(rf"(?:关于.{{2,120}}|.{{2,80}})(?:{_KINDS})(?:[（(][^）)]{{1,20}}[）)])?")
_ISSUER = re.compile(r"^(.{2,60}?)(?:印发|转发|发布)?关于")
_ORGAN = re.compile(r"(?:人民政府|委员会|办公厅|办公室|局|厅|部|委|署|院|法院|中心|镇|乡|街道|街道办事处|管委会|政府)$")
_NO_TITLE = re.compile(r"文件$|^[\d\s]+$|^(?:特急|加急|平急|急件|特提|签发人.*)$|[：:。；;，,]$")
_SECTION = re.compile(r"(?:第?[一二三四五六七八九十]+[、章节条部]|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])")
_OPENING = 14  # paragraphs with text among which number and title stand
_CLOSING = 14  # paragraphs from the end among which signature and date stand
_LONGEST_TITLE = 150
_LONGEST_SIGNATURE = 40
_LONGEST_HEAD_LINE = 60
_LABEL = re.compile(r"^(?:标题|题名|名称)[:：]")
_TITLE_LINES = 3  # a long title stands on two or three lines


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
    lines = [(_LABEL.sub("", text), block.level) for block in document.paragraphs if (text := block.text.strip())]
    opening = lines[:_OPENING]
    title = _title(opening)
    texts = [text for text, _ in lines]
    return OfficialHead(title, _number(opening), _date(texts), _issuer(texts, title))


def signature_at(document: Document) -> tuple[int, ...]:
    """The indexes of the blocks that are the signature and the date under it, near the end; empty where there are none."""
    blocks = document.blocks
    days = [index for index, block in enumerate(blocks) if isinstance(block, Paragraph) and _day(block.text)]
    for index in reversed(days):
        above = blocks[index - 1] if index else None
        if isinstance(above, Paragraph) and _signs(above.text):
            return (index - 1, index)
    return (days[-1],) if days and days[-1] >= len(blocks) - _CLOSING else ()


def _number(opening: list[tuple[str, int]]) -> Read | None:
    alone: list[str] = []
    inside: list[str] = []
    for text, _ in opening:
        if found := _NUMBER.search(text):
            number = re.sub(r"\s", "", found[0])
            if len(found[0]) >= len(text) - 4:
                alone.append(number)
            elif len(text) <= _LONGEST_HEAD_LINE and not text.endswith("。"):  # in a sentence another paper is cited
                inside.append(number)
    if alone:
        return Read(alone[0], certain=len(set(alone)) == 1)
    inside += [bare.strip("（）()") for text, _ in opening if _NUMBER_ALONE.fullmatch(bare := re.sub(r"\s", "", text))]
    return Read(inside[0], certain=False) if inside else None


def _title(opening: list[tuple[str, int]]) -> Read | None:
    marked = [text for text, level in opening if level == 1 and not _SECTION.match(text)]
    if len(marked) == 1 and len(marked[0]) <= _LONGEST_TITLE:
        return Read(_joined(marked[0]), certain=True)
    plain = [text for text, _ in opening]
    for start in range(len(plain)):
        for lines in range(1, _TITLE_LINES + 1):
            parts = plain[start : start + lines]
            if len(parts) < lines or any(_NO_TITLE.search(part) or _NUMBER.search(part) or _day(part) for part in parts):
                break
            joined = _joined("".join(parts))
            if len(joined) <= _LONGEST_TITLE and _TITLE.fullmatch(joined):
                return Read(joined, certain="关于" in joined and not _goes_on(plain, start + lines))
    return Read(_joined(marked[0]), certain=False) if marked else None


def _goes_on(plain: list[str], after: int) -> bool:
    """Whether the next line may be one more line of the title: short, no addressee, no number."""
    following = plain[after] if after < len(plain) else ""
    return _TITLE.fullmatch(_joined(following)) is not None and len(following) <= _LONGEST_SIGNATURE


def _joined(text: str) -> str:
    return re.sub(r"\s+", "", text) if re.search(r"[一-鿿]", text) else " ".join(text.split())


def _day(text: str) -> str:
    """The day that a line consists of, ISO; empty where it is no day."""
    plain = text.strip()
    found = _DAY.fullmatch(plain)
    if found is None:
        written = _WRITTEN_DAY.fullmatch(re.sub(r"\s", "", plain))
        parts = (written[1].translate(_NUMERALS), _spelt(written[2]), _spelt(written[3])) if written else None
    else:
        parts = (found[1], int(found[2]), int(found[3]))
    try:
        return date(int(parts[0]), parts[1], parts[2]).isoformat() if parts else ""
    except ValueError:
        return ""


def _spelt(numeral: str) -> int:
    """三 as 3, 十一 as 11, 二十 as 20."""
    tens, ten, ones = numeral.rpartition("十")
    value = (int(tens.translate(_NUMERALS)) if tens else 1) * 10 if ten else 0
    return value + (int(ones.translate(_NUMERALS)) if ones else 0)


def _signs(text: str) -> bool:
    plain = _joined(text.strip())
    return len(plain) <= _LONGEST_SIGNATURE and _ORGAN.search(plain) is not None


def _signed(texts: list[str]) -> list[tuple[str, str]]:
    """(signature, day) wherever a body's name stands over a day."""
    return [(_joined(above), day) for above, below in pairwise(texts) if (day := _day(below)) and _signs(above)]


def _date(texts: list[str]) -> Read | None:
    """The day under the signature; else the only day that stands alone near the end or under the title."""
    signed = {day for _, day in _signed(texts)}
    if len(signed) == 1:
        return Read(signed.pop(), certain=True)
    near = texts[:_OPENING] + texts[_OPENING:][-_CLOSING:]
    days = [day for text in near if (day := _day(text))]
    if not days:
        return None
    return Read(days[-1], certain=len(set(days)) == 1 and not signed)


def _issuer(texts: list[str], title: Read | None) -> Read | None:
    signed = list(dict.fromkeys(name for name, _ in _signed(texts)))
    if signed:
        return Read(signed[-1], certain=len(signed) == 1)
    found = _ISSUER.match(title.value) if title else None
    return Read(found[1], certain=False) if found and _ORGAN.search(found[1]) else None
