"""A comparison of two years in words and numbers ready to be set: what the text, the page and the document share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongkai.core.errors import Lang
from gongkai.core.findings import Words, shown
from gongkai.core.report.cell_words import TABLE_WORDS, row_label
from gongkai.core.report.compare import CarryOver, Comparison
from gongkai.core.report.compare_cells import CellChange, Figure
from gongkai.core.report.compare_prose import ComparedSection, Fate
from gongkai.core.report.exchange import CellKind, Report

WORDS: Mapping[str, Words] = {
    "title": Words("年度报告对照", "Two years compared"),
    "numbers": Words("数据对照", "Numbers"),
    "carried": Words("结转衔接", "Carried over"),
    "prose": Words("文字对照", "Text"),
    "findings": Words("需要核对的事项", "What asks for a look"),
    "no_findings": Words("跨年度核对未发现不一致。", "The checks across years found nothing."),
    "unchecked": Words("未作跨年度核对，原因见上。", "The checks across years were not made; the reason stands above."),
    "item": Words("项目", "Item"),
    "column": Words("栏", "Column"),
    "difference": Words("增减", "Change"),
    "share": Words("增减比例", "Change in %"),
    "carried_out": Words("结转下年度继续办理", "carried out"),
    "carried_in": Words("上年结转", "carried in"),
    "verdict": Words("是否衔接", "Agree"),
    "agrees": Words("一致", "yes"),
    "differs": Words("不一致", "no"),
    "unknown": Words("未判断", "not judged"),
    "unchanged_rows": Words(
        "另有 {count} 行两年均为 0 或无此项，未列出。", "{count} more rows are 0 or not asked for in both years."
    ),
    "legend": Words(
        "［删：…］为上年有、本年无的文字，［增：…］为本年新增的文字。",
        "［删：…］ stood only in the earlier report, ［增：…］ stands only in the later one.",
    ),
    "nothing": Words("两份报告都没有可比较的文字。", "Neither report has text to compare."),
}
FATES: Mapping[Fate, Words] = {
    Fate.UNCHANGED: Words("未变", "unchanged"),
    Fate.CHANGED: Words("改写", "changed"),
    Fate.ADDED: Words("新增", "added"),
    Fate.REMOVED: Words("删去", "removed"),
}
_NONE = "—"
_MINUS = "−"
_PER_CENT = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One cell of two years as printed."""

    label: str
    column: str
    before: str
    now: str
    difference: str
    share: str
    cell: str


@dataclass(frozen=True, slots=True)
class ShownTable:
    """The rows of a table; `left_out` is how many of its rows are 0 in both years and not listed."""

    id: str
    title: str
    rows: tuple[ShownRow, ...]
    left_out: int


def year_words(report: Report, lang: Lang, *, fallback: Words) -> str:
    """2023 年 / 2023, or which of the two files it is where a report does not say its year."""
    if report.year is None:
        return fallback.say(lang)
    return f"{report.year}年" if lang == "zh" else str(report.year)


def years(comparison: Comparison, lang: Lang) -> tuple[str, str]:
    """The earlier and the later report's year in words."""
    return (
        year_words(comparison.previous, lang, fallback=Words("上年报告", "earlier report")),
        year_words(comparison.report, lang, fallback=Words("本年报告", "later report")),
    )


def heading(comparison: Comparison, lang: Lang) -> str:
    """演示市民政局2022年与2023年政府信息公开工作年度报告对照; both bodies where they differ."""
    before, now = years(comparison, lang)
    body, other = comparison.report.agency or "", comparison.previous.agency or ""
    if comparison.same_body is False:
        if lang == "en":
            return f"{other}, report {before}, and {body}, report {now}, compared"
        return f"{other}{before}与{body}{now}政府信息公开工作年度报告对照"
    if lang == "en":
        return f"{body or other}: reports {before} and {now} compared".removeprefix(": ")
    return f"{body or other}{before}与{now}政府信息公开工作年度报告对照"


