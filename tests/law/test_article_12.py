from __future__ import annotations

from gongkai.core.heads import missing_in_catalogue, missing_in_guide

GUIDE = {
    "classification", "arrangement", "how_to_get", "body_name", "body_address", "body_hours", "body_phone", "body_fax",
    "body_online_contact", "receiving_channels",
}  # fmt: skip


class TestArticle12:
    """政府信息公开指南、目录应当包括的内容"""

    def test_a_complete_guide(self):
        assert missing_in_guide(GUIDE) == ()

    def test_an_empty_guide_lacks_all_in_the_order_of_the_law(self):
        missing = missing_in_guide(())
        assert {label.id for label in missing} == GUIDE
        assert [label.zh for label in missing[:3]] == ["政府信息的分类", "编排体系", "获取方式"]

    def test_a_guide_without_its_fax(self):
        assert [label.zh for label in missing_in_guide(GUIDE - {"body_fax"})] == ["传真号码"]

    def test_a_catalogue_entry_needs_four_fields(self):
        assert [label.zh for label in missing_in_catalogue({"doc_no", "validity"})] == ["索引", "名称", "内容概述", "生成日期"]
        assert missing_in_catalogue({"index_no", "title", "abstract", "generated_date"}) == ()
