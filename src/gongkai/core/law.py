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
from typing import Any, Generic, TypeVar

import yaml

from gongkai.core.errors import LawNotInForce, LawUnknown, NotAConvention

Value = TypeVar("Value")


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
    """A period of time set by law. `unit` is working_day, day, month or year."""

    days: int
    unit: str
    source: str
    quote: str | None = None
    convention: bool = False


def read_law_file(name: str) -> Any:
    """One YAML file under `gongkai/law/`, parsed. Raises LawUnknown where there is none."""
    root = resources.files("gongkai") / "law"
    path = root.joinpath(*name.split("/"))
    if not path.is_file():
        known = sorted(entry.name for entry in root.joinpath(*name.split("/")[:-1]).iterdir())
        raise LawUnknown(name=name, known="、".join(known))
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)


_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Terms:
    """Every period the law sets, by id (`reply`, `reply_extension`, …), from `law/terms.yaml`."""

    by_id: Mapping[str, Dated[Term]]

    def __getitem__(self, term_id: str) -> Dated[Term]:
        try:
            return self.by_id[term_id]
        except KeyError:
            raise LawUnknown(name=term_id, known="、".join(sorted(self.by_id))) from None

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
            own = {day: replace(first, days=days, source="本机关设定") for day, days in values.items()}
            changed[term_id] = replace(base, values={**base.values, **own})
        return Terms(changed)


@cache
def terms() -> Terms:
    """The periods of `law/terms.yaml`."""
    loaded: dict[str, Dated[Term]] = {}
    for term_id, entry in read_law_file("terms.yaml").items():
        convention = bool(entry.get("convention", False))
        values = {
            day: Term(
                days=value["days"], unit=entry["unit"], source=value["source"], quote=value.get("quote"), convention=convention
            )
            for day, value in entry["values"].items()
        }
        loaded[term_id] = Dated(term_id, values, convention)
    return Terms(loaded)
