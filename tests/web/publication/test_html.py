"""The HTML of a document: what may stand in it, what Word and old editors put on the clipboard, and nothing that runs."""

from __future__ import annotations

import re
from random import Random

import pytest
from lxml import etree
from lxml.html import document_fromstring, fragment_fromstring

from gongkai.web.publication.html import CLASSES, TAGS, clean_html, clean_text, text_of_html
from gongkai.web.publication.html_compare import compare_html
from gongkai.web.publication.html_word import PICTURE_LEFT_OUT
from tests.web.publication.html_payloads import PAYLOADS

_RUNS = re.compile(
    r"[\x00-\x20]*(?:javascript|vbscript|data(?!:image/(?:png|jpeg|gif|webp);base64)|file|blob|feed|jar|mhtml)", re.I
)
_ALLOWED_ATTRIBUTES = {"class", "href", "rel", "title", "src", "alt", "rowspan", "colspan", "scope", "start"}


def active(html: str) -> list[str]:
    """What in a piece of HTML a browser would run, load or be led away by."""
    found = []
    for element in document_fromstring(f"<html><body>{html}</body></html>").iter(etree.Element):
        tag = str(element.tag)
        if tag not in TAGS | {"html", "body"}:
            found.append(tag)
        for name, value in element.attrib.items():
            if name not in _ALLOWED_ATTRIBUTES or (name in ("href", "src") and _leads_astray(str(value))):
                found.append(f"{name}={value}")
            if name == "class" and not set(str(value).split()) <= CLASSES:
                found.append(f"class={value}")
    return found


def _leads_astray(value: str) -> bool:
    return _RUNS.match(value) is not None or value.startswith(("//", "/\\", "\\"))


def test_there_are_enough_payloads() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 150


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_nothing_runs(number: int) -> None:
    payload = PAYLOADS[number]
    for markup in (payload, f"<p>前{payload}后</p>", f"<table><tr><td>{payload}</td></tr></table>", f"<ul><li>{payload}"):
        cleaned = clean_html(markup)
        assert active(cleaned) == []
        assert clean_html(cleaned) == cleaned
        shown = compare_html(cleaned, markup)
        assert all(active(re.sub("</?(?:del|ins)>", "", passage.now)) == [] for passage in shown.passages)


TAGS_ALONE = (
    "<p> </p> <table> <tr> <td> <th> </table> <ul> <li> </ul> <div> </div> <h2> </h3> </a> <thead> <caption> <br> <dl><dt> 甲"
)
PIECES = (
    *PAYLOADS,
    *TAGS_ALONE.split(),
    "<span style='font-weight:bold'>",
    "<p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>1.</span>x</p>",
    "<img src='data:image/png;base64,AA=='>",
)


@pytest.mark.parametrize("seed", range(10))
def test_nothing_runs_whatever_stands_beside_it(seed: int) -> None:
    chance = Random(seed)
    for _ in range(60):
        markup = "".join(chance.choice(PIECES) for _ in range(chance.randint(2, 12)))[:20_000]
        cleaned = clean_html(markup)
        assert active(cleaned) == [], markup
        assert clean_html(cleaned) == cleaned, markup


def test_the_check_itself_sees_what_runs() -> None:
    for markup in (
        "<p onclick=x>",
        "<script>x</script>",
        "<a href='javascript:x'>",
        "<a href=' java script:'>".replace(" s", "s"),
        "<p style='x'>",
        "<img src='data:text/html,x'>",
        "<p class='evil'>",
        "<a href='//x'>",
    ):
        assert active(markup), markup


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0}</style></head>
<body lang=ZH-CN><!--StartFragment-->
<p class=MsoTitle align=center style='text-align:center'><b><span
style='font-size:22.0pt'>关于做好接待工作的通知<o:p></o:p></span></b></p>
<h1><span style='font-family:黑体'>一、总则</span></h1>
<p class=MsoNormal style='mso-outline-level:2'>（一）目的</p>
<p class=MsoNormal style='text-indent:2em'><span lang=EN-US style='font-family:"仿宋_GB2312"'>各单位<span
style="font-weight:bold">请</span>落实：</span><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;
</span></span><![endif]>登记</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>转办</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span>先</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>后</p>
<p class=MsoListParagraph style='mso-list:l2 level1 lfo3'><span style='mso-list:Ignore'>（一）<span>&nbsp; </span></span>丙</p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'>
 <tr style='height:20pt'><td width=300 colspan=2 style='border:solid'><p class=MsoNormal align=center><b>名称</b></p></td></tr>
 <tr><td rowspan=1><p class=MsoNormal>甲<o:p></o:p></p></td><td><div>乙</div></td></tr></table>
