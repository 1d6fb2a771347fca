"""The text of two years, sentence by sentence."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.report import compare_prose
from gongkai.core.report.compare_prose import Fate, compare_texts, compared_sections
from gongkai.core.report.exchange import Passage
from tests.core.report.reports import report

U, C, A, R = Fate.UNCHANGED, Fate.CHANGED, Fate.ADDED, Fate.REMOVED


def fates(before: str, now: str) -> list[Fate]:
    return [sentence.fate for sentence in compare_texts(before, now)]


def marked(before: str, now: str) -> str:
    signs = {U: "{}", A: "+{}+", R: "-{}-"}
    (sentence,) = compare_texts(before, now)
    return "".join(signs[mark.fate].format(mark.text) for mark in sentence.marks)


def test_what_stayed_what_went_and_what_came() -> None:
    before = "加强平台建设。一是公开意识不强；二是培训不够。"
    now = "加强平台建设。另开设了专栏。一是公开意识不强；"
    assert fates(before, now) == [U, A, U, R]
    assert [(s.before, s.now) for s in compare_texts(before, now)][1:3] == [
        (None, "另开设了专栏。"),
        ("一是公开意识不强；", "一是公开意识不强；"),
    ]


def test_numbers_change_as_a_whole() -> None:
    assert (
        marked("2022年收到申请1,204件，占12.5%。", "2023年收到申请1,304件，占13%。")
        == "-2022-+2023+年收到申请-1,204-+1,304+件，占-12.5%-+13%+。"
    )


def test_a_word_taken_out_and_a_word_put_in() -> None:
    assert marked("不断完善公开制度建设。", "完善公开制度体系建设。") == "-不断-完善公开制度+体系+建设。"


def test_widths_and_blanks_are_no_change() -> None:
    assert fates("全年公开 12 条(含转发)。", "全年公开１２条（含转发）。") == [U]
    ((sentence),) = compare_texts("全年公开 12 条。\n", "全年公开１２条。")
    assert (sentence.before, sentence.now) == ("全年公开12条。", "全年公开１２条。")


def test_repeated_sentences_find_each_other() -> None:
    assert fates("好。好。好。", "好。好。") == [U, U, R]
    assert fates("甲乙丙丁。好。戊己庚辛。好。", "好。甲乙丙丁。好。戊己庚辛。") == [A, U, U, U, R]
    assert fates("无。此处全然改写成新的句子。无。", "无。另外一段。无。") == [U, R, A, U]


def test_equal_sentences_between_reworded_ones() -> None:
    before = "一是公开意识不强有待提高。同句。同句。二是培训次数太少需要增加。"
    now = "一是公开意识仍不强有待提高。同句。同句。二是培训次数偏少需要增加。"
    assert fates(before, now) == [C, U, U, C]


def test_new_sentences_before_and_after_a_reworded_one() -> None:
    before, now = "办理流程仍需规范统一。", "新设了专栏。办理流程仍需进一步规范统一。另办了讲座。"
    assert fates(before, now) == [A, C, A]
    assert fates(now, before) == [R, C, R]


def test_a_sentence_that_moved_is_told_once_as_gone_and_once_as_new() -> None:
    assert sorted(fates("甲甲乙乙。丙丙丁丁。戊戊己己。", "丙丙丁丁。戊戊己己。甲甲乙乙。")) == sorted([R, U, U, A])


def test_nothing_against_something() -> None:
    assert compare_texts("", "") == ()
    assert fates("", "新写。") == [A]
    assert fates("旧文。", "") == [R]


def test_endings_and_text_without_an_end() -> None:
    assert [s.now for s in compare_texts("", "他说“好。”然后！？\n没有句号")] == ["他说“好。”", "然后！", "？", "没有句号"]


def test_a_text_without_any_mark_is_cut() -> None:
    assert len(compare_texts("字" * 1000, "")) == 4


def test_many_sentences_between_two_anchors_are_weighed_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    weighed = []
    alike = compare_prose._alike
    monkeypatch.setattr(compare_prose, "_alike", lambda old, new: weighed.append(len(old) * len(new)) or alike(old, new))
    letters = "甲乙丙丁戊己庚辛壬癸"
    before = "".join(f"{letters[i % 10]}{letters[i // 10 % 10]}办事{letters[i // 100]}。" for i in range(400))
    now = "".join(f"{letters[i % 10]}{letters[i // 10 % 10]}公开{letters[i // 100]}。" for i in range(400))
    assert len(compare_texts(before, now)) >= 400
    assert len(weighed) == 4
    assert max(weighed) <= 10_000


@settings(deadline=None)
@given(st.text("公开信息一二。；\n 12", max_size=120), st.text("公开信息一二。；\n 12", max_size=120))
def test_nothing_is_lost_and_nothing_made_up(before: str, now: str) -> None:
    compared = compare_texts(before, now)
    assert "".join(s.before for s in compared if s.before) == "".join(before.split())
    assert "".join(s.now for s in compared if s.now) == "".join(now.split())
    for sentence in compared:
        left = "".join(mark.text for mark in sentence.marks if mark.fate is not A)
        right = "".join(mark.text for mark in sentence.marks if mark.fate is not R)
        if sentence.fate is C:
            assert (left, right) == (sentence.before, sentence.now)
        else:
            assert sentence.marks == ()
            assert (sentence.before is None) == (sentence.fate is A)
            assert (sentence.now is None) == (sentence.fate is R)


@settings(deadline=None)
@given(st.text("公开信息一二。；\n", max_size=80))
def test_a_text_against_itself_is_unchanged(text: str) -> None:
    assert set(fates(text, text)) <= {U}


def test_sections_with_their_likeness() -> None:
    now, last = report(prose={"1": "平稳有序。"}), report(year=2022, prose={"1": "", "6": "另无事项。"})
    sections = {section.number: section for section in compared_sections(now, last, Decimal("0.8"))}
    assert list(sections) == ["1", "5", "6"]
    assert (sections["1"].similarity, sections["1"].limit) == (None, None)
    assert (sections["5"].similarity, sections["5"].limit) == (1, Decimal("0.8"))
    assert sections["5"].heading == "五、存在的主要问题及改进情况"
    assert sections["5"].count(U) == len(sections["5"].sentences)
    assert sections["6"].similarity is not None
    assert sections["6"].similarity < Decimal("0.5")


def test_a_section_of_the_body_s_own() -> None:
    now = report()
    own = replace(
        now,
        sections={**now.sections, "7": "附表见下。", "8": "再附。"},
        passages=(*now.passages, Passage("七、附件", "7", heading=True)),
    )
    sections = compared_sections(own, report(year=2022), None)
    assert [(section.number, section.heading) for section in sections][-2:] == [("7", "七、附件"), ("8", "8")]
