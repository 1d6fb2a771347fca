from __future__ import annotations

from tests.law.yaml_cases import cases_of, hold


class TestArticle33:
    """自收到申请之日起20个工作日内予以答复"""

    @cases_of("article_33")
    def test_case(self, case):
        hold(case)
