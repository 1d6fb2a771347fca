"""Screening whole documents: where people really put things, in every format with text."""

from __future__ import annotations

import io
import random
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from gongkai.core.findings import Finding, Severity
from gongkai.readers.document import Document, Paragraph, Run, Table, TableCell
from gongkai.readers.docx import read_docx
from gongkai.readers.html import read_html
from gongkai.readers.pdf import read_pdf
from gongkai.readers.text import read_text
from gongkai.readers.xlsx import read_xlsx
from gongkai.screening.screen import hits_of_document, screen_document, screen_file
from tests.screening.plants import DISGUISES, KINDS

ID = "320101199003071232"


def _codes(findings: list[Finding], *, from_level: Severity = Severity.VERIFY) -> list[str]:
    weights = list(Severity)
    return [each.message.code for each in findings if weights.index(each.severity) <= weights.index(from_level)]


def _table(*rows: tuple[str, ...], number: int = 1) -> Table:
    cells = tuple(TableCell(text, row, col) for row, texts in enumerate(rows) for col, text in enumerate(texts))
    return Table(cells, len(rows), len(rows[0]), number)


def _of(*blocks: Paragraph | Table, **about: object) -> Document:
    return Document("docx", blocks, **about)  # type: ignore[arg-type]


def _docx(build) -> bytes:  # type: ignore[no-untyped-def]
    document = docx.Document()
    build(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


# ── the formats ──────────────────────────────────────────────────────────────────────────────


def test_word_runs_of_one_character_each() -> None:
    def build(document) -> None:  # type: ignore[no-untyped-def]
        paragraph = document.add_paragraph()
        for index, char in enumerate(f"申请人身份证号{ID}"):
            paragraph.add_run(char).bold = bool(index % 2)

    (finding,) = screen_document(read_docx(_docx(build), "a.docx"))
    assert (finding.message.code, finding.where) == ("SCR-ID-CARD", "P1")
    assert ID not in finding.text() and "3201************32" in finding.text("en")


def test_word_tables_in_tables_and_lines_in_cells() -> None:
    def build(document) -> None:  # type: ignore[no-untyped-def]
        table = document.add_table(2, 2)
        table.cell(0, 1).text = "身份证号"
        table.cell(1, 1).text = f"{ID[:6]}\n{ID[6:]}"
        inner = table.cell(1, 0).add_table(1, 1)
        inner.cell(0, 0).text = "手机13800138000"

    found = {(each.message.code, each.where) for each in screen_document(read_docx(_docx(build), "a.docx"))}
    assert {("SCR-ID-CARD", "T1.R2C2"), ("SCR-PHONE", "T1.R2C1.T1.R1C1")} <= found


def test_a_sheet_that_keeps_numbers_as_numbers() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ("姓名", "手机", "身份证号", "卡号"),
        ("张三", 13800138000, int(ID), 6222021234567890128),
        ("李四", "13900139000", ID, ""),
    ):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    findings = screen_document(read_xlsx(file.getvalue(), "a.xlsx"))
    told = {(each.message.code, each.severity.value, each.where) for each in findings}
    assert told == {
        ("SCR-NAME-LIST", "verify", "T1"),
        ("SCR-PHONE", "error", "T1.R2C2"),
        ("SCR-ID-CARD", "error", "T1.R2C3"),  # rounded to fifteen digits by the sheet
        ("SCR-BANK-CARD", "verify", "T1.R2C4"),
        ("SCR-PHONE", "error", "T1.R3C2"),
        ("SCR-ID-CARD", "error", "T1.R3C3"),
    }


def test_web_pages_and_plain_texts() -> None:
    page = f"<table><tr><th>姓名</th><th>证件号码</th></tr><tr><td>张三</td><td>{ID[:6]}<br>{ID[6:]}</td></tr></table>"
    assert _codes(screen_document(read_html(page.encode(), "a.html"))) == ["SCR-ID-CARD"]
    text = f"公示\n申请人张三，手机１３８００１３８０００，身份证{ID}。\n"
    assert _codes(screen_document(read_text(text.encode(), "a.txt"))) == ["SCR-PHONE", "SCR-ID-CARD"]


def test_a_number_that_a_pdf_breaks_over_two_lines() -> None:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    canvas.drawString(72, 700, f"Applicant's identity number {ID[:10]}")
    canvas.drawString(72, 684, f"{ID[10:]} and telephone 138-0013-8000")
    canvas.save()
    findings = screen_document(read_pdf(file.getvalue(), "a.pdf"))
    assert sorted(_codes(findings)) == ["SCR-ID-CARD", "SCR-PHONE"]
    assert all(each.place.page == 1 for each in findings)


def test_every_kind_is_found_in_word_and_in_sheets() -> None:
    """One of each kind in each disguise, as cells of a table: recall over files, not only over strings."""
    rng = random.Random(11)
    plants = [(kind(rng), disguise) for kind in KINDS for disguise in DISGUISES]
    shown = [(plant, plant.label + disguise(plant.value, rng)) for plant, disguise in plants]

    def build(document) -> None:  # type: ignore[no-untyped-def]
        table = document.add_table(len(shown), 2)
        for row, (_, text) in enumerate(shown):
            table.cell(row, 1).text = text

    book = openpyxl.Workbook()
    for row, (_, text) in enumerate(shown, 1):
        book.active.cell(row, 1, f"第{row}行")
        book.active.cell(row, 2, text)
    file = io.BytesIO()
    book.save(file)
    for document in (read_docx(_docx(build), "a.docx"), read_xlsx(file.getvalue(), "a.xlsx")):
        found = {(each.message.code, each.details.get("masked")) for each in screen_document(document)}
        missed = [(plant.code, text) for plant, text in shown if (plant.code, plant.masked) not in found]
        assert missed == [], document.format


