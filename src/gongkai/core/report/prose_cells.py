"""Which sums of cells a statement of the prose may mean, and what they come to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.findings import shown
from gongkai.core.report.exchange import Report
from gongkai.core.report.identities import OTHER_PARTS, Figures, Sums, figures_of

Cells = tuple[str, ...]
_ORGANISATIONS = ("commercial", "research", "welfare", "legal", "other_org")
_APPLICANTS: Mapping[str, Cells] = {
    "natural": ("natural",),
    "legal": _ORGANISATIONS,
    "commercial": ("commercial",),
    "research": ("research",),
    "welfare": ("welfare",),
    "legal_services": ("legal",),
}
_GROUPS: Mapping[str, Cells] = {
    "r3": tuple(f"r3_{number}" for number in range(1, 9)),
    "r4": ("r4_1", "r4_2", "r4_3"),
    "r5": ("r5_1", "r5_2", "r5_3", "r5_4", "r5_5"),
    "r1+r2": ("r1", "r2"),
}
_NEW, _CARRIED, _DONE = "T3.new.total", "T3.carry_in.total", "T3.r7.total"
_TOTALS: Mapping[str, tuple[Cells, ...]] = {
    "new": ((_NEW,),),
    "received": ((_NEW,), (_NEW, _CARRIED)),
    "handled": ((_DONE,), (_NEW, _CARRIED), (_NEW,)),
    "answered": ((_DONE,),),
    "requests": ((_NEW,), (_NEW, _CARRIED), (_DONE,)),
    "carry_in": ((_CARRIED,),),
    "carry_out": (("T3.carry_out.total",),),
}
_ROUTES: Mapping[str, Cells] = {
    "review": ("T4.review",),
    "lit_direct": ("T4.lit_direct",),
    "lit_after": ("T4.lit_after",),
    "litigation": ("T4.lit_direct", "T4.lit_after"),
}
OUTCOME_KINDS = ("r1", "r2", "r1+r2", "r3", "r4", "r5", "r6")
REQUEST_KINDS = frozenset({*_APPLICANTS, *_GROUPS, *_TOTALS, *OUTCOME_KINDS})


@dataclass(frozen=True, slots=True)
class Meaning:
    """One sum of cells that a statement may mean."""

    cells: Cells
    value: Decimal
    formula: str


@dataclass(frozen=True)
class Meanings:
    """The figures of a report, asked by the kinds of its prose."""

    figures: Figures
    sums: Sums

    def of(self, kind: str) -> tuple[Meaning, ...]:
        """Every reading of a kind whose cells are all certain; empty where the tables do not hold such a number."""
        return tuple(self._meanings(kind))

    def _meanings(self, kind: str) -> Iterator[Meaning]:
        for cells in self._options(kind):
            value = self.figures.total(cells)
            if value is not None:
                parts = "+".join(self.figures.printed(cell) for cell in cells)
                yield Meaning(cells, value, parts if len(cells) == 1 else f"{parts}={shown(value)}")

    def _options(self, kind: str) -> tuple[Cells, ...]:
        thing, _, aspect = kind.partition(".")
        if kind in _TOTALS:
            return _TOTALS[kind]
        if kind in _APPLICANTS:
            rows: tuple[Cells, ...] = (("new",), ("new", "carry_in"), ("r7",))
            return tuple(tuple(f"T3.{row}.{column}" for row in each for column in _APPLICANTS[kind]) for each in rows)
        if kind == "r6":
            rows6 = ("T3.r6",) if "T3.r6" in self.sums.rows3 else OTHER_PARTS
            return (tuple(f"{row}.total" for row in rows6),)
        if thing in {"norm", "rule"}:
            return ((f"T2.1.{thing}.{'opened' if aspect == 'opened' else aspect}",),)
        if thing.split("+")[0] in _ROUTES:
            return (tuple(f"{row}.{aspect or 'total'}" for name in thing.split("+") for row in _ROUTES[name]),)
        return (tuple(f"T3.{row}.total" for row in _GROUPS.get(kind, (kind,))),)


def meanings_of(report: Report) -> Meanings:
    """The figures of a report as the prose may speak of them."""
    sums = Sums(report)
    return Meanings(figures_of(report, (*sums.table3(), *sums.table4())), sums)