def shown_tables(comparison: Comparison, lang: Lang) -> tuple[ShownTable, ...]:
    """The three tables, rows that say nothing but 0 left out."""
    return tuple(
        ShownTable(table, TABLE_WORDS[table].say(lang), tuple(rows), left_out)
        for table in TABLE_WORDS
        for rows, left_out in [_rows(comparison, table, lang)]
        if rows or left_out
    )


def _rows(comparison: Comparison, table: str, lang: Lang) -> tuple[list[ShownRow], int]:
    kept: list[ShownRow] = []
    left_out = 0
    by_row: dict[str, list[CellChange]] = {}
    for change in comparison.cells:
        if change.row.id.startswith(table):
            by_row.setdefault(change.row.id, []).append(change)
    for row_id, changes in by_row.items():
        if all(map(_says_nothing, changes)):
            left_out += 1
            continue
        label = row_label(row_id, comparison.report.form)
        told = [each for each in changes if table != "T3" or each.column.id == "total" or not _says_nothing(each)]
        kept += [_row(change, label, lang) for change in told]
    return kept, left_out


def _says_nothing(change: CellChange) -> bool:
    """Whether each year says 0, or its form does not ask."""
    return all(figure.value == 0 or not figure.asked for figure in (change.before, change.now))


def _row(change: CellChange, label: str, lang: Lang) -> ShownRow:
    return ShownRow(
        label,
        change.column.label,
        figure_words(change.before, lang),
        figure_words(change.now, lang),
        signed(change.difference),
        percent(change.share),
        change.cell,
    )


def figure_words(figure: Figure, lang: Lang) -> str:
    """A number, or why there is none."""
    if figure.value is not None:
        summed = Words("（三行之和）", " (sum of three)").say(lang) if figure.summed else ""
        return shown(figure.value).replace("-", _MINUS) + summed
    if not figure.asked:
        return Words("无此项", "not asked").say(lang)
    if figure.kind is None:
        return Words("未列出", "not listed").say(lang)
    if figure.kind is CellKind.DASH:
        return figure.printed
    if figure.kind is CellKind.BLANK:
        return Words("空白", "blank").say(lang)
    return Words(f"{figure.printed}（待核实）", f"{figure.printed} (uncertain)").say(lang)


def signed(difference: Decimal | None) -> str:
    """+3, −3, 0; — where there is none."""
    if difference is None:
        return _NONE
    sign = "+" if difference > 0 else _MINUS if difference < 0 else ""
    return sign + shown(abs(difference))


def percent(share: Decimal | None) -> str:
    """+12.5%; — where a share says nothing."""
    if share is None:
        return _NONE
    rounded = (share * 100).quantize(_PER_CENT, rounding=ROUND_HALF_UP)
    return signed(rounded) + "%"


def carry_words(carry: CarryOver, lang: Lang) -> str:
    """一致, 不一致 or 未判断."""
    return WORDS["unknown" if carry.agrees is None else "agrees" if carry.agrees else "differs"].say(lang)


def number_words(value: Decimal | None) -> str:
    """A number or —."""
    return _NONE if value is None else shown(value).replace("-", _MINUS)


def likeness_words(section: ComparedSection, lang: Lang) -> str:
    """How alike a section is in both years and, for section five, what the form says of it (国办公开办函〔2021〕30号)."""
    if section.similarity is None:
        return Words("仅一年有文字。", "Only one year has text.").say(lang)
    alike = f"{section.similarity:.0%}"
    said = Words(f"相似度 {alike}。", f"{alike} alike.").say(lang)
    if section.limit is None:
        return said
    law = Words(
        f"格式要求问题真实具体、不得年年雷同；本软件以 {section.limit:.0%} 为提示线（约定）。",
        f" The form asks for real problems that are not the same every year; from {section.limit:.0%} this software asks for a "
        "look (a convention).",
    )
    return said + law.say(lang)


def tally_words(section: ComparedSection, lang: Lang) -> str:
    """未变 3 句，改写 2 句 …, as far as there are any."""
    counted = [(fate, section.count(fate)) for fate in Fate if section.count(fate)]
    if lang == "zh":
        return "，".join(f"{FATES[fate].zh} {count} 句" for fate, count in counted) + "。"
    return ", ".join(f"{count} {FATES[fate].en}" for fate, count in counted) + "."
