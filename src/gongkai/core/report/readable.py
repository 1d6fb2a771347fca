"""Whether there is anything to check at all."""

from __future__ import annotations

from gongkai.core.errors_checks import NoFigures
from gongkai.core.report.exchange import CellKind, Report

WRITTEN = (CellKind.NUMBER, CellKind.DASH, CellKind.TEXT)


def require_figures(report: Report) -> None:
    """Refuse a report whose tables are all missing or all blank.

    Raises NoFigures: an extraction that found nothing must never pass as a year in which nothing happened.
    """
    if not any(cell.kind in WRITTEN for cell in report.cells.values()):
        raise NoFigures(file=report.source or report.title or "?")
