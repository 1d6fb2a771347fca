"""What hides in a spreadsheet: sheets, rows, columns and cells that are not shown, and what is kept beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from gongkai.core.findings import Finding, Words
from gongkai.readers.archive import Archive
from gongkai.readers.sniff import Kind
from gongkai.screening.findings import finding_of
from gongkai.screening.hidden_package import package_findings
from gongkai.screening.mask_package import is_blank
from gongkai.screening.messages_files import (
    COMMENT,
    DEFINED_NAME,
    EXTERNAL,
    HIDDEN_CELLS,
    HIDDEN_FORMAT,
    HIDDEN_SHEET,
    INVISIBLE_TEXT,
    OUTSIDE_PRINT,
    PIVOT_CACHE,
    PROTECTION,
    VALIDATION_LIST,
)
from gongkai.screening.metadata import office_properties, shown_safely
from gongkai.screening.secrecy import secrecy_hits
from gongkai.screening.sheet_values import (
    SheetCell,
    cells_of,
    format_of,
    formats_of,
    hides_all,
    place_of,
    shared_texts,
    shown_value,
)
from gongkai.screening.text_view import hits_in

_HOW = {"hidden": Words("隐藏", "hidden"), "veryHidden": Words("深度隐藏", "deeply hidden")}
_AREA = re.compile(r"(\$?[A-Z]{1,3}\$?[0-9]+)(?::(\$?[A-Z]{1,3}\$?[0-9]+))?$")
_WHITE = ("FFFFFFFF", "00FFFFFF")
_PRINT = "_xlnm.Print_Area"

_CODES = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|\d{1,3}|[A-Za-z])')  # places, faces and sizes in headers and footers


def xlsx_findings(data: bytes, name: str) -> Iterator[Finding]:
    """What an XLSX holds besides what it shows. Raises the errors of reading one."""
    with Archive(data, name, Kind.XLSX.value.zh, Kind.XLSX.value.en) as archive:
        yield from office_properties(archive)
        yield from package_findings(archive)
        for part in archive.parts():
            yield from _of_part(archive, part)
        yield from _of_book(archive)


def _of_part(archive: Archive, part: str) -> Iterator[Finding]:
    if not part.endswith(".xml"):
        return
    if "comments" in part:
        root = archive.xml(part)
        notes = list(root.iter("{*}comment", "{*}threadedComment"))
        if notes:
            yield COMMENT.at(part, count=len(notes))
        for note in notes:
            yield from _hits("".join(str(text) for text in note.itertext()), part)
    elif "/pivotcache/pivotcachedefinition" in part:
        yield PIVOT_CACHE.at(part, name=part)
    elif "/externallinks/" in part:
        yield EXTERNAL.at(part, target=part)


def _hits(text: str, where: str) -> Iterator[Finding]:
    yield from (finding_of(hit, where) for hit in hits_in(text))


def _of_book(archive: Archive) -> Iterator[Finding]:
    book = "xl/workbook.xml"
    if book not in archive:
        return
    root = archive.xml(book)
    targets = {}
    if "xl/_rels/workbook.xml.rels" in archive:
        targets = {one.get("Id", ""): one.get("Target", "") for one in archive.xml("xl/_rels/workbook.xml.rels")}
    shared = shared_texts(archive.xml("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in archive else None)
    styles = archive.xml("xl/styles.xml") if "xl/styles.xml" in archive else None
    names = [each for each in root.iter("{*}definedName") if not each.get("name", "").startswith("_xlnm.")]
    if names:
        yield DEFINED_NAME.at(book, count=len(names))
    for each in names:
        yield from _hits(f"{each.get('name')} {each.text or ''}", book)
    if next(root.iter("{*}workbookProtection"), None) is not None:
        yield PROTECTION.at(book, name="workbookProtection")
    areas = {
        each.get("localSheetId", ""): each.text or "" for each in root.iter("{*}definedName") if each.get("name") == _PRINT
    }
    for number, sheet in enumerate(root.iter("{*}sheet")):
        ident = next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        target = targets.get(ident, "").lstrip("/")
        part = target if target.startswith("xl/") else f"xl/{target}"
        if part in archive:
            cells = archive.xml(part)
            yield from _of_sheet(cells, sheet, shared, styles, areas.get(str(number), ""))


def _of_sheet(
    root: etree._Element,
    sheet: etree._Element,
    shared: list[etree._Element],
    styles: etree._Element | None,
    area: str,
) -> Iterator[Finding]:
    name, formats, white = shown_safely(sheet.get("name", "")), formats_of(styles), _white_styles(styles)
    filled = [(cell, text) for cell in cells_of(root) if not is_blank(text := shown_value(cell.element, shared))]
    state = sheet.get("state", "visible")
    if state in _HOW:
        yield HIDDEN_SHEET.at(name, name=name, how=_HOW[state], count=len(filled))
        for _, text in filled:
            yield from _hits(text, name)
    hidden = [text for cell, text in filled if cell.hidden]
    if hidden:
        yield HIDDEN_CELLS.at(name, name=name, count=len(hidden))
    masked = [text for cell, text in filled if hides_all(format_of(cell.element, formats))]
    if masked:
        yield HIDDEN_FORMAT.at(name, name=name, count=len(masked))
    pale = sum(cell.element.get("s", "0") in white for cell, _ in filled)
    if pale:
        yield INVISIBLE_TEXT.at(name, count=pale, how="#FFFFFF")
    outside = sum(not _is_inside(cell, area) for cell, _ in filled) if area else 0
    if outside:
        yield OUTSIDE_PRINT.at(name, name=name, count=outside)
    if next(root.iter("{*}sheetProtection"), None) is not None:
        yield PROTECTION.at(name, name="sheetProtection")
    for rule in root.iter("{*}dataValidation"):
        formula = "".join(each.text or "" for each in rule.iterchildren("{*}formula1"))
        if rule.get("type") == "list" and formula.startswith('"'):
            yield VALIDATION_LIST.at(name, name=name, value=shown_safely(formula))
            yield from _hits(formula, name)
    for place in root.iter("{*}headerFooter"):
        text = "\n".join(_CODES.sub("\n", str(text)) for text in place.itertext())
        yield from _hits(text, name)
        yield from (finding_of(hit, name) for hit in secrecy_hits(text, opening=True))


def _is_inside(cell: SheetCell, areas: str) -> bool:
    """Whether a cell lies in an area to be printed; always so where the area cannot be read."""
    for area in areas.split(","):
        found = _AREA.search(area)
        if found is None:
            return True
        first, last = place_of(found[1]), place_of(found[2] or found[1])
        if first is None or last is None or (first[0] <= cell.row <= last[0] and first[1] <= cell.col <= last[1]):
            return True
    return False


def _white_styles(styles: etree._Element | None) -> frozenset[str]:
    """The numbers of cell styles that write in white on no colour."""
    if styles is None:
        return frozenset()
    fonts = [_is_white(font) for table in styles.iterchildren("{*}fonts") for font in table]
    found = set()
    for table in styles.iterchildren("{*}cellXfs"):
        for number, style in enumerate(table.iterchildren("{*}xf")):
            font = style.get("fontId", "0")
            if style.get("fillId", "0") in ("0", "") and font.isdecimal() and int(font) < len(fonts) and fonts[int(font)]:
                found.add(str(number))
    return frozenset(found)


def _is_white(font: etree._Element) -> bool:
    return any(color.get("rgb", "").upper() in _WHITE or color.get("theme") == "0" for color in font.iterchildren("{*}color"))
