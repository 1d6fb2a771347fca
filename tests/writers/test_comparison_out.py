"""A comparison as text, page and document: the same numbers and marks in all three."""

from __future__ import annotations

import io
import sys
from decimal import Decimal

import docx
import pytest

from gongkai.core.errors_writing import WriterNotInstalled
from gongkai.core.report.compare import Comparison, compare_reports
from gongkai.core.report.compare_cells import Figure
from gongkai.core.report.exchange import CellKind
from gongkai.writers.comparison import figure_words, heading, number_words, percent, shown_tables, signed, tally_words, years
from gongkai.writers.comparison_docx import write_comparison_docx
from gongkai.writers.comparison_html import write_comparison_html
from gongkai.writers.comparison_text import comparison_as_text
from tests.core.report.reports import PROBLEMS, changed, report
from tests.writers.pages import faults, parsed

OLD = {"T3.r6": (2, 0, 0, 0, 0, 0, 2), "T3.new": (5, 0, 0, 0, 0, 0, 5)}


@pytest.fixture
def compared() -> Comparison:
    last = changed(
        report(year=2022, prose={"1": "加强平台建设。培训<3>次。", "5": "完全另外的一番话，说的是去年。"}),
        T3__new__total=4,
        T3__carry_out__total=1,
    )
    return compare_reports(report(prose={"1": "加强平台建设。培训<5>次。另设专栏。"}), last)


@pytest.fixture
def forms() -> Comparison:
    return compare_reports(report(year=2021), report(OLD, year=2020, form_id="2019"))


@pytest.mark.parametrize(
    ("share", "words"),
    [("0.125", "+12.5%"), ("-0.5", "−50%"), ("0", "0%"), ("7.2482", "+724.8%"), ("0.0005", "+0.1%"), (None, "—")],
)
def test_shares(share, words: str) -> None:
    assert percent(None if share is None else Decimal(share)) == words


@pytest.mark.parametrize(("difference", "words"), [("3", "+3"), ("-58.74", "−58.74"), ("0", "0"), (None, "—")])
def test_differences(difference, words: str) -> None:
    assert signed(None if difference is None else Decimal(difference)) == words


@pytest.mark.parametrize(
    ("figure", "zh", "en"),
    [
        (Figure(Decimal(-3), "-3", CellKind.NUMBER), "−3", "−3"),
        (Figure(Decimal(3), "3", CellKind.NUMBER, summed=True), "3（三行之和）", "3 (sum of three)"),
        (Figure(None, "", None, asked=False), "无此项", "not asked"),
        (Figure(None, "", None), "未列出", "not listed"),
        (Figure(None, "/", CellKind.DASH), "/", "/"),
        (Figure(None, "", CellKind.BLANK), "空白", "blank"),
        (Figure(None, "约5", CellKind.TEXT), "约5（待核实）", "约5 (uncertain)"),
    ],
)
def test_a_number_or_why_there_is_none(figure: Figure, zh: str, en: str) -> None:
    assert (figure_words(figure, "zh"), figure_words(figure, "en")) == (zh, en)


def test_numbers_that_may_be_missing() -> None:
    assert (number_words(None), number_words(Decimal(-1))) == ("—", "−1")


def test_rows_that_say_nothing_are_counted(compared: Comparison) -> None:
    two, three, four = shown_tables(compared, "zh")
    assert (two.rows, two.left_out) == ((), 6)
    assert [(row.label, row.column) for row in three.rows][:2] == [
        ("一、本年新收政府信息公开申请数量", "自然人"),
        ("一、本年新收政府信息公开申请数量", "总计"),
    ]
    assert four.left_out == 3


def test_reports_without_their_year_and_body() -> None:
    compared = compare_reports(report(year=None, agency=None), report(year=None, agency=None))
    assert years(compared, "zh") == ("上年报告", "本年报告")
    assert years(compared, "en") == ("earlier report", "later report")
    text = comparison_as_text(compared)
    assert text.startswith("上年报告与本年报告政府信息公开工作年度报告对照\n※")
    assert "未作跨年度核对" in text


