"""Real annual reports, published by their bodies: nothing in them may be blocked, and what is told is counted."""

from __future__ import annotations

from collections import Counter

import pytest

from gongkai.core.errors import UnreadableReport
from gongkai.core.findings import Severity
from gongkai.screening.screen import screen_file
from tests.corpus import CORPUS

pytestmark = pytest.mark.corpus


def test_no_false_blocks_on_real_reports() -> None:
    counts: Counter[str] = Counter()
    blocks: list[str] = []
    unread: list[str] = []
    files = [path for path in sorted(CORPUS.iterdir()) if path.suffix in {".html", ".docx", ".pdf", ".txt"}]
    for path in files:
        try:
            findings = screen_file(path)
        except UnreadableReport:
            unread.append(path.name)
            continue
        counts.update(finding.severity.value for finding in findings if not _of_the_file(finding.message.code))
        blocks += [
            f"{path.name} {finding.message.code} {finding.where} {finding.text()}"
            for finding in findings
            if finding.severity is Severity.ERROR and not _of_the_file(finding.message.code)
        ]
    assert len(files) >= 10 and unread == []
    assert blocks == [], f"{len(blocks)} false blocks in {len(files)} reports ({dict(counts)}): {blocks}"


def _of_the_file(code: str) -> bool:
    """Findings about the file rather than its text (metadata, hidden layers) are another room's."""
    from gongkai.screening.findings import CATALOGUE

    return code not in CATALOGUE
