"""What the generator hands out: a file, the truth about it, and every error that was planted in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal

Format = Literal["html", "docx", "pdf", "txt", "xlsx"]
FORMATS: tuple[Format, ...] = ("html", "docx", "pdf", "txt", "xlsx")
SUFFIXES: Mapping[Format, str] = {"html": ".html", "docx": ".docx", "pdf": ".pdf", "txt": ".txt", "xlsx": ".xlsx"}

Grade = Literal["exact", "no-wrong"]
"""`exact`: every cell can be read. `no-wrong`: a cell may be lost, but never another value put in its place."""


def chance(seed: int | str) -> Random:
    """Repeatable chance: the same seed draws the same numbers on every machine. Never for secrets."""
    return Random(seed)  # noqa: S311


@dataclass(frozen=True, slots=True)
class Planted:
    """One error put into a report on purpose.

    `where` is a cell id, a section ("S1", "S6") for prose, or "period". `stated` is what the report prints, `computed` what
    would be right; `sentence` is the sentence that carries an error of the prose.
    """

    kind: str
    where: str
    stated: str | None = None
    computed: str | None = None
    sentence: str | None = None

    def as_json(self) -> dict[str, str | None]:
        """The entry under `errors` in the truth."""
        entry = {"kind": self.kind, "where": self.where, "stated": self.stated, "computed": self.computed}
        return entry if self.sentence is None else {**entry, "sentence": self.sentence}


@dataclass(frozen=True)
class Sample:
    """One generated report. `previous` is the report of the year before, where an error needs it to be seen."""

    name: str
    data: bytes
    truth: Mapping[str, Any]
    planted: tuple[Planted, ...]
    grade: Grade
    seed: int = 0
    switches: Mapping[str, str] = field(default_factory=dict)
    previous: Sample | None = None

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.switches.items())
        errors = ", ".join(f"{one.kind} at {one.where}" for one in self.planted) or "none"
        return f"{self.name}: seed {self.seed}, form {self.truth['form']}, grade {self.grade}; {told}; planted: {errors}"