def test_the_heading_names_both_bodies_where_they_differ() -> None:
    compared = compare_reports(report(), report(year=2022, agency="演示县人民政府"))
    assert heading(compared, "zh") == "演示县人民政府2022年与演示市人民政府2023年政府信息公开工作年度报告对照"
    assert heading(compared, "en") == "演示县人民政府, report 2022, and 演示市人民政府, report 2023, compared"
    assert (
        heading(compare_reports(report(agency=None), report(agency=None, year=2022)), "en") == "reports 2022 and 2023 compared"
    )


def test_as_text(compared: Comparison) -> None:
    lines = comparison_as_text(compared).splitlines()
    assert lines[0] == "演示市人民政府2022年与2023年政府信息公开工作年度报告对照"
    assert ["总计", "4", "5", "+1", "+25%"] in [line.split() for line in lines]
    assert any("不衔接" in line for line in lines)
    assert any(line.startswith("总计") and line.endswith("不一致") for line in lines)
    assert "  改写  培训<［删：3］［增：5］>次。" in lines
    assert "  新增  ［增：另设专栏。］" in lines
    assert not any("加强平台建设" in line for line in lines)
    assert next(line for line in lines if line.startswith("五、")).startswith("五、存在的主要问题及改进情况：相似度")
    table = lines[lines.index("【表三】") + 1 : lines.index("【表四】")]
    ends = {len(line.split("  总计")[1].rstrip("%")) for line in table if line.startswith("  总计") and line.endswith("%")}
    assert len(ends) == 1


def test_as_english_text(compared: Comparison) -> None:
    text = comparison_as_text(compared, "en")
    assert text.startswith("演示市人民政府: reports 2022 and 2023 compared")
    assert "from 80% this software asks for a look" in text
    assert tally_words(compared.sections[0], "en") == "1 unchanged, 1 changed, 1 added."


def test_nothing_found_and_nothing_written() -> None:
    blank = {"1": "", "5": "", "6": ""}
    text = comparison_as_text(compare_reports(report(prose=blank), report(year=2022, prose=blank)))
    assert "跨年度核对未发现不一致。" in text
    assert "两份报告都没有可比较的文字。" in text


def test_only_one_year_has_text() -> None:
    text = comparison_as_text(compare_reports(report(), report(year=2022, prose={"5": ""})))
    assert "五、存在的主要问题及改进情况：仅一年有文字。" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_accessible(compared: Comparison, forms: Comparison, lang) -> None:
    for each in (compared, forms, compare_reports(report({}), report({}))):
        page = write_comparison_html(each, lang)
        assert faults(page) == []
        assert parsed(page).get("lang") == ("zh-CN" if lang == "zh" else "en")


def test_the_page_marks_each_side(compared: Comparison) -> None:
    root = parsed(write_comparison_html(compared))
    (row,) = root.xpath("//section[@aria-labelledby='prose-1']//tr[@class='changed']")
    assert ["".join(td.itertext()) for td in row.iter("td")] == ["培训<3>次。", "培训<5>次。"]
    assert (row.findtext(".//del"), row.findtext(".//ins")) == ("3", "5")
    (added,) = root.xpath("//section[@aria-labelledby='prose-1']//tr[@class='added']")
    assert ["".join(td.itertext()) for td in added.iter("td")] == ["", "另设专栏。"]
    assert added.findtext(".//ins") == "另设专栏。"
    assert [tr.findtext("th") for tr in root.xpath("//tr[@class='differs']")] == ["总计"]


