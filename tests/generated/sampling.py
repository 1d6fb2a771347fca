"""Which samples the generated tests read: first every pair of quirks of each format, then chance."""

from __future__ import annotations

import os
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gongkai.core.report.exchange import Report, converted
from gongkai.core.report.form import FORMS, form
from gongkai.samples import FORMATS, Format, Sample, generate
from gongkai.samples.plant import kinds_for
from gongkai.samples.sample import chance
from gongkai.samples.switches import pairwise, random_switches, switches_for

NIGHTLY = os.environ.get("GONGKAI_NIGHTLY") == "1"
REPORTS = 10_000 if NIGHTLY else 500
HOSTILE = 10_000 if NIGHTLY else 300
CHUNK = 20


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that was read as something that does not stand there."""

    cell: str
    stands: object
    read: object


@cache
def _covering(kind: Format) -> tuple[dict[str, str], ...]:
    return tuple(pairwise(switches_for(kind), seed=1))


def sample_of(number: int) -> Sample:
    """Sample `number`: formats in turn; every second one of a format holds a planted error, the kinds in turn."""
    kind, turn = FORMATS[number % len(FORMATS)], number // len(FORMATS)
    rows = _covering(kind)
    switches = rows[turn] if turn < len(rows) else random_switches(chance(number), kind)
    form_id = FORMS[(turn // 2) % len(FORMS)]
    kinds = kinds_for(form_id)
    errors = [kinds[(turn // 4 + number) % len(kinds)]] if turn % 2 else []
    return generate(number, form_id, kind, switches, errors)


def number_read(report: Report, cell_id: str) -> Decimal | None:
    """The number of a cell in the form's unit."""
    cell = report.cells.get(cell_id)
    if cell is None or cell.value is None:
        return None
    row_id, _, column_id = cell_id.rpartition(".")
    row = form(report.form).rows.get(row_id)
    unit = next((column.unit for column in row.columns if column.id == column_id), None) if row else None
    return converted(cell.value, cell.unit or unit, unit) if unit else cell.value


def wrong_cells(sample: Sample, report: Report) -> list[Wrong]:
    """Cells whose reading is not the truth; where the grade allows, a cell that is reported as not certain is not wrong."""
    truth = sample.truth["cells"]
    wrong = []
    for cell_id in {**truth, **report.cells}:
        stands = None if truth.get(cell_id) is None else Decimal(str(truth[cell_id]))
        read = number_read(report, cell_id)
        lost = read is None and sample.grade == "no-wrong" and bool(report.unrecognised)
        if read != stands and not lost:
            wrong.append(Wrong(cell_id, stands, read))
    return wrong
