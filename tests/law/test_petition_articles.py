from __future__ import annotations

from gongkai.core.calendar import DueDay
from gongkai.core.petitions import PetitionLimits
from tests.law.casework_cases import each_of, refused_or_not

EXTRA = {"extended": "extended_by", "hearing": "hearing_days"}


class TestPetitionLimits:
    """《信访工作条例》第二十一条至第三十六条的期限"""

    @each_of("petitions")
    def test_case(self, case):
        more = {name: case[key] for key, name in EXTRA.items() if key in case}
        with refused_or_not(case):
            due = getattr(PetitionLimits(), case["limit"])(case["from"], **more)
            assert due == DueDay(case["by"], provisional=case.get("provisional", False))