<p class=MsoNormal align=right style='text-align:right'>演示市信访局</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p style='display:none'>看不见的</p>
<v:shape id=x><v:imagedata src="file:///C:/Temp/x.png"/></v:shape><img src="file:///C:/Temp/x.png">
<font color=red face=x>红字</font>
<!--EndFragment--></body></html>"""


def canonical(html: str) -> bytes:
    """The same bytes for the same elements, whatever the order of their attributes."""
    return etree.tostring(fragment_fromstring(html, create_parent="div"), method="c14n")


def test_a_paste_from_word_becomes_plain_elements() -> None:
    cleaned = clean_html(WORD)
    assert canonical(cleaned) == canonical(
        '<p class="align-center"><strong>关于做好接待工作的通知</strong></p><h2>一、总则</h2><h3>（一）目的</h3>'
        "<p>各单位<strong>请</strong>落实：</p><ul><li>登记</li><li>转办</li></ul><ol><li>先</li><li>后</li></ol><p>（一）丙</p>"
        '<table><tbody><tr><td class="align-center" colspan="2"><strong>名称</strong></td></tr>'
        '<tr><td>甲</td><td>乙</td></tr></tbody></table><p class="align-right">演示市信访局</p>'
        f"<p>{PICTURE_LEFT_OUT}\n红字</p>"
    )
    assert not re.search(r"mso|style|font|o:p|看不见", cleaned, re.I)
    assert clean_html(cleaned) == cleaned


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", ""),
        (" \n ", ""),
        ("甲 & 乙 < 丙", "<p>甲 &amp; 乙 &lt; 丙</p>"),
        ("甲<br>乙", "<p>甲<br>乙</p>"),
        ("<h1>一</h1><h5>二</h5>", "<h2>一</h2><h4>二</h4>"),
        ("<div><div>甲</div>乙<p>丙</p></div>", "<p>甲</p><p>乙</p><p>丙</p>"),
        (
            "<div style='text-align:right'><p>署名</p><p>日期</p></div>",
            '<p class="align-right">署名</p><p class="align-right">日期</p>',
        ),
        ("<p>甲<b>乙</b><i>丙</i><u>丁</u></p>", "<p>甲<strong>乙</strong><em>丙</em><u>丁</u></p>"),
        ("<center>题</center>", '<p class="align-center">题</p>'),
        ("<p></p><p>&nbsp;</p><p>甲</p>", "<p>甲</p>"),
        ("<h2></h2>", "<h2></h2>"),
        ("<p><img src='/f/1.png' alt='图'></p>", '<p><img src="/f/1.png" alt="图"></p>'),
        ("<p><img src='http://x.invalid/1.png'></p>", f"<p>{PICTURE_LEFT_OUT}</p>"),
        ("<p><a href='https://x.invalid/a?b=1&c=2'>甲</a></p>", None),
        ("<p><a href='javascript:x'>甲</a>乙</p>", "<p>甲乙</p>"),
        ("<p>甲<ul><li>乙</li></ul></p>", "<p>甲</p><ul><li>乙</li></ul>"),
        ("<table><caption>表1</caption><thead><tr><th scope=col>甲</th></tr></thead><tr><td>1</td></tr></table>", None),
        ("<p>H<sub>2</sub>O m<sup>2</sup></p>", "<p>H<sub>2</sub>O m<sup>2</sup></p>"),
        ("<ol start=3><li>丙</li></ol>", '<ol start="3"><li>丙</li></ol>'),
    ],
)
def test_what_is_kept(given: str, kept: str | None) -> None:
    cleaned = clean_html(given)
    if kept is not None:
        assert cleaned == kept
    assert clean_html(cleaned) == cleaned


def test_spans_and_heading_cells_of_tables_are_kept() -> None:
    table = (
        '<table><caption>表1 办理情况</caption><thead><tr><th rowspan="2" scope="col">单位</th>'
        '<th colspan="2" scope="colgroup">件数</th></tr><tr><th scope="col">收</th><th scope="col">办</th></tr></thead>'
        '<tbody><tr><th scope="row">甲</th><td>1</td><td>2</td></tr></tbody></table>'
    )
    tree, before = fragment_fromstring(clean_html(table)), fragment_fromstring(table)
    told = [[(each.tag, dict(each.attrib), each.text) for each in one.iter()] for one in (tree, before)]
    assert told[0] == told[1]


def test_heading_cells_say_what_they_head() -> None:
    """The editor writes tables without a head and heading cells without a scope."""
    table = (
        '<table><tbody><tr><th colspan="1" rowspan="1"><p>单位</p></th><th colspan="2"><p>件数</p></th></tr>'
        "<tr><th><p>甲</p></th><td><p>1</p></td><td><p>2</p></td></tr></tbody></table>"
    )
    cleaned = fragment_fromstring(clean_html(table))
    assert [(cell.text, dict(cell.attrib)) for cell in cleaned.find("thead")[0]] == [
        ("单位", {"scope": "col"}),
        ("件数", {"colspan": "2", "scope": "colgroup"}),
    ]
    assert [(cell.tag, cell.text, dict(cell.attrib)) for cell in cleaned.find("tbody")[0]] == [
        ("th", "甲", {"scope": "row"}),
        ("td", "1", {}),
        ("td", "2", {}),
    ]


def test_no_text_is_lost() -> None:
    markup = "甲<div>乙<span>丙</span><table><tr><td>丁</td></tr></table>戊</div>己<p>庚<div>辛</div>壬</p><li>癸</li>"
    assert re.sub(r"\s", "", text_of_html(markup)) == "甲乙丙丁戊己庚辛壬癸"


def test_absurd_nesting_keeps_its_text() -> None:
    assert "甲" in text_of_html("<div>" * 5000 + "甲")
    assert "乙" in text_of_html("<blockquote>" * 300 + "<p>乙")


def test_plain_text_becomes_paragraphs() -> None:
    assert clean_html(clean_text("甲 <b>\n\n 乙 ")) == "<p>甲 &lt;b&gt;</p><p>乙</p>"
    assert text_of_html(clean_text("甲\n乙")) == "甲\n乙"


def test_the_text_of_a_table_stands_row_by_row() -> None:
    assert (
        text_of_html("<p>前</p><table><tr><th>名</th><th>数</th></tr><tr><td><p>甲</p></td><td>1</td></tr></table>")
        == "前\n名\t数\n甲\t1"
    )
