"""Who may take a step: asked inside every service, so that no form, job, import or API goes round it."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.core.errors_reviews import NotYours
from gongkai.core.publication import Stage
from gongkai.web.bodies.access import rights_of
from gongkai.web.bodies.kinds import Right
from gongkai.web.bodies.selectors import lender_of

RIGHT_OF: dict[Stage, Right] = {
    Stage.FIRST_REVIEW: Right.REVIEW_FIRST,
    Stage.SECRECY_REVIEW: Right.REVIEW_SECRECY,
    Stage.SECOND_REVIEW: Right.REVIEW_SECOND,
    Stage.FINAL_REVIEW: Right.REVIEW_FINAL,
}
_WORDS = {
    Right.DRAFT: "拟稿",
    Right.REVIEW_FIRST: "初审",
    Right.REVIEW_SECRECY: "保密审查",
    Right.REVIEW_SECOND: "复审",
    Right.REVIEW_FINAL: "终审",
    Right.RELEASE: "发布",
    Right.READ_AFTER: "发布后核读",
    Right.ENTER_PAPER: "线下审签登记",
    Right.MANAGE_BODY: "机构信息管理",
}


def must_hold(actor: Any, right: Right, *, body: Any, on: date) -> None:
    """Nothing where `actor` holds `right` over `body` on that day.

    Raises:
        NotYours: they do not.
    """
    if not rights_of(actor, on=on).has(right, over=body):
        raise NotYours(body=body.name, right=_WORDS.get(right, right.value))


def standing_in(actor: Any, right: Right, *, body: Any, on: date) -> str:
    """The name of whoever lent `actor` the role this act needs (代); empty where it is their own."""
    lender = lender_of(actor, right, body, on)
    return lender.name if lender else ""
