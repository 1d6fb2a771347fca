"""Sums with what they are made of: versions, holes, forms, corrections, and the strict reading of lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from gongkai.core.errors import NotOurJson
from gongkai.core.errors_consolidation import NothingToConsolidate
from gongkai.core.report.consolidate import Addend, Basis, changes, consolidate
from gongkai.core.report.consolidate_findings import consolidation_findings
from gongkai.core.report.consolidate_json import consolidated_to_json, report_of
from gongkai.core.report.consolidate_layout import layout, parts_of, whole_of
from gongkai.core.report.consolidate_returns import Hole, Return, in_form, return_from_json, return_from_report, versions_of
from gongkai.core.report.exchange import Report
from gongkai.core.report.exchange_json import report_to_json
from gongkai.core.report.form import form
from gongkai.core.report.hierarchy import Hierarchy, Standing, hierarchy_of
from tests.core.report.reports import CITY_2023, SMALL, changed, number_cell, report

TOTAL, FEE = "T3.new.total", "T2.8.fee.amount_wan"


def bodies(*more: Standing) -> Hierarchy:
    return hierarchy_of(
        [
            Standing("c", "演示市人民政府", "government"),
            Standing("o", "演示市人民政府办公室", "own", "c"),
            Standing("d", "演示市公安局", "department", "c"),
            Standing("x", "云溪县人民政府", "government", "c"),
            Standing("xo", "云溪县人民政府办公室", "own", "x"),
            Standing("xt", "柳河镇人民政府", "township", "x"),
            *more,
        ]
    )


def given(unit: str, base: Report | None = None, **about: Any) -> Return:
    return return_from_report(base or report(), unit, **about)


def parsed(base: Report, **more: Any) -> Any:
    return json.loads(json.dumps({**report_to_json(base), **more}), parse_float=Decimal)


def codes(done: Any, hierarchy: Hierarchy) -> list[str]:
    return [one.message.code for one in consolidation_findings(done, hierarchy)]


ALL = ("o", "d", "xo", "xt")


# ── sums ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_sum_names_its_addends_and_can_be_added_again() -> None:
    done = consolidate(
        [given("o", report(CITY_2023), version=2, at="2024-01-20"), *(given(each) for each in ALL[1:])], bodies(), 2023
    )
    node = done.node
    assert node.cell(TOTAL).total == node.cell(TOTAL).certain == 3511 + 3 * 5 and node.cell(TOTAL).complete
    assert node.addends(TOTAL) == (
        Addend("o", 3511, 2, "2024-01-20", False),
        Addend("d", 5, None, "2024-01-20", False),
        Addend("x", 10, None, None, True),
    )
    assert [each.total for each in node.cells()] == [
        sum(each.value for each in node.addends(cell)) for cell in layout("2021").cells
    ]


def test_a_lower_government_stands_with_the_report_it_handed_in() -> None:
    returns = [*(given(each) for each in ALL), given("x", report(CITY_2023))]
    assert consolidate(returns, bodies(), 2023).node.cell(TOTAL).total == 3511 + 10
    assert consolidate(returns, bodies(), 2023, basis=Basis.LEAVES).node.cell(TOTAL).total == 20
    assert consolidate([returns[0], returns[-1]], bodies(), 2023, basis=Basis.LEAVES).node.cell(TOTAL).total == 3516
    assert consolidate(returns, bodies(), 2023, of="云溪县人民政府").node.cell(TOTAL).total == 10


def test_missing_bodies_are_named_and_are_no_zeros() -> None:
    done = consolidate([given("o"), given("xo")], bodies(), 2023)
    cell = done.node.cell(TOTAL)
    assert (cell.total, cell.certain, cell.complete, cell.missing) == (10, None, False, ("d", "xt"))
    assert codes(done, bodies()) == ["CONS-MISSING", "CONS-MISSING"]
    assert "“演示市公安局”、“柳河镇人民政府”" in consolidation_findings(done, bodies())[1].text()
    assert consolidate([given("o")], bodies(), 2023).node.missing == ("d", "x")
    with pytest.raises(NothingToConsolidate, match="演示市人民政府"):
        consolidate([given("o")], bodies(), 2024)


def test_what_is_empty_adds_as_zero_and_as_unknown() -> None:
    spoilt = changed(report(), T3__r1__welfare="", T3__r1__legal="/", T3__r4_1__natural="不详", T3__r2__total=None)
    done = consolidate([given("o"), given("d"), given("xo"), given("xt", spoilt)], bodies(), 2023)
    empty, dash, words = (done.node.cell(f"T3.{name}") for name in ("r1.welfare", "r1.legal", "r4_1.natural"))
    assert (empty.total, empty.certain, empty.complete, empty.holes) == (0, None, True, (("xt", Hole.EMPTY),))
    assert (dash.certain, dash.complete) == (None, True) and (words.total, words.certain, words.complete) == (6, None, False)
    assert done.node.cell("T3.r2.total").holes == (("xt", Hole.UNREAD),)
    assert done.nodes["x"].addends("T3.r4_1.natural")[1].value is None
    assert done.node.addends("T3.r4_1.natural")[2].value == 2  # a sum shows what it holds
    assert done.node.constituents[2].figures.holes[layout("2021").index["T3.r4_1.natural"]] is Hole.UNREAD
    assert codes(done, bodies()) == ["CONS-EMPTY", "CONS-UNREAD"]


def test_amounts_are_added_in_one_unit_and_exactly() -> None:
    yuan = changed(report(), T2__8__fee__amount_wan=number_cell(FEE, "1234567.89", unit="元"))
    odd = changed(report(), T2__8__fee__amount_wan=number_cell(FEE, "5", unit="块"))
    wan = changed(report(), T2__8__fee__amount_wan=number_cell(FEE, "0.543211"))
    done = consolidate([given("o", yuan), given("d", wan), given("x", wan)], bodies(), 2023)
    assert done.node.cell(FEE).total == Decimal("124.543211")
    assert done.node.cell(FEE).certain is not None
    assert consolidate([given("o", odd)], bodies(), 2023).node.cell(FEE).holes == (("o", Hole.UNREAD),)


@pytest.mark.parametrize("number", [2**47, 2**70, -3, Decimal("1.5")])
def test_numbers_of_any_size_are_added(number: Any) -> None:
    large = changed(report(), T3__new__total=number)
    done = consolidate([given("o", large), given("d", large), given("x")], bodies(), 2023)
    assert done.node.cell(TOTAL).total == 2 * number + 5


# ── forms ────────────────────────────────────────────────────────────────────────────────────────


def test_the_undivided_row_is_the_sum_of_its_parts() -> None:
    assert parts_of("T3.r6.total") == ("T3.r6_1.total", "T3.r6_2.total", "T3.r6_3.total") and parts_of(TOTAL) == ()
    assert whole_of("T3.r6_2.total") == "T3.r6.total" and whole_of(TOTAL) is None
    new = {**SMALL, "T3.r6_1": (1, 0, 0, 0, 0, 0, 1), "T3.r6_3": (4, 0, 0, 0, 0, 0, 4)}
    as_old = in_form(given("o", report(new)), "2019")
    assert as_old.figure("T3.r6.total") == 5 and as_old.figure("T2.5.licence.decisions") == 0
    assert as_old.figure("T2.9.procurement.amount") is None and as_old.figure("T3.r6_1.total") is None
    assert in_form(as_old, "2019") is as_old


def test_an_old_form_is_divided_only_where_nothing_is_in_it() -> None:
    old = {"T3.new": (5, 0, 0, 0, 0, 0, 5), "T3.r6": (4, 0, 0, 0, 0, 0, 4)}
    base = changed(report(old, form_id="2019"), T3__r6__legal="?")
    figures = in_form(given("o", base), "2021")
    index = layout("2021").index
    assert figures.figure("T3.r6_1.welfare") == 0
    for column in ("natural", "total", "legal"):
        assert figures.holes[index[f"T3.r6_1.{column}"]] is Hole.FORM
    done = consolidate([given("o", base)], bodies(), 2023)
    assert "CONS-FORM" in codes(done, bodies())
    assert (
        consolidate([given("o", base), given("d")], bodies(), 2023).node.as_return().holes[index["T3.r6_1.total"]] is Hole.FORM
    )
    assert (
        in_form(given("o", changed(report(), T3__r1__total="")), "2019").holes[layout("2019").index["T3.r1.total"]]
        is Hole.EMPTY
    )


def test_a_hybrid_page_is_taken_as_it_stands() -> None:
    whole = {f"T3__r6__{column.id}": 0 for column in form("2021").table3[0].columns}
    without = {f"T3__r6_{part}__{column.id}": None for part in (1, 2, 3) for column in form("2021").table3[0].columns}
    figures = given("o", changed(report(), **{**without, **whole, "T3__r6__natural": 2}))
    assert figures.figure("T3.r6_1.legal") == 0
    assert figures.holes[layout("2021").index["T3.r6_1.natural"]] is Hole.FORM
    parts = {f"T3__r6_{part}__{column.id}": 1 for part in (1, 2, 3) for column in form("2021").table3[0].columns}
    gone = {f"T3__r6__{column.id}": None for column in form("2021").table3[0].columns}
    assert given("o", changed(report(form_id="2019"), **{**parts, **gone})).figure("T3.r6.total") == 3


# ── versions ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("first", "second", "unclear"),
    [
        ({"version": 1}, {"version": 2}, False),
        ({"at": "2024-01-09"}, {"at": "2024-02-01"}, False),
        ({"version": 1, "at": "2024-03-01"}, {"version": 2, "at": "2024-01-01"}, False),
        ({"version": 1, "at": "2024-01-09"}, {"version": 1, "at": "2024-02-01"}, False),
        ({"version": None, "at": None}, {"version": 2}, True),
        ({"at": None}, {"at": "2024-02-01"}, True),
        ({"at": None}, {"at": None}, True),
    ],
)
def test_the_latest_version_counts_where_it_is_known(first: dict, second: dict, unclear: bool) -> None:
    old, new = given("o", **first), given("o", changed(report(), T3__new__total=9), **second)
    for several in ((old, new), (new, old)):
        versions = versions_of(several, 2023)
        if unclear:
            assert versions.current == {} and len(versions.unclear["o"]) == 2
        else:
            assert versions.current == {"o": new} and versions.older == {"o": (old,)}
    assert versions_of([old], 2022).current == {}


def test_the_same_figures_twice_count_once() -> None:
    versions = versions_of([given("o", at=None, source="b"), given("o", at=None, source="a")], 2023)
    assert versions.current["o"].source == "b" and versions.repeated == ("o",) and not versions.older


def test_a_correction_changes_only_what_it_touches() -> None:
    hierarchy = bodies()
    returns = [given(each) for each in ALL]
    before = consolidate(returns, hierarchy, 2023)
    new = given("xt", changed(report(), T3__new__total=6, T3__carry_out__total=1), version=2)
    after = consolidate([*(replace(each, version=1) for each in returns), new], hierarchy, 2023)
    found = changes(before, after)
    assert {(each.body, each.cell, each.before.total, each.after.total, each.units) for each in found} == {
        ("x", "T3.new.total", 10, 11, ("xt",)),
        ("x", "T3.carry_out.total", 0, 1, ("xt",)),
        ("c", "T3.new.total", 20, 21, ("x",)),
        ("c", "T3.carry_out.total", 0, 1, ("x",)),
    }
    assert consolidated_to_json(after)["reopened"] == [{"id": "xt", "name": "柳河镇人民政府", "levels": ["x", "c"]}]
    less = changes(before, consolidate(returns[:2], hierarchy, 2023))
    assert {each.after for each in less if each.body == "x"} == {None}
    written = consolidated_to_json(after, changed=[*found, *changes(consolidate(returns[:2], hierarchy, 2023), before)])
    assert written["changes"][0] == {"body": "x", "cell": "T3.new.total", "before": 10, "after": 11, "units": ["xt"]}
    assert None in {each["before"] for each in written["changes"]}
    assert None in {each["after"] for each in consolidated_to_json(after, changed=less)["changes"]}


# ── what is said ─────────────────────────────────────────────────────────────────────────────────


def test_documents_counted_by_two_bodies_are_named() -> None:
    hierarchy = bodies()
    listed: Mapping[str, tuple[str, ...]] = {"T2.1.norm.issued": ("演政发〔2023〕1号",)}
    twice = [replace(given(each), documents=listed if each in ("o", "xt") else {}) for each in ALL]
    done = consolidate(twice, hierarchy, 2023)
    (found,) = consolidation_findings(done, hierarchy)
    assert found.message.code == "CONS-DOCUMENT" and found.details["unit_ids"] == ("o", "x")
    assert len(consolidated_to_json(done)["assumptions"]) == 2
    assert len(consolidated_to_json(consolidate([given("o")], hierarchy, 2023))["assumptions"]) == 3


def test_returns_that_do_not_count_are_said() -> None:
    from datetime import date

    hierarchy = bodies(
        Standing("v", "演示市税务局", "vertical", "c"),
        Standing("g", "演示市粮食局", "department", "c", None, date(2022, 5, 1), into=("d",)),
        Standing("h", "演示市外事局", "department", "c", None, date(2022, 5, 1)),
        Standing("n", "演示市数据局", "department", "c", date(2025, 5, 1)),
    )
    others = [
        given("v"),
        given("g"),
        given("h"),
        given("n"),
        given("d", at=None),
        given("d", changed(report(), T3__new__total=6), at=None),
    ]
    done = consolidate([given("o"), given("o"), given("xo"), given("xt"), *others], hierarchy, 2023)
    found = {one.where: one for one in consolidation_findings(done, hierarchy)}
    assert {where: one.message.code for where, one in found.items()} == {
        "c": "CONS-MISSING", "v": "CONS-OUTSIDE", "g": "CONS-GONE", "h": "CONS-GONE", "n": "CONS-GONE", "d": "CONS-VERSIONS",
        "o": "CONS-REPEATED",
    }  # fmt: skip
    assert "由“演示市公安局”承接" in found["g"].text() and "承接单位未写明" in found["h"].text()
    assert "“n”在 2023-12-31" in found["n"].text()
    below = consolidate([given("o"), given("o"), given("xo"), given("xt"), *others], hierarchy, 2023, of="x")
    assert codes(below, hierarchy) == ["CONS-GONE"] * 3
    no_own = hierarchy_of([Standing("c", "市", "government"), Standing("d", "局", "department", "c")])
    assert codes(consolidate([given("d")], no_own, 2023), no_own) == ["CONS-NO-OWN"]


def test_a_return_that_does_not_tie_is_named_with_its_sums() -> None:
    done = consolidate([given("o", changed(report(), T3__r1__natural=4)), *(given(each) for each in ALL[1:])], bodies(), 2023)
    found = consolidation_findings(done, bodies())
    assert [one.message.code for one in found] == ["CONS-BREAKS", "CONS-BREAKS"]
    assert (found[0].stated, found[0].computed, found[0].formula) == (3, 4, "4+0+0+0+0+0≠3")
    holed = consolidate([given("o", changed(report(), T3__r1__natural="?"))], bodies(), 2023)
    assert "CONS-BREAKS" not in codes(holed, bodies())


def test_the_sum_is_a_report_whose_doubtful_cells_are_not_certain() -> None:
    done = consolidate([given("o"), given("d"), given("xo"), given("xt", changed(report(), T3__r1__total="?"))], bodies(), 2023)
    made = report_of(done.node, done.tree)
    assert made.number(TOTAL) == 20 and made.number("T3.r1.total") is None and made.cells["T3.r1.total"].text == "9"
    assert [each.where for each in made.unrecognised] == ["T3.r1.total"] and "柳河镇人民政府" in (
        made.unrecognised[0].why or ""
    )
    written = consolidated_to_json(done, consolidation_findings(done, bodies()))
    assert written["nodes"][1]["addends"][TOTAL] == [5, 5, 10] and written["findings"][0]["units"] == ["xt"]
    assert written["nodes"][0]["cells"]["T3.r1.total"] == {"total": 3, "complete": False, "holes": [["xt", "unread"]]}


def test_an_amount_that_json_would_round_is_text() -> None:
    long = changed(report(), T2__8__fee__amount_wan=number_cell(FEE, "12345678901234567.8901"))
    done = consolidate([given("o", long)], bodies(), 2023)
    assert consolidated_to_json(done)["nodes"][0]["cells"][FEE]["total"] == "12345678901234567.8901"
    short = changed(report(), T2__8__fee__amount_wan=number_cell(FEE, "12.5"))
    assert consolidated_to_json(consolidate([given("o", short)], bodies(), 2023))["nodes"][0]["addends"][FEE] == [12.5]


# ── lines ────────────────────────────────────────────────────────────────────────────────────────


def test_a_plain_line_reads_as_the_strict_reading_does() -> None:
    base = changed(report(CITY_2023), T2__8__fee__amount_wan=number_cell(FEE, "3.5"))
    for each in (base, report(form_id="2019")):
        quick = return_from_json(parsed(each, version=3, at="2024-02-01T08:00:00"), "o")
        slow = return_from_json(parsed(each, version=3, at="2024-02-01T08:00:00", unrecognised=[{"text": "x"}]), "o")
        assert quick.same_figures(slow) and quick.order() == slow.order() == (3, "2024-02-01T08:00:00")
        assert not quick.holes and quick.source == "report.html"
    assert not quick.same_figures(given("o"))
    assert return_from_json(parsed(replace(base, source=None)), "o", "f").at == "2024-01-20"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data["table3"].pop("四、结转下年度继续办理"),
        lambda data: data["table2"]["规章"].pop("本年制发件数"),
        lambda data: data["table4"].update(review=[None] * 5),
        lambda data: data["table2"]["行政事业性收费"].update({"本年收费金额（单位：万元）": None}),
        lambda data: data["table3"].update({"四、结转下年度继续办理": [2**70] * 7}),
        lambda data: data.update(year=None),
        lambda data: data.pop("table4"),
    ],
    ids=["row", "column", "null", "amount", "large", "year", "table"],
)
def test_a_line_with_gaps_goes_through_the_strict_reading(spoil: Any) -> None:
    data = parsed(report())
    spoil(data)
    data.pop("cells")
    figures = return_from_json(data, "o")
    assert figures.holes or figures.year == 0 or figures.figure("T3.carry_out.total") == 2**70


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"schema": "other/1"}, "schema"),
        ({"form": "2030"}, "form"),
        ({"version": "2"}, "version"),
        ({"version": -1}, "version"),
        ({"at": "yesterday"}, "at"),
        ({"at": 5}, "at"),
        ({"documents": []}, "documents"),
        ({"documents": {"T2.1.norm.issued": "演政发"}}, "documents"),
        ({"table3": {"四、结转下年度继续办理": [True] * 7}}, "table3"),
        ({"table3": 5}, "table3"),
        ({"table2": {"行政事业性收费": {"本年收费金额（单位：万元）": Decimal("1E+99")}}}, "table2"),
        ({"table2": {"行政事业性收费": {"本年收费金额（单位：万元）": 10**40}}}, "table2"),
        ({"table2": {"行政事业性收费": {"本年收费金额（单位：万元）": "12"}}}, "table2"),
        ({"table2": {"行政事业性收费": {"本年收费金额（单位：万元）": Decimal("NaN")}}}, "table2"),
    ],
)
def test_a_line_that_cannot_be_is_refused(change: dict, where: str) -> None:
    data = parsed(report())
    for key, value in change.items():
        both = isinstance(value, dict) and key.startswith("table")
        data[key] = {**data[key], **value} if both else value
    data.pop("cells")
    with pytest.raises(NotOurJson, match=where):
        return_from_json(data, "o")
    with pytest.raises(NotOurJson):
        return_from_json([], "o")


def test_documents_are_compared_without_white_space() -> None:
    data = parsed(report(), documents={"T2.1.norm.issued": ["演政发 〔2023〕1号"]})
    assert return_from_json(data, "o").documents == {"T2.1.norm.issued": ("演政发〔2023〕1号",)}
