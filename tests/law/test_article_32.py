from __future__ import annotations

from tests.law.yaml_cases import cases_of, hold


class TestArticle32:
    """第三方自收到征求意见书之日起15个工作日内提出意见"""

    @cases_of("article_32")
    def test_case(self, case):
        hold(case)
