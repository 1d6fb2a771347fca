"""Two years of one body's reports beside each other: numbers, what was carried over, and the text of the sections.

What is remarkable in it is told by the findings of the checks and by nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.findings import Finding, Words
from gongkai.core.report.check_limits import check_limits
from gongkai.core.report.check_narrative import section_five_same
from gongkai.core.report.check_years import check_years, follows
from gongkai.core.report.compare_cells import CellChange, cell_changes
from gongkai.core.report.compare_prose import ComparedSection, compared_sections
from gongkai.core.report.exchange import Report
from gongkai.core.report.form import Column, form
from gongkai.core.report.identities import Figures
from gongkai.core.report.messages_years import CARRY_OVER


@dataclass(frozen=True, slots=True)
class CarryOver:
    """结转下年度 of the year before and 上年结转 of this year in one column of table 3, blanks and dashes read as 0.

    `agrees` is None where one of them is not certain, or where the two reports do not follow each other.
    """

    column: Column
    carried_out: Decimal | None
    carried_in: Decimal | None
    agrees: bool | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """`report` against `previous`. `same_body` is None where one of them does not say whose it is.

    `notes` say what limits the comparison: other bodies, years that do not follow each other, other forms. `judged` is
    whether the checks across years were made.
    """

    report: Report
    previous: Report
    same_body: bool | None
    notes: tuple[Words, ...]
    cells: tuple[CellChange, ...]
    carried: tuple[CarryOver, ...]
    sections: tuple[ComparedSection, ...]
    findings: tuple[Finding, ...]
    judged: bool


def in_order(one: Report, other: Report) -> tuple[Report, Report]:
    """The later report first; as given where a year is unknown or both are of one year."""
    if one.year is not None and other.year is not None and one.year < other.year:
        return other, one
    return one, other


def compare_reports(report: Report, previous: Report) -> Comparison:
    """`report` (year N) against `previous` (year N−1). Reports that do not belong together are compared all the same, and
    it is said; the checks across years then yield nothing.
    """
    same_body = _same_body(report, previous)
    suited = follows(report, previous) and same_body is not False
    findings = (*check_years(report, previous), *section_five_same(report, previous)) if suited else ()
    limits = check_limits(report.year)
    return Comparison(
        report=report,
        previous=previous,
        same_body=same_body,
        notes=tuple(_notes(report, previous, same_body)),
        cells=cell_changes(report, previous),
        carried=_carried(report, previous, findings, suited=suited),
        sections=compared_sections(report, previous, limits.similarity_most),
        findings=findings,
        judged=suited,
    )


def _same_body(report: Report, previous: Report) -> bool | None:
    """Whether both name the same body; only blanks may differ."""
    if report.agency is None or previous.agency is None:
        return None
    return "".join(report.agency.split()) == "".join(previous.agency.split())


def _carried(report: Report, previous: Report, findings: tuple[Finding, ...], *, suited: bool) -> tuple[CarryOver, ...]:
    """Every column of table 3, read as the check reads it (X7)."""
    now, before = Figures(report, {}), Figures(previous, {})
    differing = {finding.where for finding in findings if finding.message is CARRY_OVER}
    carried = []
    for column in form(report.form).table3[0].columns:
        where = f"T3.carry_in.{column.id}"
        given, taken = before.value(f"T3.carry_out.{column.id}"), now.value(where)
        known = suited and given is not None and taken is not None
        carried.append(CarryOver(column, given, taken, where not in differing if known else None))
    return tuple(carried)


def _notes(report: Report, previous: Report, same_body: bool | None) -> list[Words]:
    notes = [*_note_on_bodies(report, previous, same_body), *_note_on_years(report, previous)]
    if report.form != previous.form:
        notes.append(
            Words(
                f"两份报告的格式不同（{previous.form} 年与 {report.form} 年格式）。只有一份格式设有的项目不比较，注明“无此项”；"
                "“（六）其他处理”以 2021 年格式三行之和与 2019 年格式一行比较。",
                f"The reports use different forms (of {previous.form} and of {report.form}). What only one of them asks for is "
                "not compared and marked so; （六）其他处理 of 2019 is compared with the sum of its three rows of 2021.",
            )
        )
    return notes


def _note_on_bodies(report: Report, previous: Report, same_body: bool | None) -> list[Words]:
    if same_body is None:
        return [
            Words(
                "至少一份报告未写明机关名称，无法确认两份报告属于同一机关。请核对文件。",
                "At least one report does not name its body, so it is not certain that both are of one body. Check the files.",
            )
        ]
    if same_body:
        return []
    return [
        Words(
            f"两份报告的机关名称不同（“{report.agency}”与“{previous.agency}”），仅并列数字，不判断年度衔接。请核对文件。",
            f"The reports name different bodies (“{report.agency}” and “{previous.agency}”): the numbers stand side by side "
            "and continuity is not judged. Check the files.",
        )
    ]


def _note_on_years(report: Report, previous: Report) -> list[Words]:
    now, before = report.year, previous.year
    if now is None or before is None:
        return [
            Words(
                "至少一份报告未写明年度，按给出的先后次序比较，不判断年度衔接。",
                "At least one report does not state its year; they are compared as given and continuity is not judged.",
            )
        ]
    if now == before:
        return [
            Words(
                f"两份报告同属 {now} 年度，不判断年度衔接。请核对是否为同一报告的不同版本。",
                f"Both reports are on {now}; continuity is not judged. Check whether they are versions of one report.",
            )
        ]
    if now < before:
        return [
            Words(
                f"次序相反：{now} 年度在前、{before} 年度在后，差额为 {now} 年减 {before} 年，不判断年度衔接。",
                f"The order is reversed: {now} is compared with the later {before}; continuity is not judged.",
            )
        ]
    if now - before > 1:
        return [
            Words(
                f"两份报告相隔 {now - before} 年（{before}、{now}），不判断年度衔接。",
                f"The reports are {now - before} years apart ({before}, {now}); continuity is not judged.",
            )
        ]
    return []
