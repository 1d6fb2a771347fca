"""What sections one, five and six must say, and how much (law.md 7.6, P9, P11, P12)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.core.findings import Finding
from gongkai.core.report.cell_words import cell_words
from gongkai.core.report.check_limits import CheckLimits, check_limits
from gongkai.core.report.check_years import follows
from gongkai.core.report.exchange import NOWHERE, Place, Report
from gongkai.core.report.messages_form import SECTION_FIVE_EMPTY, SECTION_FIVE_SAME, SECTION_FIVE_SHORT, SECTION_ONE_LONG
from gongkai.core.report.messages_prose import FEE_NOT_STATED, FEE_ROW_UNEXPLAINED
from gongkai.core.report.prose import sections_of
from gongkai.core.report.prose_text import Prose, prose_of
from gongkai.core.report.similarity import similarity

_NOTHING = re.compile(
    "(?:本年度?|目前|暂)?(?:无|没有|不存在)(?:其他|明显|突出)?(?:问题|存在的?(?:主要)?问题)?(?:及改进情况)?[。．.]?"
)
_FEE = re.compile("处理费|信息公开[^，。；]{0,8}收费|依申请公开[^，。；]{0,8}收费|收费[^，。；]{0,10}信息公开")
_NO_FEE = re.compile(
    "(?:未|没有|无|不曾|尚未)[^，。；]{0,20}(?:收取|收费|产生|发生|处理费)|处理费(?:总?计|共计|为|合计)?(?:0|零)元"
)


def check_narrative(report: Report, previous: Report | None) -> Iterator[Finding]:
    """Length of section one, substance of section five, the fee statement of section six."""
    limits = check_limits(report.year)
    yield from _section_one(report, limits)
    yield from _section_five(report, previous, limits)
    yield from _fees(report, limits)


def _section_one(report: Report, limits: CheckLimits) -> Iterator[Finding]:
    """一、总体情况 keeps to the length the form sets; punctuation counts (P12; 国办公开办函〔2021〕30号)."""
    prose = prose_of(report, "1")
    length = len(prose.text)
    if limits.section_one_most is not None and length > limits.section_one_most:
        yield SECTION_ONE_LONG.at("S1", _start(prose), stated=length, computed=limits.section_one_most)


def _section_five(report: Report, previous: Report | None, limits: CheckLimits) -> Iterator[Finding]:
    """Section five names real problems, and not last year's in last year's words (P11)."""
    if "5" not in report.sections and not any(passage.section == "5" for passage in report.passages):
        return
    prose = prose_of(report, "5")
    text = prose.text
    if not text or _NOTHING.fullmatch(text):
        yield SECTION_FIVE_EMPTY.at("S5", _start(prose), stated=text)
    elif len(text) < limits.section_five_least:
        yield SECTION_FIVE_SHORT.at("S5", _start(prose), stated=len(text), computed=limits.section_five_least)
    if previous is not None:
        yield from section_five_same(report, previous)


def section_five_same(report: Report, previous: Report) -> Iterator[Finding]:
    """Section five in last year's words (P11; 国办公开办函〔2021〕30号: 不得年年雷同); nothing for any other year's report."""
    if not follows(report, previous):
        return
    prose, limit = prose_of(report, "5"), check_limits(report.year).similarity_most
    likeness = similarity(prose.text, prose_of(previous, "5").text)
    if likeness > limit:
        yield SECTION_FIVE_SAME.at("S5", _start(prose), stated=f"{likeness:.0%}", computed=f"{limit:.0%}", year=previous.year)


def _fees(report: Report, limits: CheckLimits) -> Iterator[Finding]:
    """Section six states the information-processing fee, and agrees with row （六）2 of table 3 (P9; 国办函〔2020〕109号)."""
    six = prose_of(report, "6")
    every = [sentence.text for number in sections_of(report) for sentence in prose_of(report, number).sentences]
    said = [text for text in every if _FEE.search(text)]
    if limits.fee_statement and not said and ("6" in report.sections or six.paragraphs):
        yield FEE_NOT_STATED.at("S6", _start(six))
    unpaid = report.number("T3.r6_2.total")
    if unpaid and said and all(_NO_FEE.search(text) for text in said):
        cell = report.cells["T3.r6_2.total"]
        yield FEE_ROW_UNEXPLAINED.at(cell.id, cell.place, stated=unpaid, computed=0, cell=cell_words(cell.id, report.form))


def _start(prose: Prose) -> Place:
    return prose.passages[0].place if prose.passages else NOWHERE
