"""The measure of likeness."""

from __future__ import annotations

from decimal import Decimal

from gongkai.core.report.similarity import likeness, pairs, similarity


def test_likeness() -> None:
    assert similarity("公开质量不高", "公开质量不高") == 1
    assert similarity("2022年公开质量，不高", "2023年公开质量不高") == 1
    assert similarity("公开质量不高", "完全另外一句") == 0
    assert similarity("公开质量", "公开数量") == Decimal(1) / 3
    assert similarity("", "") == 0


def test_likeness_of_texts_counted_once() -> None:
    before = pairs("公开质量不高，公开质量")
    assert likeness(before, pairs("公开质量不高")) == similarity("公开质量不高，公开质量", "公开质量不高") == Decimal(10) / 14
    assert before["公开"] == 2
