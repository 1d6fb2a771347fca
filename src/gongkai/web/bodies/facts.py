"""What is told of a body when it is registered, and how its fields are called by kind of change."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields

from gongkai.core.credit_code import is_credit_code
from gongkai.core.errors_bodies import BodyCodeTaken, BodyCodeWrong, CreditCodeTaken, CreditCodeWrong
from gongkai.web.bodies.kinds import BodyKind, Change, Level
from gongkai.web.bodies.models import Body

_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
# A change of a field that the guide or the page of the body's functions speaks of (R 12(2), 20(2)).
CHANGE_OF: dict[str, Change] = {
    "name": Change.NAME,
    "office_name": Change.NAME,
    "functions": Change.DUTY,
    "office_address": Change.ADDRESS,
    "postcode": Change.ADDRESS,
    "office_hours": Change.HOURS,
    "office_phone": Change.PHONE,
    "office_fax": Change.PHONE,
    "office_online": Change.PHONE,
}


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """What is registered of a body (R 4, 12, 27): names, kind, level, its office, its review authority and court."""

    code: str
    name: str
    short_name: str
    kind: BodyKind
    level: Level
    credit_code: str = ""
    review_authority: str = ""
    court: str = ""
    office_name: str = ""
    office_address: str = ""
    office_hours: str = ""
    office_phone: str = ""
    office_fax: str = ""
    office_online: str = ""
    postcode: str = ""
    functions: str = ""

    def values(self) -> dict[str, str]:
        """Every field with its value, as the model names it."""
        return {field.name: getattr(self, field.name) for field in fields(self)}


def refuse_wrong_codes(values: dict[str, str], *, body: Body | None = None) -> None:
    """Raise BodyCodeWrong, BodyCodeTaken, CreditCodeWrong or CreditCodeTaken where codes cannot be these.

    `body` is the one that is changed and may keep what it has.
    """
    others = Body.objects.exclude(pk=body.pk) if body else Body.objects.all()
    if (code := values.get("code")) is not None:
        if not _CODE.fullmatch(code):
            raise BodyCodeWrong(code=code)
        if (taken := others.filter(code=code).first()) is not None:
            raise BodyCodeTaken(code=code, name=taken.name)
    if credit := values.get("credit_code"):
        if not is_credit_code(credit):
            raise CreditCodeWrong(code=credit)
        if (taken := others.filter(credit_code=credit).first()) is not None:
            raise CreditCodeTaken(code=credit, name=taken.name)


def changes_among(names: Iterable[str]) -> list[Change]:
    """The kinds of change that fields of a body stand for, each once."""
    return list(dict.fromkeys(CHANGE_OF[name] for name in names if name in CHANGE_OF))