# ── where things stand ───────────────────────────────────────────────────────────────────────


def test_hidden_runs_are_told_and_looked_into() -> None:
    runs = (Run("联系人"), Run("13800138000", hidden=True), Run("。"))
    cell = TableCell("合计", 0, 0, runs=(Run("合计"), Run(f" {ID}", hidden=True)))
    findings = screen_document(_of(Paragraph("联系人。", runs=runs), Table((cell,), 1, 1, 1)))
    assert [(each.message.code, each.where) for each in findings] == [
        ("SCR-HIDDEN-TEXT", "P1"),
        ("SCR-PHONE", "P1"),
        ("SCR-HIDDEN-TEXT", "T1.R1C1"),
        ("SCR-ID-CARD", "T1.R1C1"),
    ]


def test_a_number_across_the_seam_of_two_paragraphs() -> None:
    findings = screen_document(_of(Paragraph(f"身份证号{ID[:8]}"), Paragraph(f"{ID[8:]}，电话13800138000")))
    assert sorted(_codes(findings)) == ["SCR-ID-CARD", "SCR-PHONE"]


def test_the_headings_of_a_table_hold_after_a_page_break() -> None:
    first = _table(("姓名", "军官证号"), ("张三", "1234567"))
    second = _table(("李四", "7654321"), ("王五", "7654322"), number=2)
    wider = _table(("李四", "7654321", "-"), ("王五", "7654322", "-"), number=3)
    codes = [(each.where, each.message.code) for each in screen_document(_of(first, second, wider))]
    assert [where for where, code in codes if code == "SCR-MILITARY-ID"] == ["T1.R2C2", "T2.R1C2", "T2.R2C2"]


def test_the_label_beside_a_cell_counts() -> None:
    table = _table(("姓名", "张三"), ("护照号码", "E12345678"), ("密级", "秘密"))
    assert _codes(screen_document(_of(table)), from_level=Severity.ERROR) == ["SCR-PASSPORT", "SCR-SECRET-MARK"]


def test_marks_in_the_name_and_in_the_properties() -> None:
    document = _of(Paragraph("通知"), name="通知.docx", meta={"title": "机密★3年 通知", "author": "演示"})
    assert [(each.message.code, each.where) for each in screen_document(document)] == [("SCR-SECRET-MARK", "name")]


def test_what_is_published_may_be_allowed() -> None:
    document = _of(Paragraph("电话：138 0013 8000，+86-139-0013-9000，张三"))
    assert len(screen_document(document)) == 2
    assert screen_document(document, allowed=frozenset({"13800138000", "139-0013-9000"})) == []
    table = _table(("姓名", "电话"), ("张三", ""), ("李四", ""))
    assert _codes(screen_document(_of(table))) == ["SCR-NAME-LIST"]
    assert _codes(screen_document(_of(table), allowed=frozenset({"张三"}))) == []


def test_lists_of_persons() -> None:
    money = _table(("姓名", "发放金额（元）"), ("张三", "100"), ("李四", "100"))
    pupils = _table(("学生姓名", "班级", "家长电话"), ("张三", "一（2）班", ""), ("李四", "一（3）班", ""))
    masked = _table(("姓名", "身份证号"), ("张某", "3201****"), ("李*", "3201****"))
    places = _table(("名称", "电话"), ("演示市信访局", "83301234"), ("演示市财政局", "83301235"))
    told = [
        (each.message.code, each.details["columns"])
        for each in screen_document(_of(money, pupils, masked, places))
        if each.where[0] == "T" and "LIST" in each.message.code
    ]
    assert told == [("SCR-NAME-LIST", "发放金额(元)"), ("SCR-NAME-LIST", "家长电话"), ("SCR-MINOR-LIST", "班级")]


def test_children_are_told_for_a_day() -> None:
    document = _of(Paragraph("身份证号320101199003071232"))
    assert "SCR-MINOR" in _codes(screen_document(document, on=date(2000, 1, 1)))
    assert "SCR-MINOR" not in _codes(screen_document(document, on=date(2020, 1, 1)))


def test_hits_carry_block_cell_and_offsets() -> None:
    hits = hits_of_document(_of(Paragraph("通知"), _table(("手机", "13800138000"))))
    (hit,) = hits
    assert (hit.block, hit.cell, hit.start, hit.end) == (1, (0, 1), 0, 11)


@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_tables_without_headings_are_noted_where_the_format_can_mark_them(format: str) -> None:
    rows = _table(("甲", "乙"), ("丙", "丁"))
    marked = Table((rows.cells[0]._replace(header=True), *rows.cells[1:]), 2, 2, 2)
    findings = screen_document(Document(format, (rows, marked)))
    assert [each.where for each in findings] == (["T1"] if format == "docx" else [])


def test_a_text_whose_tables_cannot_be_told_apart_is_screened_line_by_line(tmp_path: Path) -> None:
    rows = ["（一）予以公开0000000", "（二）部分公开0000000", "1.属于国家秘密0000000", "2.其他法律行政法规禁止公开0000000"]
    path = tmp_path / "a.txt"
    path.write_text("\n".join(["三、收到和处理政府信息公开申请情况", *rows, "联系人手机13800138000"]), encoding="utf-8")
    findings = screen_file(path)
    assert [(each.message.code, each.place.line) for each in findings if each.severity is Severity.ERROR] == [("SCR-PHONE", 6)]
