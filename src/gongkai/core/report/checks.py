"""The checks of one annual report: `check_report` is the only entry.

Findings come in a fixed order: sums, cells and rows, plausibility, last year, form, narrative, prose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.core.findings import Finding
from gongkai.core.report.check_cells import check_cells
from gongkai.core.report.check_form import check_form
from gongkai.core.report.check_limits import Jump
from gongkai.core.report.check_narrative import check_narrative
from gongkai.core.report.check_plausible import check_plausible
from gongkai.core.report.check_tables import check_tables
from gongkai.core.report.check_years import check_years, follows
from gongkai.core.report.exchange import Report
from gongkai.core.report.prose import check_prose
from gongkai.core.report.readable import require_figures


def check_report(report: Report, *, previous: Report | None = None, jump: Jump | None = None) -> list[Finding]:
    """Everything in which a report disagrees with itself, with its form, or with last year's.

    `previous` is the same body's report of the year before; without it the checks across years are left out.
    `jump` is the change from year to year that asks for a word, where the default of `law/checks.yaml` does not suit.
    Raises NoFigures for a report whose tables hold nothing.
    """
    require_figures(report)
    return list(_findings(report, previous, jump))


def _findings(report: Report, previous: Report | None, jump: Jump | None) -> Iterator[Finding]:
    before = previous if previous is not None and follows(report, previous) else None
    yield from check_tables(report)
    yield from check_cells(report)
    yield from check_plausible(report, before)
    yield from check_years(report, previous, jump)
    yield from check_form(report)
    yield from check_narrative(report, before)
    yield from check_prose(report, before)


def previous_of(report: Report, candidates: Sequence[Report]) -> Report | None:
    """Among several reports the same body's of the year before.

    A single report given for comparison is taken as it is; the checks say so where its year does not suit.
    """
    if len(candidates) == 1:
        return candidates[0]
    for candidate in candidates:
        if follows(report, candidate) and candidate.agency is not None and candidate.agency == report.agency:
            return candidate
    return None
