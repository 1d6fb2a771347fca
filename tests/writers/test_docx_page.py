"""The page of an official paper in Word: its grid, its keeping together, and a package that is ours alone."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import replace
from datetime import date

import docx
import pypdfium2
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from lxml import etree

from gongkai.writers.docx import write_docx
from gongkai.writers.docx_frame import add, add_signature, new_paper, saved
from gongkai.writers.printed import printed_report
from tests.readers.office import converted, needs_office
from tests.writers.round_trip import report_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SETTINGS = [  # in the order of ECMA-376
    "zoom",
    "proofState",
    "defaultTabStop",
    "evenAndOddHeaders",
    "characterSpacingControl",
    "savePreviewPicture",
    "compat",
    "rsids",
]


def parts_of(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_package_holds_nothing_of_another_program() -> None:
    parts = parts_of(write_docx(printed_report(report_of(1))))
    assert sorted(parts) == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
        "word/webSettings.xml",
    ]
    assert not any(b"Macintosh" in data or b"python" in data for data in parts.values())


def test_every_part_that_is_referred_to_is_there_and_has_a_type() -> None:
    parts = parts_of(write_docx(printed_report(report_of(2))))
    types = {each.get("PartName") for each in etree.fromstring(parts["[Content_Types].xml"]) if each.get("PartName")}
    assert types == {f"/{name}" for name in parts if name.endswith(".xml") and name != "[Content_Types].xml"}
    for name, base in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word")):
        for relation in etree.fromstring(parts[name]):
            assert posixpath.normpath(posixpath.join(base, relation.get("Target"))) in parts


def test_word_opens_it_in_its_own_mode() -> None:
    settings = etree.fromstring(parts_of(write_docx(printed_report(report_of(3))))["word/settings.xml"])
    mode = next(each for each in settings.iter(f"{W}compatSetting") if each.get(f"{W}name") == "compatibilityMode")
    assert mode.get(f"{W}val") == "15"
    assert settings.find(f"{W}zoom").get(f"{W}percent") and settings.find(f"{W}themeFontLang").get(f"{W}eastAsia") == "zh-CN"
    names = [etree.QName(each).localname for each in settings]
    placed = [SETTINGS.index(name) for name in names if name in SETTINGS]
    assert placed == sorted(placed) and len(placed) == len(SETTINGS)


def test_the_grid_holds_22_lines() -> None:
    section = docx.Document(io.BytesIO(write_docx(printed_report(report_of(4))))).sections[0]
    room = (section.page_height - section.top_margin - section.bottom_margin) / 635  # twentieths of a point
    pitch = int(section._sectPr.find(f"{W}docGrid").get(f"{W}linePitch"))
    assert 22 * pitch <= room < 22.1 * pitch


def test_a_table_stays_with_the_words_above_and_breaks_between_its_blocks_only() -> None:
    report = replace(report_of(5), form="2021")
    paper = docx.Document(io.BytesIO(write_docx(printed_report(report))))
    table = paper.tables[0]._tbl
    kept = [row.find(f".//{W}keepNext") is not None for row in table.iter(f"{W}tr")]
    heads = [index for index, row in enumerate(paper.tables[0].rows) if row.cells[0].text.startswith("第二十条")]
    assert len(heads) == 4
    assert [index for index, keeps in enumerate(kept) if not keeps] == [head - 1 for head in heads[1:]] + [len(kept) - 1]
    above = table.getprevious()
    assert above.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Heading1"  # a style that keeps with the next


def test_a_sentence_before_a_table_stays_with_it() -> None:
    report = report_of(6)
    report = replace(report, sections={**report.sections, "3": "本部分以下表列示。"})
    paper = docx.Document(io.BytesIO(write_docx(printed_report(report))))
    sentence = next(each for each in paper.paragraphs if each.text == "本部分以下表列示。")
    assert sentence.paragraph_format.keep_with_next and sentence._p.getnext().tag == f"{W}tbl"


@pytest.mark.parametrize(
    ("name", "day", "insets"),
    [
        ("演示市信访局", "2026年1月20日", ("425", "400")),  # 6 and 6.5 characters wide
        ("演示高新技术产业开发区管理委员会", "2026年1月20日", ("400", "875")),
    ],
)
def test_the_name_stands_centred_above_the_date(name: str, day: str, insets: tuple[str, str]) -> None:
    paper = new_paper("甲", None)
    add_signature(paper, name, day)
    signed = paper.paragraphs[-2:]
    assert tuple(each._p.pPr.find(f"{W}ind").get(f"{W}rightChars") for each in signed) == insets
    assert signed[0].paragraph_format.keep_with_next and not signed[1].paragraph_format.keep_with_next


def test_the_day_of_publication_stands_below_the_title_and_the_signature_at_the_end() -> None:
    report = replace(
        report_of(7), published=date(2022, 1, 20), sections={"1": "甲。", "6": "无。\n演示市信访局\n2022年1月18日"}
    )
    paper = docx.Document(io.BytesIO(write_docx(printed_report(report))))
    lines = [(each.text, each.alignment) for each in paper.paragraphs if each.text]
    titles = sum(each.style.name == "Title" for each in paper.paragraphs)
    assert lines[titles] == ("2022年1月20日", WD_ALIGN_PARAGRAPH.CENTER)
    assert lines[-2:] == [("演示市信访局", WD_ALIGN_PARAGRAPH.RIGHT), ("2022年1月18日", WD_ALIGN_PARAGRAPH.RIGHT)]


@needs_office
def test_a_page_holds_22_lines_of_28_characters() -> None:
    paper = new_paper("甲", None)
    for _ in range(3):
        add(paper, "一二三四五六七八九十" * 30, indent=0)
    made = converted({"page.docx": saved(paper, day="2026-01-01")}, ".pdf")["page"]
    with pypdfium2.PdfDocument(made) as file:
        text = file[0].get_textpage().get_text_bounded()
    lines = [line for line in text.splitlines() if line[:1] in "一二三四五六七八九十"]
    assert len(lines) == 22
    assert {len(line) for line in lines[:10]} == {28}
