"""Two versions beside each other, and what is said of a text while it is being written."""

from __future__ import annotations

from decimal import Decimal

from gongkai.core.report.compare_prose import Fate
from gongkai.web.publication.html import clean_html
from gongkai.web.publication.html_checks import CATALOGUE, document_of_html, html_findings, screened_html
from gongkai.web.publication.html_compare import compare_html


def test_a_changed_sentence_is_marked_inside() -> None:
    compared = compare_html("<p>自2026年3月1日起施行。</p><p>不变。</p>", "<p>自2026年4月1日起施行。</p><p>不变。</p>")
    first = compared.passages[0]
    assert first.fate is Fate.CHANGED
    assert first.before == "自2026年<del>3</del>月1日起施行。"
    assert first.now == "自2026年<ins>4</ins>月1日起施行。"
    assert compared.changed
    assert compared.count(Fate.UNCHANGED) == 1


def test_what_came_and_went() -> None:
    compared = compare_html("<p>第一条甲。</p><p>第二条乙乙乙。</p>", "<p>第一条甲。</p><p>附则丙丙丙丙。</p>")
    assert [(each.fate, each.before, each.now) for each in compared.passages if each.fate is not Fate.UNCHANGED] == [
        (Fate.REMOVED, "<del>第二条乙乙乙。</del>", ""),
        (Fate.ADDED, "", "<ins>附则丙丙丙丙。</ins>"),
    ]


def test_markup_alone_is_no_change_and_equal_versions_show_nothing() -> None:
    compared = compare_html("<p><strong>甲。</strong></p>", "<p>甲。</p>")
    assert (compared.changed, compared.passages, compared.skipped, compared.likeness) == (False, (), 1, Decimal(1))
    assert compare_html("", "").passages == ()


def test_long_stretches_without_a_change_are_counted_and_not_shown() -> None:
    lines = [f"<p>第{number}条本办法的内容之{number}。</p>" for number in range(60)]
    changed = [*lines]
    changed[30] = "<p>第30条已经改写，与以前不同的规定。</p>"
    compared = compare_html("".join(lines), "".join(changed))
    assert compared.passages[0].skipped + compared.skipped + len(compared.passages) >= 60
    assert len(compared.passages) < 10


def test_text_that_looks_like_markup_stays_text() -> None:
    compared = compare_html("<p>甲</p>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")
    assert "<script" not in "".join(each.now for each in compared.passages)
    assert "&lt;script&gt;" in "".join(each.now for each in compared.passages)


def codes(html: str) -> list[tuple[str, str]]:
    return [(each.message.code, each.where) for each in html_findings(clean_html(html))]


def test_what_a_screen_reader_stumbles_over_is_found_with_its_place() -> None:
    assert codes("<h2>一</h2><p><img src='/f/a.png'><img src='/f/b.png' alt='图'></p>") == [("HTM-IMAGE-TEXT", "img-1")]
    assert codes("<h2></h2><h2>一</h2><h4>二</h4>") == [("HTM-HEADING-EMPTY", "h-1"), ("HTM-HEADING-ORDER", "h-3")]
    assert codes("<table><tr><td>名</td></tr><tr><td>甲</td></tr></table>") == [("HTM-TABLE-HEADER", "table-1")]
    assert codes("<p><a href='https://x.invalid'>点击这里</a><a href='https://x.invalid'>《办法》</a></p>") == [
        ("HTM-LINK-TEXT", "a-1")
    ]


def test_a_sound_text_has_no_findings() -> None:
    assert codes("<h2>一</h2><h3>（一）</h3><h2>二</h2><table><tr><th>名</th></tr><tr><td>甲</td></tr></table>") == []
    assert html_findings("") == []


def test_every_finding_speaks_both_languages() -> None:
    for html in ("<img src='/f/a.png'>", "<h2></h2>", "<h4>二</h4>", "<table><tr><td>1</td></tr><tr><td>2</td></tr></table>"):
        for finding in html_findings(clean_html(html)):
            assert finding.text("zh") and finding.text("en") and finding.next_step("zh") and finding.next_step("en")
            assert CATALOGUE[finding.message.code] is finding.message


def test_personal_data_typed_into_a_text_or_a_table_is_seen() -> None:
    html = clean_html(
        "<p>联系人电话13912345678。</p><table><tr><th>姓名</th><th>身份证号</th></tr><tr><td>甲</td><td>11010519491231002X</td></tr></table>"
    )
    found = {each.message.code for each in screened_html(html)}
    assert {"SCR-ID-CARD", "SCR-PHONE"} <= found
    assert screened_html("") == []


def test_clean_html_is_the_document_the_rules_read() -> None:
    html = "<h2>一</h2><ul><li>甲<p>乙</p></li></ul><table><tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr></table>"
    document = document_of_html(html)
    assert [(block.text, block.level) for block in document.paragraphs] == [("一", 2), ("甲", 0), ("乙", 0)]
    assert [(cell.text, cell.row, cell.col) for cell in document.tables[0].cells] == [("a", 0, 0), ("b", 0, 1), ("c", 1, 1)]
    assert (document.tables[0].n_rows, document.tables[0].n_cols) == (2, 2)
