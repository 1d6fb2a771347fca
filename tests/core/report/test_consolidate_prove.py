"""A published sum against its parts: what is certain, what is to be verified, and when nobody is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from gongkai.core.findings import Severity
from gongkai.core.report import consolidate_causes
from gongkai.core.report.consolidate import Consolidation, consolidate
from gongkai.core.report.consolidate_json import finding_to_json
from gongkai.core.report.consolidate_prove import prove, prove_all
from gongkai.core.report.consolidate_returns import Return, return_from_report
from gongkai.core.report.exchange import Report
from gongkai.core.report.hierarchy import Hierarchy, Standing, hierarchy_of
from tests.core.report.reports import CITY_2023, changed, found, number_cell, report

FEE = "T2__8__fee__amount_wan"


def hierarchy(members: int = 3) -> Hierarchy:
    rows = [Standing("c", "演示市人民政府", "government"), Standing("m0", "演示市人民政府办公室", "own", "c")]
    rows += [Standing(f"m{number}", f"演示市第{number}局", "department", "c") for number in range(1, members)]
    return hierarchy_of(rows)


def given(unit: str, base: Report, **about: Any) -> Return:
    return return_from_report(base, unit, **about)


def sums(*returns: Report | Return, members: int = 3) -> Consolidation:
    taken = [each if isinstance(each, Return) else given(f"m{number}", each) for number, each in enumerate(returns)]
    return consolidate(taken, hierarchy(members), 2023)


def small(natural: int, licences: int = 0) -> Report:
    row = (natural, 0, 0, 0, 0, 0, natural)
    return report({"T3.new": row, "T3.r1": row, "T3.r7": row, "T2.5.licence": (licences,)})


def published(done: Consolidation, **cells: Any) -> Return:
    """The true sum as a report, with some cells changed."""
    numbers = {each.cell: each.total for each in done.node.cells()}
    base = report()
    whole = {cell: number_cell(cell, numbers[cell], unit=base.cells[cell].unit) for cell in base.cells}
    return given("c", changed(replace(base, cells=whole), **cells))


def fewer(done: Consolidation, requests: int) -> dict[str, Any]:
    """The cells of a sum without some requests of natural persons, all disclosed."""
    cells = [f"T3.{row}.{who}" for row in ("new", "r1", "r7") for who in ("natural", "total")]
    return {cell.replace(".", "__"): done.node.cell(cell).total - requests for cell in cells}


def test_a_true_sum_proves_without_a_word() -> None:
    done = sums(report(CITY_2023), small(4), small(5))
    assert prove(published(done), done.node, done.tree) == []
    assert prove_all(done) == [] and prove_all(done, published(done)) == []


def test_two_bodies_that_fit_alike_are_both_listed_and_nobody_is_certain() -> None:
    done = sums(report(CITY_2023), small(4), small(4))
    without = fewer(done, 4)
    told = prove(published(done, **without), done.node, done.tree)
    (cause,) = found(told, "CONS-CAUSE")
    assert cause.details["unit_ids"] == ("m1", "m2") and not cause.details["certain"] and cause.severity is Severity.VERIFY
    assert "需核实，可能是：“演示市第1局”的数字未计入；或者“演示市第2局”的数字未计入。" in cause.text()
    assert "or the numbers" in cause.text("en").replace("; or the", " or the")
    assert len(found(told, "CONS-SUM")) == 6 and all(one.severity is Severity.ERROR for one in found(told, "CONS-SUM"))
    written = finding_to_json(cause)
    assert written["fault"] == ["left_out"] and written["certain"] is False and written["body"] == "c"


def test_too_few_cells_are_no_certainty() -> None:
    done = sums(report(CITY_2023), small(0, 77), small(5, 8))
    told = prove(published(done, T2__5__licence__decisions=1808595 + 8), done.node, done.tree)
    (cause,) = found(told, "CONS-CAUSE")
    assert cause.details["unit_ids"] == ("m1",) and cause.severity is Severity.VERIFY
    (more,) = found(prove(published(done, T2__5__licence__decisions=1808595 + 85 + 77), done.node, done.tree), "CONS-CAUSE")
    assert more.details["fault"] == ("twice",)


def test_a_difference_that_nothing_explains_names_nobody() -> None:
    done = sums(report(CITY_2023), small(4), small(5))
    (told,) = prove(published(done, T2__5__licence__decisions=1), done.node, done.tree)
    assert told.message.code == "CONS-SUM" and "不能判断出自哪个单位" in told.text() and told.details["unit_ids"] == ()


def test_many_possibilities_are_counted_and_not_all_written() -> None:
    done = sums(report(CITY_2023), *(small(0, 90) for _ in range(8)), members=9)
    fewer_licences = done.node.cell("T2.5.licence.decisions").total - 90
    told = prove(published(done, T2__5__licence__decisions=fewer_licences), done.node, done.tree)
    assert "另有 3 种可能" in found(told, "CONS-CAUSE")[0].text() and "and 3 other" in found(told, "CONS-CAUSE")[0].text("en")


def test_a_missing_return_leaves_what_is_too_much_open_and_what_is_too_little_certain() -> None:
    done = sums(report(CITY_2023), small(4))
    told = prove(published(done, T3__new__total=5000, T3__r1__total=3), done.node, done.tree)
    assert [one.message.code for one in told] == ["CONS-OPEN", "CONS-SUM"]
    assert told[0].details["unit_ids"] == ("m2",) and (told[0].stated, told[0].computed) == (5000, 3515)
    assert told[1].details["certain"] is False and "不一致。" in told[1].text()


def test_a_hole_leaves_only_its_own_cell_open() -> None:
    done = sums(report(CITY_2023), small(4), changed(small(5), T3__r2__natural="?", T3__r3_1__natural=""))
    told = prove(published(done, T3__r2__natural=400, T3__r3_1__natural=1, T3__r3_2__legal=2), done.node, done.tree)
    assert [(one.message.code, one.where) for one in told if one.message.code != "CONS-CAUSE"] == [
        ("CONS-OPEN", "T3.r2.natural"),
        ("CONS-SUM", "T3.r3_2.legal"),
    ]
    less = prove(published(done, T3__r2__natural=1), done.node, done.tree)
    assert [one.message.code for one in less] == ["CONS-SUM"]
    read = prove(published(done, T3__r1__natural="?"), done.node, done.tree)
    assert read == []


def test_the_published_table_of_members_is_compared_with_their_returns() -> None:
    done = sums(report(CITY_2023), small(4), small(5))
    stated = {"m1": {"T3.new.total": 4, "T3.r1.total": 3}, "m9": {"T3.new.total": 1}}
    (told,) = prove_all(done, published(done), stated)
    assert told.message.code == "CONS-STATED" and (told.stated, told.computed) == (3, 4)
    assert "演示市第1局" in told.text()


def test_two_faults_at_once_are_found_where_only_one_pair_fits() -> None:
    row = (3, 1, 0, 0, 0, 0, 4)
    other = report({"T3.new": row, "T3.r2": row, "T3.r7": row, "T2.5.licence": (31,)})
    done = sums(report(CITY_2023), small(4, 17), other)
    moved: dict[str, Any] = {}
    for cell in done.node.layout.cells:
        first, second = (done.node.constituents[number].number(cell) for number in (1, 2))
        if step := (second or 0) - (first or 0):
            moved[cell.replace(".", "__")] = done.node.cell(cell).total + step
    causes = found(prove(published(done, **moved), done.node, done.tree), "CONS-CAUSE")
    assert {(one.details["unit_ids"], one.details["fault"]) for one in causes} == {
        (("m1",), ("left_out",)),
        (("m2",), ("twice",)),
    }


def test_among_very_many_bodies_one_fault_is_still_found(monkeypatch: Any) -> None:
    monkeypatch.setattr(consolidate_causes, "_PAIRED_AMONG", 1)
    done = sums(report(CITY_2023), small(4), small(5))
    without = fewer(done, 4)
    (cause,) = found(prove(published(done, **without), done.node, done.tree), "CONS-CAUSE")
    assert cause.details["unit_ids"] == ("m1",) and cause.details["certain"]


def test_slips_of_digits_signs_and_units() -> None:
    done = sums(changed(report(CITY_2023), **{FEE: number_cell("T2.8.fee.amount_wan", "59237.2449")}), small(4), small(5))
    licences, fee = done.node.cell("T2.5.licence.decisions").total, done.node.cell("T2.8.fee.amount_wan").total
    slips = {
        "digits": {"T2__5__licence__decisions": 8108595},
        "ten_times": {"T2__5__licence__decisions": licences * 10},
        "negative": {"T2__5__licence__decisions": -licences},
        "unit": {FEE: number_cell("T2.8.fee.amount_wan", Decimal(fee) * 10_000)},
    }
    for fault, cells in slips.items():
        (cause,) = found(prove(published(done, **cells), done.node, done.tree), "CONS-CAUSE")
        assert fault in cause.details["fault"] and "c" in cause.details["unit_ids"]
        assert cause.severity is Severity.VERIFY
