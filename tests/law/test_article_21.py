from __future__ import annotations

import pytest

from gongkai.core.heads import Level, heads_for


class TestArticle21:
    """设区的市级、县级人民政府及其部门，乡（镇）人民政府还应当主动公开的内容"""

    @pytest.mark.parametrize(
        ("level", "own"),
        [
            (Level.CENTRAL, []),
            (Level.PROVINCE, []),
            (Level.PREFECTURE, ["A21_city_county"]),
            (Level.COUNTY, ["A21_city_county"]),
            (Level.TOWNSHIP, ["A21_township"]),
        ],
    )
    def test_who_offers_which_half(self, level, own):
        assert [head.label.id for head in heads_for(level) if head.article.article == 21] == own
        assert {"A22_added", "A44_converted"} < {head.label.id for head in heads_for(level)}
