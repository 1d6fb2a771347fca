"""Printed labels reach their own row or column, however they are printed, and never another."""

from __future__ import annotations

import pytest

from gongkai.core.report.form import FORMS, form
from gongkai.readers.label_wording import COLUMN_VARIANTS, GROUPS, ROW_VARIANTS, official_columns, official_rows
from gongkai.readers.labels import (
    LONGEST_LABEL,
    differs,
    is_heading,
    is_piece_of,
    label_of,
    match_block,
    match_column,
    match_group,
    match_row,
)

ROWS = [(row.parts[-1], row.id) for each in FORMS for row in form(each).rows.values()]
COLUMNS = sorted({(column.label, column.id) for each in FORMS for _, column in form(each).cells()})
PRINTED = [
    ("2.其他法律行政止公开", "T3.r3_2"),
    ("（二）部分公开", "T3.r2"),
    ("(二) 部分公开(区分处理的,只计这一情形,不计其他情形)", "T3.r2"),
    ("１．属于国家秘密", "T3.r3_1"),
    ("1、屬於國家祕密", "T3.r3_1"),
    ("属于国家秘密", "T3.r3_1"),
    ("重複(fù)申請", "T3.r5_2"),
    ("2.重複（ㄈㄨˋ）申請", "T3.r5_2"),
    ("㈠予以公开", "T3.r1"),
    ("一）予以公开", "T3.r1"),
    ("3.危及\n“三安全一稳定”", "T3.r3_3"),
    ('3.危及"三安全一稳定"', "T3.r3_3"),
    ("三、本年度办理结果（一）予以公开", "T3.r1"),
    ("（三）不予公开 1.属于国家秘密", "T3.r3_1"),
    ("1.逾期不补正", "T3.r6_1"),
    ("2.逾期不缴费", "T3.r6_2"),
    ("1.申请人无正当理由逾期不补正,行政机关不再处理其政府信息公开申请", "T3.r6_1"),
    ("5.属于三类内部事务\u3000信息", "T3.r3_5"),
    ("6.属于四类过程性信恩", "T3.r3_6"),
    ("5.要求行政机关确认或重新出具己获取信息", "T3.r5_5"),
    ("规范性文件", "T2.1.norm"),
    ("行政规范性文件", "T2.1.norm"),
    ("集中采购", "T2.9.procurement"),
    ("规章（件）", "T2.1.rule"),
    ("行政诉讼（未经复议直接起诉）", "T4.lit_direct"),
    ("四、结转下年度\n继续办理", "T3.carry_out"),
    ("⼀、本年新收政府信息公开申请数量", "T3.new"),
]
NO_ROW = [
    *("", "本年新收件数", "行政机关不再处理其政府信息公", "缴纳费用、", "（三）不予公开", "信息内容", "行政", "其他", "总计"),
    *("规范性文件3", "二〇二三年行政许可工作", "x" * (LONGEST_LABEL + 1)),
]


@pytest.mark.parametrize(("label", "row_id"), ROWS)
def test_official_rows(label: str, row_id: str) -> None:
    if row_id.startswith("T4"):
        assert match_row(label) == row_id
    assert match_row(label.rpartition("/")[2]) == row_id


@pytest.mark.parametrize(("label", "column_id"), COLUMNS)
def test_official_columns(label: str, column_id: str) -> None:
    assert match_column(label) == column_id


def test_no_wording_has_two_meanings() -> None:
    for official, variants, match in (
        (official_rows(), ROW_VARIANTS, match_row),
        (official_columns(), COLUMN_VARIANTS, match_column),
    ):
        for meaning in {*official, *variants}:
            for text in (*official.get(meaning, ()), *variants.get(meaning, ())):
                assert match(text) in (meaning, None), text
    for group, texts in GROUPS.items():
        assert {match_group(text) for text in texts} == {group}


@pytest.mark.parametrize(("printed", "row_id"), PRINTED)
def test_rows_as_reports_print_them(printed: str, row_id: str) -> None:
    assert match_row(printed) == row_id


@pytest.mark.parametrize("printed", NO_ROW)
def test_what_names_no_row(printed: str) -> None:
    assert match_row(printed) is None


def _damaged(label: str, others: list[str]) -> set[str]:
    """The label with one character lost, doubled, or taken from where another label has its own."""
    made = set()
    for at in range(len(label)):
        made |= {label[:at] + label[at + 1 :], label[: at + 1] + label[at:]}
        made |= {label[:at] + other[at] + label[at + 1 :] for other in others if at < len(other)}
    return made


