"""What hides in Word documents and spreadsheets, each thing told once, with its part."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Pt, RGBColor
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from gongkai.core.findings import Finding, Severity
from gongkai.screening.hidden import inspect
from gongkai.screening.mask import masked
from gongkai.screening.messages_files import FILE_CATALOGUE
from tests.screening.files import (
    ID,
    OTHER,
    PHONE,
    book,
    opened,
    package,
    paragraph,
    parts_of,
    photograph,
    word,
    word_with,
)


def _found(data: bytes, name: str = "a.docx") -> list[Finding]:
    findings = inspect(opened(data, name))
    for finding in findings:
        for text in (finding.text(), finding.text("en"), finding.next_step(), finding.next_step("en")):
            assert text and not any(secret in text for secret in (ID, PHONE, OTHER))
            assert "违规" not in text and "错误" not in text
    return findings


def _codes(data: bytes, name: str = "a.docx") -> set[str]:
    return {finding.message.code for finding in _found(data, name)}


def test_the_catalogue_is_complete_in_both_languages() -> None:
    assert len(FILE_CATALOGUE) > 40
    for code, message in FILE_CATALOGUE.items():
        assert code == message.code and code.startswith("SCR-")
        assert all(
            (message.zh, message.en, message.next_zh, message.next_en, message.title_zh, message.title_en, message.source)
        )


IN_THE_BODY = {
    "SCR-REVISION": '<w:p><w:del w:id="1" w:author="甲"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>',
    "SCR-EMBEDDED": "<w:p><w:r><w:object/></w:r></w:p>",
    "SCR-INVISIBLE-TEXT": paragraph("白", '<w:color w:val="FFFFFF"/>'),
    "SCR-PHONE": f'<w:p><w:r><w:instrText>QUOTE "手机{PHONE}"</w:instrText></w:r></w:p>',
    "SCR-ID-CARD": f'<w:p><w:moveFrom w:id="1" w:author="甲"><w:r><w:t>{ID}</w:t></w:r></w:moveFrom></w:p>',
    "SCR-ALT": '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing" id="1" name="图"/></w:drawing></w:r></w:p>',
}


@pytest.mark.parametrize("code", IN_THE_BODY)
def test_in_the_body_of_a_document(code: str) -> None:
    plain = _codes(word_with(paragraph("正文")))
    assert code not in plain and code in _codes(word_with(paragraph("正文") + IN_THE_BODY[code]))


@pytest.mark.parametrize(
    ("properties", "told"),
    [
        ('<w:sz w:val="2"/>', True),
        ('<w:sz w:val="21"/>', False),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="4472C4"/>', False),
        ('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="FFFFFF"/>', True),
        ('<w:color w:val="FF0000"/>', False),
    ],
)
def test_text_in_white_or_tiny(properties: str, told: bool) -> None:
    assert ("SCR-INVISIBLE-TEXT" in _codes(word_with(paragraph("字", properties)))) is told


def test_white_text_on_the_colour_of_a_cell_or_of_a_table_style_is_seen() -> None:
    white = paragraph("字", '<w:color w:val="FFFFFF"/>')
    shaded = (
        f'<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>{white}</w:tc></w:tr></w:tbl>'
    )
    styled = f'<w:tbl><w:tblPr><w:tblStyle w:val="a"/></w:tblPr><w:tr><w:tc>{white}</w:tc></w:tr></w:tbl>'
    plain = f"<w:tbl><w:tblPr/><w:tr><w:tc>{white}</w:tc></w:tr></w:tbl>"
    found = ["SCR-INVISIBLE-TEXT" in _codes(word_with(paragraph("正文") + each)) for each in (shaded, styled, plain)]
    assert found == [False, False, True]


SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
COMMENTS = f"<w:comments {SPACE}><w:comment>{paragraph('电话' + PHONE)}</w:comment></w:comments>"
CUSTOM = f'<Properties><property name="联系人"><v>甲某，手机{PHONE}</v></property></Properties>'
SETTINGS = f"<w:settings {SPACE}><w:documentProtection/><w:rsids><w:rsid/></w:rsids></w:settings>"
PARTS = [
    ("word/comments.xml", COMMENTS, ["SCR-COMMENT", "SCR-PHONE"]),
    ("word/header9.xml", f"<w:hdr {SPACE}>{paragraph('密', '<w:vanish/>')}</w:hdr>", ["SCR-INVISIBLE-TEXT", "SCR-UNSEEN-PART"]),
    ("word/footer9.xml", f"<w:ftr {SPACE}>{paragraph('手机' + PHONE)}</w:ftr>", ["SCR-PHONE", "SCR-UNSEEN-PART"]),
    ("word/vbaProject.bin", "x", ["SCR-MACRO"]),
    ("word/activeX/activeX1.xml", "<a/>", ["SCR-MACRO"]),
    ("word/embeddings/a.xlsx", "x", ["SCR-EMBEDDED"]),
    ("docProps/thumbnail.jpeg", "x", ["SCR-THUMBNAIL"]),
    ("_xmlsignatures/sig1.xml", "<a/>", ["SCR-SIGNATURE"]),
    ("docProps/custom.xml", CUSTOM, ["SCR-METADATA", "SCR-PHONE"]),
    ("word/settings.xml", SETTINGS, ["SCR-PROTECTION", "SCR-REVISION-ID"]),
]


@pytest.mark.parametrize(("part", "content", "codes"), PARTS)
def test_in_other_parts(part: str, content: str, codes: list[str]) -> None:
    found = _found(word_with(paragraph("正文"), {part: content.encode()}))
    assert set(codes) <= {finding.message.code for finding in found}
    assert any(finding.where.startswith(part.lower().split("/")[0]) for finding in found)


def test_properties_pictures_and_references() -> None:
    def build(document) -> None:  # type: ignore[no-untyped-def]
        document.add_picture(io.BytesIO(photograph()))
        document.core_properties.author = f"甲某 手机{PHONE}"
        document.core_properties.last_modified_by = "乙某"
        document.part.relate_to(
            "file:///C:/内部/模板.dotx",
            RELATIONSHIP_TYPE.OFFICE_DOCUMENT.replace("officeDocument", "attachedTemplate"),
            is_external=True,
        )
        document.part.relate_to("https://example.com/a.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
        document.part.relate_to("https://example.com/", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        document.part.relate_to("\\\\server\\share", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        run = document.add_paragraph().add_run("看不见")
        run.font.size, run.font.color.rgb = Pt(1), RGBColor(255, 255, 255)

    found = _found(word(build))
    codes = [finding.message.code for finding in found]
    assert codes.count("SCR-EXTERNAL") == 3 and {"SCR-LOCATION", "SCR-PICTURE-DATA", "SCR-PHONE"} <= set(codes)
    told = [
        finding.text() for finding in found if finding.message.code == "SCR-METADATA" and finding.severity is Severity.WARNING
    ]
    assert any("甲某 手机138****8000" in text for text in told) and any("乙某" in text for text in told)


def test_what_hides_in_a_spreadsheet() -> None:
    def build(workbook) -> None:  # type: ignore[no-untyped-def]
        sheet = workbook.active
        sheet["A1"], sheet["B1"], sheet["A3"], sheet["Z9"] = "表", "隐", "x", "外"
        sheet["C1"], sheet["D1"], sheet["E1"] = "密", "白", "白底有色"
        sheet["C1"].number_format = ";;;"
        sheet["D1"].font = sheet["E1"].font = Font(color="FFFFFFFF")
        sheet["E1"].fill = PatternFill("solid", "FF000000")
        sheet["A1"].comment = Comment(f"手机{PHONE}", "甲某")
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[3].hidden = True
        sheet.print_area = "A1:E5"
        sheet.protection.sheet = True
        sheet.oddHeader.center.text = f"手机{OTHER}"
        rule = DataValidation(type="list", formula1=f'"甲,手机{PHONE}"')
        sheet.add_data_validation(rule)
        rule.add("A2")
        workbook.defined_names["密"] = DefinedName("密", attr_text=f'"手机{PHONE}"')
        hidden = workbook.create_sheet("名单")
        hidden["A1"] = f"手机{PHONE}"
        hidden.sheet_state = "veryHidden"
        workbook.security.lockStructure = True

    found = _found(book(build), "a.xlsx")
    counted = {finding.message.code: finding.details.get("count") for finding in found}
    assert counted["SCR-HIDDEN-CELLS"] == 2 and counted["SCR-HIDDEN-FORMAT"] == counted["SCR-INVISIBLE-TEXT"] == 1
    assert counted["SCR-OUTSIDE-PRINT"] == 1 and counted["SCR-COMMENT"] == 1 and counted["SCR-HIDDEN-SHEET"] == 1
    assert {"SCR-DEFINED-NAME", "SCR-VALIDATION-LIST", "SCR-PROTECTION", "SCR-PHONE"} <= set(counted)
    assert "深度隐藏" in next(finding.text() for finding in found if finding.message.code == "SCR-HIDDEN-SHEET")


def test_parts_of_spreadsheets_that_keep_data() -> None:
    parts = parts_of(book(lambda workbook: workbook.active.append(["表"])))
    parts |= {"xl/pivotCache/pivotCacheDefinition1.xml": b"<a/>", "xl/externalLinks/externalLink1.xml": b"<a/>"}
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f"<a xmlns='x'><threadedComment>手机{PHONE}</threadedComment></a>".encode()
    )
    found = _codes(package(parts), "a.xlsx")
    assert {"SCR-PIVOT-CACHE", "SCR-EXTERNAL", "SCR-COMMENT", "SCR-PHONE"} <= found


@pytest.mark.parametrize("area", ["整表", "Sheet!$A$1", "Sheet!$A$1:$B$2,Sheet!$D$1"])
def test_areas_to_be_printed(area: str) -> None:
    parts = parts_of(book(lambda workbook: workbook.active.append(["甲", "乙", "丙"])))
    name = f'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">{area}</definedName></definedNames><calcPr'
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"<calcPr", name.encode(), 1).replace(b"<definedNames />", b"")
    told = [
        finding.details["count"] for finding in _found(package(parts), "a.xlsx") if finding.message.code == "SCR-OUTSIDE-PRINT"
    ]
    assert told == {"整表": [], "Sheet!$A$1": [2], "Sheet!$A$1:$B$2,Sheet!$D$1": [1]}[area]


def test_a_masked_copy_hides_nothing() -> None:
    data = word_with("".join(IN_THE_BODY.values()) + paragraph("正文"), {part: content.encode() for part, content, _ in PARTS})
    left = {finding.message.code for finding in inspect(opened(masked(opened(data, "a.docx")).data, "b.docx"))}
    assert left <= {"SCR-ALT", "SCR-INVISIBLE-TEXT"}  # white text stays text: people decide


def _marked_header() -> bytes:
    paper = docx.Document()
    paper.add_paragraph("正文内容。")
    paper.sections[0].header.paragraphs[0].text = "机密★10年"
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def _marked_sheet() -> bytes:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"] = "甲"
    workbook.worksheets[0].oddHeader.center.text = "机密★10年"
    made = io.BytesIO()
    workbook.save(made)
    return made.getvalue()


@pytest.mark.parametrize(("name", "made"), [("a.docx", _marked_header), ("a.xlsx", _marked_sheet)])
def test_a_mark_of_secrecy_in_a_header_blocks(name: str, made: Callable[[], bytes]) -> None:
    marks = [finding for finding in inspect(opened(made(), name)) if finding.message.code == "SCR-SECRET-MARK"]
    assert [finding.severity for finding in marks] == [Severity.ERROR]
