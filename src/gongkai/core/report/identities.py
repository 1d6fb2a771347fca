"""The sums the form states, and how they are read: with blanks and dashes as 0, and as unknown (law.md 7.5, X1-X4, X6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gongkai.core.findings import Message, shown
from gongkai.core.report.exchange import Cell, CellKind, Report
from gongkai.core.report.form import FORMS, Form, form
from gongkai.core.report.messages_tables import T3_GROUP_SUM, T3_IN_OUT, T3_RESULTS_SUM, T3_ROW_SUM, T4_TOTAL

ZERO = Decimal(0)
NOTHING_WRITTEN = "□"  # how a blank or a dash stands in a formula
OTHER_PARTS = ("T3.r6_1", "T3.r6_2", "T3.r6_3")
NOT_RESULTS = ("T3.new", "T3.carry_in", "T3.r7", "T3.carry_out")


@dataclass(frozen=True, slots=True)
class Identity:
    """`left` cells together equal `right` cells together. A failure is told at `at`."""

    message: Message
    left: tuple[str, ...]
    right: tuple[str, ...]
    at: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell the identity speaks of."""
        return self.left + self.right

    def sign(self, cell_id: str) -> int:
        """+1 for a cell on the left, -1 for one on the right."""
        return 1 if cell_id in self.left else -1


