"""Errors planted on purpose, one function a kind; each is recorded with its place, what is stated and what is right.

A misprint in a table may break several identities at once; `where` names the cell at which a checker must say so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

from gongkai.core.report.form import form
from gongkai.samples.draft import APPLICANTS, Draft, Statement
from gongkai.samples.prose import Writer, write_sections
from gongkai.samples.sample import Planted
from gongkai.samples.tables import add_up_rows, make_hybrid


def _shift(rng: Random, draft: Draft, cell: str) -> tuple[str, str]:
    """Misprint a cell upwards; what it now states and what it was."""
    right = draft.number(cell)
    draft.cells[cell] = right + rng.choice((1, 2, 3, 7, 9, 10))
    return str(draft.cells[cell]), str(right)


def row_sum(rng: Random, draft: Draft) -> Planted:
    """总计 of a table-3 row is not the sum of its six applicants (law.md X1)."""
    cell = f"{rng.choice([row.id for row in draft.table('T3')])}.total"
    stated, right = _shift(rng, draft, cell)
    return Planted("table3.row_sum", cell, stated, right)


def column_sum(rng: Random, draft: Draft) -> Planted:
    """（七）总计 is not the sum of the outcomes, though every row adds up (law.md X3)."""
    row, who = rng.choice(draft.outcome_rows()), rng.choice(APPLICANTS)
    draft.cells[f"{row}.{who}"] = draft.number(f"{row}.{who}") + rng.randint(1, 6)
    draft.cells[f"{row}.total"] = sum((draft.number(f"{row}.{each}") for each in APPLICANTS), Decimal(0))
    parts = sum((draft.number(f"{each}.{who}") for each in draft.outcome_rows()), Decimal(0))
    return Planted("table3.column_sum", f"T3.r7.{who}", str(draft.number(f"T3.r7.{who}")), str(parts))


def identity(rng: Random, draft: Draft) -> Planted:
    """第一项加第二项之和 is not 第三项加第四项之和, though every row adds up (law.md X2)."""
    row, who = rng.choice(("T3.new", "T3.carry_in", "T3.carry_out")), rng.choice(APPLICANTS)
    more = rng.randint(1, 6)
    draft.cells[f"{row}.{who}"] = draft.number(f"{row}.{who}") + more
    draft.cells[f"{row}.total"] = draft.number(f"{row}.total") + more
    came = draft.number(f"T3.new.{who}") + draft.number(f"T3.carry_in.{who}")
    went = draft.number(f"T3.r7.{who}") + draft.number(f"T3.carry_out.{who}")
    return Planted("table3.identity", f"T3.new.{who}", str(came), str(went))


def table4_total(rng: Random, draft: Draft) -> Planted:
    """A 总计 of table 4 is not the sum of its four results (law.md X6)."""
    cell = f"{rng.choice([row.id for row in draft.table('T4')])}.total"
    stated, right = _shift(rng, draft, cell)
    return Planted("table4.total", cell, stated, right)


def blank_total(rng: Random, draft: Draft) -> Planted:
    """A total left blank beside numbers."""
    cell = rng.choice([f"{row.id}.total" for row in draft.table("T3") if draft.number(f"{row.id}.total")])
    right = draft.number(cell)
    draft.cells[cell] = None
    return Planted("blank_total", cell, None, str(right))


def negative(rng: Random, draft: Draft) -> Planted:
    """A count below zero that balances, so that no sum tells (law.md X5)."""
    low, high = rng.sample(draft.outcome_rows(), 2)
    who = rng.choice(APPLICANTS)
    move = draft.number(f"{low}.{who}") + rng.randint(1, 9)
    draft.cells[f"{low}.{who}"] = draft.number(f"{low}.{who}") - move
    draft.cells[f"{high}.{who}"] = draft.number(f"{high}.{who}") + move
    add_up_rows(draft)
    return Planted("negative", f"{low}.{who}", str(draft.number(f"{low}.{who}")), None)


def fraction(rng: Random, draft: Draft) -> Planted:
    """Half a request (law.md X5)."""
    cell = f"{rng.choice(draft.outcome_rows())}.{rng.choice(APPLICANTS)}"
    draft.cells[cell] = draft.number(cell) + Decimal("0.5")
    return Planted("fraction", cell, str(draft.number(cell)), None)


def undivided(rng: Random, draft: Draft) -> Planted:
    """One row （六）其他处理 in the form of 2021 (law.md X8)."""
    make_hybrid(draft)
    return Planted("foreign_row", "T3.r6", None, None)


def rule_without_power(rng: Random, draft: Draft) -> Planted:
    """A body that cannot issue 规章 states some (law.md P5)."""
    row = form(draft.form.id).rows["T2.1.rule"]
    cell = row.cell(row.columns[-1])
    draft.cells[cell] = Decimal(rng.randint(1, 6))
    return Planted("rule_without_power", cell, str(draft.number(cell)), "0")


def missing_section(rng: Random, draft: Draft) -> Planted:
    """A section that the form asks for is not there."""
    section = rng.choice(("1", "5", "6"))
    del draft.sections[section]
    return Planted("missing_section", f"S{section}")


def missing_fee(rng: Random, draft: Draft) -> Planted:
    """Section six says nothing of the fee for handling information (form of 2021)."""
    draft.sections["6"] = draft.sections["6"][1:]
    return Planted("missing_fee", "S6")


def fee_contradiction(rng: Random, draft: Draft) -> Planted:
    """Requests ended for want of payment, yet section six reports no fee notice (law.md P9)."""
    for row in ("T3.new", "T3.r6_2"):
        draft.cells[f"{row}.natural"] = draft.number(f"{row}.natural") + 2
    add_up_rows(draft)
    write_sections(rng, draft)
    draft.sections["6"][0] = [Writer(rng, draft).sentence("fee_none")]
    return Planted("fee_contradiction", "T3.r6_2.total", "0", sentence=draft.sections["6"][0][0].template)


def wrong_year(rng: Random, draft: Draft) -> Planted:
    """The period of the numbers is another year's."""
    statement = next(one for one in draft.sections["0"][2] if one.kind == "period")
    statement.template = statement.template.replace(f"{draft.year}年", f"{draft.year - 1}年")
    return Planted("wrong_year", "period", str(draft.year - 1), str(draft.year), statement.template)


