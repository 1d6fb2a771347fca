"""Whole reports of every shape for write → read, and what "the same report" means."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from gongkai.core.report.exchange import Cell, CellKind, Passage, Report, converted
from gongkai.core.report.form import FORMS, Column, Row, form

RARE = "镕喆堃翀㛃䶮𬭎𠮷"  # in no GB 2312 font; the last two lie beyond the basic plane
AGENCIES = ("演示市信访局", "演示市水务局", "云溪县教育和体育局", "演示市𠮷山镇人民政府", "演示高新技术产业开发区管理委员会")
DASHES = ("/", "—", "-", "——", "－")
REMARKS = ("其中修订16件", "含废止2件")
SENTENCES = (
    "全年召开工作会议3次，研究部署政府信息公开工作。",
    "（一）主动公开。通过门户网站发布信息1，208条，其中政策解读36条。",
    "本机关由陈镕、王喆、李堃、赵翀、张㛃、周䶮、吴𬭎、郑𠮷同志负责。",
    "一是平台建设仍有不足；二是队伍力量有待加强；三是解读形式还不够丰富，群众看不懂、记不住的问题依然存在。",
    "依据《政府信息公开信息处理费管理办法》，本年度未收取信息处理费。",
    "联系电话：000-0000000，电子邮箱：office@example.invalid。",
)


def report_of(seed: int) -> Report:
    """A whole report of either form. Its sums need not agree: what is stated has to come back as it was stated."""
    rng = Random(seed)
    which = form(rng.choice(FORMS))
    year = rng.randint(which.first_year, which.last_year or 2025)
    agency = rng.choice(AGENCIES)
    title = f"{agency}{year}年政府信息公开工作年度报告"
    lead = ("本报告根据《中华人民共和国政府信息公开条例》第五十条的规定编制。",)
    return Report(
        agency=agency,
        year=year,
        form=which.id,
        cells={row.cell(column): _cell(rng, row, column) for row, column in which.cells()},
        sections={number: _text(rng) for number in ("1", "5", "6") if rng.random() < 0.9},
        passages=tuple(Passage(text, "0") for text in (title, *lead[: rng.randint(0, 1)])),
        title=title,
    )


def _cell(rng: Random, row: Row, column: Column) -> Cell:
    """A number mostly; a blank, a dash, a minus where it is lawful, a remark where real reports put one."""
    cell_id, kind = row.cell(column), rng.random()
    if kind < 0.1:
        return Cell(cell_id, "", CellKind.BLANK)
    if kind < 0.2:
        return Cell(cell_id, rng.choice(DASHES), CellKind.DASH)
    if column.unit:
        value = Decimal(rng.choice((0, rng.randint(0, 9_999), rng.randint(0, 999_999_999)))).scaleb(-rng.choice((0, 1, 2, 4)))
    else:
        value = Decimal(rng.choice((0, 0, rng.randint(1, 9), rng.randint(10, 9_999), rng.randint(100_000_000, 999_999_999))))
        value = -value if column.signed and value and rng.random() < 0.5 else value
    remark = rng.choice((None, *REMARKS)) if row.id == "T2.1.norm" else None
    return Cell(cell_id, f"{value:f}", CellKind.NUMBER, value, column.unit, remark)


def _text(rng: Random) -> str:
    paragraphs = ("".join(rng.choices(SENTENCES, k=rng.randint(1, 8))) for _ in range(rng.randint(1, 4)))
    return "\n".join(paragraphs)


def same(before: Report, after: Report) -> bool:
    """Whether `after` is the same report; says by an assertion what is not.

    The same: agency, year, form, title, every cell's kind, value in the form's unit and remark, the text of the sections
    but for white space; and nothing unrecognised that was not before.
    """
    for name in ("agency", "year", "form", "title"):
        assert getattr(after, name) == getattr(before, name), name
    assert stated(after) == stated(before)
    assert _words(after) == _words(before)
    assert len(after.unrecognised) <= len(before.unrecognised), after.unrecognised
    return True


def stated(report: Report) -> dict[str, tuple[CellKind, Decimal | None, str | None]]:
    """What every cell states, in the form's unit."""
    columns = {row.cell(column): column for each in FORMS for row, column in form(each).cells()}
    return {key: (cell.kind, _in_the_forms_unit(cell, columns[key]), cell.remark) for key, cell in report.cells.items()}


def _in_the_forms_unit(cell: Cell, column: Column) -> Decimal | None:
    if cell.value is None or column.unit is None or cell.unit is None:
        return cell.value
    return converted(cell.value, cell.unit, column.unit)


def _words(report: Report) -> dict[str, str]:
    return {number: "".join(text.split()) for number, text in report.sections.items() if text.strip()}
