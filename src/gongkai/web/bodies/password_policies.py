"""The two named password policies: what each asks of a password, with source and date. Every number of theirs stands here.

djbh  GB/T 22239-2019 8.1.4.1: 身份鉴别信息具有复杂度要求并定期更换. The standard names no numbers; those below are the usual
      practice of evaluation (CONV) and may be made stricter.
asvs  OWASP ASVS 5.0 (2025-05-30) 6.2.1 to 6.2.12: length counts, composition does not; no change without cause; nothing from
      the list of common passwords, nothing made of the person's or body's own words.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext

from gongkai.core.errors import GongkaiError, Lang
from gongkai.core.errors_signin import (
    PasswordCommon,
    PasswordNamesSomething,
    PasswordTooLong,
    PasswordTooPlain,
    PasswordTooShort,
    PasswordUsedBefore,
)

MOST = 128  # characters; longer ones are refused before they are hashed
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"  # nothing that is misread on paper
_KEYS = "1234567890 qwertyuiop asdfghjkl zxcvbnm 1qaz 2wsx 3edc 4rfv"
_MOSTLY = 0.6
_UNIT = 4  # signs that, said again and again, are no password
_OWN_WORD = 2  # characters from which an own word in Chinese counts
_OWN_LATIN = 4  # and in other writing


@dataclass(frozen=True, slots=True)
class Policy:
    """What is asked of a password."""

    name: str
    source: str
    since: date
    length: int
    classes: int  # of capitals, small letters, digits, others; 0: not asked
    change_after: int | None  # days
    remembered: int  # last passwords that may not come back
    common: bool = True  # refuse what stands in the list of common ones
    own_words: bool = True


POLICIES: dict[str, Policy] = {
    "djbh": Policy(
        name="djbh",
        source="GB/T 22239-2019 8.1.4.1 a)",
        since=date(2019, 12, 1),
        length=10,
        classes=3,
        change_after=90,
        remembered=5,
    ),
    "asvs": Policy(
        name="asvs",
        source="OWASP ASVS 5.0, 6.2",
        since=date(2025, 5, 30),
        length=12,
        classes=0,
        change_after=None,
        remembered=1,
    ),
}


def policy() -> Policy:
    """The policy of this installation (setting PASSWORD_POLICY)."""
    return POLICIES[settings.PASSWORD_POLICY]


def faults(
    password: str, asked: Policy, *, own_words: Collection[str] = (), used_before: Collection[str] = ()
) -> Iterator[GongkaiError]:
    """Everything a policy has against a password; `used_before` are hashes."""
    length = len(unicodedata.normalize("NFC", password))
    if length > MOST:
        yield PasswordTooLong(most=MOST, length=length)
        return
    if length < asked.length:
        yield PasswordTooShort(least=asked.length, length=length)
    if (classes := _classes(password)) < asked.classes:
        yield PasswordTooPlain(least=asked.classes, classes=classes)
    if asked.common and _is_common(password):
        yield PasswordCommon()
    if asked.own_words and (word := _own_word(password, own_words)):
        yield PasswordNamesSomething(word=word)
    if any(check_password(password, encoded, setter=None) for encoded in list(used_before)[: asked.remembered]):
        yield PasswordUsedBefore(count=asked.remembered)


def change_due(asked: Policy, changed_on: date | None) -> date | None:
    """The day from which a password must be changed, where the policy has one."""
    if asked.change_after is None or changed_on is None:
        return None
    return changed_on + timedelta(days=asked.change_after)


def sentences(asked: Policy) -> list[str]:
    """What the policy asks, for the page on which a password is chosen."""
    said = [gettext("至少 %(count)s 个字符") % {"count": asked.length}]
    if asked.classes:
        said.append(gettext("包含大写字母、小写字母、数字、其他字符中的至少 %(count)s 类") % {"count": asked.classes})
    said.append(gettext("不是常见密码，不含您的姓名、用户名、电话和机关名称"))
    said.append(gettext("不同于最近 %(count)s 次用过的密码") % {"count": asked.remembered})
    if asked.change_after:
        said.append(gettext("每 %(count)s 天更换一次") % {"count": asked.change_after})
    else:
        said.append(gettext("不要求定期更换；可以使用空格和中文"))
    return said


def own_words_of(user: Any) -> list[str]:
    """The words a person's password may not be made of."""
    body = getattr(user, "body", None)
    words = [user.username, user.name, user.phone, user.email.partition("@")[0]]
    if body is not None:
        words += [body.name, body.short_name, body.code]
    return [word for word in words if word]


def password_made() -> str:
    """A password of five groups of four signs (about 116 bits), of all classes, for one use."""
    while True:
        groups = ["".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(5)]
        text = "-".join(groups)
        if (
            any(sign.isdigit() for sign in text)
            and any(sign.islower() for sign in text)
            and any(sign.isupper() for sign in text)
        ):
            return text


class PolicyValidator:
    """The policy of the installation as a validator of Django's, so that every way to set a password meets it."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError with every fault."""
        lang: Lang = "zh" if (get_language() or "zh").startswith("zh") else "en"
        own = own_words_of(user) if user is not None else []
        found = list(faults(password, policy(), own_words=own, used_before=_used_by(user)))
        if found:
            raise ValidationError([ValidationError(fault.say(lang), code=type(fault).__name__) for fault in found])

    def get_help_text(self) -> str:
        """What is asked, in one sentence."""
        return "；".join(sentences(policy()))


def _used_by(user: Any) -> list[str]:
    if user is None or user._state.adding:
        return []
    uses = list(user.password_uses.order_by("-at").values_list("encoded", flat=True)[: policy().remembered])
    return list(dict.fromkeys([user.password, *uses])) if user.has_usable_password() else uses


def _classes(password: str) -> int:
    kinds = (str.isupper, str.islower, str.isdigit, lambda sign: not (sign.isascii() and sign.isalnum()))
    return sum(any(kind(sign) for sign in password) for kind in kinds)


@lru_cache(maxsize=1)
def _common() -> Any:
    return CommonPasswordValidator().passwords


def _is_common(password: str) -> bool:
    """In the list as it is, or but for digits and signs put around it."""
    plain = unicodedata.normalize("NFKC", password).casefold().strip()
    core = re.sub(r"^[^a-z]+|[^a-z]+$", "", plain)
    unit = re.fullmatch(r"(.+?)\1+", plain)
    repeated = unit is not None and (len(unit[1]) <= _UNIT or unit[1] in _common())
    return plain in _common() or repeated or _is_row(plain) or (len(core) > len(plain) / 2 and core in _common())


def _is_row(plain: str) -> bool:
    """Mostly signs that follow one another, or stand beside one another on the keyboard: 123456, abcdef, qwerty."""
    pairs = [plain[at : at + 2] for at in range(len(plain) - 1)]
    beside = sum(ord(pair[1]) - ord(pair[0]) in (-1, 0, 1) or pair in _KEYS or pair[::-1] in _KEYS for pair in pairs)
    return bool(pairs) and beside / len(pairs) > _MOSTLY


def _own_word(password: str, words: Collection[str]) -> str:
    plain = unicodedata.normalize("NFKC", password).casefold()
    for word in words:
        folded = unicodedata.normalize("NFKC", word).casefold()
        if len(folded) >= (_OWN_LATIN if folded.isascii() else _OWN_WORD) and folded in plain:
            return word
    return ""
