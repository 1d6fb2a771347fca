from __future__ import annotations

from gongkai.core.documents import documents
from gongkai.core.steps import State, Step, after


class TestArticle45:
    """建立健全政府信息公开申请登记、审核、办理、答复、归档的工作制度"""

    def test_registered_examined_handled_answered_archived(self):
        state = State.RECEIVED
        for step in (Step.REGISTER, Step.BEGIN, Step.DECIDE, Step.SERVE, Step.CLOSE, Step.ARCHIVE):
            state = after(state, step)
        assert state is State.ARCHIVED

    def test_its_steps_name_it(self):
        assert {step for step in Step if "45" in step.article.split("; ")[0] and step.article.startswith("R")} == {
            Step.REGISTER,
            Step.BEGIN,
            Step.CLOSE,
            Step.ARCHIVE,
        }

    def test_registration_has_its_sheet(self):
        assert [each.id for each in documents()["D02"].articles] == ["R 45"]
