"""Findings as JUnit XML, for build servers: a suite a report, a failed case a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as ET

from gongkai.core.errors import Lang
from gongkai.core.findings import Severity
from gongkai.writers.findings import RANK, Checked

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2


def findings_as_junit(checked: Iterable[Checked], lang: Lang, fail_level: Severity | None) -> str:
    """JUnit XML. A finding at or above `fail_level` is a failure, a lighter one a passed case that says so."""
    root = ET.Element("testsuites", name="gongkai")
    for one in checked:
        failed = [fails(finding.severity, fail_level) for finding in one.findings]
        suite = ET.SubElement(
            root,
            "testsuite",
            name=_clean(one.file),
            tests=str(max(1, len(one.findings))),
            failures=str(sum(failed)),
            errors=str(int(one.failure is not None)),
        )
        if one.failure:
            code, sentence = one.failure
            case = ET.SubElement(suite, "testcase", name="read", classname=_clean(one.file))
            ET.SubElement(case, "error", type=code, message=_clean(sentence))
        elif not one.findings:
            ET.SubElement(suite, "testcase", name="check", classname=_clean(one.file))
        for finding, bad in zip(one.findings, failed, strict=True):
            name = f"{finding.message.code} {finding.where}"
            case = ET.SubElement(suite, "testcase", name=_clean(name), classname=_clean(one.file))
            text = _clean(f"{finding.text(lang)}\n{finding.next_step(lang)}")
            if bad:
                ET.SubElement(case, "failure", type=finding.severity.value, message=_clean(finding.text(lang))).text = text
            else:
                ET.SubElement(case, "system-out").text = text
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode")


def fails(severity: Severity, fail_level: Severity | None) -> bool:
    """Whether a finding of this weight is at or above the level that fails; None never fails."""
    return fail_level is not None and RANK[severity] <= RANK[fail_level]


def _clean(text: str) -> str:
    """Text without the control characters that XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
