"""Masked spreadsheets: values instead of formulas, nothing hidden, nothing recoverable."""

from __future__ import annotations

import io

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from gongkai.core.errors import DamagedFile
from gongkai.screening.mask import masked
from gongkai.screening.sheet_values import (
    cells_of,
    formats_of,
    hides_all,
    place_of,
    plain_number,
    shared_texts,
    shown_value,
)
from tests.screening.files import ID, MASKED_ID, MASKED_PHONE, OTHER, PHONE, book, opened, package, parts_of, photograph


def _masked(data: bytes):  # type: ignore[no-untyped-def]
    result = masked(opened(data, "a.xlsx"))
    everything = b"\n".join(parts_of(result.data).values())
    assert all(secret.encode() not in everything for secret in (ID, PHONE, OTHER, "13700137000"))
    return openpyxl.load_workbook(io.BytesIO(result.data)), dict(result.removed), result


def test_texts_numbers_and_values_of_formulas() -> None:
    def build(workbook) -> None:  # type: ignore[no-untyped-def]
        sheet = workbook.active
        sheet.append(["姓名", "手机", "身份证号", "件数"])
        sheet.append(["甲某", int(PHONE), ID, 35])
        sheet.append(["乙某", f"{OTHER}（家）", "无", 0])

    workbook, _, _ = _masked(book(build))
    assert [[cell.value for cell in row] for row in workbook.active.rows] == [
        ["姓名", "手机", "身份证号", "件数"],
        ["甲某", MASKED_PHONE, MASKED_ID, 35],
        ["乙某", "139****9000（家）", "无", 0],
    ]


def test_hidden_sheets_rows_columns_and_formats() -> None:
    def build(workbook) -> None:  # type: ignore[no-untyped-def]
        sheet = workbook.active
        sheet.append(["甲", "乙", "丙"])
        sheet.append(["留", "13700137000", "x"])
        sheet.append(["内部", "y", "z"])
        sheet["C2"].number_format = ";;;"
        sheet.column_dimensions["B"].hidden = True
        sheet.row_dimensions[3].hidden = True
        workbook.create_sheet("隐藏")["A1"] = PHONE
        workbook["隐藏"].sheet_state = "hidden"
        deep = workbook.create_sheet("深藏")
        deep["A1"] = OTHER
        deep.sheet_state = "veryHidden"
        last = workbook.create_sheet("末")
        last["A1"] = "末"
        last.print_area = "A1:B2"

    workbook, removed, _ = _masked(book(build))
    assert workbook.sheetnames == ["Sheet", "末"]
    assert [[cell.value for cell in row] for row in workbook["Sheet"].rows] == [
        ["甲", None, "丙"],
        ["留", None, None],
        [None, None, None],
    ]
    assert removed["SCR-HIDDEN-SHEET"] == 2 and removed["SCR-HIDDEN-CELLS"] == 5 and removed["SCR-HIDDEN-FORMAT"] == 1
    assert workbook["末"].print_area == "'末'!$A$1:$B$2"


def test_what_is_kept_beside_the_cells() -> None:
    def build(workbook) -> None:  # type: ignore[no-untyped-def]
        sheet = workbook.active
        sheet["A1"] = "表"
        sheet["A1"].comment = Comment(f"电话{PHONE}", "甲某")
        sheet["A2"].hyperlink = f"tel:{PHONE}"
        sheet["A3"] = f'="{PHONE}"&""'
        workbook.defined_names["密"] = DefinedName("密", attr_text=f'"{OTHER}"')
        rule = DataValidation(type="list", formula1=f'"{PHONE},{OTHER}"')
        sheet.add_data_validation(rule)
        rule.add("B1")
        sheet.oddFooter.left.text = f"手机{PHONE}"
        sheet.add_image(Image(io.BytesIO(photograph())), "D4")
        sheet.protection.sheet = True
        workbook.create_sheet(PHONE)["A1"] = "x"

    workbook, removed, result = _masked(book(build))
    assert workbook.sheetnames == ["Sheet", "Sheet2"]
    assert workbook["Sheet"].oddFooter.left.text == f"手机{MASKED_PHONE}"
    assert {"SCR-COMMENT", "SCR-EXTERNAL", "SCR-DEFINED-NAME", "SCR-VALIDATION-LIST", "SCR-PROTECTION"} <= set(removed)
    assert len(result.left) == 2 and len(workbook["Sheet"]._images) == 1


def test_a_cached_text_of_a_formula_is_a_text() -> None:
    data = book(lambda workbook: workbook.active.append(["电话"]))
    parts = parts_of(data)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    extra = f'<row r="2"><c r="A2" t="str"><f>B1</f><v>电话{PHONE}</v></c><c r="B2"><v>1.39001390E10</v></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", extra).encode()
    workbook, _, _ = _masked(package(parts))
    assert workbook.active["A2"].value == f"电话{MASKED_PHONE}"
    assert workbook.active["B2"].value == "139****9000"


