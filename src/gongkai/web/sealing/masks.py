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
_COMPOUND = frozenset(
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 "
    "宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 "
    "微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师".split()
)


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
    kept = 2 if len(signs) > 2 and signs[:2] in _COMPOUND else 1  # noqa: PLR2004 - two signs of family name
    return signs[:kept] + "*" * (len(signs) - kept)


def mask_address(value: str) -> str:
    """An address down to the town (镇、乡、街道), or down to the county where no town is named."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", value))
    divisions = _DIVISIONS.match(plain)
    return (divisions[0] if divisions else "") + HIDDEN if plain else ""


def _plain(value: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", value))
