from __future__ import annotations

from tests.law.yaml_cases import cases_of, hold


class TestArticle34:
    """共同制作机关逾期未提出意见的视为同意公开"""

    @cases_of("article_34")
    def test_case(self, case):
        hold(case)
