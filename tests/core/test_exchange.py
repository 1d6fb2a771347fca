"""The report as JSON: the contract's layout, a lossless way there and back, and every fault with its place."""

from __future__ import annotations

import copy
import json
from datetime import date
from decimal import Decimal

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.errors import NotOurJson
from gongkai.core.report.exchange import Cell, CellKind, Passage, Place, Report, Unrecognised, converted
from gongkai.core.report.exchange_json import json_schema, report_to_json
from gongkai.core.report.exchange_parsing import report_from_json
from gongkai.core.report.form import FORMS, form
from tests.corpus import CORPUS

SCHEMA = json_schema()


def number(cell_id, value, **more):
    return Cell(cell_id, str(value), CellKind.NUMBER, Decimal(str(value)), **more)


def report(*cells, form_id="2021", **more):
    return Report("某局", 2023, form_id, {cell.id: cell for cell in cells}, **more)


FULL = report(
    number("T2.1.rule.issued", 22, remark="其中修订 16 件", place=Place(page=3, box=(1.0, 2.5, 3.0, 4.0))),
    Cell("T2.1.rule.repealed", "", CellKind.BLANK, place=Place(table=1, row=2, col=2)),
    Cell("T2.1.rule.valid", "/", CellKind.DASH),
    number("T2.1.norm.issued", 3),
    number("T2.8.fee.amount_wan", "75394432.52", unit="元"),
    number("T3.new.natural", 5, place=Place(line=9)),
    Cell("T3.new.total", "五", CellKind.TEXT),
    number("T3.r6.total", 4),
    number("T4.review.maintain", 1),
    sections={"1": "文字。", "6": "无"},
    passages=(Passage("一、总体情况", "1", Place(line=1), heading=True), Passage("文字。", "1")),
    unrecognised=(Unrecognised("五", Place(table=2), "T3.new.total", "不是数"), Unrecognised("?")),
    printed_labels={"T2.1.norm": "规范性文件"},
    title="某局2023年报告",
    published=date(2024, 1, 31),
    period=(date(2023, 1, 1), date(2023, 12, 31)),
    source="a.docx",
    format="docx",
)


class TestTheValue:
    def test_a_number_is_there_or_none(self):
        assert FULL.number("T3.new.natural") == 5
        assert FULL.number("T3.new.total") is None
        assert FULL.number("T3.r1.total") is None

    def test_the_rows_that_stand_on_the_page(self):
        assert list(FULL.rows("T3")) == ["T3.new", "T3.r6"]


class TestWriting:
    def test_the_contract(self):
        written = report_to_json(FULL)
        assert list(written)[:4] == ["schema", "agency", "year", "form"]
        assert written["table2"] == {
            "规章": {"本年制发件数": 22, "本年废止件数": None, "现行有效件数": None},
            "规范性文件": {"本年制发件数": 3, "本年废止件数": None, "现行有效件数": None},
            "行政事业性收费": {"本年收费金额（单位：万元）": 7539.443252},
        }
        assert written["table3"] == {
            "一、本年新收政府信息公开申请数量": [5, None, None, None, None, None, None],
            "三、本年度办理结果/（六）其他处理": [None, None, None, None, None, None, 4],
        }
        assert written["table4"] == {"review": [1, None, None, None, None]}
        assert written["cells"]["T2.1.rule.issued"] == {
            "text": "22", "kind": "number", "value": 22, "remark": "其中修订 16 件",
            "place": {"page": 3, "box": [1.0, 2.5, 3.0, 4.0]},
        }  # fmt: skip
        assert written["cells"]["T2.8.fee.amount_wan"] == {
            "text": "75394432.52", "kind": "number", "value": 7539.443252, "unit": "元", "place": {},
        }  # fmt: skip
        assert written["unrecognised"][0] == {"text": "五", "place": {"table": 2}, "where": "T3.new.total", "why": "不是数"}

    def test_a_row_of_one_form_with_a_column_of_the_other(self):
        written = report_to_json(report(number("T2.5.licence.decisions", 7), number("T2.5.licence.last_year", 6)))
        assert written["table2"] == {"行政许可": {"本年处理决定数量": 7, "上一年项目数量": 6}}

    @pytest.mark.parametrize(
        ("form_id", "cell_id", "amount", "unit", "stated"),
        [
            ("2021", "T2.8.fee.amount_wan", "12.5", "万元", 12.5),
            ("2021", "T2.8.fee.amount_wan", "12.5", None, 12.5),
            ("2021", "T2.8.fee.amount_wan", "1.2", "亿元", 12000),
            ("2019", "T2.9.procurement.amount", "1276.5534", "万元", 12765534),
            ("2019", "T2.9.procurement.amount", "3", "千元", 3000),
            ("2019", "T2.9.procurement.amount", "3", "美元", None),
        ],
    )
    def test_amounts_are_in_the_unit_of_the_form(self, form_id, cell_id, amount, unit, stated):
        one = report(number(cell_id, amount, unit=unit), form_id=form_id)
        written = report_to_json(one)
        assert stated in [value for row in written["table2"].values() for value in row.values()]
        assert written["cells"][cell_id].get("value") == stated
        if stated is not None:
            assert report_from_json(written) == one

    def test_units_convert_exactly(self):
        assert converted(Decimal("75394432.52"), "元", "万元") == Decimal("7539.443252")
        assert converted(Decimal(1), "英镑", "元") is None


