"""Charts: the numbers of the tables, told in words as well, and nothing that is no drawing."""

from __future__ import annotations

import re
import sys

import pytest
from lxml import etree

from gongkai.core.errors_writing import WriterNotInstalled
from gongkai.core.report.exchange import Report
from gongkai.writers.charts import WIDTH, Chart, charts_of
from gongkai.writers.printed import printed_report
from tests.core.report.reports import CITY_2023, changed, number_cell, report

SVG = "{http://www.w3.org/2000/svg}"


def charts(each: Report, lang: str = "zh") -> dict[str, Chart]:
    return {chart.id: chart for chart in charts_of(printed_report(each), lang)}


def bars(chart: Chart) -> list[tuple[str, str, float]]:
    """Label, number and width of every bar, top down."""
    root = etree.fromstring(chart.svg)
    found, label = [], ""
    for element in root.iter():
        if element.get("class") == "label":
            label += element.text
        elif element.get("class") == "bar":
            width = float(element.get("width"))
        elif element.get("class") == "number":
            found.append((label, element.text, width))
            label = ""
    return found


def test_results_that_are_not_zero_in_the_order_of_the_form() -> None:
    drawn = bars(charts(report(CITY_2023))["chart-results"])
    assert drawn[0][:2] == ("（一）予以公开", "1191")
    assert ("（三）不予公开4.保护第三方合法权益", "38") in [(re.sub(r"\s", "", label), number) for label, number, _ in drawn]
    assert len(drawn) == 19
    assert all("总计" not in label and "结转" not in label for label, _, _ in drawn)
    longest = max(width for _, _, width in drawn)
    assert drawn[0][2] == longest < WIDTH
    by_number = {number: width for _, number, width in drawn}
    assert by_number["328"] == pytest.approx(longest * 328 / 1191, rel=0.01)


def test_applicants_and_remedies() -> None:
    found = charts(report(CITY_2023))
    assert [(label, number) for label, number, _ in bars(found["chart-applicants"])] == [
        ("自然人", "3402"),
        ("商业企业", "99"),
        ("社会公益组织", "4"),
        ("法律服务机构", "5"),
        ("其他", "1"),
    ]
    remedies = [(label, number) for label, number, _ in bars(found["chart-remedies"])]
    assert remedies[0] == ("行政复议 结果维持", "309")
    assert ("行政诉讼：复议后起诉 其他结果", "67") in remedies
    assert len(remedies) == 11


def test_no_chart_where_there_is_nothing_to_draw() -> None:
    assert charts(report({})) == {}
    assert set(charts(report())) == {"chart-results", "chart-applicants"}


def test_what_is_uncertain_is_not_drawn_and_a_remark_does_not_disturb() -> None:
    marked = changed(report(), T3__r1__total="约3", T3__r4_1__total=number_cell("T3.r4_1.total", "2", remark="含并案1件"))
    assert [number for _, number, _ in bars(charts(marked)["chart-results"])] == ["2"]
    assert "约3" not in charts(marked)["chart-results"].svg


def test_told_in_words() -> None:
    chart = charts(report())["chart-applicants"]
    root = etree.fromstring(chart.svg)
    title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), told.get("id")]
    assert (title.text, told.text) == ("新收申请的申请人（件）", "自然人 5。数据即表三所列。")
    english = charts(report(), "en")["chart-applicants"]
    assert (english.title, english.description) == (
        "Who made the new requests (cases)",
        "自然人 5. The numbers are those of table 3.",
    )


def test_a_long_label_takes_several_lines_and_stays_inside() -> None:
    late = report({"T3.r6_1": (1, 0, 0, 0, 0, 0, 1), "T3.r1": (1, 0, 0, 0, 0, 0, 1)})
    root = etree.fromstring(charts(late)["chart-results"].svg)
    lines = [element.text for element in root.iter(f"{SVG}text") if element.get("class") == "label"]
    assert len(lines) >= 3
    assert max(map(len, lines)) <= 24
    height = float(root.get("viewBox").split()[3])
    assert all(0 < float(element.get("y")) <= height for element in root.iter(f"{SVG}text", f"{SVG}rect"))


def test_nothing_but_a_drawing() -> None:
    for chart in charts(report(CITY_2023)).values():
        assert {etree.QName(element).localname for element in etree.fromstring(chart.svg).iter()} == {
            "svg",
            "title",
            "desc",
            "text",
            "rect",
        }
        assert "http" not in chart.svg.replace("http://www.w3.org/2000/svg", "")


def test_the_same_report_gives_the_same_drawing() -> None:
    assert charts(report(CITY_2023)) == charts(report(CITY_2023))


def test_without_pygal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygal", None)
    with pytest.raises(WriterNotInstalled, match="pygal"):
        charts(report())
