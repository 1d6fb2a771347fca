"""Sections, passages, and what a title page says."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.readers.sections import prose_of
from gongkai.readers.title_page import title_page
from tests.readers.drawn import document, grid

SIX = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)


def test_each_section_holds_its_own_text() -> None:
    blocks = [piece for number, heading in enumerate(SIX, start=1) for piece in (heading, f"正文{number}。")]
    prose = prose_of(document("题目", *blocks, grid([["规章", "0"]])))
    assert dict(prose.sections) == {str(number): f"正文{number}。" for number in range(1, 7)}
    assert [(passage.text, passage.section, passage.heading) for passage in prose.passages[:3]] == [
        ("题目", "0", False),
        ("一、总体情况", "1", True),
        ("正文1。", "1", False),
    ]
    assert prose.passages[2].place.line == 3


def test_a_sentence_cut_at_a_page_end_is_made_whole_and_page_numbers_are_left_out() -> None:
    prose = prose_of(
        document(
            SIX[0],
            "一是加强组织领导，成立了以局",
            "— 3 —",
            "长为组长的领导小组。",
            "二是加强培训。",
            "全年访问 https://www.example.cn/a",
            "12 次以上。",
            "第 4 页",
            "2022",
        )
    )
    assert prose.sections["1"].split("\n") == [
        "一是加强组织领导，成立了以局长为组长的领导小组。",
        "二是加强培训。",
        "全年访问 https://www.example.cn/a 12 次以上。",
        "2022",
    ]


def test_a_table_of_contents_heads_nothing() -> None:
    prose = prose_of(document("目录", *SIX, "说明文字。", SIX[0], "正文。", *SIX[1:]))
    assert prose.sections["1"] == "正文。"
    assert [passage.section for passage in prose.passages if passage.text == "说明文字。"] == ["0"]


def test_empty_sections_one_after_the_other_are_no_table_of_contents() -> None:
    prose = prose_of(document(*SIX, "无。"))
    assert dict(prose.sections) == {"1": "", "2": "", "3": "", "4": "", "5": "", "6": "无。"}


def test_a_seventh_section_keeps_a_key_of_its_own() -> None:
    prose = prose_of(document(*SIX[:5], "六、2022年工作思路", "继续努力。", "七、其他需要报告的事项", "无。"))
    assert (prose.sections["6"], prose.sections["7"]) == ("无。", "继续努力。")
    assert [passage.section for passage in prose.passages if passage.heading][-2:] == ["7", "6"]


def test_a_list_inside_a_section_begins_no_section() -> None:
    prose = prose_of(
        document(*SIX[:5], "一、加强学习", "二、加强培训", "1.主动公开政府信息情况", "主动公开政府信息情况", *SIX[5:])
    )
    assert prose.sections["5"] == "一、加强学习\n二、加强培训\n1.主动公开政府信息情况\n主动公开政府信息情况"


def test_headings_numbered_with_digits_or_not_at_all() -> None:
    digits = prose_of(document("1.总体情况", "甲。", "2.主动公开政府信息情况", "乙。"))
    assert dict(digits.sections) == {"1": "甲。", "2": "乙。"}
    bare = prose_of(document("总体情况", "甲。", "主动公开政府信息情况", "乙。"))
    assert dict(bare.sections) == {"1": "甲。", "2": "乙。"}


def test_a_section_printed_in_two_parts_is_one() -> None:
    prose = prose_of(
        document("一、总体情况", "甲。", "二、工作机制保障", "乙。", "一、主动公开政府信息情况", "丙。", "一、总体情况", "丁。")
    )
    assert dict(prose.sections) == {"1": "甲。\n丁。", "7": "乙。", "2": "丙。"}


# ── title, agency, year ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("front", "agency", "year", "title"),
    [
        (["演示市信访局2022年政府信息公开工作年度报告"], "演示市信访局", 2022, "演示市信访局2022年政府信息公开工作年度报告"),
        (["2022年演示市人民政府办公厅政府信息公开工作年度报告"], "演示市人民政府办公厅", 2022, None),
        (["演示市2022年度政府信息公开工作年度报告"], "演示市", 2022, None),
        (["演示市二〇二二年政府信息公开年报"], "演示市", 2022, None),
        (["演示局关于2022年度政府信息公开工作情况的报告"], "演示局", 2022, None),
        (["演示市信访局", "2022 年政府信息公开工作年度报告"], "演示市信访局", 2022, None),
        (["演示市信访局2022年", "政府信息公开工作年度报告"], "演示市信访局", 2022, None),
        (["打印", "2022年政府信息公开工作年度报告"], None, 2022, "2022年政府信息公开工作年度报告"),
        (["演示市信访局", "2022年", "政府信息公开工作", "年度报告"], "演示市信访局", 2022, None),
        (
            ["演示市2022年度政府信息公开工作年度报告", "时间：2023-01-20 15:22", "演示市2022年", "政府信息公开工作年度报告"],
            "演示市",
            2022,
            "演示市2022年政府信息公开工作年度报告",
        ),
        (["演示市2022年政府信息公開工作年度報告"], "演示市", 2022, None),
        (["2022年政府信息公开工作年度报告"], None, 2022, None),
        (["本报告依据《条例》编制。", "政府信息公开工作年度报告"], None, None, None),
        (["根据规定，现公布2022年政府信息公开工作年度报告"], None, None, None),
    ],
)
def test_titles(front: list[str], agency: str | None, year: int | None, title: str | None) -> None:
    page = title_page(front, [], {})
    assert (page.agency, page.year) == (agency, year)
    assert title is None or page.title == title


def test_the_title_of_the_file_where_the_page_has_none() -> None:
    page = title_page(["正文"], [], {"title": "演示市2022年政府信息公开工作年度报告_年报_演示市"})
    assert (page.title, page.agency, page.year) == ("演示市2022年政府信息公开工作年度报告", "演示市", 2022)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("统计期限自 2022 年 1 月 1 日起至 2022 年 12 月 31 日止。", (date(2022, 1, 1), date(2022, 12, 31))),
        ("数据统计期限为2022年1月1日至12月31日", (date(2022, 1, 1), date(2022, 12, 31))),
        ("2022年1月1日—2022年12月31日", (date(2022, 1, 1), date(2022, 12, 31))),
        ("2022年12月31日至2022年1月1日", None),
        ("2022年1月32日至12月31日", None),
        ("截至2022年12月31日", None),
    ],
)
def test_the_statistical_period(text: str, period: tuple[date, date] | None) -> None:
    page = title_page([text], [], {})
    assert page.period == period
    assert page.year == (period[1].year if period else None)


def test_the_year_is_the_titles_before_the_periods() -> None:
    assert title_page(["演示市2021年政府信息公开工作年度报告", "2022年1月1日至12月31日"], [], {}).year == 2021


# ── signature and publication ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("front", "body", "meta", "published"),
    [
        (["发布日期：2023-01-31"], ["演示局", "2023年1月25日"], {}, date(2023, 1, 31)),
        (["时间：2023-01-20 15:22"], [], {"PubDate": "2023-01-19"}, date(2023, 1, 20)),
        ([], [], {"PubDate": "2023-01-19 08:00"}, date(2023, 1, 19)),
        ([], [], {"pubdate": "昨天"}, None),
        ([], ["演示局", "2023年1月25日", "（此件公开发布）"], {}, date(2023, 1, 25)),
        ([], ["演示局", "二〇二三年一月二十五日"], {}, None),
        ([], ["演示市信访局 2023年1月25日"], {}, date(2023, 1, 25)),
        (["演示局", "（2023年1月23日）"], [], {}, date(2023, 1, 23)),
        ([], ["2023年1月25日前办结。"], {}, None),
        ([], ["2023年2月30日"], {}, None),
    ],
)
def test_the_day_of_publication(front: list[str], body: list[str], meta: dict[str, str], published: date | None) -> None:
    assert title_page(front, body, meta).published == published


@pytest.mark.parametrize(
    ("front", "body", "agency"),
    [
        ([], ["无。", "演示市信访局", "2023年1月25日"], "演示市信访局"),
        (["演示县人民政府", "（2023年1月23日）"], [], "演示县人民政府"),
        ([], ["以上报告由演示市信访局编制，特此说明", "2023年1月25日"], None),
        ([], ["2023年1月25日"], None),
    ],
)
def test_the_body_that_signs(front: list[str], body: list[str], agency: str | None) -> None:
    assert title_page(front, body, {}).agency == agency


def test_a_report_in_traditional_characters_is_given_in_simplified_ones() -> None:
    blocks = [piece for heading in ("一、總體情況", "二、主動公開政府信息情況") for piece in (heading, "本機關按照規定辦理。")]
    prose = prose_of(document("演示市數據局2023年政府信息公開工作年度報告", *blocks))
    assert (prose.agency, prose.sections["2"]) == ("演示市数据局", "本机关按照规定办理。")


def test_a_traditional_name_in_simplified_text_stays_as_printed() -> None:
    sentences = "本机关与“臺灣標準”题录库共同整理资料，按照规定公开政府信息。", "全年办理情况平稳，方便群众查阅和下载。"
    prose = prose_of(document("演示市2023年报告", SIX[0], *sentences))
    assert "臺灣標準" in prose.sections["1"]