def test_a_book_that_shows_nothing_is_damaged() -> None:
    data = book(lambda workbook: workbook.active.append([PHONE]))
    parts = parts_of(data)
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b'state="visible"', b'state="hidden"')
    with pytest.raises(DamagedFile):
        masked(opened(package(parts), "a.xlsx"))


@pytest.mark.parametrize(
    ("stored", "shown"),
    [("1.3800138E10", "13800138000"), ("35", "35"), ("33.9", "33.9"), ("5.0", "5"), ("1.5E0", "1.5E0"), ("x", "x")],
)
def test_numbers_are_shown_without_exponent(stored: str, shown: str) -> None:
    assert plain_number(stored) == shown


@pytest.mark.parametrize(
    ("code", "hidden"), [(";;;", True), (";;", True), ("0;;;", False), ("", False), ("General", False), ('[Red];"";;', True)]
)
def test_formats_that_show_nothing(code: str, hidden: bool) -> None:
    assert hides_all(code) is hidden


def test_places() -> None:
    assert place_of("$AB$12") == (11, 27) and place_of("x") is None
    assert formats_of(None) == [] and shared_texts(None) == []


def test_a_cell_without_reference_follows_the_one_before() -> None:
    from lxml import etree

    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    root = etree.fromstring(
        f'<worksheet xmlns="{space}"><sheetData><row><c><v>1</v></c><c t="s"><v>7</v></c><c t="inlineStr"/></row>'
        '<row r="9" ht="0"><c r="C9"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )
    found = [(cell.row, cell.col, cell.hidden, shown_value(cell.element, [])) for cell in cells_of(root)]
    assert found == [(0, 0, False, "1"), (0, 1, False, ""), (0, 2, False, ""), (8, 2, True, "x")]


SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def _shared(data: bytes, cells: str, entries: str, *, listed: bool = True) -> bytes:
    """A book whose cells refer to the table of shared texts, as spreadsheet programs write them."""
    parts = parts_of(data)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    start, end = sheet.index("<sheetData"), sheet.index("</sheetData>") + len("</sheetData>")
    parts["xl/worksheets/sheet1.xml"] = f"{sheet[:start]}<sheetData>{cells}</sheetData>{sheet[end:]}".encode()
    if listed:
        override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPE}"/></Types>'.encode()
        parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", override)
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SPACE}">{entries}</sst>'.encode()
    return package(parts)


@pytest.mark.parametrize("listed", [True, False])
def test_shared_texts_become_the_own_texts_of_cells_and_what_is_not_used_is_gone(listed: bool) -> None:
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c></row>'
    entries = (
        f"<si><r><rPr><b/></rPr><t>电话{PHONE[:3]}</t></r><r><t>{PHONE[3:]}</t></r><rPh><t>{PHONE}</t></rPh></si>"
        f"<si><t>{OTHER}</t></si><si><t>乙</t></si>"
    )
    workbook, _, _ = _masked(_shared(book(lambda workbook: workbook.active.append(["x", "y"])), cells, entries, listed=listed))
    assert [[cell.value for cell in row] for row in workbook.active.rows] == [[f"电话{MASKED_PHONE}", "乙"]]


def test_a_hidden_sheet_goes_with_its_drawings() -> None:
    def build(workbook) -> None:  # type: ignore[no-untyped-def]
        workbook.active["A1"] = "x"
        hidden = workbook.create_sheet("隐")
        hidden.add_image(Image(io.BytesIO(photograph("PNG"))), "A1")
        hidden.sheet_state = "hidden"

    _, _, result = _masked(book(build))
    assert not [name for name in parts_of(result.data) if "media" in name or "drawing" in name]


def test_formulas_without_a_cached_value_are_empty() -> None:
    cells = f'<row r="1"><c r="A1"><f>"{PHONE}"</f></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="e"><v>#N/A</v></c></row>'
    workbook, _, _ = _masked(_shared(book(lambda workbook: workbook.active.append(["x"])), cells, ""))
    assert [cell.value for cell in workbook.active[1]] == [None, True, "#N/A"]


def test_a_package_without_a_book_is_damaged() -> None:
    parts = parts_of(book(lambda workbook: workbook.active.append([1])))
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"sheet.main+xml", b"other+xml")
    with pytest.raises(DamagedFile):
        masked(opened(package(parts), "a.xlsx"))


def test_a_hundred_persons_are_each_masked_with_their_own() -> None:
    numbers = [13800138000 + 7919 * index for index in range(100)]

    def build(workbook) -> None:  # type: ignore[no-untyped-def]
        workbook.active.append(["姓名", "手机"])
        for number in numbers:
            workbook.active.append(["甲某", number])

    result = masked(opened(book(build), "a.xlsx"))
    workbook = openpyxl.load_workbook(io.BytesIO(result.data))
    shown = [row[1].value for row in list(workbook.active.rows)[1:]]
    assert shown == [f"{str(number)[:3]}****{str(number)[-4:]}" for number in numbers]
    assert sum(each.count for each in result.replaced) == 100
