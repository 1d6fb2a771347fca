"""Days of proactive disclosure: to publish, to weigh again, to consult."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core import proactive
from gongkai.core.clocks import rules
from gongkai.core.errors import CalendarUnknown


class TestArticle26:
    """属于主动公开范围的政府信息，应当自该政府信息形成或者变更之日起20个工作日内及时公开"""

    @pytest.mark.parametrize(
        ("kind", "formed", "due"),
        [
            ("notice", date(2026, 4, 28), date(2026, 5, 28)),  # law.md E13
            ("licence", date(2026, 3, 2), date(2026, 3, 11)),
            ("penalty", date(2026, 3, 2), date(2026, 3, 11)),
        ],
    )
    def test_the_last_day_depends_on_the_kind(self, kind: str, formed: date, due: date) -> None:
        found = proactive.publish_by(kind, formed)
        assert found is not None
        assert found.day == due

    def test_before_the_regulations_of_2019_there_is_none(self) -> None:
        assert proactive.publish_by("notice", date(2019, 5, 14)) is None
        assert proactive.publish_by("notice", date(2019, 5, 15)) is not None

    def test_a_year_without_a_calendar_is_refused(self) -> None:
        with pytest.raises(CalendarUnknown):
            proactive.publish_by("notice", date(2099, 1, 4))

    def test_soon_is_counted_in_working_days(self) -> None:
        assert proactive.publish_soon(date(2026, 3, 2)) == date(2026, 3, 9)


class TestArticle18:
    """行政机关应当建立健全政府信息管理动态调整机制，对本行政机关不予公开的政府信息进行定期评估审查"""

    @pytest.mark.parametrize(("decided", "due"), [(date(2026, 3, 2), date(2027, 3, 2)), (date(2024, 2, 29), date(2025, 2, 28))])
    def test_a_year_later(self, decided: date, due: date) -> None:
        assert proactive.reassess_by(decided) == due

    def test_a_body_may_set_a_shorter_one(self) -> None:
        base = rules()
        shorter = base.terms.overridden({"reassessment": {date(2026, 1, 1): 2}})
        assert proactive.reassess_by(date(2026, 3, 2), type(base)(base.calendar, shorter, base.conventions)) == date(2028, 3, 2)


def test_validity_is_announced_before_it_ends() -> None:
    assert proactive.expires_soon(date(2026, 3, 2)) == date(2026, 5, 31)


def test_a_draft_lies_thirty_days_before_the_public() -> None:
    """《重大行政决策程序暂行条例》第15条."""
    assert proactive.consultation_days(date(2026, 3, 2)) == 30


def test_controlled_words_are_unique_and_said_in_both_languages() -> None:
    for words in (proactive.topics(), proactive.genres()):
        assert len({each.id for each in words}) == len(words)
        assert all(each.zh and each.en for each in words)
    assert len(proactive.topics()) == 22
    assert "通知" in {each.id for each in proactive.genres()}
