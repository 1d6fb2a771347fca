"""Citations: article, paragraph and item are told apart, in both languages."""

from __future__ import annotations

import pytest

from gongkai.core.citations import chinese_number, citation, citations, cite, texts
from gongkai.core.errors import LawUnknown


@pytest.mark.parametrize(
    ("number", "zh"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (36, "三十六"), (55, "五十五"), (99, "九十九")],
)
def test_numbers_as_statutes_write_them(number, zh):
    assert chinese_number(number) == zh


@pytest.mark.parametrize(
    ("entry", "sign", "zh", "en"),
    [
        (
            {"R": 37},
            "R 37",
            "《中华人民共和国政府信息公开条例》第三十七条",
            "Regulations on Open Government Information, art. 37",
        ),
        (
            {"R": 36, "item": 2},
            "R 36(2)",
            "《中华人民共和国政府信息公开条例》第三十六条第（二）项",
            "Regulations on Open Government Information, art. 36 item 2",
        ),
        (
            {"R": 16, "paragraph": 1},
            "R 16(1)",
            "《中华人民共和国政府信息公开条例》第十六条第一款",
            "Regulations on Open Government Information, art. 16 para. 1",
        ),
        (
            {"ARL": 23, "paragraph": 1, "item": 4},
            "ARL 23(1)(4)",
            "《中华人民共和国行政复议法》第二十三条第一款第（四）项",
            "Administrative Reconsideration Law, art. 23 para. 1 item 4",
        ),
        (
            {"JS": "4.4(5)"},
            "JS 4.4(5)",
            "《江苏省政府信息公开申请办理答复规范》4.4(5)",
            "Jiangsu standard for replies (reference), 4.4(5)",
        ),
        ({"O19-14": None}, "O19-14", "国办公开办函〔2019〕14号", "2019 interpretation on reorganised agencies"),
    ],
)
def test_a_citation(entry, sign, zh, en):
    found = citation(entry)
    assert (found.id, found.zh, found.en) == (sign, zh, en)


def test_a_text_is_named_once():
    several = citations([{"R": 14}, {"R": 36, "item": 3}, {"FEE": 6}])
    assert cite(several) == (
        "《中华人民共和国政府信息公开条例》第十四条、第三十六条第（三）项、《政府信息公开信息处理费管理办法》第六条"
    )
    assert cite(several, "en") == "Regulations on Open Government Information, art. 14, art. 36 item 3; Fee Measures, art. 6"


def test_an_unknown_sign_is_refused():
    with pytest.raises(LawUnknown):
        citation({"XYZ": 1})


def test_only_the_reference_binds_nobody():
    assert [sign for sign, text in texts().items() if not text.binding] == ["JS"]
