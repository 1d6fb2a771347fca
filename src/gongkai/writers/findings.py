"""Findings as plain text and as JSON; the same findings stand in every other output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gongkai.core.errors import Lang
from gongkai.core.findings import Finding, Severity, Words
from gongkai.core.report.exchange import Place

RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.VERIFY: 2, Severity.NOTE: 3}

SEVERITY_WORDS = {
    Severity.ERROR: Words("不一致", "inconsistent"),
    Severity.WARNING: Words("请说明", "please explain"),
    Severity.VERIFY: Words("需核实", "to verify"),
    Severity.NOTE: Words("提示", "note"),
}

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "unreadable": "未能读取",
        "stated": "报告写",
        "computed": "按式得",
        "next": "下一步",
        "source": "依据",
        "clean": "未发现不一致",
        "blank": "空白",
        "page": "第{page}页",
        "table": "第{table}个表第{row}行第{col}列",
        "line": "第{line}行",
        "form": "{form}年格式",
        "sum": "共 {files} 份：不一致 {error}，请说明 {warning}，需核实 {verify}，提示 {note}；未能读取 {unreadable} 份。",
    },
    "en": {
        "unreadable": "not readable",
        "stated": "stated",
        "computed": "computed",
        "next": "next",
        "source": "source",
        "clean": "nothing inconsistent found",
        "blank": "blank",
        "page": "page {page}",
        "table": "table {table}, row {row}, column {col}",
        "line": "line {line}",
        "form": "form of {form}",
        "sum": "files: {files}; {error} inconsistent, {warning} to explain, {verify} to verify, {note} notes; "
        "{unreadable} not readable.",
    },
}


@dataclass(frozen=True, slots=True)
class Checked:
    """One file after checking: its report in JSON form and what was found, or why it could not be read."""

    file: str
    report: dict[str, Any] | None
    findings: tuple[Finding, ...] = ()
    failure: tuple[str, str] | None = None  # stable code, sentence in the language asked for

    def at_index(self, index: int) -> Checked:
        """The same, its findings pointing at place `index` in the list of reports."""
        return replace(self, findings=tuple(replace(finding, report=index) for finding in self.findings))


def place_in_words(place: Place, lang: Lang) -> str:
    """Where to look, for a person: page, table cell (counted from 1) or line."""
    words = _WORDS[lang]
    if place.page is not None:
        return words["page"].format(page=place.page)
    if place.table is not None and place.row is not None and place.col is not None:
        return words["table"].format(table=place.table, row=place.row + 1, col=place.col + 1)
    if place.line is not None:
        return words["line"].format(line=place.line)
    return ""


def checked_as_text(checked: Checked, lang: Lang) -> str:
    """One file's findings for a person to read, most serious first."""
    words = _WORDS[lang]
    if checked.failure or checked.report is None:
        return f"{checked.file}\n  {words['unreadable']}  {checked.failure[1] if checked.failure else ''}"
    report = checked.report
    about = [str(report[key]) for key in ("agency", "year") if report.get(key)]
    lines = [" · ".join([checked.file, *about, words["form"].format(form=report["form"])])]
    if not checked.findings:
        lines.append(f"  {words['clean']}")
    for finding in sorted(checked.findings, key=lambda each: RANK[each.severity]):
        lines.extend(_finding_lines(finding, lang))
    return "\n".join(lines)


def _finding_lines(finding: Finding, lang: Lang) -> Iterable[str]:
    words = _WORDS[lang]
    where = place_in_words(finding.place, lang)
    weight = SEVERITY_WORDS[finding.severity].say(lang)
    yield f"  {weight}  {finding.message.code}  {finding.where}{f'  ({where})' if where else ''}"
    sentence = finding.text(lang)
    yield f"      {sentence}"
    if finding.formula and finding.formula not in sentence:
        yield f"      {finding.formula}"
    yield f"      {words['next']}: {finding.next_step(lang)}  [{finding.message.source}]"


def summary(checked: Sequence[Checked], lang: Lang) -> str:
    """The closing line: how many files, how many findings of each weight."""
    counts = {severity.value: 0 for severity in Severity}
    for one in checked:
        for finding in one.findings:
            counts[finding.severity.value] += 1
    unreadable = sum(one.failure is not None for one in checked)
    return _WORDS[lang]["sum"].format(files=len(checked), unreadable=unreadable, **counts)
