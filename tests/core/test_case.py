"""A case file in, typed values out; or one clear sentence with the place."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from gongkai.core import clock_events as ev
from gongkai.core.case import case_from_data, case_from_text
from gongkai.core.errors_clock import CaseFileWrong

CHINESE = re.compile("[一-鿿]")
DAY = date(2025, 4, 22)
ON = "channel: in_person\nreceived: 2025-04-14\nevents:\n  - "


def test_a_plain_request():
    found = case_from_text("channel: post_plain\nreceived: 2021-02-08\nconfirmed: 2021-02-09\n")
    assert found == ev.Case(ev.Channel.POST_PLAIN, date(2021, 2, 8), date(2021, 2, 9), ())


@pytest.mark.parametrize(
    ("written", "event"),
    [
        ("{on: 2025-04-22, kind: correction_asked}", ev.CorrectionAsked(on=DAY)),
        (
            "{on: 2025-04-22, kind: correction_asked, received: 2025-04-23, days: 5}",
            ev.CorrectionAsked(on=DAY, received=date(2025, 4, 23), days=5),
        ),
        ("{on: 2025-04-22, kind: correction_received, excused: true}", ev.CorrectionReceived(on=DAY, excused=True)),
        ("{on: 2025-04-22, kind: consulted, id: A}", ev.Consulted(on=DAY, id="A")),
        ("{on: 2025-04-22, kind: consulted, id: 7, whom: coagency}", ev.Consulted(on=DAY, id="7", whom=ev.Whom.COAGENCY)),
        ("{on: 2025-04-22, kind: answered, id: A}", ev.Answered(on=DAY, id="A")),
        ("{on: 2025-04-22, kind: extended, days: 20}", ev.Extended(on=DAY, days=20)),
        ("{on: 2025-04-22, kind: fee_noticed, received: null}", ev.FeeNoticed(on=DAY)),
        ("{on: 2025-04-22, kind: paid}", ev.Paid(on=DAY)),
        ("{on: 2025-04-22, kind: reason_requested}", ev.ReasonRequested(on=DAY)),
        ("{on: 2025-04-22, kind: reason_given}", ev.ReasonGiven(on=DAY)),
        ("{on: 2025-04-22, kind: delayed, until: 2025-06-30}", ev.Delayed(on=DAY, until=date(2025, 6, 30))),
        ("{on: 2025-04-22, kind: decided}", ev.Decided(on=DAY)),
        ("{on: '2025-04-22', kind: served}", ev.Served(on=DAY)),
        ('{"on": "2025-04-22", "kind": "withdrawn"}', ev.Withdrawn(on=DAY)),
    ],
)
def test_every_kind_of_event(written, event):
    assert case_from_text(ON + written).events == (event,)


def test_every_kind_is_tried_above():
    assert {event.kind for event in ev.EVENTS} == {
        "correction_asked", "correction_received", "consulted", "answered", "extended", "fee_noticed", "paid",
        "reason_requested", "reason_given", "delayed", "decided", "served", "withdrawn",
    }  # fmt: skip


def test_a_case_may_be_json():
    data = {
        "channel": "fax",
        "received": "2025-04-14",
        "confirmed": "2025-04-15",
        "events": [{"on": "2025-04-22", "kind": "decided"}],
    }
    found = case_from_text(json.dumps(data))
    assert found == case_from_data(data)
    assert found.events == (ev.Decided(on=DAY),)


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("", "文件", "应写明 channel, received, confirmed, events"),
        ("[1, 2]", "文件", "应写明"),
        ("a: [", "第 1 行", "不是有效的 YAML 或 JSON"),
        ("channel: in_person\nreceived: {", "第 2 行", "不是有效的 YAML 或 JSON"),
        ("channel: in_person\nreceived: 2025-02-30", "文件", "不存在的日期"),
        ("channel: \x00", "文件", "无法识别的字符"),
        ("channel: in_person\nreceived: 2025-04-14\nnumber: 3", "文件", "不认识 number"),
        ("channel: pigeon\nreceived: 2025-04-14", "文件的 channel", "“pigeon”不在可用的范围内"),
        ("received: 2025-04-14", "文件的 channel", "in_person, post_signed"),
        ("channel: [fax]\nreceived: 2025-04-14", "文件的 channel", "不在可用的范围内"),
        ("channel: fax", "文件的 received", "未填写"),
        ("channel: fax\nreceived: soon", "文件的 received", "“soon”不是日期"),
        ("channel: fax\nreceived: '20250414'", "文件的 received", "不是日期"),
        ("channel: fax\nreceived: '2025-13-14'", "文件的 received", "不是日期"),
        ("channel: fax\nreceived: 2025-04-14 10:00:00", "文件的 received", "不是日期"),
        ("channel: fax\nreceived: 2025-04-14\nconfirmed: 5", "文件的 confirmed", "不是日期"),
        ("channel: fax\nreceived: 2025-04-14\nevents: soon", "文件的 events", "应为一列事项"),
        (ON + "decided", "第 1 个事项", "应写作 {on: 日期, kind: 事项, …}"),
        (ON + "{on: 2025-04-22}", "第 1 个事项的 kind", "“None”不在可用的范围内"),
        (ON + "{on: 2025-04-22, kind: lost}", "第 1 个事项的 kind", "correction_asked"),
        (ON + "{kind: decided}", "第 1 个事项的 on", "未填写"),
        (ON + "{on: 2025-04-22, kind: decided, by: me}", "第 1 个事项", "不认识 by"),
        (ON + "{on: 2025-04-22, kind: consulted}", "第 1 个事项的 id", "应填写编号"),
        (ON + "{on: 2025-04-22, kind: consulted, id: ' '}", "第 1 个事项的 id", "应填写编号"),
        (ON + "{on: 2025-04-22, kind: consulted, id: yes}", "第 1 个事项的 id", "应填写编号"),
        (ON + "{on: 2025-04-22, kind: consulted, id: A, whom: mother}", "第 1 个事项的 whom", "third_party"),
        (ON + "{on: 2025-04-22, kind: extended}", "第 1 个事项的 days", "不是工作日数"),
        (ON + "{on: 2025-04-22, kind: extended, days: true}", "第 1 个事项的 days", "不是工作日数"),
        (ON + "{on: 2025-04-22, kind: correction_received, excused: perhaps}", "第 1 个事项的 excused", "应为 true 或 false"),
        (ON + "{on: 2025-04-22, kind: decided}\n  - {on: x, kind: served}", "第 2 个事项的 on", "不是日期"),
    ],
)
def test_a_wrong_file_names_the_place_and_what_belongs_there(text, where, says):
    with pytest.raises(CaseFileWrong) as wrong:
        case_from_text(text)
    assert wrong.value.details["where"] == where
    assert says in wrong.value.say("zh")
    assert not CHINESE.search(wrong.value.say("en"))
