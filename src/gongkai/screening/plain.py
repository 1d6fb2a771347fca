"""One text as the rules see it: full width made plain, invisible characters left out, every offset kept.

A person who copies a number does not see whether its digits are full width, whether a zero-width blank stands between them or
whether they are written 一三八…; neither may a rule. The plain text has at most one character for each of the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_NUMERALS = dict(zip("〇零○一二三四五六七八九", "000123456789", strict=True))
_SPELT = re.compile("[〇零○一二三四五六七八九]{11,}+")  # no number in words is written digit by digit at that length
_DASHES = "‐‑‒–—―−﹣－⁃ー"
_DOTS = "·•・‧∙⋅"
_BLANKS = "\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t\v\f\r\u2028\u2029"
_INVISIBLE = "\u115f\u1160\u17b4\u17b5\u3164\ufe0e\ufe0f\uffa0"  # fillers and variation selectors: shown as nothing


class _Plain(dict[int, str | None]):
    """What stands for a character; None where it is invisible. Filled as characters are met."""

    def __missing__(self, code: int) -> str | None:
        value = self[code] = _plain(chr(code))
        return value


def _plain(char: str) -> str | None:
    if char in _INVISIBLE or unicodedata.category(char) in {"Cf", "Mn"}:
        return None
    if char in _DASHES:
        return "-"
    if char in _BLANKS:
        return " "
    if char in _DOTS:
        return "·"
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.digit(char))
    if "\u3300" <= char <= "\u33ff" or unicodedata.category(char) == "No":  # ㎡ ① stay what they are
        return char
    compatible = unicodedata.normalize("NFKC", char)
    return compatible if len(compatible) == 1 else char


_TABLE = _Plain()


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text made plain. `offsets` gives, for each plain character, its place in the original; None if they agree."""

    original: str
    text: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range in the original of the plain characters from `start` to `end` (at least one)."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=16)  # the rules ask for the same text one after another
def plain_text(text: str) -> PlainText:
    """The plain form of one text. Numbers spelt digit by digit in Chinese (〇一二…), eleven or longer, become digits."""
    if text.isascii() and "\t" not in text and "\r" not in text:
        return PlainText(text, text)
    plain = text.translate(_TABLE)
    offsets = None
    if len(plain) != len(text):
        offsets = tuple(index for index, char in enumerate(text) if _TABLE[ord(char)] is not None)
    return PlainText(text, _SPELT.sub(lambda run: "".join(_NUMERALS[char] for char in run[0]), plain), offsets)
