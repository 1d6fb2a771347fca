"""Masks show what law.md 10.1 lets them show, and of anything odd nothing."""

from __future__ import annotations

import pytest

from gongkai.web.sealing.masks import HIDDEN, mask_address, mask_card, mask_email, mask_id, mask_name, mask_phone


@pytest.mark.parametrize(
    "mask, value, shown",
    [
        (mask_id, "32010219900101123X", "3201************3X"),
        (mask_id, "３２０１０２１９９００１０１１２３４", "3201************34"),
        (mask_id, "3201 0219 9001 0112 34", "3201************34"),
        (mask_id, "320102900101123", "3201*********23"),
        (mask_id, "1234567", HIDDEN),
        (mask_id, "G12345678", HIDDEN),
        (mask_id, "", ""),
        (mask_phone, "13812341234", "138****1234"),
        (mask_phone, "138 1234 1234", "138****1234"),
        (mask_phone, "0955-7012345", "0955-*****45"),
        (mask_phone, "(010)66001234", "010-******34"),
        (mask_phone, "12", HIDDEN),
        (mask_phone, "", ""),
        (mask_card, "6222 0200 0000 1234 567", "***************4567"),
        (mask_card, "1234", HIDDEN),
        (mask_email, "zhangsan@example.cn", "z***@example.cn"),
        (mask_email, "nobody", HIDDEN),
        (mask_name, "张三", "张*"),
        (mask_name, "王小明", "王**"),
        (mask_name, "欧阳娜娜", "欧阳**"),
        (mask_name, "欧阳", "欧*"),
        (mask_name, "张 三", "张*"),
        (mask_name, "张", "*"),
        (mask_name, "阿不都·热合曼", "阿******"),
        (mask_name, "John Smith", "J*** S***"),
        (mask_name, "  ", ""),
        (mask_address, "甲省演示市乙县幸福镇和谐小区3号楼2单元", "甲省演示市乙县幸福镇****"),
        (mask_address, "演示市乙区文明街道和平社区5号", "演示市乙区文明街道****"),
        (mask_address, "演示市乙区和平路12号", "演示市乙区****"),
        (mask_address, "和平路12号演示小区", HIDDEN),
        (mask_address, "", ""),
    ],
)
def test_masks(mask, value, shown):
    assert mask(value) == shown


@pytest.mark.parametrize("mask", [mask_id, mask_phone, mask_card, mask_email])
@pytest.mark.parametrize("value", ["1", "12345", "张三", "x@", "@", "13812341234567890123456", "\u200b", "a b c"])
def test_what_is_odd_is_hidden_whole(mask, value):
    assert mask(value) in (HIDDEN, "")