@dataclass(frozen=True)
class Figures:
    """The cells of a report as the checks read them.

    A blank or a dash reads as 0, except that a total left empty beside numbers reads as the sum it should show
    (its absence is told once, not again in every column). A cell that was not read with certainty has no value.
    """

    report: Report
    stands_for: Mapping[str, Decimal]  # totals left empty, and the sum each should show

    @cached_property
    def rows(self) -> frozenset[str]:
        """The rows that stand on the page."""
        return frozenset(cell_id.rpartition(".")[0] for cell_id in self.report.cells)

    def cell(self, cell_id: str) -> Cell | None:
        """The cell as printed."""
        return self.report.cells.get(cell_id)

    def empty(self, cell_id: str) -> bool:
        """Whether the cell stands on the page with nothing, or only a dash, in it."""
        return is_empty(self.cell(cell_id))

    def value(self, cell_id: str) -> Decimal | None:
        """The number to calculate with; None where it is not certain or not on the page."""
        cell = self.cell(cell_id)
        if cell is None or cell.kind is CellKind.TEXT:
            return None
        if cell.kind is CellKind.NUMBER:
            return cell.value
        return self.stands_for.get(cell_id, ZERO)

    def total(self, cells: tuple[str, ...]) -> Decimal | None:
        """The sum of cells; None where one of them has no certain value."""
        values = [self.value(cell_id) for cell_id in cells]
        return None if None in values else sum((value for value in values if value is not None), ZERO)

    def gap(self, identity: Identity) -> Decimal | None:
        """Left minus right; None where it cannot be calculated.

        Rows that are not on the page leave a sum open unless it holds without them.
        """
        left, right = (self.total(self._on_page(side)) for side in (identity.left, identity.right))
        if left is None or right is None or (left != right and self._on_page(identity.cells) != identity.cells):
            return None
        return left - right

    def _on_page(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """The cells whose rows stand on the page."""
        return tuple(cell for cell in cells if cell.rpartition(".")[0] in self.rows)

    def proven(self, identity: Identity) -> bool:
        """Whether the failure stands whatever the empty cells hold: counts are never below 0."""
        gap = self.gap(identity)
        empty_left = any(self.empty(cell_id) for cell_id in identity.left)
        empty_right = any(self.empty(cell_id) for cell_id in identity.right)
        return gap is not None and ((gap > 0 and not empty_right) or (gap < 0 and not empty_left))

    def solved(self, identity: Identity, cell_id: str) -> Decimal | None:
        """The value of one cell with which the identity would hold."""
        gap, value = self.gap(identity), self.value(cell_id)
        return None if gap is None or value is None else value - identity.sign(cell_id) * gap

    def formula(self, identity: Identity, cell_id: str) -> str:
        """The identity solved for one cell, with the numbers as printed: `6+6+0+4=16`."""
        same, other = (identity.left, identity.right) if cell_id in identity.left else (identity.right, identity.left)
        added = "+".join(self.printed(each) for each in other)
        taken = "".join(f"-{self.printed(each)}" for each in same if each != cell_id)
        return f"{added}{taken}={shown(self.solved(identity, cell_id))}"

    def printed(self, cell_id: str) -> str:
        """A cell inside a formula: its number, or □ where nothing is written."""
        if self.empty(cell_id) and cell_id not in self.stands_for:
            return NOTHING_WRITTEN
        return shown(self.value(cell_id))


def is_empty(cell: Cell | None) -> bool:
    """Blank or a dash."""
    return cell is not None and cell.kind in (CellKind.BLANK, CellKind.DASH)


@dataclass(frozen=True)
class Sums:
    """The identities that a report's tables must satisfy, as its rows stand on the page."""

    report: Report

    @cached_property
    def form(self) -> Form:
        """The form whose rows the report uses."""
        return form(self.report.form)

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Column ids of table 3: six kinds of applicant and the total."""
        return tuple(column.id for column in self.form.table3[0].columns)

    @cached_property
    def rows3(self) -> tuple[str, ...]:
        """Rows of table 3 on the page, in the form's order; （六）其他处理 stands before （七）总计 in either form."""
        present = set(self.report.rows("T3"))
        order = [row.id for row in self.form.table3]
        order[order.index("T3.r7") : order.index("T3.r7")] = [row for row in ("T3.r6", *OTHER_PARTS) if row not in order]
        return tuple(row for row in order if row in present)

    @cached_property
    def result_rows(self) -> tuple[str, ...]:
        """The rows of 本年度办理结果 that add up to （七）总计; （六）is one row or three."""
        rows = [row.id for row in self.form.table3 if row.id not in (*NOT_RESULTS, "T3.r6", *OTHER_PARTS)]
        parts = tuple(part for part in OTHER_PARTS if part in self.rows3)
        if parts:
            return (*rows, *(OTHER_PARTS if self.form.id == FORMS[-1] else parts))
        return (*rows, *(("T3.r6",) if "T3.r6" in self.rows3 or self.form.id == FORMS[0] else OTHER_PARTS))

    def missing_rows(self) -> tuple[str, ...]:
        """Rows of the form that do not stand on the page; one row （六）stands for its three parts."""
        expected = [row.id for row in self.form.table3]
        if "T3.r6" in self.rows3:
            expected = [row for row in expected if row not in OTHER_PARTS]
        return tuple(row for row in expected if row not in self.rows3)

    def rows(self) -> Iterator[Identity]:
        """Six kinds of applicant add up to the total, in every row of table 3 (X1)."""
        for row in self.rows3:
            cells = tuple(f"{row}.{column}" for column in self.columns)
            yield Identity(T3_ROW_SUM, cells[:-1], cells[-1:], cells[-1])

    def results(self) -> Iterator[Identity]:
        """The results add up to （七）总计, in every column (X3)."""
        if self.rows3:
            for column in self.columns:
                parts = tuple(f"{row}.{column}" for row in self.result_rows)
                yield Identity(T3_RESULTS_SUM, parts, (f"T3.r7.{column}",), f"T3.r7.{column}")

    def in_and_out(self) -> Iterator[Identity]:
        """第一项加第二项之和，等于第三项加第四项之和, in every column (X2)."""
        if self.rows3:
            for column in self.columns:
                new, carry_in, done, carry_out = (f"{row}.{column}" for row in NOT_RESULTS)
                yield Identity(T3_IN_OUT, (new, carry_in), (done, carry_out), new)

    def groups(self) -> Iterator[Identity]:
        """A group total that stands beside its parts equals them (X4)."""
        if "T3.r6" in self.rows3 and all(part in self.rows3 for part in OTHER_PARTS):
            for column in self.columns:
                parts = tuple(f"{part}.{column}" for part in OTHER_PARTS)
                yield Identity(T3_GROUP_SUM, parts, (f"T3.r6.{column}",), f"T3.r6.{column}")

    def table3(self) -> tuple[Identity, ...]:
        """All identities of table 3, in the order in which they are told."""
        return (*self.rows(), *self.results(), *self.in_and_out(), *self.groups())

    def table4(self) -> tuple[Identity, ...]:
        """The four outcomes add up to the total, three times (X6)."""
        present = set(self.report.rows("T4"))
        return tuple(
            Identity(T4_TOTAL, tuple(row.cell(column) for column in row.columns[:-1]), (total,), total)
            for row in self.form.table4
            if row.id in present
            for total in (row.cell(row.columns[-1]),)
        )


def figures_of(report: Report, identities: tuple[Identity, ...]) -> Figures:
    """The report's figures, with every total left empty beside numbers standing for its own sum."""
    plain = Figures(report, {})
    stands_for: dict[str, Decimal] = {}
    for identity in identities:
        if len(identity.right) == 1 and plain.empty(identity.at) and identity.at not in stands_for:
            computed = Figures(report, stands_for).total(identity.left)
            if computed:
                stands_for[identity.at] = computed
    return Figures(report, stands_for)
