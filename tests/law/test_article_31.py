from __future__ import annotations

from tests.law.yaml_cases import cases_of, hold


class TestArticle31:
    """收到申请的时间"""

    @cases_of("article_31")
    def test_case(self, case):
        hold(case)