def _requests(draft: Draft) -> list[Statement]:
    return draft.sections["1"][1]


def prose_vs_table(rng: Random, draft: Draft) -> Planted:
    """A number in a sentence is not the table's (law.md X11)."""
    statement = Writer(rng, draft).sentence("on_request", 0)
    _requests(draft)[1] = statement
    right = statement.numbers["new"]
    # "Received" may count what was carried in; the number is wrong in that sense too.
    statement.numbers["new"] = right + draft.number("T3.carry_in.total") + rng.choice((1, 3, 10, 11))
    return Planted("prose_vs_table", "T3.new.total", str(statement.numbers["new"]), str(right), statement.template)


def split_sum(rng: Random, draft: Draft) -> Planted:
    """The parts a sentence names do not add up to its whole."""
    statement = Writer(rng, draft).sentence("proactive", 0)
    draft.sections["1"][0][1] = statement
    part = rng.choice(statement.parts)
    statement.numbers[part] += rng.choice((1, 5, 10))
    parts = sum((statement.numbers[each] for each in statement.parts), Decimal(0))
    return Planted("narrative_sum", "S1", str(statement.numbers[statement.whole or ""]), str(parts), statement.template)


def percent(rng: Random, draft: Draft) -> Planted:
    """A percentage is not that of the two numbers beside it."""
    statement = Writer(rng, draft).sentence("results", 1)
    _requests(draft)[2:3] = [statement]
    right = statement.numbers["granted_share"]
    statement.numbers["granted_share"] = (right + Decimal("3.7")) if right < 90 else right - Decimal("3.7")
    return Planted("narrative_percent", "S1", str(statement.numbers["granted_share"]), str(right), statement.template)


def carry_over(rng: Random, draft: Draft, previous: Draft) -> Planted:
    """上年结转 is not what the year before carried out (law.md X7); each report is consistent in itself."""
    who, more = rng.choice(APPLICANTS), rng.randint(1, 5)
    for row in ("T3.carry_out", "T3.new"):
        previous.cells[f"{row}.{who}"] = previous.number(f"{row}.{who}") + more
    add_up_rows(previous)
    cell = "T3.carry_in.total"
    return Planted("carry_over", cell, str(draft.number(cell)), str(previous.number("T3.carry_out.total")))


def valid_chain(rng: Random, draft: Draft, previous: Draft) -> Planted:
    """现行有效 does not follow from the year before (law.md P1)."""
    right = draft.number("T2.1.norm.valid")
    more = rng.randint(1, 5)
    previous.cells["T2.1.norm.valid"] = previous.number("T2.1.norm.valid") + more
    return Planted("valid_chain", "T2.1.norm.valid", str(right), str(right + more))


def project_chain(rng: Random, draft: Draft, previous: Draft) -> Planted:
    """上一年项目数量 does not follow from the year before (law.md P3)."""
    cell = "T2.5.licence.last_year"
    more = rng.randint(1, 5)
    previous.cells["T2.5.licence.change"] = previous.number("T2.5.licence.change") + more
    return Planted("project_chain", cell, str(draft.number(cell)), str(draft.number(cell) + more))


Plant = Callable[[Random, Draft], Planted]
TABLE_KINDS: Mapping[str, Plant] = {
    "row_sum": row_sum,
    "column_sum": column_sum,
    "identity": identity,
    "table4_total": table4_total,
    "blank_total": blank_total,
    "negative": negative,
    "fraction": fraction,
    "undivided": undivided,
    "rule_without_power": rule_without_power,
}
PROSE_KINDS: Mapping[str, Plant] = {
    "missing_section": missing_section,
    "missing_fee": missing_fee,
    "fee_contradiction": fee_contradiction,
    "wrong_year": wrong_year,
    "prose_vs_table": prose_vs_table,
    "split_sum": split_sum,
    "percent": percent,
}
YEAR_KINDS: Mapping[str, Callable[[Random, Draft, Draft], Planted]] = {
    "carry_over": carry_over,
    "valid_chain": valid_chain,
    "project_chain": project_chain,
}
KINDS = (*TABLE_KINDS, *PROSE_KINDS, *YEAR_KINDS)
ONLY_2021 = frozenset({"undivided", "missing_fee", "fee_contradiction", "valid_chain"})
ONLY_2019 = frozenset({"project_chain"})


def kinds_for(form_id: str) -> tuple[str, ...]:
    """The kinds of error that the form can hold."""
    return tuple(kind for kind in KINDS if kind not in (ONLY_2019 if form_id == "2021" else ONLY_2021))
