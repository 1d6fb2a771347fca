"""The law as data: answers "what was in force on that day?" and refuses what it does not know.

Only this module reads the files under `gongkai/law/`. A value is dated and sourced; what the statute leaves open is
marked a convention (约定) and may be overridden per body and date, what it fixes may not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, Generic, Literal, TypeVar

import yaml

from gongkai.core.errors import LawNotInForce, LawUnknown, NotAConvention
from gongkai.core.errors_clock import ChoiceUnknown

Value = TypeVar("Value")
Evidence = Literal["read", "GK", "INF", "CONV"]
OWN_SOURCE = "本机关设定"


@dataclass(frozen=True, slots=True)
class Dated(Generic[Value]):
    """One legal value through time: each entry holds from its day until the next one begins."""

    name: str
    values: Mapping[date, Value]
    convention: bool = False

    def at(self, day: date) -> Value:
        """The value in force on `day`. Raises LawNotInForce before the first one."""
        begun = [start for start in self.values if start <= day]
        if not begun:
            raise LawNotInForce(name=self.name, day=day, first=min(self.values))
        return self.values[max(begun)]

    def in_force(self, day: date) -> bool:
        """Whether any value had begun on `day`."""
        return any(start <= day for start in self.values)


@dataclass(frozen=True, slots=True)
class Term:
    """A period of time set by law. `unit` is working_day, day, month or year.

    `evidence` says how well the number is known: read in the text, general knowledge (GK), inferred (INF), convention.
    """

    days: int
    unit: str
    source: str
    quote: str | None = None
    convention: bool = False
    evidence: Evidence = "read"


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A fixed day that returns every year, such as the last one for the annual report."""

    month: int
    day: int
    source: str
    evidence: Evidence = "read"


@dataclass(frozen=True, slots=True)
class Choice:
    """How an open question of the law is read, where the answer is no number."""

    value: str
    source: str
    evidence: Evidence = "CONV"


def read_law_file(name: str) -> Any:
    """One YAML file under `gongkai/law/`, parsed. Raises LawUnknown where there is none."""
    root = resources.files("gongkai") / "law"
    path = root.joinpath(*name.split("/"))
    if not path.is_file():
        known = sorted(entry.name for entry in root.joinpath(*name.split("/")[:-1]).iterdir())
        raise LawUnknown(name=name, known="、".join(known))
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader, in C where there is one


def law_files(folder: str) -> tuple[str, ...]:
    """The names of the YAML files in one folder of the law, sorted, as `read_law_file` takes them."""
    entries = (resources.files("gongkai") / "law" / folder).iterdir()
    return tuple(sorted(f"{folder}/{entry.name}" for entry in entries if entry.name.endswith(".yaml")))


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Terms:
    """Every period the law sets, by id (`reply`, `reply_extension`, …), from `law/terms.yaml`."""

    by_id: Mapping[str, Dated[Term]]

    def __getitem__(self, term_id: str) -> Dated[Term]:
        return _known(self.by_id, term_id)

    def overridden(self, overrides: Mapping[str, Mapping[date, int]]) -> Terms:
        """The same terms with a body's own dated values for what the law leaves open (约定).

        Raises NotAConvention for a term that the statute fixes.
        """
        changed = dict(self.by_id)
        for term_id, values in overrides.items():
            base = self[term_id]
            first = base.values[min(base.values)]
            if not base.convention:
                raise NotAConvention(name=term_id, source=first.source)
            own = {
                day: replace(first, days=days, source=OWN_SOURCE, quote=None, evidence="CONV") for day, days in values.items()
            }
            changed[term_id] = replace(base, values={**base.values, **own})
        return Terms(changed)


@dataclass(frozen=True, slots=True)
class Conventions:
    """How open questions are read (`suspension_begins`, …), from `law/conventions.yaml`; numbers are in `Terms`."""

    by_id: Mapping[str, Dated[Choice]]
    choices: Mapping[str, tuple[str, ...]]

    def at(self, name: str, day: date) -> str:
        """The reading in force on `day`. Raises LawUnknown, LawNotInForce."""
        return _known(self.by_id, name).at(day).value

    def overridden(self, overrides: Mapping[str, Mapping[date, str]]) -> Conventions:
        """The same conventions with a body's own dated readings.

        Raises ChoiceUnknown for a reading the rules cannot carry out.
        """
        changed = dict(self.by_id)
        for name, values in overrides.items():
            base = _known(self.by_id, name)
            for value in values.values():
                if value not in self.choices[name]:
                    raise ChoiceUnknown(name=name, value=value, known="、".join(self.choices[name]))
            own = {day: Choice(value, OWN_SOURCE) for day, value in values.items()}
            changed[name] = replace(base, values={**base.values, **own})
        return Conventions(changed, self.choices)


def _known(entries: Mapping[str, Dated[Value]], name: str) -> Dated[Value]:
    try:
        return entries[name]
    except KeyError:
        raise LawUnknown(name=name, known="、".join(sorted(entries))) from None


@cache
def terms() -> Terms:
    """The periods of `law/terms.yaml`."""
    loaded: dict[str, Dated[Term]] = {}
    for term_id, entry in read_law_file("terms.yaml").items():
        if entry["unit"] == "date":
            continue
        convention = bool(entry.get("convention", False))
        values = {
            day: Term(
                days=value["days"],
                unit=entry["unit"],
                source=value["source"],
                quote=value.get("quote"),
                convention=convention,
                evidence=value.get("evidence", "CONV" if convention else "read"),
            )
            for day, value in entry["values"].items()
        }
        loaded[term_id] = Dated(term_id, values, convention)
    return Terms(loaded)


@cache
def days_of_year() -> Mapping[str, Dated[DayOfYear]]:
    """The entries of `law/terms.yaml` that name a day of the year (`report_department`, …)."""
    return {
        name: Dated(name, {day: DayOfYear(**value) for day, value in entry["values"].items()})
        for name, entry in read_law_file("terms.yaml").items()
        if entry["unit"] == "date"
    }


@cache
def conventions() -> Conventions:
    """The readings of `law/conventions.yaml`."""
    entries = read_law_file("conventions.yaml")
    loaded = {
        name: Dated(name, {day: Choice(**value) for day, value in entry["values"].items()}, convention=True)
        for name, entry in entries.items()
    }
    return Conventions(loaded, {name: tuple(entry["choices"]) for name, entry in entries.items()})
