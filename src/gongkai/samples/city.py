"""A made city of forty bodies over seven report years: who belonged to whom, every return, and every published sum.

Nothing here uses the consolidation it is made to test: sums are plain additions over the rows below. Bodies merge, move,
are founded and abolished; requests carried out of one year come in again in the next, by successor where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from gongkai.core.report.form import form, form_for_year
from gongkai.samples.bodies import Body
from gongkai.samples.draft import APPLICANTS, Draft, plain
from gongkai.samples.tables import add_up_rows, draw_tables

YEARS = tuple(range(2019, 2026))
CITY, COUNTY, DISTRICT, MERGED = "c", "c-yx", "c-sl", "c-qh"
NOT_COUNTED = ("branch", "vertical", "utility")
HOLDING = ("government",)
Figures = dict[str, Decimal]
Row = dict[str, Any]

# id, name, kind, parent, from, to, and who took over
_BODIES: tuple[tuple[str, ...], ...] = (
    (CITY, "演示市人民政府", "government", ""),
    ("c-00", "演示市人民政府办公室", "own", CITY),
    ("c-01", "演示市发展和改革委员会", "department", CITY),
    ("c-02", "演示市公安局", "department", CITY),
    ("c-03", "演示市自然资源和规划局", "department", CITY),
    ("c-04", "演示市住房和城乡建设局", "department", CITY),
    ("c-05", "演示市教育局", "department", CITY),
    ("c-06", "演示市水务局", "department", CITY),
    ("c-07", "演示市信访局", "department", CITY),
    ("c-08", "演示市粮食局", "department", CITY, "", "2021-10-31", "c-01"),
    ("c-09", "演示市数据局", "department", CITY, "2023-03-01"),
    ("c-10", "演示高新技术产业开发区管理委员会", "zone", CITY),
    ("c-11", "演示市自来水公司", "utility", CITY),
    ("c-12", "演示市税务局", "vertical", CITY),
    ("c-13", "演示市公安局示例分局", "branch", "c-02"),
    (COUNTY, "云溪县人民政府", "government", CITY),
    ("c-yx-00", "云溪县人民政府办公室", "own", COUNTY),
    ("c-yx-01", "云溪县教育和体育局", "department", COUNTY),
    ("c-yx-02", "云溪县自然资源局", "department", COUNTY),
    ("c-yx-03", "云溪县公安局", "department", COUNTY),
    ("c-yx-04", "云溪县城关镇人民政府", "township", COUNTY),
    ("c-yx-05", "云溪县样例镇人民政府", "township", COUNTY),
    ("c-yx-06", "云溪县石桥乡人民政府", "township", COUNTY),
    ("c-yx-07", "柳河镇人民政府", "township", COUNTY, "", "2024-06-30"),
    ("c-yx-08", "云溪县气象局", "vertical", COUNTY),
    ("c-yx-09", "云溪县卫生健康局", "department", COUNTY),
    (DISTRICT, "演示市示例区人民政府", "government", CITY),
    ("c-sl-00", "演示市示例区人民政府办公室", "own", DISTRICT),
    ("c-sl-01", "演示市示例区教育局", "department", DISTRICT),
    ("c-sl-02", "演示市示例区城市管理局", "department", DISTRICT),
    ("c-sl-03", "演示市示例区民政局", "department", DISTRICT),
    ("c-sl-04", "示例区南湖街道办事处", "street", DISTRICT),
    ("c-sl-05", "示例区北苑镇人民政府", "township", DISTRICT, "", "2021-05-31"),
    ("c-sl-05", "示例区北苑街道办事处", "street", DISTRICT, "2021-06-01"),
    ("c-sl-06", "示例区东岭街道办事处", "street", DISTRICT),
    ("c-yx-07", "柳河镇人民政府", "township", DISTRICT, "2024-07-01"),
    (MERGED, "青禾县人民政府", "government", CITY, "", "2022-06-30", COUNTY),
    ("c-qh-00", "青禾县人民政府办公室", "own", MERGED, "", "2022-06-30", "c-yx-00"),
    ("c-qh-01", "青禾县教育局", "department", MERGED, "", "2022-06-30", "c-yx-01"),
    ("c-qh-02", "青禾县自然资源局", "department", MERGED, "", "2022-06-30", "c-yx-02"),
    ("c-qh-03", "青禾镇人民政府", "township", MERGED, "", "2022-06-30"),
    ("c-qh-03", "青禾镇人民政府", "township", COUNTY, "2022-07-01"),
    ("c-qh-04", "麦田乡人民政府", "township", MERGED, "", "2022-06-30"),
    ("c-qh-04", "麦田乡人民政府", "township", COUNTY, "2022-07-01"),
)


def bodies() -> list[Row]:
    """The rows of the list of bodies: `id, name, kind, parent, from, to, into`."""
    keys = ("id", "name", "kind", "parent", "from", "to", "into")
    rows = []
    for entry in _BODIES:
        row = dict(zip(keys, (*entry, *[""] * (len(keys) - len(entry))), strict=True))
        rows.append({key: value for key, value in row.items() if value})
    return rows


def standing(rows: Iterable[Row], year: int) -> dict[str, Row]:
    """The rows that hold on the last day of a year, by id."""
    day = date(year, 12, 31).isoformat()
    return {row["id"]: row for row in rows if row.get("from", "") <= day and day <= row.get("to", "9999-12-31")}


@dataclass(frozen=True)
class MadeCity:
    """The city: `figures[year][unit]` are cells by id, of leaves as drawn and of governments as added up."""

    rows: tuple[Row, ...]
    figures: Mapping[int, Mapping[str, Figures]]

    def lines(self, year: int) -> dict[str, Row]:
        """Every return of a year as a line of the JSON contract, governments' published sums among them."""
        now = standing(self.rows, year)
        return {unit: line_of(figures, now[unit]["name"], year) for unit, figures in self.figures[year].items()}


