"""What `gongkai screen` prints for people: file by file, most serious first, the same kind counted once it repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gongkai.core.errors import Lang
from gongkai.core.findings import Finding, Severity
from gongkai.writers.findings import RANK, Checked, place_in_words

SHOWN = 8  # findings of one kind that a file prints in full
_WHERE = re.compile(r"P(?P<paragraph>\d+)|T(?P<table>\d+)(?:\.R(?P<row>\d+)C(?P<col>\d+))?(?P<inner>.*)")

_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "error": "须先处理",
        "warning": "建议处理",
        "verify": "需核实",
        "note": "提示",
        "next": "下一步",
        "clean": "未发现需要处理的内容；仍须人工审查",
        "more": "      同类另有 {count} 处",
        "paragraph": "第{paragraph}段",
        "table": "第{table}个表",
        "cell": "第{table}个表第{row}行第{col}列",
        "name": "文件名或者文件属性",
        "sum": "共 {files} 份：须先处理 {error}，建议处理 {warning}，需核实 {verify}，提示 {note}；未能读取 {unreadable} 份。",
    },
    "en": {
        "error": "act first",
        "warning": "should be dealt with",
        "verify": "to verify",
        "note": "note",
        "next": "next",
        "clean": "nothing found; a person must still review it",
        "more": "      {count} more of this kind",
        "paragraph": "paragraph {paragraph}",
        "table": "table {table}",
        "cell": "table {table}, row {row}, column {col}",
        "name": "file name or properties",
        "sum": "files: {files}; {error} to act on first, {warning} to deal with, {verify} to verify, {note} notes; "
        "{unreadable} not readable.",
    },
}


def where_in_words(finding: Finding, lang: Lang) -> str:
    """Where a finding stands, for a person; what cannot be put into words stays as it is written."""
    words = _WORDS[lang]
    found = _WHERE.fullmatch(finding.where)
    if finding.where == "name":
        return words["name"]
    if found is None:
        return finding.where
    kind = "paragraph" if found["paragraph"] else "cell" if found["row"] else "table"
    page = place_in_words(finding.place, lang) if finding.place.page or finding.place.line else ""
    told = words[kind].format(**found.groupdict())
    return f"{told} ({page})" if page else told


def screened_as_text(checked: Checked, lang: Lang) -> str:
    """One file's findings for a person to read; never the data themselves, only their masked form."""
    words = _WORDS[lang]
    lines = [checked.file]
    if not checked.findings:
        lines.append(f"  {words['clean']}")
    kinds: dict[tuple[Severity, str, str], list[Finding]] = {}
    for finding in sorted(checked.findings, key=lambda each: RANK[each.severity]):
        kinds.setdefault((finding.severity, finding.message.code, finding.next_step(lang)), []).append(finding)
    for (severity, code, step), findings in kinds.items():
        lines.append(f"  {words[severity.value]}  {code}  {findings[0].message.title(lang)}")
        lines.extend(_shown(findings, lang))
        lines.append(f"      {words['next']}: {step}  [{findings[0].message.source}]")
    return "\n".join(lines)


def _shown(findings: Sequence[Finding], lang: Lang) -> Iterator[str]:
    for finding in findings[:SHOWN]:
        yield f"    · {where_in_words(finding, lang)}: {finding.text(lang)}"
    if len(findings) > SHOWN:
        yield _WORDS[lang]["more"].format(count=len(findings) - SHOWN)


def summary(checked: Iterable[Checked], lang: Lang) -> str:
    """The closing line: how many files, how many findings of each weight."""
    seen = list(checked)
    counts = Counter(finding.severity.value for one in seen for finding in one.findings)
    numbers = {severity.value: counts[severity.value] for severity in Severity}
    unreadable = sum(one.failure is not None for one in seen)
    return _WORDS[lang]["sum"].format(files=len(seen), unreadable=unreadable, **numbers)
