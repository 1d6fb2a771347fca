"""What must be published unasked, by level (arts. 20-22, 44), and the fields of guide and catalogue (art. 12)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.core.citations import Citation, citation
from gongkai.core.labels import Label, absent, labels
from gongkai.core.law import read_law_file
from gongkai.core.report.form import form_for_year


@cache
def _law() -> dict[str, Any]:
    found: dict[str, Any] = read_law_file("heads.yaml")
    return found


class Level(StrEnum):
    """The level of a government; its departments have the same (art. 21)."""

    CENTRAL = "central"
    PROVINCE = "province"
    PREFECTURE = "prefecture"  # 设区的市
    COUNTY = "county"
    TOWNSHIP = "township"


@dataclass(frozen=True, slots=True)
class Head:
    """One head of content (主动公开内容). `levels`: who has to offer it; `table2`: the report rows it feeds, by form."""

    label: Label
    article: Citation
    levels: tuple[Level, ...]
    table2: Mapping[str, tuple[str, ...]]


@cache
def heads() -> Mapping[str, Head]:
    """Every head by id, `A20_01` to `A44_converted` (arts. 20-22, 44)."""
    entries = _law()["heads"]
    return {
        name: Head(
            label=label,
            article=citation(entries[name]["article"]),
            levels=tuple(Level(each) for each in entries[name].get("levels", Level)),
            table2={form: tuple(rows) for form, rows in entries[name].get("table2", {}).items()},
        )
        for name, label in labels(entries).items()
    }


def heads_for(level: Level) -> tuple[Head, ...]:
    """The heads that a body of that level must offer (arts. 20, 21): cities and counties one list more, townships another."""
    return tuple(head for head in heads().values() if level in head.levels)


def table2_rows(head_id: str, report_year: int) -> tuple[str, ...]:
    """The rows of table 2 that count this head in that report year (art. 20(1), (5), (6), (8), (9); F19, F21)."""
    return heads()[head_id].table2.get(form_for_year(report_year).id, ())


def missing_in_guide(filled: Collection[str]) -> tuple[Label, ...]:
    """What the guide (指南) does not state yet (art. 12(2), O17-19); its failure is punishable (art. 53(2))."""
    return absent(labels(_law()["guide"]["fields"]).values(), filled)


def missing_in_catalogue(filled: Collection[str]) -> tuple[Label, ...]:
    """Which required fields a catalogue (目录) entry lacks (art. 12(3)); number, publisher and the like are optional."""
    fields = _law()["catalogue"]["fields"]
    required = {name: entry for name, entry in fields.items() if not entry.get("optional", False)}
    return absent(labels(required).values(), filled)
