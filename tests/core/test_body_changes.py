"""What a change in a body brings with it (arts. 12, 20(2), 26)."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.body_changes import pages_by_change, pages_to_update, update_due
from gongkai.core.errors import CalendarUnknown, LawNotInForce, LawUnknown
from gongkai.core.law import terms


def test_a_leader_stands_on_three_pages():
    assert pages_to_update("leader") == ("leaders", "functions", "group")


@pytest.mark.parametrize("change", ["address", "hours", "phone", "name"])
def test_what_article_12_names_stands_in_the_guide(change):
    assert "guide" in pages_to_update(change)


def test_an_unknown_change():
    with pytest.raises(LawUnknown):
        pages_to_update("weather")
    assert set().union(*pages_by_change().values()) == {"leaders", "functions", "guide", "group"}


def test_twenty_working_days_from_the_change():
    """Changed on Monday 2 March 2026; the twentieth working day is Monday 30 March."""
    due = update_due(date(2026, 3, 2))
    assert (due.day, due.provisional) == (date(2026, 3, 30), False)


def test_a_period_into_an_unknown_year_is_provisional():
    last = max(year for year in range(2019, 2100) if _known(year))
    assert update_due(date(last, 12, 20)).provisional
    with pytest.raises(CalendarUnknown):
        update_due(date(last + 1, 1, 4))


def _known(year):
    try:
        update_due(date(year, 6, 1))
    except CalendarUnknown:
        return False
    return True


def test_before_the_regulations():
    with pytest.raises(LawNotInForce):
        update_due(date(2019, 5, 14))


def test_two_weeks_of_silence():
    assert terms()["account_silence"].at(date(2026, 3, 2)).days == 14
