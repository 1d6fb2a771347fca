from __future__ import annotations

from tests.law.yaml_cases import cases_of, hold


class TestArticle49:
    """年度报告的提交和公布"""

    @cases_of("article_49")
    def test_case(self, case):
        hold(case)
