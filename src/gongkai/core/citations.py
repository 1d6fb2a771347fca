"""Articles as values, cited down to article, paragraph and item (条、款、项).

In the law's files a citation reads `{R: 36, item: 2}`: the sign of the text (`law/texts.yaml`), the article, and what of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.core.errors import Lang, LawUnknown
from gongkai.core.law import read_law_file

_DIGITS = "零一二三四五六七八九"
_TEN = len(_DIGITS)


@dataclass(frozen=True, slots=True)
class Text:
    """A statute, rule or official letter. `binding` is false for what was only forwarded as a reference."""

    sign: str
    en: str
    number: str
    title: str | None = None
    in_force: date | None = None
    binding: bool = True

    @property
    def zh(self) -> str:
        """As a letter names it: by its title, or by its number where the title is not verified."""
        return f"《{self.title}》" if self.title else self.number


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a text. `article` is a number, or a text's own numbering ("4.1(2)"), or None for the whole text."""

    text: Text
    article: int | str | None = None
    paragraph: int | None = None
    item: int | None = None

    @property
    def id(self) -> str:
        """The short form used in code and docs: `R 36(2)`, `ARL 23(1)(4)`."""
        inner = "".join(f"({part})" for part in (self.paragraph, self.item) if part is not None)
        return self.text.sign if self.article is None else f"{self.text.sign} {self.article}{inner}"

    @property
    def zh(self) -> str:
        """As a letter cites it: 《中华人民共和国政府信息公开条例》第三十六条第（二）项."""
        return f"{self.text.zh}{self.place_zh}"

    @property
    def en(self) -> str:
        """In English: Regulations on Open Government Information, art. 36 item 2."""
        return ", ".join(filter(None, (self.text.en, self.place_en)))

    @property
    def place_zh(self) -> str:
        """The place inside the text: 第三十六条第（二）项; empty for the whole text."""
        if not isinstance(self.article, int):
            return self.article or ""
        paragraph = f"第{chinese_number(self.paragraph)}款" if self.paragraph else ""
        item = f"第（{chinese_number(self.item)}）项" if self.item else ""
        return f"第{chinese_number(self.article)}条{paragraph}{item}"

    @property
    def place_en(self) -> str:
        """The place inside the text: art. 36 item 2; empty for the whole text."""
        if not isinstance(self.article, int):
            return self.article or ""
        paragraph = f" para. {self.paragraph}" if self.paragraph else ""
        item = f" item {self.item}" if self.item else ""
        return f"art. {self.article}{paragraph}{item}"


def chinese_number(number: int) -> str:
    """A number below one hundred as statutes write it: 7 → 七, 10 → 十, 36 → 三十六."""
    tens, ones = divmod(number, _TEN)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


@cache
def texts() -> Mapping[str, Text]:
    """The texts of `law/texts.yaml`, by sign."""
    return {sign: Text(sign, **entry) for sign, entry in read_law_file("texts.yaml").items()}


def citation(entry: Mapping[str, Any]) -> Citation:
    """One citation of the law's files, `{R: 36, item: 2}`. Raises LawUnknown for a sign no text has."""
    parts = dict(entry)
    paragraph, item = parts.pop("paragraph", None), parts.pop("item", None)
    ((sign, article),) = parts.items()
    if sign not in texts():
        raise LawUnknown(name=sign, known="、".join(texts()))
    return Citation(texts()[sign], article, paragraph, item)


def citations(entries: list[Mapping[str, Any]]) -> tuple[Citation, ...]:
    """Several citations, in their order."""
    return tuple(citation(entry) for entry in entries)


def cite(cited: Iterable[Citation], lang: Lang = "zh") -> str:
    """Several citations as one sentence part; each text is named once, in the order of first mention."""
    by_text: dict[Text, list[str]] = {}
    for each in cited:
        by_text.setdefault(each.text, []).append(each.place_zh if lang == "zh" else each.place_en)
    if lang == "zh":
        return "、".join(f"{text.zh}{'、'.join(places)}" for text, places in by_text.items())
    return "; ".join(", ".join(filter(None, (text.en, *places))) for text, places in by_text.items())
