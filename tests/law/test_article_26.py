from __future__ import annotations

from tests.law.yaml_cases import cases_of, hold


class TestArticle26:
    """自形成或者变更之日起20个工作日内公开"""

    @cases_of("article_26")
    def test_case(self, case):
        hold(case)
