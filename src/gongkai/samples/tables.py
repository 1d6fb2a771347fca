"""Random numbers for the three tables that agree with each other as the forms demand."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from gongkai.core.report.form import form, form_for_year
from gongkai.samples.bodies import BODIES, Body
from gongkai.samples.draft import APPLICANTS, OUTCOMES4, Draft, undivided_row

SCALES = ("none", "few", "office", "city", "vast")
_REQUESTS: Mapping[str, tuple[int, int]] = {
    "none": (0, 0),
    "few": (1, 9),
    "office": (10, 120),
    "city": (300, 9_000),
    "vast": (90_000, 160_000_000),
}
_SHARE = {
    "T3.r1": 40,
    "T3.r2": 12,
    "T3.r4_1": 18,
    "T3.r3_4": 6,
    "T3.r5_1": 6,
    "T3.r6_1": 4,
    "T3.r6_2": 2,
    "T3.r6_3": 3,
    "T3.r6": 6,
}
_TINY_SHARE = 2


def draw_tables(rng: Random, form_id: str, *, scale: str, year: int | None = None, body: Body | None = None) -> Draft:
    """A report with consistent tables and no prose yet."""
    which = form(form_id)
    last = which.last_year or 2025
    draft = Draft(
        form=which,
        year=year or rng.randint(which.first_year, last),
        body=body or rng.choice(BODIES),
        rows=list(which.rows.values()),
        cells={},
    )
    _draw_table2(rng, draft, scale)
    _draw_table3(rng, draft, scale)
    _draw_table4(rng, draft, scale)
    return draft


def _up_to(rng: Random, scale: str) -> int:
    low, high = _REQUESTS[scale]
    return rng.randint(low, rng.randint(low, high))


def _draw_table2(rng: Random, draft: Draft, scale: str) -> None:
    for row in draft.table("T2"):
        values = {column.id: _amount(rng, scale) if column.unit else _up_to(rng, scale) for column in row.columns}
        if row.id == "T2.1.rule":
            values = {column: rng.randint(0, 9) if draft.body.may_issue_rules else 0 for column in values}
        if "valid" in values:
            values["valid"] += values["issued"]
        if "public_total" in values:
            values["opened"] = min(values["opened"], values["made"])
            values["public_total"] += values["opened"]
        if "change" in values:
            values["change"] = rng.choice((-1, 1)) * min(int(values["change"]), int(values["last_year"]))
        for column in row.columns:
            draft.cells[row.cell(column)] = Decimal(values[column.id])


def _amount(rng: Random, scale: str) -> Decimal:
    """Money with none to six decimals, never in exponent form."""
    places = rng.choice((0, 1, 2, 2, 3, 4, 6))
    return Decimal(_up_to(rng, scale) * rng.randint(0, 10**places)).scaleb(-places).quantize(Decimal(1).scaleb(-places))


def _draw_table3(rng: Random, draft: Draft, scale: str) -> None:
    outcomes = draft.outcome_rows()
    for applicant in APPLICANTS:
        busy = applicant == "natural" or rng.random() < (0.35 if scale in ("few", "none") else 0.8)
        done = _up_to(rng, scale) if busy else 0
        done = done if applicant == "natural" else done // rng.randint(2, 40)
        parts = _share_out(rng, done, outcomes)
        carry_out = rng.randint(0, max(done // 8, int(scale != "none" and busy)))
        carry_in = rng.randint(0, min(done + carry_out, max(done // 10, 1)))
        column = {**parts, "T3.r7": done, "T3.carry_out": carry_out, "T3.carry_in": carry_in}
        column["T3.new"] = done + carry_out - carry_in
        for row_id, value in column.items():
            draft.cells[f"{row_id}.{applicant}"] = Decimal(value)
    add_up_rows(draft)


def _share_out(rng: Random, done: int, outcomes: list[str]) -> dict[str, int]:
    """`done` requests over the outcomes; 其他处理 stays under a tenth, as a careful office would keep it."""
    weights = [_SHARE.get(row_id, _TINY_SHARE) for row_id in outcomes]
    parts = dict.fromkeys(outcomes, 0)
    if done <= 200:
        for row_id in rng.choices(outcomes, weights, k=done):
            parts[row_id] += 1
    else:
        for row_id, weight in zip(outcomes, weights, strict=True):
            parts[row_id] = int(done * weight / sum(weights) * rng.uniform(0.3, 1))
    for row_id in ("T3.r6", "T3.r6_3"):
        if row_id in parts:
            parts[row_id] = min(parts[row_id], done // 12)
    parts["T3.r1"] += done - sum(parts.values())
    return parts


def add_up_rows(draft: Draft) -> None:
    """Recompute 总计 of every row of tables 3 and 4 and （七）总计 of every column."""
    outcomes = draft.outcome_rows()
    for applicant in APPLICANTS:
        draft.cells[f"T3.r7.{applicant}"] = sum((draft.number(f"{row}.{applicant}") for row in outcomes), Decimal(0))
    for row in draft.table("T3"):
        draft.cells[f"{row.id}.total"] = sum((draft.number(f"{row.id}.{who}") for who in APPLICANTS), Decimal(0))
    for row in draft.table("T4"):
        draft.cells[f"{row.id}.total"] = sum((draft.number(f"{row.id}.{end}") for end in OUTCOMES4), Decimal(0))


def _draw_table4(rng: Random, draft: Draft, scale: str) -> None:
    small = {"none": 0, "few": 1, "office": 4, "city": 90, "vast": 30_000}[scale]
    for row in draft.table("T4"):
        for end in OUTCOMES4:
            draft.cells[f"{row.id}.{end}"] = Decimal(rng.randint(0, rng.randint(0, small)))
    if any(draft.number(f"T4.lit_after.{end}") for end in OUTCOMES4):
        draft.cells["T4.review.maintain"] = draft.number("T4.review.maintain") + 1
    add_up_rows(draft)


def make_hybrid(draft: Draft) -> None:
    """Keep the undivided row （六）其他处理 of 2019 in the form of 2021, as real reports do."""
    divided = [row for row in draft.rows if row.id.startswith("T3.r6_")]
    if not divided:
        return
    kept = undivided_row()
    for applicant in APPLICANTS:
        draft.cells[kept.id + "." + applicant] = sum((draft.number(f"{row.id}.{applicant}") for row in divided), Decimal(0))
    for row in divided:
        for column in row.columns:
            del draft.cells[row.cell(column)]
    at = draft.rows.index(divided[0])
    draft.rows[at : at + len(divided)] = [kept]
    add_up_rows(draft)


def draw_previous(rng: Random, draft: Draft) -> Draft:
    """The report of the year before, so drawn that every rule between two years holds."""
    year = draft.year - 1
    form_id = form_for_year(max(year, form("2019").first_year)).id
    before = draw_tables(rng, form_id, scale="office", year=year, body=draft.body)
    for applicant in APPLICANTS:
        left = draft.number(f"T3.carry_in.{applicant}")
        done = before.number(f"T3.r7.{applicant}")
        before.cells[f"T3.carry_out.{applicant}"] = left
        before.cells[f"T3.carry_in.{applicant}"] = min(before.number(f"T3.carry_in.{applicant}"), done + left)
        before.cells[f"T3.new.{applicant}"] = done + left - before.number(f"T3.carry_in.{applicant}")
    for row in before.table("T4"):
        # What was pending ends, or stays pending, in the next year (law.md P-T4-1).
        before.cells[f"{row.id}.pending"] = min(before.number(f"{row.id}.pending"), draft.number(f"{row.id}.total"))
    add_up_rows(before)
    _chain_table2(before, draft)
    return before


def _chain_table2(before: Draft, draft: Draft) -> None:
    """Make the stocks of table 2 follow from one year to the next (law.md P1, P3)."""
    if before.form.id != draft.form.id:
        return
    for row in before.table("T2"):
        ids = {column.id for column in row.columns}
        if "valid" in ids:
            stock = draft.number(f"{row.id}.valid") - draft.number(f"{row.id}.issued") + draft.number(f"{row.id}.repealed")
            before.cells[f"{row.id}.valid"] = stock
            before.cells[f"{row.id}.issued"] = min(before.number(f"{row.id}.issued"), stock)
        if "change" in ids:
            before.cells[f"{row.id}.change"] = draft.number(f"{row.id}.last_year") - before.number(f"{row.id}.last_year")
        if "public_total" in ids:
            grown = draft.number(f"{row.id}.public_total") - draft.number(f"{row.id}.opened")
            before.cells[f"{row.id}.public_total"] = grown
            before.cells[f"{row.id}.opened"] = min(before.number(f"{row.id}.opened"), grown)
            before.cells[f"{row.id}.made"] = max(before.number(f"{row.id}.made"), before.number(f"{row.id}.opened"))