def made_city(seed: int = 1) -> MadeCity:
    """The city of a seed, consistent in every sum and from year to year."""
    rng = Random(seed)  # noqa: S311 - invented numbers, no secret
    rows = bodies()
    last: dict[str, Draft] = {}
    figures: dict[int, dict[str, Figures]] = {}
    for year in YEARS:
        now = standing(rows, year)
        drafts = {unit: _draw(rng, row, year) for unit, row in now.items() if row["kind"] not in HOLDING}
        heirs = _heirs(rows, now, year)
        for unit, draft in drafts.items():
            _follow(draft, [last[one] for one in (unit, *heirs.get(unit, ())) if one in last])
        last = drafts
        figures[year] = {unit: {cell: each.number(cell) for cell in each.cells} for unit, each in drafts.items()}
        add_up(figures[year], now, CITY)
    return MadeCity(tuple(rows), figures)


def _draw(rng: Random, row: Row, year: int) -> Draft:
    body = Body(row["name"], "本机关", "本机关", may_issue_rules=row["id"] == "c-00")
    scale = "office" if row["kind"] in ("own", "department", "zone") else "few"
    draft = draw_tables(rng, form_for_year(year).id, scale=scale, year=year, body=body)
    for cell in ("T2.5.licence.decisions", "T2.6.penalty.decisions", "T2.6.coercion.decisions"):
        draft.cells[cell] = Decimal(rng.randint(1_000, 90_000))  # decisions are many even where requests are few
    return draft


def _heirs(rows: list[Row], now: Mapping[str, Row], year: int) -> dict[str, list[str]]:
    """Who took over from whom in a year."""
    before = standing(rows, year - 1)
    found: dict[str, list[str]] = {}
    for unit, row in before.items():
        if unit not in now and "into" in row:
            found.setdefault(row["into"], []).append(unit)
    return found


def _follow(draft: Draft, before: list[Draft]) -> None:
    """Make a return follow from last year's of the same body and of those it took over (X7, P1, P3, P-T4-1)."""
    if draft.year == YEARS[0]:
        return
    for applicant in APPLICANTS:
        carried = sum((each.number(f"T3.carry_out.{applicant}") for each in before), Decimal(0))
        done, left = draft.number(f"T3.r7.{applicant}"), draft.number(f"T3.carry_out.{applicant}")
        more = max(Decimal(0), carried - done - left)
        draft.cells[f"T3.r1.{applicant}"] = draft.number(f"T3.r1.{applicant}") + more
        draft.cells[f"T3.carry_in.{applicant}"] = carried
        draft.cells[f"T3.new.{applicant}"] = done + more + left - carried
    for row in draft.table("T4"):
        pending = sum((each.number(f"{row.id}.pending") for each in before), Decimal(0))
        draft.cells[f"{row.id}.maintain"] = draft.number(f"{row.id}.maintain") + pending
    add_up_rows(draft)
    same = [each for each in before if each.form.id == draft.form.id]
    for row in draft.table("T2") if same or not before else ():
        for column in row.columns:
            _stock(draft, same, f"{row.id}.{column.id}")


def _stock(draft: Draft, before: list[Draft], cell: str) -> None:
    row, _, column = cell.rpartition(".")
    stocks = ("valid", "last_year", "change", "public_total")
    sums = {name: sum((each.number(f"{row}.{name}") for each in before), Decimal(0)) for name in stocks}
    if column == "valid":
        draft.cells[f"{row}.repealed"] = min(draft.number(f"{row}.repealed"), sums["valid"])
        draft.cells[cell] = sums["valid"] + draft.number(f"{row}.issued") - draft.number(f"{row}.repealed")
    if column == "last_year":
        draft.cells[cell] = sums["last_year"] + sums["change"]
        draft.cells[f"{row}.change"] = max(draft.number(f"{row}.change"), -draft.number(cell))
    if column == "public_total":
        draft.cells[cell] = sums["public_total"] + draft.number(f"{row}.opened")


def add_up(figures: dict[str, Figures], now: Mapping[str, Row], government: str) -> Figures:
    """A government's published sum: plain addition of its members', governments below first."""
    total: Figures = {}
    for unit, row in now.items():
        if row.get("parent") == government and row["kind"] not in NOT_COUNTED:
            each = add_up(figures, now, unit) if row["kind"] in HOLDING else figures[unit]
            for cell, value in each.items():
                total[cell] = total.get(cell, Decimal(0)) + value
    figures[government] = total
    return total


def line_of(figures: Mapping[str, Decimal | None], name: str, year: int, form_id: str | None = None, **more: Any) -> Row:
    """Figures as one line of the JSON contract; a cell that is None is null, one that is not there is left out."""
    which = form(form_id or form_for_year(year).id)
    table2 = {row.label: {column.label: plain(figures.get(row.cell(column))) for column in row.columns} for row in which.table2}
    table3 = {row.label: [plain(figures.get(row.cell(column))) for column in row.columns] for row in which.table3}
    table4 = {str(row.key): [plain(figures.get(row.cell(column))) for column in row.columns] for row in which.table4}
    line: Row = {"schema": "gongkai.report/1", "agency": name, "year": year, "form": which.id}
    return {**line, "table2": table2, "table3": table3, "table4": table4, **more}