class TestThereAndBack:
    def test_nothing_is_lost(self):
        text = json.dumps(report_to_json(FULL), ensure_ascii=False)
        assert report_from_json(json.loads(text)) == FULL
        assert report_from_json(json.loads(text, parse_float=Decimal)) == FULL

    def test_an_empty_report(self):
        empty = Report(None, None, "2019", {})
        assert report_from_json(report_to_json(empty)) == empty

    @given(
        st.sampled_from(FORMS).flatmap(
            lambda form_id: st.tuples(
                st.just(form_id),
                st.dictionaries(
                    st.sampled_from([row.cell(column) for row, column in form(form_id).cells()]),
                    st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=2)),
                ),
            )
        )
    )
    def test_any_report(self, drawn):
        form_id, values = drawn
        cells = [
            Cell(cell_id, "", CellKind.BLANK) if value is None else Cell(cell_id, str(value), CellKind.NUMBER, value)
            for cell_id, value in values.items()
        ]
        written = report_to_json(report(*cells, form_id=form_id))
        jsonschema.validate(written, SCHEMA)
        back = report_from_json(json.loads(json.dumps(written)))
        assert back.cells == {cell.id: cell for cell in cells}

    @pytest.mark.corpus
    @pytest.mark.parametrize("name", sorted(path.name for path in CORPUS.glob("*.truth.json")))
    def test_the_truth_of_real_reports_has_this_layout(self, name):
        truth = json.loads((CORPUS / name).read_text(encoding="utf-8"))
        kept = {key: truth[key] for key in ("agency", "year", "form", "table2", "table3", "table4")}
        written = report_to_json(report_from_json({"schema": "gongkai.report/1", **kept}, name))
        jsonschema.validate(written, SCHEMA)
        assert {key: written[key] for key in kept} == kept


class TestWithoutCells:
    def test_numbers_and_blanks_stand_for_themselves(self):
        read = report_from_json(
            {"schema": "gongkai.report/1", "form": "2021", "table2": {"行政事业性收费": {"本年收费金额（单位：万元）": 0.5}},
             "table4": {"review": [0, None, 1, 2, 3]}}
        )  # fmt: skip
        assert read.cells["T2.8.fee.amount_wan"] == Cell("T2.8.fee.amount_wan", "0.5", CellKind.NUMBER, Decimal("0.5"), "万元")
        assert read.cells["T4.review.correct"].kind is CellKind.BLANK
        assert read.cells["T4.review.maintain"].value == 0

    def test_a_label_of_the_other_form_is_remembered_as_printed(self):
        read = report_from_json({"schema": "gongkai.report/1", "form": "2021", "table2": {"规范性文件": {"本年制发件数": 1}}})
        assert read.printed_labels == {"T2.1.norm": "规范性文件"}
        assert list(report_to_json(read)["table2"]) == ["规范性文件"]


def changed(path, value):
    """The full report's JSON with one entry replaced."""
    data = copy.deepcopy(report_to_json(FULL))
    *outer, last = path
    at = data
    for key in outer:
        at = at[key]
    at[last] = value
    return data


