"""The prose of a section, made whole and cut into sentences."""

from __future__ import annotations

from dataclasses import replace

from gongkai.core.report.exchange import Passage, Place
from gongkai.core.report.prose_text import plain, prose_of
from tests.core.report.reports import report


def sentences(*lines: str) -> list[str]:
    of = replace(report(), passages=tuple(Passage(line, "1", Place(line=number)) for number, line in enumerate(lines, 1)))
    return [sentence.text for sentence in prose_of(of, "1").sentences]


def test_plain_text() -> None:
    assert plain("收到 申请\t１２件，占 ３３．９％（其中A）") == "收到申请12件，占33.9%（其中A）"
    assert plain("a,b(c):d;e") == "a，b（c）：d；e"
    assert plain("《2022年办法》第3,607号 12 3") == "《》第3607号12 3"


def test_a_sentence_cut_by_a_line_or_page_end_is_whole_again() -> None:
    assert sentences("收到公众意", "见382条。收", "到申请5件。") == ["收到公众意见382条。", "收到申请5件。"]


def test_headings_items_and_numbers_do_not_run_together() -> None:
    assert sentences("（一）主动公开方面", "全年公开3条") == ["（一）主动公开方面", "全年公开3条"]
    assert sentences("全年公开3条", "（二）依申请公开。收到5件") == ["全年公开3条", "（二）依申请公开。", "收到5件"]
    assert sentences("4.认真办理", "2020年收到5件") == ["4.认真办理", "2020年收到5件"]
    assert sentences("共", "", "12", "34件") == ["共12 34件"]


def test_every_sentence_knows_its_place_and_heading() -> None:
    of = replace(
        report(),
        passages=(
            Passage("（二）依申请公开方面。收到申", "1", Place(line=1)),
            Passage("请5件。办结", "1", Place(line=2)),
            Passage("4件。", "1", Place(line=3)),
        ),
    )
    found = prose_of(of, "1").sentences
    assert [(sentence.text, sentence.place.line) for sentence in found] == [
        ("（二）依申请公开方面。", 1),
        ("收到申请5件。", 1),
        ("办结4件。", 2),
    ]
    assert {sentence.heading for sentence in found} == {"（二）依申请公开方面"}


def test_without_passages_the_section_is_read_line_by_line() -> None:
    of = replace(report(), passages=(), sections={"1": "收到申请5件。\n\n办结4件。", "5": ""})
    assert [sentence.text for sentence in prose_of(of, "1").sentences] == ["收到申请5件。", "办结4件。"]
    assert prose_of(of, "5").text == prose_of(of, "6").text == ""
