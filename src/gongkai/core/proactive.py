"""Days of proactive disclosure: until when to publish, to weigh again, how long a draft lies before the public."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from gongkai.core.calendar import DueDay
from gongkai.core.clocks import Rules, publication_due, rules
from gongkai.core.labels import Label
from gongkai.core.law import read_law_file
from gongkai.core.periods import MONTHS_A_YEAR, months_after

_MONTHS = {"month": 1, "year": MONTHS_A_YEAR}


@cache
def _limits() -> dict[str, str]:
    found: dict[str, str] = read_law_file("heads.yaml")["limits"]
    return found


def publish_by(kind: str, formed: date, by: Rules | None = None) -> DueDay | None:
    """The last day to publish a document of that kind (art. 26); licences and penalties have a term of their own.

    None where it was formed before the Regulations of 2019 began. Raises CalendarUnknown.
    """
    by = by or rules()
    term = _limits().get(kind, "publication")
    return publication_due(formed, by, term=term) if by.terms[term].in_force(formed) else None


def publish_soon(on: date, by: Rules | None = None) -> date:
    """The last day that counts as soon on `on`: duties up to it are shown as due soon (art. 26; a convention)."""
    by = by or rules()
    return by.calendar.count_on(DueDay(on), by.terms["publication_reminder"].at(on).days).day


def reassess_by(decided: date, by: Rules | None = None) -> date:
    """When what is withheld is weighed again (art. 18: periodically; yearly by convention)."""
    term = (by or rules()).terms["reassessment"].at(decided)
    return months_after(decided, term.days * _MONTHS[term.unit])


def expires_soon(on: date, by: Rules | None = None) -> date:
    """The last day of validity that is announced on `on` (a convention; law.md 8.2)."""
    return on + timedelta(days=(by or rules()).terms["expiry_reminder"].at(on).days)


def consultation_days(begins: date, by: Rules | None = None) -> int:
    """How many days a draft of a major decision lies before the public at least (国务院令第713号第15条)."""
    return (by or rules()).terms["decision_consultation"].at(begins).days


@cache
def topics() -> tuple[Label, ...]:
    """The controlled topics (主题分类) of a document (law.md 8.2); the id is the Chinese word."""
    return _words("topics")


@cache
def genres() -> tuple[Label, ...]:
    """The kinds of official papers (体裁), 《党政机关公文处理工作条例》第8条."""
    return _words("genres")


def _words(name: str) -> tuple[Label, ...]:
    return tuple(Label(each["zh"], each["zh"], each["en"]) for each in read_law_file("catalogue.yaml")[name]["words"])
