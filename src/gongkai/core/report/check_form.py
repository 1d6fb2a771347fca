"""The form around the tables: six headings, one year, one body, the period, the day of publication (law.md 7.6, 7.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from gongkai.core.findings import Finding, Severity
from gongkai.core.report.agency_level import DUE_IN_JANUARY, level_of, same_body
from gongkai.core.report.check_limits import last_days
from gongkai.core.report.exchange import Report
from gongkai.core.report.form import form
from gongkai.core.report.messages_form import (
    AGENCY_DIFFERS,
    AGENCY_UNKNOWN,
    DEADLINE_PASSED,
    FORM_HEADING_MISSING,
    FORM_HEADING_ORDER,
    PERIOD_DIFFERS,
    PUBLISHED_EARLY,
    YEAR_DIFFERS,
    YEAR_UNKNOWN,
)
from gongkai.core.report.prose_text import plain, prose_of

_YEAR = re.compile(r"(20\d{2})年")
_OPENING_YEAR = re.compile(r"^[^，。]{0,4}?(20\d{2})年")
_NOT_A_NAME = re.compile(r"20\d{2}年?度?|(?:关于)?(?:政府信息|政务)公开.*|年度报告.*|年报.*|[—\-\s#]")
_BODY = re.compile(r"[一-鿿（）]{3,30}(?:局|委员会|委|厅|办公室|办公厅|政府|管委会|中心|街道办事处|镇|乡|院|部|署)")
_CLOSING = re.compile(r"（?20\d{2}年\d{1,2}月\d{1,2}日）?|（此件公开发布）|—?\d{1,3}—?")
LAST_LINES = 8  # passages at the end among which a signature is looked for


def check_form(report: Report) -> Iterator[Finding]:
    """What the form and the Regulations ask of the report as a whole (art. 49, 50)."""
    yield from _headings(report)
    yield from _year(report)
    yield from _agency(report)
    yield from _period(report)
    yield from _publication(report)


def _headings(report: Report) -> Iterator[Finding]:
    """The six parts, each there, in order (国办公开办函〔2021〕30号)."""
    official = form(report.form).sections
    present = {*report.sections, *(passage.section for passage in report.passages)}
    for number, heading in official.items():
        if number not in present:
            yield FORM_HEADING_MISSING.at(f"S{number}", heading=heading)
    read = [passage for passage in report.passages if passage.heading and passage.section in official]
    order = list(dict.fromkeys(passage.section for passage in read))
    for earlier, later in pairwise(order):
        if later < earlier:
            place = next(passage.place for passage in read if passage.section == later)
            yield FORM_HEADING_ORDER.at(f"S{later}", place, heading=official[later], before=official[earlier])
            break


def _year(report: Report) -> Iterator[Finding]:
    """One year in the title, the period and the parts."""
    if report.year is None:
        yield YEAR_UNKNOWN.at("year")
        return
    for where, stated in _years_named(report):
        if stated != report.year:
            yield YEAR_DIFFERS.at(
                where,
                stated=stated,
                computed=report.year,
                severity=Severity.VERIFY if where.startswith("S") else None,
                part=_PARTS[where],
            )


_PARTS = {"title": "标题", "S1": "一、总体情况", "S6": "六、其他需要报告的事项"}


def _years_named(report: Report) -> Iterator[tuple[str, int]]:
    title = _YEAR.search(plain(report.title or ""))
    if title:
        yield "title", int(title[1])
    for section in ("1", "6"):
        sentences = prose_of(report, section).sentences
        opening = _OPENING_YEAR.search(sentences[0].text) if sentences else None
        if opening:
            yield f"S{section}", int(opening[1])


def _agency(report: Report) -> Iterator[Finding]:
    """The same body in the title and under the report."""
    if not report.agency:
        yield AGENCY_UNKNOWN.at("agency")
        return
    titled = _NOT_A_NAME.sub("", plain(report.title or ""))
    if titled and not same_body(titled, report.agency):
        yield AGENCY_DIFFERS.at("title", stated=titled, computed=report.agency)
    signature = _signature(report)
    if signature and not same_body(signature, report.agency):
        yield AGENCY_DIFFERS.at("signature", stated=signature, computed=report.agency)


def _signature(report: Report) -> str | None:
    """A line at the end that is a body's name and nothing else, after a finished sentence."""
    texts = [plain(passage.text) for passage in report.passages if not passage.heading][-LAST_LINES:]
    while texts and (not texts[-1] or _CLOSING.fullmatch(texts[-1])):
        texts.pop()
    if len(texts) > 1 and _BODY.fullmatch(texts[-1]) and texts[-2].endswith(("。", "！")):
        return texts[-1]
    return None


def _period(report: Report) -> Iterator[Finding]:
    """The report covers 1 January to 31 December of its year (art. 50)."""
    if report.period is None or report.year is None:
        return
    whole = (date(report.year, 1, 1), date(report.year, 12, 31))
    if report.period != whole:
        yield PERIOD_DIFFERS.at("period", stated=_days(report.period), computed=_days(whole))


def _days(period: tuple[date, date]) -> str:
    return f"{period[0].isoformat()}—{period[1].isoformat()}"


def _publication(report: Report) -> Iterator[Finding]:
    """Published by 31 January (departments, townships), by 31 March at the latest (art. 49); after the year has ended."""
    if report.published is None or report.year is None:
        return
    last = last_days(report.year)
    january = level_of(report.agency) in DUE_IN_JANUARY
    due = last.department if january else last.everyone
    if report.published > due:
        yield DEADLINE_PASSED.at(
            "published",
            stated=report.published.isoformat(),
            computed=due.isoformat(),
            agency=report.agency or "",
        )
    if report.published <= date(report.year, 12, 31):
        yield PUBLISHED_EARLY.at(
            "published", stated=report.published.isoformat(), computed=date(report.year, 12, 31).isoformat()
        )