def test_the_page_gives_both_numbers_and_the_change(compared: Comparison) -> None:
    root = parsed(write_comparison_html(compared))
    row = next(tr for tr in root.xpath("//table[@id='T3']//tr") if tr.findtext("th") == "总计")
    assert [td.text for td in row.iter("td")] == ["4", "5", "+1", "+25%"]
    texts = {th.get("id"): th.text for th in root.iter("th") if th.get("id")}
    assert [texts[name] for name in row.findall("td")[2].get("headers").split()] == [
        "一、本年新收政府信息公开申请数量",
        "总计",
        "增减",
    ]


def test_notes_on_the_page(forms: Comparison) -> None:
    page = write_comparison_html(forms)
    assert "两份报告的格式不同" in page
    assert "3（三行之和）" not in page
    assert "0（三行之和）" in page


def document_of(each: Comparison, lang="zh") -> docx.document.Document:
    return docx.Document(io.BytesIO(write_comparison_docx(each, lang)))


def test_as_a_document(compared: Comparison) -> None:
    document = document_of(compared)
    assert document.core_properties.title == "演示市人民政府2022年与2023年政府信息公开工作年度报告对照"
    assert document.paragraphs[0].text == document.core_properties.title
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 1"] == [
        "需要核对的事项",
        "数据对照",
        "结转衔接",
        "文字对照",
    ]
    assert "不衔接" in "".join(p.text for p in document.paragraphs)
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["　总计", "4", "5", "+1", "+25%"] in rows
    assert ["总计", "1", "0", "不一致"] in rows
    assert ["改写", "培训<［删：3］>次。", "培训<［增：5］>次。"] in rows
    assert ["新增", "", "［增：另设专栏。］"] in rows
    assert ["未变", "加强平台建设。", "加强平台建设。"] in rows


def test_marks_of_the_document_do_not_need_colour(compared: Comparison) -> None:
    runs = [r for t in document_of(compared).tables for row in t.rows for c in row.cells for p in c.paragraphs for r in p.runs]
    assert [run.font.strike for run in runs if run.text == "［删：3］"] == [True]
    assert [run.font.underline for run in runs if run.text == "［增：5］"] == [True]


def test_the_document_is_a4_with_heads_that_repeat(compared: Comparison, forms: Comparison) -> None:
    document = document_of(compared, "en")
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert page.footer.paragraphs[0]._p.xpath("w:fldSimple/@w:instr") == ["PAGE"]
    heads = document.element.xpath("//w:tr[1]/w:trPr/w:tblHeader")
    assert len(heads) == len(document.tables) >= 4
    order = [each.tag.rpartition("}")[2] for each in document.element.xpath("//w:tblPr")[0]]
    assert order.index("tblBorders") < order.index("tblLayout") < order.index("tblCellMar") < order.index("tblLook")
    assert "※" in document_of(forms).paragraphs[1].text


def test_a_document_without_findings_and_text() -> None:
    blank = {"1": "", "5": "", "6": ""}
    texts = [
        p.text for p in document_of(compare_reports(report({}, prose=blank), report({}, year=2022, prose=blank))).paragraphs
    ]
    assert "跨年度核对未发现不一致。" in texts
    assert "两份报告都没有可比较的文字。" in texts
    same = document_of(compare_reports(report(prose={"5": PROBLEMS}), report()))
    assert "未作跨年度核对，原因见上。" in [p.text for p in same.paragraphs]


def test_characters_that_no_xml_may_hold_are_left_out_of_the_document() -> None:
    odd = report(agency="演示\x01市", prose={"1": "一\x00二\ud800三\ufffe四。"})
    document = document_of(compare_reports(odd, report(year=2022, agency="演示\x02县")))
    assert document.paragraphs[0].text.startswith("演示县2022年与演示市2023年")
    assert ["新增", "", "［增：一二三四。］"] in [[c.text for c in row.cells] for t in document.tables for row in t.rows]


def test_without_python_docx(monkeypatch: pytest.MonkeyPatch, compared: Comparison) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(WriterNotInstalled, match="python-docx"):
        write_comparison_docx(compared)
