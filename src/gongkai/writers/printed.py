"""The report as it is printed: title, sections, and the three tables in the layout of the official form.

Every writer sets this value and nothing else, so that a cell stands in the same place in all formats. Numbers are
printed plain and in the form's unit; what is not certain is printed with （待核实） and never as a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.report.exchange import Report
from gongkai.core.report.form import form
from gongkai.writers.printed_tables import PrintedCell, PrintedTable, printed_table

__all__ = ["PrintedCell", "PrintedReport", "PrintedSection", "PrintedTable", "printed_report"]

_TABLE_OF = {"2": "T2", "3": "T3", "4": "T4"}  # section → its table
_NOTE = re.compile(r"\s*(?:注|备注|说明|附注)\s*[:：]")
# A web page prints its own name for the report above the title.
_ANOTHER_TITLE = re.compile(r"[^，。；：]{0,40}年度?[^，。；：]{0,30}公开[^，。；：]{0,20}(?:报告|年报)")
_FRONT = "0"
_NUMERALS = "〇一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class PrintedSection:
    """One section: `blocks` are its paragraphs (str) and its table, in the order of the page."""

    number: str
    heading: str
    blocks: tuple[str | PrintedTable, ...]


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """A report ready to be set. `published` is a line like 2026年1月20日, None where the text itself says the day."""

    title: str
    agency: str | None
    year: int | None
    published: str | None
    lead: tuple[str, ...]
    sections: tuple[PrintedSection, ...]
    form: str

    @property
    def tables(self) -> tuple[PrintedTable, ...]:
        """The tables in the order of the page."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, PrintedTable))


def printed_report(report: Report) -> PrintedReport:
    """`report` in the layout of its own form (国办公开办函〔2019〕60号, 〔2021〕30号).

    Sections, tables and rows that the report does not have are left out: what was never stated is not printed as blank.
    """
    title = report.title or _composed_title(report)
    return PrintedReport(
        title=title,
        agency=report.agency,
        year=report.year,
        published=_published(report),
        lead=tuple(_lead(report, title)),
        sections=tuple(_sections(report)),
        form=report.form,
    )


def _composed_title(report: Report) -> str:
    year = f"{report.year}年" if report.year is not None else ""
    return f"{report.agency or ''}{year}政府信息公开工作年度报告"


def _lead(report: Report, title: str) -> Iterator[str]:
    """What stands before the first heading, without the lines of which the title was put together and other titles."""
    plain = "".join(title.split())
    for passage in report.passages:
        text = "".join(passage.text.split())
        if passage.section == _FRONT and text not in plain and not _ANOTHER_TITLE.fullmatch(text):
            yield passage.text


def _sections(report: Report) -> Iterator[PrintedSection]:
    official = form(report.form).sections
    for number in sorted({*official, *report.sections}, key=int):
        table = printed_table(report, _TABLE_OF[number]) if number in _TABLE_OF else None
        if table is None and number not in report.sections:
            continue
        paragraphs = [line for line in report.sections.get(number, "").split("\n") if line.strip()]
        blocks = paragraphs if table is None else _around(table, paragraphs)
        yield PrintedSection(number, official.get(number) or _own_heading(report, number), tuple(blocks))


def _around(table: PrintedTable, paragraphs: Sequence[str]) -> list[str | PrintedTable]:
    """Paragraphs before the table; from the first note on, after it."""
    notes = next((index for index, text in enumerate(paragraphs) if _NOTE.match(text)), len(paragraphs))
    return [*paragraphs[:notes], table, *paragraphs[notes:]]


def _own_heading(report: Report, number: str) -> str:
    """The heading that a body gave a section beyond the form's six."""
    printed = (passage.text for passage in report.passages if passage.heading and passage.section == number)
    return next(printed, f"{_NUMERALS[int(number)] if int(number) < len(_NUMERALS) else number}、")


def _published(report: Report) -> str | None:
    """The day of publication, unless the text of the report says it already."""
    if report.published is None:
        return None
    said = [passage.text for passage in report.passages] + list(report.sections.values())
    if any(each in text for text in said for each in _ways_to_write(report.published)):
        return None
    return _ways_to_write(report.published)[0]


def _ways_to_write(day: date) -> tuple[str, ...]:
    return (
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y年%m月%d日}",
        *(day.strftime(f"%Y{mark}%m{mark}%d") for mark in "-/."),
    )
