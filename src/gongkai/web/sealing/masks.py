"""How personal data are shown to those who need not see all of them (law.md 10.1; the forms are a convention).

Numbers are masked as the screening before publication does it, so that there is one form in the house. What does not
look like what it should be is hidden whole: a mask never shows more because a value was typed wrongly.
"""

from __future__ import annotations

import re
import unicodedata

from gongkai.screening.findings import BANK_CARD, EMAIL, ID_CARD, PHONE
from gongkai.screening.text_view import masked

HIDDEN = "****"
_NAME = "[^省市县区旗州盟镇乡路街巷号]{1,7}?"
_DIVISIONS = re.compile(
    f"^(?:{_NAME}(?:省|自治区))?(?:{_NAME}(?:市|自治州|州|盟|地区))?(?:{_NAME}(?:县|区|旗|市))?(?:{_NAME}(?:镇|乡|街道|苏木))?"
)
_PAIRS = (
    "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙钟离长孙宇文司徒鲜于司空闾丘子车亓官司寇巫马公西颛孙壤驷公良"
    "漆雕乐正宰父谷梁拓跋夹谷轩辕令狐段干百里呼延东郭南门羊舌梁丘左丘西门第五南荣东里东宫仲长即墨达奚褚师"
)
_COMPOUND = frozenset(map("".join, zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))  # family names of two signs


def mask_id(value: str) -> str:
    """An identity number: the first four and the last two signs, `3201************1X`."""
    plain = _plain(value)
    if re.fullmatch(r"[0-9]{17}[0-9Xx]|[0-9]{15}", plain):
        return masked(ID_CARD.code, plain)
    return HIDDEN if plain else ""


def mask_phone(value: str) -> str:
    """A mobile `138****1234`; of a landline the area code and the last two digits."""
    plain = re.sub(r"[-()]", "", _plain(value))
    if re.fullmatch(r"(?:\+?86)?1[3-9][0-9]{9}", plain):
        return masked(PHONE.code, plain)
    if re.fullmatch(r"0[0-9]{9,11}", plain):
        area = 3 if plain.startswith(("010", "02")) else 4
        return f"{plain[:area]}-{'*' * (len(plain) - area - 2)}{plain[-2:]}"
    return HIDDEN if plain else ""


def mask_card(value: str) -> str:
    """A bank card: the last four digits."""
    plain = _plain(value)
    if re.fullmatch(r"[0-9]{13,19}", plain):
        return masked(BANK_CARD.code, plain)
    return HIDDEN if plain else ""


def mask_email(value: str) -> str:
    """The first sign and what stands after the @."""
    plain = _plain(value)
    if re.fullmatch(r"[^@]{2,}@[^@]+", plain):
        return masked(EMAIL.code, plain)
    return HIDDEN if plain else ""


def mask_name(value: str) -> str:
    """The family name (compound ones whole), each other sign a star; of a foreign name the first letter of each part."""
    plain = unicodedata.normalize("NFKC", value).strip()
    if not plain:
        return ""
    if re.match(r"[A-Za-z]", plain):
        return " ".join(part[0] + "***" for part in plain.split())
    signs = re.sub(r"\s", "", plain)
    if len(signs) == 1:
        return "*"
    kept = 2 if len(signs) > 2 and signs[:2] in _COMPOUND else 1
    return signs[:kept] + "*" * (len(signs) - kept)


def mask_address(value: str) -> str:
    """An address down to the town (镇、乡、街道), or down to the county where no town is named."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", value))
    divisions = _DIVISIONS.match(plain)
    return (divisions[0] if divisions else "") + HIDDEN if plain else ""


def _plain(value: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", value))
