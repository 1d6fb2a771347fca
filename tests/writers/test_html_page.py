"""A report as a page: the same report again when read, and a page that everybody can use."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gongkai
from gongkai.core.errors_writing import WriterNotInstalled
from gongkai.core.report.exchange import Passage, Report
from gongkai.readers.grid import report_from_document
from gongkai.readers.html import read_html
from gongkai.readers.reading import read_report
from gongkai.writers import html_pages
from gongkai.writers.html import write_html
from gongkai.writers.printed import printed_report
from tests.core.report.reports import CITY_2023, changed, number_cell, report, with_rows
from tests.corpus import CORPUS
from tests.writers.pages import faults, parsed
from tests.writers.round_trip import report_of, same

EXAMPLES = Path(gongkai.__file__).parents[2] / "examples"
OLD = report({"T3.r6": (1, 0, 0, 0, 0, 0, 1), "T3.new": (1, 0, 0, 0, 0, 0, 1)}, year=2020, form_id="2019")
REPORTS = {
    "a city": report(CITY_2023),
    "zeros": report({}),
    "the old form": OLD,
    "blanks and dashes": changed(report(), T3__new__total="", T3__r1__natural="/", T2__1__rule__valid="—"),
    "a hybrid": with_rows(report(), {"T3.r6": (2, 0, 0, 0, 0, 0, 2)}),
    "remarks": changed(report(), T2__1__norm__valid=number_cell("T2.1.norm.valid", "22", remark="其中修订16件")),
    "an amount": changed(report(), T2__8__fee__amount_wan=number_cell("T2.8.fee.amount_wan", "587400", unit="元")),
    "markup in the text": report(prose={"1": "一是 <b>粗</b> & “引”'号'。\n</section><script>alert(1)</script>。"}),
}


def again(page: str) -> Report:
    return report_from_document(read_html(page.encode(), "page.html"))


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_the_page_reads_back_as_the_same_report(name: str) -> None:
    written = REPORTS[name]
    assert same(written, again(write_html(printed_report(written))))


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 2**32))
def test_any_report_reads_back_from_a_good_page(seed: int) -> None:
    written = report_of(seed)
    page = write_html(printed_report(written))
    assert same(written, again(page))
    assert faults(page) == []


@pytest.mark.parametrize(
    "file", sorted(path.name for path in EXAMPLES.glob("*.*") if path.suffix in {".docx", ".html", ".pdf"})
)
def test_the_examples_read_back(file: str) -> None:
    written = read_report(EXAMPLES / file)
    assert same(written, again(write_html(printed_report(written))))


@pytest.mark.corpus
@pytest.mark.parametrize("file", ["hongze-2023.pdf", "pingtan-2021.html", "pingtan-2023.html", "suqian-2023.txt"])
def test_real_reports_read_back(file: str) -> None:
    written = read_report(CORPUS / file)
    page = write_html(printed_report(written))
    assert same(written, again(page))
    assert faults(page) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", sorted(REPORTS))
def test_the_page_is_accessible_and_stands_alone(name: str, lang: str) -> None:
    assert faults(write_html(printed_report(REPORTS[name]), lang)) == []


def test_faults_are_found() -> None:
    page = write_html(printed_report(report(CITY_2023)))
    broken = [
        page.replace(' scope="row"', "", 1),
        page.replace('id="s2"', 'id="s1"', 1),
        page.replace("<main", "<script>x</script><main", 1),
        page.replace("<h2", "<h4", 1).replace("</h2>", "</h4>", 1),
        page.replace('tabindex="0"', "", 1),
        page.replace("<p>", '<p style="color:red">', 1),
        page.replace("</style>", '@import "a.css";</style>', 1),
        page.replace("<p>", "<p>https://example.org/a", 1),
    ]
    for each in broken:
        assert each != page
        assert faults(each)


def test_every_number_names_its_headings() -> None:
    root = parsed(write_html(printed_report(report(CITY_2023))))
    texts = {th.get("id"): "".join(th.itertext()) for th in root.iter("th")}

    def headings(table: str, number: str) -> list[str]:
        (cell,) = [td for td in root.iterfind(f".//table[@id='{table}']//td") if td.text == number]
        return [texts[name] for name in cell.get("headers").split()]

    assert headings("T3", "1191") == ["申请人情况", "总计", "三、本年度办理结果", "（一）予以公开"]
    assert headings("T3", "74") == [
        "申请人情况",
        "法人或其他组织",
        "商业企业",
        "三、本年度办理结果",
        "（四）无法提供",
        "1.本机关不掌握相关政府信息",
    ]
    assert headings("T2", "597") == ["第二十条第（一）项", "现行有效件数", "行政规范性文件"]
    assert headings("T2", "20163") == ["第二十条第（六）项", "本年处理决定数量", "行政强制"]
    assert headings("T4", "67") == ["行政诉讼", "复议后起诉", "其他结果"]


def test_table_2_has_a_body_for_each_item_and_table_3_a_head() -> None:
    root = parsed(write_html(printed_report(report())))
    assert len(root.findall(".//table[@id='T2']/tbody")) == 4
    assert root.find(".//table[@id='T2']/thead") is None
    assert len(root.findall(".//table[@id='T3']/thead/tr")) == 3
    assert len(root.findall(".//table[@id='T3']/tbody")) == 1


def test_what_the_head_says() -> None:
    root = parsed(write_html(printed_report(report(prose={"1": "本年度工作平稳有序。" * 30}))))
    assert root.findtext(".//title") == "演示市人民政府2023年政府信息公开工作年度报告"
    (described,) = root.xpath("//meta[@name='description']/@content")
    assert described.startswith("演示市人民政府2023年政府信息公开工作年度报告。本年度工作")
    assert described.endswith("…")
    assert len(described) == 120


def test_the_day_of_publication() -> None:
    page = write_html(printed_report(report()))
    assert '<time datetime="2024-01-20">2024年1月20日</time>' in page
    assert again(page).published == date(2024, 1, 20)
    signed = replace(report(), passages=(*report().passages, Passage("2024年1月20日", "6")))
    assert "<time" not in write_html(printed_report(signed))


def test_the_lead_stands_before_the_sections() -> None:
    led = replace(report(), passages=(Passage("根据《条例》编制本报告。", "0"), *report().passages))
    assert write_html(printed_report(led)).index("编制本报告") < write_html(printed_report(led)).index("一、总体情况")


def test_nothing_of_the_page_but_the_report_is_text() -> None:
    read = again(write_html(printed_report(report())))
    assert [passage.text for passage in read.passages if passage.section == "0"] == [
        "演示市人民政府2023年政府信息公开工作年度报告",
        "发布日期：2024年1月20日",
    ]


def test_the_same_report_gives_the_same_page() -> None:
    printed = printed_report(report(CITY_2023))
    assert write_html(printed) == write_html(printed)


def test_without_jinja(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "jinja2", None)
    html_pages._environment.cache_clear()
    with pytest.raises(WriterNotInstalled, match="gongkai\\[writers\\]"):
        html_pages.page("report.html", ())
    html_pages._environment.cache_clear()
