from __future__ import annotations

from gongkai.core.calendar import DueDay
from gongkai.core.outcomes import Outcome
from gongkai.core.remedies import (
    Known,
    inaction_mode,
    inaction_review_due,
    inaction_suit_due,
    remedy_mode,
    review_due,
    suit_after_review_due,
    suit_due,
)
from tests.law.casework_cases import each_of, refused_or_not, rules_with


def _found(case) -> dict[str, DueDay]:
    """The last days that the rules give for what the case tells."""
    if "silence_since" in case:
        expired = case["silence_since"]
        return {"review": inaction_review_due(expired), "suit": inaction_suit_due(expired)}
    if "after_review" in case or "review_expired" in case:
        return {
            "suit": suit_after_review_due(
                decision_received=case.get("after_review"), review_expired=case.get("review_expired"), told="told" not in case
            )
        }
    known = (
        Known.by_service(case["served"])
        if "served" in case
        else Known(made=case["made"], content=case["known"], told=case["told"])
    )
    return {"review": review_due(known), "suit": suit_due(known)}


class TestArticle51:
    """可以向上一级行政机关或者政府信息公开工作主管部门投诉、举报，也可以依法申请行政复议或者提起行政诉讼"""

    @each_of("remedies")
    def test_until_when(self, case):
        with refused_or_not(case):
            found = _found(case)
            for route in {"review", "suit"} & case.keys():
                assert found[route] == DueDay(case[route], provisional=case.get("provisional", False)), route

    @each_of("review_first")
    def test_must_reconsideration_come_first(self, case):
        by = rules_with(review_first_scope=case.get("scope", "articles_14_16"), inaction_remedy=case.get("silence", "CHOICE"))
        if case["outcome"] == "silence":
            assert inaction_mode(on=case["decided"], by=by) == case["mode"]
            return
        withheld = [Outcome(each) for each in case.get("withheld", ())]
        assert remedy_mode(Outcome(case["outcome"]), on=case["decided"], withheld=withheld, by=by) == case["mode"]
