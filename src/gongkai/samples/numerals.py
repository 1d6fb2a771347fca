"""How a number is printed: digits, separators, minus signs, units and Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

_WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
_HAN = "零一二三四五六七八九"
MINUS = {
    "hyphen": "-",
    "minus": "−",
    "wide": "－",
    "dash": "–",
    "han": "负",
    "word": "减",
}
NINETY_NINE = 99


def digits(value: Decimal, style: str = "plain") -> str:
    """The number without exponent: plain, thousands (1,234), wide (１２) or wide-thousands."""
    text = f"{value:,f}" if "thousands" in style else f"{value:f}"
    return text.translate(_WIDE) if "wide" in style else text


def signed(value: Decimal, style: str, minus: str) -> str:
    """A change: with `word` the rise reads 增10 and the fall 减4, else the minus sign asked for."""
    if minus == "word" and value:
        return ("减" if value < 0 else "增") + digits(abs(value), style)
    return (MINUS[minus] if value < 0 else "") + digits(abs(value), style)


def han_numeral(value: Decimal) -> str:
    """一 to 九十九 for small whole numbers, digits for all others."""
    if value != value.to_integral_value() or not 0 < value <= NINETY_NINE:
        return digits(value)
    tens, ones = divmod(int(value), 10)
    return ("" if not tens else ("" if tens == 1 else _HAN[tens]) + "十") + (_HAN[ones] if ones else "")


def in_prose(value: Decimal, style: str) -> str:
    """A number inside a sentence: plain, spaced, thousands, wide or han."""
    if style == "han":
        return han_numeral(value)
    if style == "spaced":
        return f" {digits(value)} "
    return digits(value, style)
