from __future__ import annotations

from tests.law.yaml_cases import cases_of, hold


class TestArticle30:
    """自收到申请之日起7个工作日内一次性告知申请人作出补正"""

    @cases_of("article_30")
    def test_case(self, case):
        hold(case)