@pytest.mark.parametrize(("label", "row_id"), sorted({(label.rpartition("/")[2], row_id) for label, row_id in ROWS}))
def test_one_wrong_character_never_leads_to_another_row(label: str, row_id: str) -> None:
    words = label_of(label).words
    others = [label_of(other.rpartition("/")[2]).words for other, _ in ROWS]
    own = {row_id, "T3.r6"} if row_id == "T3.r6" else {row_id}
    found = {damaged: match_row(damaged) for damaged in _damaged(words, others) if damaged not in others}
    assert {damaged: row for damaged, row in found.items() if row is not None and row not in own} == {}
    if len(words) >= 8:
        assert row_id in found.values()


@pytest.mark.parametrize(("label", "column_id"), COLUMNS)
def test_one_wrong_character_never_leads_to_another_column(label: str, column_id: str) -> None:
    words = label_of(label).words
    others = [label_of(other).words for other, _ in COLUMNS]
    found = {damaged: match_column(damaged) for damaged in _damaged(words, others) if damaged not in others}
    assert {damaged: column for damaged, column in found.items() if column not in (None, column_id)} == {}


@pytest.mark.parametrize(
    ("printed", "group", "above", "row_id"),
    [
        ("3.其他", None, None, "T3.r6_3"),
        ("其他", None, None, None),
        ("其他", "T3.r6", None, "T3.r6_3"),
        ("其他", None, "T3.r6_2", "T3.r6_3"),
        ("（六）其他", None, None, "T3.r6"),
        ("（七）总计", None, None, "T3.r7"),
        ("总计", None, "T3.r6_3", "T3.r7"),
        ("合计", None, "T3.r6", "T3.r7"),
        ("总计", None, "T3.r1", None),
        ("（三）合计", None, "T3.r6", None),
    ],
)
def test_context_tells_rows_and_columns_of_one_name_apart(
    printed: str, group: str | None, above: str | None, row_id: str | None
) -> None:
    assert match_row(printed, group=group, above=above) == row_id


def test_a_column_has_no_ordinal() -> None:
    assert match_column("其他") == "other_org"
    assert match_column("3.其他") is None
    assert match_column("（七）总计") is None


@pytest.mark.parametrize(
    ("printed", "column_id", "unit"),
    [
        ("本年新\n制作数量", "made", None),
        ("本年收费金额（单位：万元）", "amount_wan", "万元"),
        ("本年收费金额", "amount_wan", None),
        ("采购总金额（万元）", "amount", "万元"),
        ("社会组织", "welfare", None),
        ("商业\n企业", "commercial", None),
        ("本年增/减", "change", None),
        ("本年增减", "change", None),
        ("處理決定數量", "decisions", None),
        ("本年制止件数", None, None),
    ],
)
def test_columns_as_reports_print_them(printed: str, column_id: str | None, unit: str | None) -> None:
    assert (match_column(printed), label_of(printed).unit) == (column_id, unit)


@pytest.mark.parametrize(
    ("printed", "item"),
    [
        ("第二十条第（一）项", "一"),
        ("第二十条（五）项", "五"),
        ("二十条第八项", "八"),
        ("第二十条 第（九）款", "九"),
        ("第二十一条", None),
    ],
)
def test_heads_of_blocks(printed: str, item: str | None) -> None:
    assert match_block(printed) == item


def test_headings_of_rows_and_columns() -> None:
    assert is_heading("信息\n内容") and is_heading("法人或其他组织") and is_heading("第二十条第（一）项")
    assert is_heading("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）")
    assert not is_heading("规章") and not is_heading("本单位未制作规章")


def test_pieces_of_a_label() -> None:
    assert is_piece_of("行政机关不再处理其政府信息公", "T3.r6_1") and is_piece_of("行政机关不再处理其政府信息公", "T3.r6_2")
    assert is_piece_of("缴纳费用、", "T3.r6_2") and not is_piece_of("缴纳费用、", "T3.r6_1")
    assert not is_piece_of("", "T3.r1")


def test_what_makes_a_label_another() -> None:
    assert not differs("（二） 部分公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")
    assert not differs("屬於國家祕密", "1.属于国家秘密")
    assert differs("规范性文件", "行政规范性文件")