@pytest.mark.parametrize(
    ("data", "where"),
    [
        ([], "$"),
        (changed(["schema"], "gongkai.report/2"), "schema"),
        (changed(["form"], "2020"), "form"),
        (changed(["year"], True), "year"),
        (changed(["year"], "2023"), "year"),
        (changed(["agency"], 5), "agency"),
        (changed(["table2"], []), "table2"),
        (changed(["table2", "行政拘留"], {}), "table2.行政拘留"),
        (changed(["table2", "规章", "件数"], 1), "table2.规章.件数"),
        (changed(["table2", "规章", "本年制发件数"], "22"), "table2.规章.本年制发件数"),
        (changed(["table2", "规章", "本年制发件数"], False), "table2.规章.本年制发件数"),
        (changed(["table2", "规章", "本年制发件数"], float("nan")), "table2.规章.本年制发件数"),
        (changed(["table2", "规章", "本年制发件数"], Decimal("1E+999999")), "table2.规章.本年制发件数"),
        (changed(["table2", "规章", "本年制发件数"], 10**40), "table2.规章.本年制发件数"),
        (changed(["table2", "规章", "本年制发件数"], 23), "cells.T2.1.rule.issued.value"),
        (changed(["table3", "总计"], [0] * 7), "table3.总计"),
        (changed(["table3", "一、本年新收政府信息公开申请数量"], [0] * 6), "table3.一、本年新收政府信息公开申请数量"),
        (changed(["table3", "一、本年新收政府信息公开申请数量", 2], "x"), "table3.一、本年新收政府信息公开申请数量[2]"),
        (changed(["table4", "review"], {}), "table4.review"),
        (changed(["sections", "甲"], "文"), "sections.甲"),
        (changed(["sections", "1"], 1), "sections.1"),
        (changed(["cells", "T9.x"], {}), "cells.T9.x"),
        (changed(["cells", "T3.new.natural"], []), "cells.T3.new.natural"),
        (changed(["cells", "T3.new.natural", "kind"], "word"), "cells.T3.new.natural.kind"),
        (changed(["cells", "T3.new.natural", "kind"], "blank"), "cells.T3.new.natural.kind"),
        (changed(["cells", "T3.new.natural", "text"], 5), "cells.T3.new.natural.text"),
        (changed(["cells", "T3.new.natural", "place", "line"], -1), "cells.T3.new.natural.place.line"),
        (changed(["cells", "T3.new.natural", "place", "line"], True), "cells.T3.new.natural.place.line"),
        (changed(["cells", "T3.new.natural", "place", "box"], [1, 2]), "cells.T3.new.natural.place.box"),
        (changed(["cells", "T2.8.fee.amount_wan", "unit"], "美元"), "cells.T2.8.fee.amount_wan.unit"),
        (changed(["passages"], {}), "passages"),
        (changed(["passages", 0, "section"], None), "passages[0].section"),
        (changed(["unrecognised", 1, "text"], None), "unrecognised[1].text"),
        (changed(["published"], "2024-13-01"), "published"),
        (changed(["period"], ["2023-01-01"]), "period"),
        (changed(["period", 1], None), "period[1]"),
        (changed(["labels"], {"T2.1.rule": 1}), "labels.T2.1.rule"),
    ],
)
def test_every_fault_is_refused_with_its_place(data, where):
    with pytest.raises(NotOurJson) as caught:
        report_from_json(data, "坏.json")
    assert caught.value.details["where"] == where
    assert "坏.json" in caught.value.say("zh")
    assert where in caught.value.say("en")


class TestSchema:
    def test_it_is_a_schema_of_2020_12(self):
        jsonschema.Draft202012Validator.check_schema(SCHEMA)
        jsonschema.validate(report_to_json(FULL), SCHEMA)

    @pytest.mark.parametrize(
        "data",
        [
            {}, changed(["form"], "2020"), changed(["table3", "总计"], [0] * 7), changed(["table4", "review"], [0]),
            changed(["table2", "规章", "件数"], 1), changed(["cells", "T3.new.natural", "kind"], "word"),
            changed(["year"], "x"),
        ],
    )  # fmt: skip
    def test_it_refuses_what_the_reading_refuses(self, data):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data, SCHEMA)
        with pytest.raises(NotOurJson):
            report_from_json(data)
