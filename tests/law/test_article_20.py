from __future__ import annotations

import pytest

from gongkai.core.heads import Level, heads, heads_for, table2_rows
from gongkai.core.report.form import form


class TestArticle20:
    """行政机关应当主动公开本行政机关的下列政府信息（十五项）"""

    def test_fifteen_items_in_order(self):
        own = [head for name, head in heads().items() if name.startswith("A20_")]
        assert [head.article.item for head in own] == list(range(1, 16))
        assert {head.article.article for head in own} == {20}
        assert own[4].article.zh == "《中华人民共和国政府信息公开条例》第二十条第（五）项"

    @pytest.mark.parametrize("level", Level)
    def test_every_level_has_them(self, level):
        assert len([head for head in heads_for(level) if head.article.article == 20]) == 15

    @pytest.mark.parametrize(
        ("head", "rows_2020", "rows_2021"),
        [
            ("A20_01", ("T2.1.rule", "T2.1.norm"), ("T2.1.rule", "T2.1.norm")),
            ("A20_05", ("T2.5.licence", "T2.5.service"), ("T2.5.licence",)),
            ("A20_06", ("T2.6.penalty", "T2.6.coercion"), ("T2.6.penalty", "T2.6.coercion")),
            ("A20_08", ("T2.8.fee",), ("T2.8.fee",)),
            ("A20_09", ("T2.9.procurement",), ()),
            ("A20_02", (), ()),
            ("A44_converted", (), ()),
        ],
    )
    def test_what_the_report_counts(self, head, rows_2020, rows_2021):
        assert table2_rows(head, 2020) == rows_2020
        assert table2_rows(head, 2021) == rows_2021

    @pytest.mark.parametrize(("form_id", "year"), [("2019", 2019), ("2021", 2025)])
    def test_every_row_of_table_2_has_its_head(self, form_id, year):
        fed = [row for name in heads() for row in table2_rows(name, year)]
        assert fed == [row.id for row in form(form_id).table2]
