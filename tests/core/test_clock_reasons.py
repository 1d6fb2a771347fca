"""Every day and every flag speaks, in both languages, with its article."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.core import clock_events as ev
from gongkai.core.clock_reasons import Flag, FlagCode, Reason, ReasonCode, cited
from gongkai.core.clocks import (
    clock,
)
from tests.core.clock_cases import EVERY_EVENT, in_person, told


@pytest.mark.parametrize(
    ("day", "zh", "en"),
    [
        (
            date(2026, 2, 5),
            "2026-02-05：不计入。申请已到，尚未与申请人确认（《条例》第三十一条第（二）项）。",
            "2026-02-05: not counted. The request has come but is not confirmed yet (art. 31 item 2).",
        ),
        (
            date(2026, 2, 6),
            "2026-02-06：不计入。收到申请之日，首日不计（《条例》第三十一条第（二）项）。",
            "2026-02-06: not counted. The day of receipt; the first day is not counted (art. 31 item 2).",
        ),
        (
            date(2026, 2, 9),
            "2026-02-09：不计入。原第1个工作日，因要求补正不再计入，补正后重新起算（《条例》第三十条）。",
            "2026-02-09: not counted. Formerly working day 1; discarded, the period begins anew after correction (art. 30).",
        ),
        (
            date(2026, 2, 12),
            "2026-02-12：不计入。等待补正，期限第1个工作日（《条例》第三十条）。",
            "2026-02-12: not counted. Awaiting correction, working day 1 of that period (art. 30).",
        ),
        (
            date(2026, 2, 14),
            "2026-02-14：不计入。等待补正，期限第3个工作日，当日春节调休上班（《条例》第三十条）。",
            "2026-02-14: not counted. Awaiting correction, working day 3 of that period, a day made working for "
            "Spring Festival (art. 30).",
        ),
        (
            date(2026, 2, 16),
            "2026-02-16：不计入。等待补正（《条例》第三十条）。",
            "2026-02-16: not counted. Awaiting correction (art. 30).",
        ),
        (
            date(2026, 2, 25),
            "2026-02-25：不计入。收到补正之日，期限重新起算，首日不计（《条例》第三十条）。",
            "2026-02-25: not counted. The corrected request came; the period begins anew, first day not counted (art. 30).",
        ),
        (
            date(2026, 2, 28),
            "2026-02-28：不计入。征求意见所需时间（第三方：甲公司、其他机关：乙局），当日春节调休上班（《条例》第三十三条第三款）。",
            "2026-02-28: not counted. Time needed to ask others (a third party: 甲公司, another organ: 乙局), a day made "
            "working for Spring Festival (art. 33 para. 3).",
        ),
        (
            date(2026, 3, 5),
            "2026-03-05：不计入。原第3个工作日，因收费通知不再计入，缴费后重新起算（《政府信息公开信息处理费管理办法》第六条）。",
            "2026-03-05: not counted. Formerly working day 3; discarded, the period begins anew after payment "
            "(Fee Measures, art. 6).",
        ),
        (
            date(2026, 3, 9),
            "2026-03-09：不计入。等待缴费，期限第1个工作日（《政府信息公开信息处理费管理办法》第六条）。",
            "2026-03-09: not counted. Awaiting payment, working day 1 of that period (Fee Measures, art. 6).",
        ),
        (
            date(2026, 3, 10),
            "2026-03-10：不计入。缴费之日，期限自次日重新起算（《政府信息公开信息处理费管理办法》第六条）。",
            "2026-03-10: not counted. The fee was paid; the period begins anew the next day (Fee Measures, art. 6).",
        ),
        (
            date(2026, 3, 11),
            "2026-03-11：计入。第1个工作日（《政府信息公开信息处理费管理办法》第六条）。",
            "2026-03-11: counted. Working day 1 (Fee Measures, art. 6).",
        ),
        (
            date(2026, 3, 14),
            "2026-03-14：不计入。周末（《条例》第三十三条第二款）。",
            "2026-03-14: not counted. Weekend (art. 33 para. 2).",
        ),
        (
            date(2026, 4, 6),
            "2026-04-06：不计入。清明节放假（国务院办公厅节假日安排通知）。",
            "2026-04-06: not counted. Qingming holiday (the State Council's holiday notice).",
        ),
        (
            date(2026, 5, 9),
            "2026-05-09：计入。第40个工作日（劳动节调休上班），延长的期限内（《条例》第三十三条第二款）。",
            "2026-05-09: counted. Working day 40 (made working for Labour Day), within the extension (art. 33 para. 2).",
        ),
    ],
)
def test_every_day_gives_its_reason(day, zh, en):
    found = told(EVERY_EVENT)
    (reason,) = [each for each in found.reasons if each.date == day]
    assert (reason.say("zh"), reason.say("en")) == (zh, en)


def test_the_reasons_cover_every_day_once_and_count_to_the_last():
    found = told(EVERY_EVENT)
    days = [reason.date for reason in found.reasons]
    assert days == [date(2026, 2, 5) + timedelta(days=n) for n in range(len(days))]
    assert days[-1] == found.due == date(2026, 5, 9)
    assert [reason.number for reason in found.reasons if reason.counted] == list(range(1, 41))
    assert found.counted == 40


def test_a_day_of_a_year_not_announced_says_so():
    found = clock(in_person(date(2026, 12, 30)))
    assert (
        found.reasons[-1].say("zh")
        == "2027-01-27：计入。第20个工作日（该年放假安排未公布，暂按周末计算）（《条例》第三十三条第二款）。"
    )
    assert "not announced" in found.reasons[-1].say("en")


def test_a_holiday_without_an_english_name_keeps_its_own():
    reason = Reason(date(2027, 9, 3), False, ReasonCode.HOLIDAY, "NOTICE", name="纪念日")
    assert reason.say("en") == "2027-09-03: not counted. 纪念日 holiday (the State Council's holiday notice)."


def test_the_days_after_a_delay_is_told():
    found = clock(in_person(date(2024, 3, 4), ev.Delayed(on=date(2024, 3, 29), until=date(2024, 4, 3))))
    assert [(reason.code, reason.counted) for reason in found.reasons[-3:]] == [
        (ReasonCode.WORKING, True),
        (ReasonCode.DELAY, False),
        (ReasonCode.DELAY, False),
    ]
    assert found.reasons[-1].say("zh") == "2024-04-03：不计入。延迟答复期间（《条例》第三十五条）。"


def test_a_wait_ends_with_the_day_on_which_the_request_lapses():
    asked = clock(in_person(date(2024, 3, 4), ev.CorrectionAsked(on=date(2024, 3, 6), days=1)))
    assert (asked.reasons[-1].date, asked.reasons[-1].code) == (date(2024, 3, 8), ReasonCode.LAPSE_CORRECTION)
    noticed = clock(in_person(date(2024, 3, 4), ev.FeeNoticed(on=date(2024, 3, 6))))
    assert (noticed.reasons[-1].date, noticed.reasons[-1].code) == (date(2024, 4, 4), ReasonCode.LAPSE_PAYMENT)
    assert noticed.closed == date(2024, 4, 4)


def test_a_correction_on_the_day_it_was_asked_for():
    day = date(2024, 3, 6)
    found = clock(in_person(date(2024, 3, 4), ev.CorrectionAsked(on=day), ev.CorrectionReceived(on=day)))
    assert [reason.code for reason in found.reasons[:3]] == [
        ReasonCode.RECEIPT,
        ReasonCode.DISCARDED_CORRECTION,
        ReasonCode.CORRECTED,
    ]
    assert found.due == date(2024, 4, 3)


def test_a_correction_on_the_day_of_receipt_leaves_one_reason_for_that_day():
    day = date(2024, 3, 4)
    found = clock(in_person(day, ev.CorrectionAsked(on=day), ev.CorrectionReceived(on=day)))
    assert [reason.code for reason in found.reasons[:2]] == [ReasonCode.CORRECTED, ReasonCode.WORKING]
    assert found.due == date(2024, 4, 1)


@pytest.mark.parametrize("code", FlagCode)
def test_every_flag_speaks_both_languages(code):
    flag = Flag(code, date(2024, 3, 4), "R 30")
    assert flag.say("zh").endswith("（《条例》第三十条）。")
    assert flag.say("en").endswith("(art. 30).")
    assert "2024-03-04" in flag.say("zh")
    assert "2024-03-04" in flag.say("en")


@pytest.mark.parametrize("channel", ev.Channel)
def test_every_channel_has_an_article_and_a_name(channel):
    assert cited(channel.article, "zh") != cited(channel.article, "en")
    assert channel.zh
    assert all(whom.zh and whom.en for whom in ev.Whom)
