"""反馈意见: what was found in a report as a Word letter ready to send back, in the words 不一致 and 需核实.

Who sends it and when are left to be filled in; the letter judges the figures and never the body.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gongkai.core.findings import Finding, Severity
from gongkai.writers.docx_frame import add, add_signature, break_anywhere, new_paper, saved
from gongkai.writers.findings import Checked, place_in_words

if TYPE_CHECKING:
    from docx.document import Document

_GROUPS: tuple[tuple[str, tuple[Severity, ...]], ...] = (
    ("数据不一致", (Severity.ERROR,)),
    ("需核实或者说明", (Severity.VERIFY, Severity.WARNING)),
    ("建议完善", (Severity.NOTE,)),
)
_NUMERALS = "一二三"
_DAY = "〔　　〕年〔　〕月〔　〕日"  # with the spaces of Chinese type, which are not pushed together


def write_feedback(checked: Checked) -> bytes:
    """The opinion on one report that could be read, as a DOCX.

    Raises WriterNotInstalled without the extra [writers], ValueError for a file that could not be read.
    """
    if checked.report is None:
        raise ValueError(checked.file)
    agency = checked.report.get("agency") or "〔报送单位〕"
    year = checked.report.get("year")
    name = checked.report.get("title") or f"{agency}{f'{year}年' if year else ''}政府信息公开工作年度报告"
    paper = new_paper(f"关于《{name}》的反馈意见", None)
    for line in _title_lines(name, agency):
        add(paper, line, "Title", indent=0)
    add(paper, "", indent=0)
    add(paper, f"{agency}：", indent=0)
    add(paper, _lead(name, checked.findings))
    present = [(heading, found) for heading, kinds in _GROUPS if (found := _of(checked.findings, kinds))]
    for index, (heading, found) in enumerate(present):
        add(paper, f"{_NUMERALS[index]}、{heading}", "Heading 1")
        for number, finding in enumerate(found, 1):
            _add_finding(paper, number, finding)
    if present:
        add(paper, f"请于{_DAY}前将更正后的报告或者书面说明报送我单位。")
    add_signature(paper, "〔核对单位〕", _DAY)
    return saved(paper, day=f"{year or 1980}-12-31")


def _title_lines(name: str, agency: str) -> list[str]:
    """Broken where a reader would take breath."""
    if name.startswith(agency) and name != agency:
        return [f"关于《{agency}", f"{name.removeprefix(agency)}》的", "反馈意见"]
    return [f"关于《{name}》的", "反馈意见"]


def _lead(name: str, findings: Sequence[Finding]) -> str:
    """What was looked at and how much was found."""
    counted = [(heading, len(_of(findings, kinds))) for heading, kinds in _GROUPS]
    said = "、".join(f"{heading} {count} 处" for heading, count in counted if count)
    begun = f"你单位报送的《{name}》收悉。经对照年度报告格式和表内、表间、年度间勾稽关系核对，"
    return begun + (f"有{said}，现反馈如下，请逐项核对。" if said else "未发现不一致，无需更正。")


def _of(findings: Sequence[Finding], kinds: tuple[Severity, ...]) -> list[Finding]:
    return [finding for finding in findings if finding.severity in kinds]


def _add_finding(paper: Document, number: int, finding: Finding) -> None:
    """What and where, both numbers in its sentence; then what to do."""
    place = place_in_words(finding.place, "zh")
    said = add(paper, f"{number}．{finding.text('zh')}{f'（原文{place}）' if place else ''}")
    said.paragraph_format.keep_with_next = True
    break_anywhere(said)
    add(paper, f"建议：{finding.next_step('zh')}（依据：{finding.message.source}）")
