"""Invented personal data of every structured kind, and the disguises in which people write them. Seeded, never real."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from gongkai.screening.personal_numbers import check_digit

AREAS = (
    "110101",
    "120221",
    "130102",
    "150203",
    "320102",
    "330106",
    "341502",
    "350128",
    "421126",
    "440305",
    "500227",
    "510104",
    "532301",
    "650102",
)
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
NAMES = ("张三丰", "李演示", "王小样", "赵甲", "欧阳示范", "钱乙", "孙丙")


@dataclass(frozen=True, slots=True)
class Plant:
    """One planted datum: what it is, as plain characters, and the words that lead to it."""

    code: str
    value: str
    label: str
    masked: str


def id_card(rng: random.Random) -> Plant:
    first = (
        rng.choice(AREAS) + f"{rng.randint(1930, 2010)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"
    )
    value = first + check_digit(first)
    return Plant(
        "SCR-ID-CARD", value, rng.choice(("身份证号：", "公民身份号码", "", "证件号码:")), value[:4] + "*" * 12 + value[-2:]
    )


def old_id_card(rng: random.Random) -> Plant:
    value = rng.choice(AREAS) + f"{rng.randint(30, 85)}{rng.randint(1, 12):02}{rng.randint(1, 28):02}{rng.randint(1, 999):03}"
    return Plant("SCR-ID-CARD", value, "身份证号：", value[:4] + "*" * 9 + value[-2:])


def mobile(rng: random.Random) -> Plant:
    value = f"1{rng.randint(3, 9)}{rng.randint(0, 999_999_999):09}"
    return Plant("SCR-PHONE", value, rng.choice(("手机：", "联系电话", "", "电话:")), f"{value[:3]}****{value[-4:]}")


def bank_card(rng: random.Random) -> Plant:
    length = rng.choice((16, 19))
    first = rng.choice(("622848", "621700", "622202", "621483", "623059")) + "".join(rng.choices("0123456789", k=length - 7))
    value = next(first + last for last in "0123456789" if passes_luhn(first + last))
    return Plant("SCR-BANK-CARD", value, rng.choice(("卡号：", "银行卡号", "", "一卡通账号:")), "*" * (length - 4) + value[-4:])


def passes_luhn(digits: str) -> bool:
    """Written apart from the rule under test: by positions from the right, doubling every second one."""
    total = 0
    for place, digit in enumerate(int(each) for each in reversed(digits)):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0


def plate(rng: random.Random) -> Plant:
    head = rng.choice(PROVINCES) + rng.choice(LETTERS)
    shapes = (
        f"{rng.randint(0, 99999):05}",
        f"{rng.choice(LETTERS)}{rng.randint(0, 9999):04}",
        f"{rng.randint(0, 999):03}{rng.choice(LETTERS)}{rng.randint(0, 9)}",
    )
    green = (
        f"{rng.choice('DF')}{rng.randint(0, 99999):05}",
        f"D{rng.choice(LETTERS)}{rng.randint(0, 9999):04}",
        f"{rng.randint(0, 99999):05}F",
    )
    tail = rng.choice((*shapes, *green))
    return Plant("SCR-PLATE", head + tail, rng.choice(("车牌号", "驾驶", "")), head + "*" * (len(tail) - 1) + tail[-1])


def passport(rng: random.Random) -> Plant:
    value = rng.choice(
        (
            f"E{rng.randint(0, 99999999):08}",
            f"E{rng.choice(LETTERS)}{rng.randint(0, 9999999):07}",
            f"G{rng.randint(0, 99999999):08}",
        )
    )
    return Plant("SCR-PASSPORT", value, rng.choice(("护照号码：", "护照", "持护照号")), value[0] + "******" + value[-2:])


def military(rng: random.Random) -> Plant:
    value = f"{rng.choice(('军', '武', '士'))}字第{rng.randint(0, 9999999):07}号"
    return Plant("SCR-MILITARY-ID", value, rng.choice(("军官证", "士兵证号：")), "*" * (len(value) - 2) + value[-2:])


def email(rng: random.Random) -> Plant:
    value = "".join(rng.choices("abcdefghijk0123456789_.", k=6)) + "x" + rng.choice(("@qq.com", "@163.com", "@gmail.com"))
    value = "a" + value
    return Plant("SCR-EMAIL", value, rng.choice(("邮箱：", "E-mail: ", "")), "a***" + value[value.index("@") :])


KINDS: tuple[Callable[[random.Random], Plant], ...] = (
    *(id_card, old_id_card, mobile, bank_card),
    *(plate, passport, military, email),
)


# ── disguises ────────────────────────────────────────────────────────────────────────────────


def as_it_is(value: str, _rng: random.Random) -> str:
    return value


def full_width(value: str, _rng: random.Random) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in value)


def invisible(value: str, rng: random.Random) -> str:
    place = rng.randint(1, len(value) - 1)
    return value[:place] + rng.choice("\u200b\u200c\u2060\ufeff\u00ad") + value[place:]


def parted(value: str, rng: random.Random) -> str:
    """As people group it: 3-4-4, 6-8-4, by four; with a blank, a hyphen, a dot or a no-break blank."""
    groups = {11: (3, 4, 4), 18: (6, 8, 4), 15: (6, 6, 3), 16: (4, 4, 4, 4), 19: (4, 4, 4, 4, 3)}.get(len(value))
    if groups is None or not value[:-1].isdigit():
        return value
    parts, at = [], 0
    for length in groups:
        parts.append(value[at : at + length])
        at += length
    return rng.choice((" ", "-", "\u00a0", "·", " - ", "\u3000")).join(parts)


def spaced(value: str, _rng: random.Random) -> str:
    return value if "@" in value else " ".join(value)


def broken(value: str, rng: random.Random) -> str:
    """Over two lines of a cell."""
    if "@" in value or not value[:-1].isdigit():
        return value
    place = len(value) // 2 if len(value) != 11 else rng.choice((3, 7))
    return value[:place] + "\n" + value[place:]


DISGUISES: tuple[Callable[[str, random.Random], str], ...] = (as_it_is, full_width, invisible, parted, spaced, broken)
