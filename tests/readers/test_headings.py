"""Which paragraphs head a section, and which only look like it."""

from __future__ import annotations

import pytest

from gongkai.readers.document import Paragraph
from gongkai.readers.headings import Heading, heading_of

HEADINGS = [
    ("一、总体情况", "1"),
    ("　　一、 总体情况　", "1"),
    ("一 、总体情况", "1"),
    ("一.总体情况", "1"),
    ("1.总体情况", "1"),
    ("第一部分 总体情况", "1"),
    ("## 一、总体情况", "1"),
    ("总体情况", "1"),
    ("一、概述", "1"),
    ("一、總體情況", "1"),
    ("一、总体情况：", "1"),
    ("二、主动公开政府信息情况", "2"),
    ("一、主动公开政府信息情况", "2"),
    ("二、政府信息主动公开情况", "2"),
    ("三、收到和处理政府信息公开申请情况", "3"),
    ("二、收到和处理政府信息公开申请情况", "3"),
    ("三、依申请公开政府信息情况", "3"),
    ("四、政府信息公开行政复议、行政诉讼情况", "4"),
    ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "4"),
    ("五、存在的主要问题及改进情况", "5"),
    ("五、政府信息公开工作存在的主要问题及改进情况", "5"),
    ("五、存在的主要问题和改进措施", "5"),
    ("六、其他需要报告的事项", "6"),
    ("七、其他需要报告的事项", "6"),
    ("六、需要报告的其他事项", "6"),
    ("六、其它需要报告事项", "6"),
]
NO_HEADING = [
    "（一）主动公开政府信息情况",
    "(1)总体情况",
    "2023年，全区总体情况良好，全年公开信息12条，收到申请3件，均在法定期限内答复，没有发生行政复议和行政诉讼。",
    "主动公开情况",
    "全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况",
    "规章",
    "",
    "一、加强学习，提高认识。",
    "1.加强组织领导，健全工作机制",
]


@pytest.mark.parametrize(("text", "section"), HEADINGS)
def test_headings_as_reports_print_them(text: str, section: str) -> None:
    heading = heading_of(Paragraph(text))
    assert heading is not None and (heading.section, heading.rest) == (section, "")


@pytest.mark.parametrize("text", NO_HEADING)
def test_what_heads_no_section(text: str) -> None:
    heading = heading_of(Paragraph(text))
    assert heading is None or heading.section is None


def test_a_numbered_heading_of_the_reports_own() -> None:
    assert heading_of(Paragraph("六、2022年工作思路")) == Heading(None, "top", 6, "六、2022年工作思路")
    assert heading_of(Paragraph("十一、附表")) == Heading(None, "top", 11, "十一、附表")
    assert heading_of(Paragraph("二十、附表")) == Heading(None, "top", 20, "二十、附表")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("六、其他需要报告的事项：无", "无"),
        ("六、其他需要报告的事项。无其他事项。", "无其他事项。"),
        ("六、其他需要报告的事项　　无", "无"),
        ("六、其他需要报告的事项\n2022年，未收取信息处理费：0元。", "2022年，未收取信息处理费：0元。"),
    ],
)
def test_text_behind_a_heading(text: str, rest: str) -> None:
    heading = heading_of(Paragraph(text))
    assert heading is not None and (heading.section, heading.rest, heading.text.rstrip("：。")) == (
        "6",
        rest,
        "六、其他需要报告的事项",
    )
