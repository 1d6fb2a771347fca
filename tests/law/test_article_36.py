"""对政府信息公开申请，行政机关根据下列情况分别作出答复: every outcome (art. 36, art. 37, art. 38, art. 2, art. 35)."""

from __future__ import annotations

from datetime import date

import pytest
import yaml

from gongkai.core.errors_casework import OutcomeNotInForm
from gongkai.core.outcomes import Outcome, articles, documents_for, examination, report_row
from gongkai.core.remedies import remedy_mode
from tests.law.casework_cases import CASES, each_of


def _withheld(case) -> tuple[Outcome, ...]:
    return (Outcome(case["withheld"]),) if "withheld" in case else ()


class TestArticle36:
    """对政府信息公开申请，行政机关根据下列情况分别作出答复"""

    @each_of("outcomes")
    def test_the_legal_basis_down_to_paragraph_and_item(self, case):
        cited = articles(Outcome(case["outcome"]), withheld=_withheld(case))
        binding = [each for each in cited if each.text.binding]
        assert "、".join(each.place_zh or each.zh for each in binding) == case["basis"]

    @each_of("outcomes")
    def test_the_letter(self, case):
        assert documents_for(Outcome(case["outcome"]), on=date(2025, 7, 1))[0].zh == case["letter"]

    @each_of("outcomes")
    def test_the_row_of_the_report(self, case):
        outcome, rows = Outcome(case["outcome"]), case["rows"]
        before, since = rows if isinstance(rows, list) else (rows, rows)
        assert report_row(outcome, 2021) == report_row(outcome, 2025) == f"T3.{since}"
        if before is None:
            with pytest.raises(OutcomeNotInForm):
                report_row(outcome, 2020)
        else:
            assert report_row(outcome, 2019) == report_row(outcome, 2020) == f"T3.{before}"

    @each_of("outcomes")
    def test_the_remedy(self, case):
        assert remedy_mode(Outcome(case["outcome"]), on=date(2025, 7, 1), withheld=_withheld(case)) == case["remedy"]

    def test_every_outcome_has_a_case(self):
        named = {case["outcome"] for case in yaml.safe_load((CASES / "outcomes.yaml").read_text(encoding="utf-8"))}
        assert named == set(Outcome)

    def test_the_order_of_examination(self):
        """补不补 → 该不该 → 有没有 → 给不给 → 当不当 (art. 14, art. 15, art. 16, art. 30, art. 39, art. 40)"""
        assert [stage.label.zh.partition("：")[0] for stage in examination()] == [
            "补不补",
            "该不该",
            "有没有",
            "给不给",
            "当不当",
        ]
