from __future__ import annotations

from tests.law.yaml_cases import cases_of, hold


class TestArticle35:
    """说明理由与延迟答复"""

    @cases_of("article_35")
    def test_case(self, case):
        hold(case)
