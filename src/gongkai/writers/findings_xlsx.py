"""Findings as a workbook: one line a finding, to sort, filter and tick off; and how many each body has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from gongkai.core.errors import Lang
from gongkai.core.findings import Finding, Number, Severity, Words, shown
from gongkai.core.report.cell_words import TABLE_WORDS, cell_words, row_label
from gongkai.core.report.form import form
from gongkai.writers.findings import SEVERITY_WORDS, Checked, place_in_words
from gongkai.writers.fonts import Face
from gongkai.writers.xlsx import lines_of, new_book, put, saved_book

_TITLE = Words("核对发现", "Findings")
_SHEETS = (Words("核对发现", "Findings"), Words("汇总", "Summary"), Words("未能读取", "Not readable"))
_COLUMNS: tuple[tuple[Words, float], ...] = (
    (Words("序号", "No."), 6),
    (Words("文件", "File"), 20),
    (Words("机关", "Body"), 20),
    (Words("年度", "Year"), 7),
    (Words("级别", "Severity"), 9),
    (Words("位置", "Where"), 24),
    (Words("原文处", "Place in the file"), 13),
    (Words("报告数", "Stated"), 9),
    (Words("计算数", "Computed"), 9),
    (Words("差", "Difference"), 9),
    (Words("说明", "Finding"), 42),
    (Words("建议", "Next step"), 32),
    (Words("依据", "Source"), 19),
    (Words("代码", "Code"), 19),
)
_COUNTED = (Severity.ERROR, Severity.WARNING, Severity.VERIFY, Severity.NOTE)
_FILLS = {Severity.ERROR: "FBE9E7", Severity.WARNING: "FFF4DC", Severity.VERIFY: "E8F0FA", Severity.NOTE: "F4F5F6"}
_PLACES = {
    "agency": Words("机关名称", "name of the body"),
    "year": Words("报告年度", "year of the report"),
    "title": Words("标题", "title"),
    "period": Words("统计期限", "period"),
    "signature": Words("落款", "signature"),
    "tables": Words("表格", "tables"),
}
_SIZE, _LINE, _HIGHEST = 11, 15, 409  # points: of the type, from line to line, of the highest row there can be


def write_findings_xlsx(checked: Sequence[Checked], lang: Lang = "zh") -> bytes:
    """The findings of many files as one XLSX. Raises WriterNotInstalled without the extra [writers]."""
    book = new_book(_TITLE.say(lang), None)
    found = [(one, finding) for one in checked for finding in one.findings]
    lines = [[index, *_line(one, finding, lang)] for index, (one, finding) in enumerate(found, 1)]
    sheet = _sheet(book, _SHEETS[0].say(lang), [(words.say(lang), width) for words, width in _COLUMNS], lines)
    _mark(sheet, [finding.severity for _, finding in found])
    heads = [_COLUMNS[1], _COLUMNS[2], _COLUMNS[3], *((SEVERITY_WORDS[each], 12) for each in _COUNTED)]
    _sheet(book, _SHEETS[1].say(lang), [(words.say(lang), max(width, 12)) for words, width in heads], list(_counts(checked)))
    failed = [[PurePath(one.file).name, one.failure[1]] for one in checked if one.failure]
    if failed:
        _sheet(book, _SHEETS[2].say(lang), [(_COLUMNS[1][0].say(lang), 30), (_COLUMNS[10][0].say(lang), 90)], failed)
    return saved_book(book, day="1980-01-01")


def where_words(where: str, form_id: str) -> Words:
    """A place that a finding names, in the form's own words: 表三“…”行“…”栏, 第一部分, 标题."""
    if where in _PLACES:
        return _PLACES[where]
    if where in TABLE_WORDS:
        return TABLE_WORDS[where]
    table = TABLE_WORDS.get(where.partition(".")[0])
    if table is None:
        heading = form(form_id).sections.get(where.removeprefix("S"))
        return Words(f"“{heading}”", f"“{heading}”") if heading else Words(where, where)
    label = row_label(where, form_id)
    if label != where:
        return Words(f"{table.zh}“{label}”行", f"{table.en}, row “{label}”")
    return cell_words(where, form_id)


def _line(one: Checked, finding: Finding, lang: Lang) -> list[Number]:
    about = one.report or {}
    stated, computed = finding.stated, finding.computed
    exact = isinstance(stated, Decimal | int) and isinstance(computed, Decimal | int)
    return [
        PurePath(one.file).name,
        about.get("agency"),
        about.get("year"),
        SEVERITY_WORDS[finding.severity].say(lang),
        where_words(finding.where, str(about.get("form", "2021"))).say(lang),
        place_in_words(finding.place, lang),
        stated,
        computed,
        Decimal(stated) - Decimal(computed) if exact and stated is not None and computed is not None else None,
        finding.text(lang),
        finding.next_step(lang),
        finding.message.source,
        finding.message.code,
    ]


def _counts(checked: Sequence[Checked]) -> Iterator[list[Number]]:
    for one in checked:
        if not one.failure:
            about = one.report or {}
            counts = [sum(finding.severity is each for finding in one.findings) for each in _COUNTED]
            yield [PurePath(one.file).name, about.get("agency"), about.get("year"), *counts]


def _sheet(book: Any, name: str, heads: Sequence[tuple[str, float]], lines: Sequence[Sequence[Number]]) -> Any:
    """One table with its head frozen and filtered; numbers stay numbers, words are never formulas."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    rule = Side("thin", color="C9CFD6")
    rules, head_look = Border(rule, rule, rule, rule), PatternFill("solid", fgColor="EEF2F6")
    words, head_words = Font(name=Face.SMALL.in_word, size=_SIZE), Font(name=Face.HEADING.in_word, size=_SIZE)
    for column, (head, width) in enumerate(heads, 1):
        cell = put(sheet, 1, column, head)
        cell.font, cell.fill, cell.border = head_words, head_look, rules
        cell.alignment = Alignment("center", "center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[1].height = 1.5 * _LINE
    for row, line in enumerate(lines, 2):
        for column, value in enumerate(line, 1):
            cell = _put(sheet, row, column, value)
            cell.font, cell.border = words, rules
            figure = not isinstance(value, str)
            cell.alignment = Alignment("center" if figure else "left", "center", wrap_text=True)
        needed = max(lines_of(shown(value), width, _SIZE) for value, (_, width) in zip(line, heads, strict=True))
        sheet.row_dimensions[row].height = min(_HIGHEST, _LINE * needed + 6)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(lines) + 1}"
    _set_page(sheet)
    return sheet


def _put(sheet: Any, row: int, column: int, value: Number) -> Any:
    if isinstance(value, str) and value:
        return put(sheet, row, column, value)
    return sheet.cell(row, column, None if value == "" else value)


def _mark(sheet: Any, severities: Sequence[Severity]) -> None:
    """How much a finding weighs, by a light colour beside its word."""
    from openpyxl.styles import Alignment, PatternFill

    for row, severity in enumerate(severities, 2):
        cell = sheet.cell(row, 5)
        cell.fill, cell.alignment = PatternFill("solid", fgColor=_FILLS[severity]), Alignment("center", "center")


def _set_page(sheet: Any) -> None:
    """A4 across, as wide as the page, the head on each."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.4
    margins.bottom = 0.6
    sheet.oddFooter.center.text = "— &P / &N —"
    sheet.print_title_rows = "1:1"
