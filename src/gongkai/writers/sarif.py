"""Findings as SARIF 2.1.0, for code-scanning tools and editors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import gongkai
from gongkai.core.errors import Lang
from gongkai.core.findings import Finding, Message, Severity
from gongkai.writers.findings import Checked

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.VERIFY: "note", Severity.NOTE: "note"}


def findings_as_sarif(checked: Iterable[Checked], lang: Lang) -> dict[str, Any]:
    """One run: a rule for every code that was found, a result for every finding, a notification for every failure."""
    rules: dict[str, Message] = {}
    results: list[dict[str, Any]] = []
    failures: list[dict[str, Any]] = []
    for one in checked:
        if one.failure:
            failures.append(_notification(one.file, *one.failure))
        for finding in one.findings:
            rules.setdefault(finding.message.code, finding.message)
            results.append(_result(one.file, finding, list(rules).index(finding.message.code), lang))
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gongkai",
                        "version": gongkai.__version__,
                        "rules": [_rule(message, lang) for message in rules.values()],
                    }
                },
                "invocations": [{"executionSuccessful": not failures, "toolExecutionNotifications": failures}],
                "results": results,
            }
        ],
    }


def _rule(message: Message, lang: Lang) -> dict[str, Any]:
    return {
        "id": message.code,
        "shortDescription": {"text": message.title(lang)},
        "help": {"text": message.source},
        "defaultConfiguration": {"level": _LEVEL[message.severity]},
    }


def _result(file: str, finding: Finding, rule: int, lang: Lang) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(file)}}
    if finding.place.line is not None:
        physical["region"] = {"startLine": finding.place.line}
    return {
        "ruleId": finding.message.code,
        "ruleIndex": rule,
        "level": _LEVEL[finding.severity],
        "message": {"text": f"{finding.text(lang)} {finding.next_step(lang)}"},
        "locations": [{"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": finding.where}]}],
        "properties": {"severity": finding.severity.value, "place": finding.place.as_json()},
    }


def _notification(file: str, code: str, sentence: str) -> dict[str, Any]:
    return {
        "descriptor": {"id": code},
        "level": "error",
        "message": {"text": sentence},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(file)}}}],
    }


def _uri(file: str) -> str:
    """A relative URI reference: blanks and the like escaped, Chinese kept readable as percent escapes."""
    from urllib.parse import quote

    return quote(file)
