"""What is seen in a version before people look at it: findings over its text, fields and files.

Kept with the version as JSON, in reading order, each with `where` (unique for its code within the version) and the
`anchor` in the text to jump to; findings of a file carry its name and digest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from gongkai.core.errors_publication import SecretInText
from gongkai.core.findings import Finding, Severity
from gongkai.screening.findings import SECRET_MARK
from gongkai.screening.secrecy import mark_in_name
from gongkai.web.files.selectors import file_look
from gongkai.web.publication.html_checks import html_findings, screened_html

_SAID_TWICE = "SCR-TABLE-HEADER"  # the checks of the text say it with the place to jump to
_LONGEST_NAME = 40  # characters of a file's name in front of a place
_LONGEST_PLACE = 80  # as an override can name it


def findings_of(
    html: str,
    facts: Mapping[str, Any],
    files: Sequence[tuple[str, Any]] = (),
    *,
    seen: Collection[str] = (),
    before: Sequence[Mapping[str, Any]] = (),
) -> list[dict[str, Any]]:
    """The findings of a version as JSON. Files whose digests were `seen` in the version before keep its findings (`before`).

    Raises:
        SecretInText: a secrecy mark stands in it (law.md 10.3); it is refused before anything is written.
        FileDamaged, FileUnreadable: a kept file can no longer be looked through.
    """
    named = (mark_in_name(str(value)) for value in (*facts.values(), *(name for name, _ in files)) if value)
    if any(mark is not None and mark.code == SECRET_MARK.code for mark in named):
        raise SecretInText()
    findings = screened_html(html)
    if any(each.message.code == SECRET_MARK.code and each.severity is Severity.ERROR for each in findings):
        raise SecretInText()
    shown = [
        *(_plain(each, each.where.partition(".")[0]) for each in findings if each.message.code != _SAID_TWICE),
        *(_plain(each, each.where) for each in html_findings(html)),
    ]
    return [*_told_apart(shown), *_of_files(files, seen, before)]


def _plain(finding: Finding, anchor: str) -> dict[str, Any]:
    return {**finding.as_json("zh"), "text_en": finding.text("en"), "next_en": finding.next_step("en"), "anchor": anchor}


def _told_apart(findings: Iterable[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    """Two findings of one code at one place get numbers, so that letting one stand does not let the other."""
    seen: dict[tuple[str, str], int] = {}
    for each in findings:
        place = (each["code"], each["where"])
        seen[place] = seen.get(place, 0) + 1
        yield each if seen[place] == 1 else {**each, "where": f"{each['where']} ({seen[place]})"}


def _of_files(
    files: Sequence[tuple[str, Any]], seen: Collection[str], before: Sequence[Mapping[str, Any]]
) -> Iterable[dict[str, Any]]:
    for name, file in files:
        if file.sha256 in seen:
            yield from (dict(each) for each in before if each.get("sha256") == file.sha256)
            continue
        for each in _told_apart(dict(found) for found in file_look(file).findings):
            where = f"{name[:_LONGEST_NAME]}：{each['where']}"[:_LONGEST_PLACE]
            yield {**each, "where": where, "file": name, "sha256": file.sha256}
