"""The files are real files: other programs' readers open them and find the numbers."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from random import Random

import docx
import opencc
import openpyxl
import pypdfium2
import pytest
from lxml import etree, html

from gongkai.samples import FORMATS, generate
from gongkai.samples.numerals import digits, han_numeral, in_prose, signed
from gongkai.samples.page import _traditional
from gongkai.samples.prose import phrases
from gongkai.samples.switches import pairwise, random_switches, switches_for


def _pdf_text(data):
    document = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in document)


@pytest.mark.parametrize("number", range(20))
def test_a_word_document_opens_in_python_docx(number):
    switches = {**random_switches(Random(number), "docx"), "nested": "none", "tracked": "none", "runs": "whole"}
    sample = generate(number, "2019", "docx", switches)
    tables = docx.Document(io.BytesIO(sample.data)).tables
    assert len(tables) == {"whole": 3, "blocks": 7, "halves": 4}[switches["split"]]
    assert len(tables[-1].rows[3].cells) == 15


@pytest.mark.parametrize("number", range(20))
def test_a_workbook_opens_in_openpyxl(number):
    switches = {**random_switches(Random(number), "xlsx"), "digits": "plain", "zeros": "zero", "scale": "office"}
    sample = generate(number, "2021", "xlsx", {**switches, "padding": "none"})
    book = openpyxl.load_workbook(io.BytesIO(sample.data), data_only=True)
    rows = [row for sheet in book.worksheets for row in sheet.iter_rows(values_only=True)]
    numbers = [[str(value) for value in row if value is not None] for row in rows]
    expected = [str(value) for values in sample.truth["table4"].values() for value in values]
    assert expected in numbers


@pytest.mark.parametrize("turned", ["0", "90", "180", "270"])
@pytest.mark.parametrize("forms", ["none", "pages"])
def test_a_turned_page_shows_upright_in_pdfium(turned, forms):
    data = generate(4, "2021", "pdf", {"turned": turned, "form-objects": forms}).data
    page = pypdfium2.PdfDocument(data)[0]
    assert page.get_size() == (595, 842)
    picture = page.render(scale=1).to_pil().convert("L")
    assert picture.crop((40, 40, 560, 300)).getextrema()[0] < 128
    assert picture.crop((0, 0, 595, 30)).getextrema() == (255, 255)


def test_pdf_text_can_be_copied():
    sample = generate(4, "2019", "pdf", {"minus": "minus", "headings": "long"})
    text = _pdf_text(sample.data).replace("\r\n", "")
    assert sample.truth["title"] in text
    assert "五、政府信息公开工作存在的主要问题及改进情况" in text


def test_bold_by_overprinting_draws_twice():
    once, twice = (generate(4, "2019", "pdf", {"bold": bold}).data for bold in ("no", "drawn-twice"))
    assert len(_pdf_text(twice)) > len(_pdf_text(once)) or len(twice) > len(once)


@pytest.mark.parametrize(
    "row",
    list(pairwise({name: switches_for("html")[name] for name in ("encoding", "markup", "spans", "paragraphs", "around")})),
)
def test_a_web_page_parses_in_lxml_with_all_its_rows(row):
    sample = generate(6, "2021", "html", row)
    codec = {"gb18030": "gb18030", "gb18030-unnamed": "gb18030", "utf-16": "utf-16"}.get(row["encoding"], "utf-8-sig")
    tree = html.fromstring(sample.data.decode(codec).replace(' encoding="', ' x="'))
    cells = ["".join(cell.itertext()).strip("\xa0 \n") for cell in tree.iter("td")]
    assert cells.count("信息内容") == 4
    assert [cell for cell in cells if cell.isdigit()][-15:] == [
        str(v) for values in sample.truth["table4"].values() for v in values
    ]


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_every_part_is_well_formed_xml(kind):
    for row in pairwise(switches_for(kind), seed=2):
        with zipfile.ZipFile(io.BytesIO(generate(2, "2021", kind, row).data)) as package:
            for name in package.namelist():
                etree.fromstring(package.read(name))


@pytest.mark.parametrize("kind", FORMATS)
def test_traditional_reports_are_traditional(kind):
    data = generate(5, "2021", kind, {"script": "traditional"}).data
    assert data != generate(5, "2021", kind).data


def test_every_character_we_write_has_its_traditional_form():
    """Compared with OpenCC, so that a new sentence cannot stay half simplified."""
    convert = opencc.OpenCC("s2t").convert
    kept = set("吃")
    told = "".join(entry["text"] for entries in phrases().values() for entry in entries)
    missing = {c for c in told if convert(c) != c and ord(c) not in _traditional() and c not in kept}
    assert not missing


@pytest.mark.parametrize(
    ("value", "style", "text"),
    [
        ("1234567", "thousands", "1,234,567"),
        ("12.50", "wide", "１２．５０"),
        ("1234", "thousands-wide", "１，２３４"),
        ("0", "plain", "0"),
    ],
)
def test_digits(value, style, text):
    assert digits(Decimal(value), style) == text


@pytest.mark.parametrize(
    ("value", "minus", "text"),
    [
        (-4, "word", "减4"),
        (10, "word", "增10"),
        (0, "word", "0"),
        (-4, "minus", "−4"),
        (-4, "wide", "－4"),
        (-4, "han", "负4"),
        (7, "dash", "7"),
    ],
)
def test_signs(value, minus, text):
    assert signed(Decimal(value), "plain", minus) == text


@pytest.mark.parametrize(
    ("value", "text"), [(3, "三"), (10, "十"), (12, "十二"), (40, "四十"), (99, "九十九"), (100, "100"), (0, "0")]
)
def test_han_numerals(value, text):
    assert han_numeral(Decimal(value)) == text


def test_numbers_in_sentences():
    assert in_prose(Decimal(21), "spaced") == " 21 "
    assert in_prose(Decimal(3525), "thousands") == "3,525"
    assert in_prose(Decimal(12), "han") == "十二"
