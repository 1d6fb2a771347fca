"""The one entry: order, determinism, and which report of last year belongs to which."""

from __future__ import annotations

import json
import pickle
from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from gongkai.core.errors_checks import NoFigures
from gongkai.core.findings import Severity
from gongkai.core.report.check_limits import Jump
from gongkai.core.report.checks import check_report, previous_of
from gongkai.core.report.exchange import Cell, CellKind, Report
from gongkai.core.report.form import form
from gongkai.core.report.messages import CATALOGUE
from tests.core.report.reports import CITY_2023, changed, codes, found, report, with_rows

CITY = report(CITY_2023, prose={"6": "2023年收取信息处理费2950元。"})
BEFORE = with_rows(
    replace(CITY, year=2022), {"T3.carry_out": CITY_2023["T3.carry_in"], "T2.1.rule": (0, 0, 9), "T2.1.norm": (1, 1, 977)}
)


def test_a_report_without_any_figure_is_refused() -> None:
    with pytest.raises(NoFigures) as refused:
        check_report(replace(CITY, cells={}))
    assert "report.html" in str(refused.value) and refused.value.code == "no-figures"
    with pytest.raises(NoFigures):
        check_report(replace(CITY, cells={}, source=None, title=None))


def test_the_same_report_gives_the_same_findings() -> None:
    wrong = changed(CITY, T3__r1__total=1, T3__r7__legal="", T4__review__total=-1, T2__1__norm__valid=0.5)
    first, second = (json.dumps([each.as_json("en") for each in check_report(wrong, previous=BEFORE)]) for _ in range(2))
    assert first == second


def test_every_finding_can_be_said_written_and_sent() -> None:
    wrong = changed(
        CITY, T3__r1__total=1, T3__r7__legal="", T4__review__total=-1, T2__1__norm__valid=0.5, T2__1__rule__issued="无"
    )
    findings = check_report(wrong, previous=BEFORE)
    assert len(findings) > 5
    for finding in findings:
        assert finding.message is CATALOGUE[finding.message.code]
        for words in (finding.text(), finding.text("en"), finding.next_step(), finding.next_step("en")):
            assert words and "Words(" not in words and "{" not in words and "None" not in words
        assert pickle.loads(pickle.dumps(finding)) == finding


def test_last_years_report_of_another_year_is_said_and_left_out() -> None:
    old = replace(BEFORE, year=2019)
    assert codes(check_report(CITY, previous=old)) == ["PREVIOUS-UNSUITED"]


def test_the_jump_can_be_set() -> None:
    before = changed(BEFORE, T2__6__coercion__decisions=5)
    assert found(check_report(CITY, previous=before), "YEAR-JUMP")
    assert not found(check_report(CITY, previous=before, jump=Jump(Decimal(10**6), Decimal(10**6))), "YEAR-JUMP")


def test_which_previous_report() -> None:
    other = replace(BEFORE, agency="安平市人民政府")
    nameless = replace(BEFORE, agency=None)
    assert previous_of(CITY, ()) is None
    assert previous_of(CITY, (other,)) is other
    assert previous_of(CITY, (other, nameless, BEFORE)) is BEFORE
    assert previous_of(CITY, (other, replace(BEFORE, year=2021))) is None


def consistent(rng: Random, form_id: str) -> Report:
    """A random report in which every sum holds."""
    rows: dict[str, list[int]] = {}
    of = form(form_id)
    results = [row.id for row in of.table3 if row.id not in {"T3.new", "T3.carry_in", "T3.r7", "T3.carry_out"}]
    for row in ("T3.carry_in", "T3.carry_out", *results):
        rows[row] = [rng.choice((0, 0, 1, 7, rng.randint(0, 900))) for _ in range(6)]
    rows["T3.r7"] = [sum(rows[row][column] for row in results) for column in range(6)]
    rows["T3.new"] = [rows["T3.r7"][each] + rows["T3.carry_out"][each] - rows["T3.carry_in"][each] for each in range(6)]
    for each in range(6):
        short = max(0, -rows["T3.new"][each])
        rows["T3.new"][each] += short
        rows["T3.carry_out"][each] += short
    for numbers in rows.values():
        numbers.append(sum(numbers))
    for row in ("T4.review", "T4.lit_direct", "T4.lit_after"):
        parts = [rng.randint(0, 40) for _ in range(4)]
        rows[row] = [*parts, sum(parts)]
    return report(rows, form_id=form_id, year=2023 if form_id == "2021" else 2020)


SUMS = {"T3-ROW-SUM", "T3-RESULTS-SUM", "T3-IN-OUT", "T3-GROUP-SUM", "T4-TOTAL", "BLANK-TOTAL", "SUM-UNCHECKED"}


@pytest.mark.parametrize("seed", range(40))
def test_one_misprint_in_any_cell_is_found_there_and_nowhere_else(seed: int) -> None:
    """Recall and precision on the form's sums: every misprint in tables 3 and 4, no alarm without one."""
    rng = Random(seed)
    of = consistent(rng, rng.choice(("2019", "2021")))
    assert [each for each in check_report(of) if each.severity is Severity.ERROR] == []
    cell_id = rng.choice([cell for cell in of.cells if cell.startswith(("T3.", "T4."))])
    wrong = changed(of, **{cell_id.replace(".", "__"): int(of.cells[cell_id].value or 0) + rng.choice((1, 2, 9, 10, 100))})
    told = [each for each in check_report(wrong) if each.message.code in SUMS]
    row = cell_id.rpartition(".")[0]
    assert [each.where for each in told] == [cell_id if cell_id.startswith("T3.") else f"{row}.total"]


@pytest.mark.parametrize("seed", range(20))
def test_a_dash_for_every_zero_changes_no_verdict(seed: int) -> None:
    of = consistent(Random(seed), "2021")
    zeros = {cell_id: Cell(cell_id, "/", CellKind.DASH) for cell_id, cell in of.cells.items() if cell.value == 0}
    assert [each for each in check_report(replace(of, cells={**of.cells, **zeros})) if each.severity is Severity.ERROR] == []
