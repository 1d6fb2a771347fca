"""Headings of the six sections, as reports print them: renumbered, padded, reworded a little, or with text behind them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from gongkai.core.report.form import FORMS, form
from gongkai.readers.document import Paragraph
from gongkai.readers.labels import simplified

LONGEST_HEADING = 45  # characters without blanks
_HAN = "一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"\s*#*\s*(?:第(?P<part>[{_HAN}]{{1,2}})(?:部分|章|节)\s*[、.．:：]?|(?P<top>[{_HAN}]{{1,2}})\s*[、.．,，:：]"
    rf"|[（(](?P<round>[{_HAN}]{{1,2}}|\d{{1,2}})[）)]\s*[、.．]?|(?P<digit>\d{{1,2}})\s*[、.．](?!\d))\s*"
)
_PUNCTUATION = re.compile(r"[\W_]+")
_STRONG = {  # section → wording that nothing but its heading has
    "1": r"总体情况",
    "2": r"主动公开政府信息(?:的|工作)?情况",
    "3": r"收到(?:和|与|及)?(?:处理)?政府信息公开申请(?:的)?(?:处理)?情况",
    "4": (
        r"(?:因|本机关)?(?:政府)?信息公开(?:工作)?(?:被(?:申请)?|引起|引发|产生|发生)?的?"
        r"行政复议(?:和|与|及|提起)?的?(?:行政)?诉讼的?情况"
    ),
    "5": (
        r".{0,12}存在的?(?:主要)?(?:困难和)?问题(?:以及|及其?|和|与)(?:下一步)?的?"
        r"(?:改进|整改)(?:情况|措施|意见|方向|打算|工作)?"
    ),
    "6": r"(?:其他|其它)(?:需要|需|应当?)(?:予以)?(?:报告|说明)的?(?:事项|情况)|需要(?:报告|说明)的(?:其他|其它)事项",
}
_WEAK = {  # wording that other headings may have too: it needs the section's own number
    "1": r"(?:总体)?(?:概述|概况|基本情况|工作概况)|工作总体情况",
    "2": r".{0,8}主动公开.{0,10}情况",
    "3": r".{0,8}(?:依申请公开|政府信息公开申请|公开申请).{0,12}情况",
    "4": r".{0,14}复议.{0,10}诉讼.{0,8}",
    "5": r".{0,12}(?:问题|不足).{0,14}",
    "6": r".{0,6}其[他它].{0,12}",
}
Style = Literal["part", "top", "round", "digit", "none"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph that heads a section. `section` is "1" to "6", or None for a numbered heading of the report's own.

    `number` is its printed number where it has one; `rest` is text that stands behind the heading in the same paragraph.
    """

    section: str | None
    style: Style
    number: int | None
    text: str
    rest: str = ""


def heading_of(paragraph: Paragraph) -> Heading | None:
    """The heading that a paragraph is or begins with. Sub-headings in brackets, as （一）主动公开情况, are none."""
    text = paragraph.text.strip()
    numbering = _NUMBERING.match(text)
    style, number = _number(numbering)
    if style == "round" or (style == "none" and len(text) > LONGEST_HEADING):
        return None
    body = text[numbering.end() :] if numbering else text.lstrip("# ")
    head, rest = _parted(body)
    section = _section_of(head, number)
    if section is not None:
        return Heading(section, style, number, text[: len(text) - len(rest)].strip(), rest)
    own = style in ("top", "part") and not rest and len(head) <= LONGEST_HEADING and not re.search("[，。；：！？]", body[:-1])
    return Heading(None, style, number, text) if own and not body.endswith(("。", "；")) else None


def _number(match: re.Match[str] | None) -> tuple[Style, int | None]:
    if match is None:
        return "none", None
    if match["part"]:
        return "part", _value(match["part"])
    if match["top"]:
        return "top", _value(match["top"])
    return ("round", None) if match["round"] else ("digit", int(match["digit"]))


def _value(numeral: str) -> int:
    """三 as 3, 十一 as 11."""
    tens, ten, ones = numeral.rpartition("十")
    return (_HAN.index(tens[0]) + 1 if tens else 1) * 10 * bool(ten) + (_HAN.index(ones[-1]) + 1 if ones else 0)


def _parted(body: str) -> tuple[str, str]:
    """The heading's words and what follows: after a line break, a colon or a full stop, else after wide blanks."""
    for mark in (r"\n", r"[：:。]", r"\s{2,}|\u3000"):
        parts = re.split(mark, body.strip(), maxsplit=1)
        if len(parts) > 1 and _section_of(_PUNCTUATION.sub("", simplified(parts[0])), None):
            return _PUNCTUATION.sub("", simplified(parts[0])), parts[1].strip()
    return (_PUNCTUATION.sub("", simplified(body)), "") if len(body) < LONGEST_HEADING * 2 else (body, "")


def _section_of(words: str, number: int | None) -> str | None:
    if not words or len(words) > LONGEST_HEADING:
        return None
    if words in _official():
        return _official()[words]
    strong = [section for section, pattern in _STRONG.items() if re.fullmatch(pattern, words)]
    if len(strong) == 1:
        return strong[0]
    own = str(number)
    return own if own in _WEAK and re.fullmatch(_WEAK[own], words) else None


@cache
def _official() -> dict[str, str]:
    """The words of the forms' headings."""
    return {
        _PUNCTUATION.sub("", simplified(heading)).lstrip(_HAN): section
        for form_id in FORMS
        for section, heading in form(form_id).sections.items()
    }
