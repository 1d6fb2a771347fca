"""The catalogue: every code once, in both languages, with a source and a next step that can be filled."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from gongkai.core.findings import Message
from gongkai.core.report.messages import CATALOGUE

MESSAGES = list(CATALOGUE.values())


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_an_entry_is_whole(message: Message) -> None:
    assert re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)+", message.code)
    assert CATALOGUE[message.code] is message
    assert message.source and message.title("zh") and message.title("en")
    assert message.title("en") != message.code != message.title("zh")
    assert fields(message.zh) == fields(message.en) or fields(message.en) <= fields(message.zh)
    assert all(text.endswith((".", "。", "）", "}")) for text in (message.zh, message.en, message.next_zh, message.next_en))


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.code)
def test_no_entry_passes_a_verdict_on_a_body(message: Message) -> None:
    assert not re.search("违规|违法|错误|造假|violat|illegal|wrongdoing", message.zh + message.en)


def test_codes_are_many_and_each_once() -> None:
    assert len(MESSAGES) > 50
    assert len({message.code for message in MESSAGES}) == len(MESSAGES)
