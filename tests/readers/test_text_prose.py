"""Prose out of lines: joined where only the line or the page ended, parted where a person parted it."""

from __future__ import annotations

import pytest

from gongkai.readers.text import read_text

WRAPPED = "本年度我市深入贯彻落实条例精神，持续推进政务公开标准化规范化建设，不断提升\n"


def paragraphs(text: str) -> list[str]:
    return [paragraph.text for paragraph in read_text(text.encode(), "报告.txt").paragraphs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WRAPPED + "服务水平。", [WRAPPED.strip() + "服务水平。"]),
        (WRAPPED + "\n— 3 —\n\n服务水平。", [WRAPPED.strip() + "服务水平。"]),
        (WRAPPED + "第3页 共7页\n\f服务水平。", [WRAPPED.strip() + "服务水平。"]),
        (WRAPPED + "一、总体情况", [WRAPPED.strip(), "一、总体情况"]),
        (WRAPPED + "（一）主动公开。", [WRAPPED.strip(), "（一）主动公开。"]),
        (WRAPPED + "# 标题\n正文", [WRAPPED.strip(), "标题", "正文"]),
        ("演示市信访局\n\n2021年1月25日\n\n（此件公开发布）", ["演示市信访局", "2021年1月25日", "（此件公开发布）"]),
        ("2024年演示市信访局政府信息公开工作\n年度报告\n正文", ["2024年演示市信访局政府信息公开工作年度报告", "正文"]),
        ("全年公开信息8条。\n答复申请5件。", ["全年公开信息8条。", "答复申请5件。"]),
        ("做好以下工作：\n一是加强培训。", ["做好以下工作：", "一是加强培训。"]),
        ("努力让信息“看\n\n得懂、用得上”。", ["努力让信息“看", "得懂、用得上”。"]),
        ("准确性、\n\n权威性和完整性。", ["准确性、权威性和完整性。"]),
        ("全年公开（其中新媒体\n\n8条，", ["全年公开（其中新媒体", "8条，"]),
        ("关于政府信息公开、行政复议、行政诉讼情况\n行政复议", ["关于政府信息公开、行政复议、行政诉讼情况行政复议"]),
        ("四、政府信息公开行政复议、行政诉讼情况\n行政复议", ["四、政府信息公开行政复议、行政诉讼情况", "行政复议"]),
        (WRAPPED + "- 一项\n- 又一项", [WRAPPED.strip(), "- 一项", "- 又一项"]),
        (WRAPPED + "----------\n服务", [WRAPPED.strip(), "----------", "服务"]),
    ],
)
def test_where_paragraphs_begin(text, expected):
    assert paragraphs(text) == expected


def test_latin_words_and_numbers_keep_a_blank_where_lines_meet():
    text = "全年通过政府门户网站及新媒体平台发布各类信息，其中网站 www.example.gov.cn\n8 条。"
    assert paragraphs(text) == [text.replace("\n", " ")]


def test_short_lines_of_a_cut_text_end_their_paragraph():
    line = "全市各级行政机关认真贯彻落实条例，全年主动公开政府信息一千余条，办\n"
    text = line * 6 + "本段至此结束了，还有\n下一段另起一行，内容很短"
    assert paragraphs(text)[-1].startswith("下一段")


def test_a_file_of_whole_paragraphs_is_not_joined_by_length():
    assert paragraphs("一年来，工作取得成效\n\n\n\n二年来，工作继续推进") == ["一年来，工作取得成效", "二年来，工作继续推进"]


def test_bare_page_numbers_that_count_every_page_are_left_out():
    pages = [f"第{number}部分的内容到此为止。\n\n{number}\n" for number in range(1, 5)]
    assert paragraphs("\f".join(pages)) == [f"第{number}部分的内容到此为止。" for number in range(1, 5)]


@pytest.mark.parametrize("numbers", [(1, 2, 4), (1, 2), (7, 0, 3)])
def test_other_numbers_at_page_ends_are_kept(numbers):
    kept = paragraphs("\f".join(f"内容到此为止。\n\n{number}\n" for number in numbers))
    assert [text for text in kept if text.isdecimal()] == [str(number) for number in numbers]


def test_places_and_levels():
    found = read_text("# 一\n\n甲，\n乙。\n\n丙".encode(), "报告.md").paragraphs
    assert [(p.place.line, p.level, p.text) for p in found] == [(1, 1, "一"), (3, 0, "甲，乙。"), (6, 0, "丙")]
