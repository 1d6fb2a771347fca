from __future__ import annotations

import pytest

from gongkai.core.documents import documents


class TestArticle41:
    """记录不准确的，可以要求更正；有权更正的更正并告知，不属于本机关的转送或者告知向有权机关提出"""

    @pytest.mark.parametrize(
        ("document", "title"),
        [("D28a", "更正告知书"), ("D28b", "转送更正告知书"), ("D28c", "告知向有权机关提出更正书")],
    )
    def test_each_way_it_may_end_has_its_letter(self, document, title):
        found = documents()[document]
        assert found.zh == title
        assert [each.id for each in found.articles] == ["R 41"]
