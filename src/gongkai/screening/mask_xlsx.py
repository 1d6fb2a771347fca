"""Masking spreadsheets: values instead of formulas, every cell with its own text, nothing that is hidden."""

from __future__ import annotations

import copy
import posixpath

from lxml import etree

from gongkai.core.findings import Words
from gongkai.readers.archive import Archive
from gongkai.readers.document import Table, TableCell
from gongkai.readers.sniff import Kind
from gongkai.screening.mask_docx import local, mask_part
from gongkai.screening.mask_package import Package, drop, is_blank
from gongkai.screening.mask_text import Masker, Piece, contexts_by_place, mask_strand
from gongkai.screening.messages_files import (
    DEFINED_NAME,
    EXTERNAL,
    HIDDEN_CELLS,
    HIDDEN_FORMAT,
    HIDDEN_SHEET,
    NOT_MASKED,
    PROTECTION,
    VALIDATION_LIST,
)
from gongkai.screening.sheet_values import SheetCell, cells_of, format_of, formats_of, hides_all, shared_texts, shown_value

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MAINS = (
    "spreadsheetml.sheet.main+xml",
    "spreadsheetml.template.main+xml",
    "sheet.macroEnabled.main+xml",
    "template.macroEnabled.main+xml",
)
_KINDS = (
    *_MAINS,
    *(f"spreadsheetml.{name}+xml" for name in ("worksheet", "chartsheet", "styles", "sharedStrings")),
    *("officedocument.theme+xml", "officedocument.drawing+xml", "drawingml.chart+xml", "drawingml.chartshapes+xml"),
)
_SHEET_TAGS = (
    "scenarios autoFilter sortState dataConsolidate customSheetViews phoneticPr conditionalFormatting customProperties "
    "cellWatches ignoredErrors smartTags legacyDrawing legacyDrawingHF oleObjects controls webPublishItems tableParts "
    "extLst picture f rPh"
)
_BOOK_TAGS = (
    "fileVersion fileSharing workbookProtection functionGroups externalReferences definedNames calcPr oleSize "
    "customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst "
    "AlternateContent revisionPtr absPath"
)
_FROM_SHEETS = {
    "sheetProtection": PROTECTION.code,
    "protectedRanges": PROTECTION.code,
    "dataValidations": VALIDATION_LIST.code,
    "hyperlinks": EXTERNAL.code,
    **dict.fromkeys(
        _SHEET_TAGS.split(),
        "",
    ),
}
_FROM_BOOKS = frozenset(_BOOK_TAGS.split())
_KEPT_NAMES = ("_xlnm.Print_Titles", "_xlnm.Print_Area")
_TEXTS = "xl/sharedStrings.xml"
_MANY = 400_000  # cells whose headings are looked at


def masked_xlsx(data: bytes, name: str, masker: Masker) -> tuple[bytes, Package]:
    """The workbook with its personal data replaced and nothing hidden in it, and what was done.

    Hidden sheets are removed, hidden rows and columns emptied, formulas become the values they showed. Raises the errors of
    reading an XLSX.
    """
    with Archive(data, name, Kind.XLSX.value.zh, Kind.XLSX.value.en) as archive:
        package = Package(archive, _KINDS)
        package.load()
        package.types = {part: _MAIN if kind.endswith(_MAINS) else kind for part, kind in package.types.items()}
        _plain_book(package)
        texts = _only(package, "sharedStrings+xml", remove=True)
        if texts is None and _TEXTS in archive:  # not listed, and read by spreadsheet programs all the same
            texts = archive.xml(_TEXTS)
        shared = shared_texts(texts)
        formats = formats_of(_only(package, "styles+xml"))
        sheets = [part for part in package.roots if package.types[part].endswith("worksheet+xml")]
        for part in sheets:
            _plain_sheet(package.roots[part], shared, formats, package)
        package.cut_loose()
        for _ in range(2):
            for part, root in package.roots.items():
                if part in sheets:
                    _mask_cells(root, masker)
                mask_part(root, masker)
        _rename_sheets(package, masker)
        return package.built(), package


def _only(package: Package, kind: str, *, remove: bool = False) -> etree._Element | None:
    part = next((part for part in package.roots if package.types[part].endswith(kind)), None)
    if part is None:
        return None
    root = package.roots[part]
    if remove:
        del package.roots[part], package.types[part]
    return root


def _plain_book(package: Package) -> None:
    """The workbook without hidden sheets, without names that hold data, without what points outside."""
    part = next((part for part, kind in package.types.items() if kind == _MAIN), None)
    if part is None:
        raise package.archive.damaged("缺少工作簿", "it holds no workbook")
    root, relations = package.roots[part], package.relations(part)
    sheets = list(root.iter("{*}sheet"))
    gone = [number for number, sheet in enumerate(sheets) if sheet.get("state", "visible") != "visible"]
    if len(gone) == len(sheets):
        raise package.archive.damaged("没有可见的工作表", "it shows no sheet")
    for number in gone:
        sheet = sheets[number]
        target = next((relations.get(str(value), "") for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
        _forget(package, target)
        drop(sheet)
        package.removed[HIDDEN_SHEET.code] += 1
    kept = _names(root, gone, package)
    for child in list(root):
        if local(child) in _FROM_BOOKS:
            if local(child) == "definedNames" and kept:
                continue
            drop(child)
    for view in root.iter("{*}workbookView"):
        view.attrib.pop("activeTab", "")
        view.attrib.pop("firstSheet", "")


def _names(root: etree._Element, gone: list[int], package: Package) -> int:
    """Keep areas and titles to be printed, of sheets that are shown; how many there are."""
    kept = 0
    for name in list(root.iter("{*}definedName")):
        number = name.get("localSheetId", "")
        if name.get("name") in _KEPT_NAMES and number.isdecimal() and int(number) not in gone:
            name.set("localSheetId", str(int(number) - sum(each < int(number) for each in gone)))
            kept += 1
        else:
            package.removed[DEFINED_NAME.code] += 1
            drop(name)
    return kept


def _forget(package: Package, part: str) -> None:
    """Leave a sheet out with the drawings and charts that only it shows."""
    waiting = [part]
    while waiting:
        each = waiting.pop()
        if package.roots.pop(each, None) is not None:
            package.types.pop(each, None)
            waiting.extend(target for target in package.relations(each).values() if _is_drawing(target))
        package.media.pop(package.renamed.get(each, each), None)


def _is_drawing(part: str) -> bool:
    return posixpath.basename(posixpath.dirname(part)) in ("drawings", "charts", "media")


def _plain_sheet(root: etree._Element, shared: list[etree._Element], formats: list[str], package: Package) -> None:
    """Values only: hidden cells emptied, formulas gone, each cell with a text of its own."""
    for cell in list(cells_of(root)):
        element = cell.element
        if not is_blank(shown_value(element, shared)):
            if cell.hidden:
                package.removed[HIDDEN_CELLS.code] += 1
            elif hides_all(format_of(element, formats)):
                package.removed[HIDDEN_FORMAT.code] += 1
        if cell.hidden or hides_all(format_of(element, formats)):
            _empty(element)
        elif element.get("t") == "s":
            _own_text(element, shared)
        elif element.get("t") == "str":
            _write_text(element, shown_value(element, shared))
    for element in list(root.iter(etree.Element)):
        tag = local(element)
        if tag in _FROM_SHEETS:
            if code := _FROM_SHEETS[tag]:
                package.removed[code] += 1
            drop(element)


def _empty(cell: etree._Element) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", "")


def _own_text(cell: etree._Element, shared: list[etree._Element]) -> None:
    """A shared text as the cell's own, its formats kept."""
    value = next(cell.iterchildren("{*}v"), None)
    text = "" if value is None else value.text or ""
    entry = shared[int(text)] if text.isdecimal() and int(text) < len(shared) else None
    _empty(cell)
    if entry is not None:
        inline = copy.deepcopy(entry)
        inline.tag = str(entry.tag).replace("}si", "}is")
        inline.tail = None
        cell.append(inline)
        cell.set("t", "inlineStr")


def _write_text(cell: etree._Element, text: str) -> None:
    namespace = str(cell.tag)[: str(cell.tag).index("}") + 1]
    _empty(cell)
    cell.set("t", "inlineStr")
    inline = etree.SubElement(cell, namespace + "is")
    t = etree.SubElement(inline, namespace + "t")
    t.text = text
    t.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _mask_cells(root: etree._Element, masker: Masker) -> None:
    """Replace personal data cell by cell, each with the headings over it."""
    cells = [(cell, shown_value(cell.element, [])) for cell in cells_of(root)]
    contexts = _contexts(cells)
    for cell, text in cells:
        if is_blank(text):
            continue
        context = contexts.get((cell.row, cell.col), "")
        if cell.element.get("t") == "inlineStr":
            mask_strand([Piece(t) for t in cell.element.iter("{*}t")], masker, context)
        elif (instead := masker.text(text, context)) != text:
            _write_text(cell.element, instead)


def _contexts(cells: list[tuple[SheetCell, str]]) -> dict[tuple[int, int], str]:
    filled = [(cell, text) for cell, text in cells if not is_blank(text)]
    if not filled or len(filled) > _MANY:
        return {}
    top = min(cell.row for cell, _ in filled)  # tables rarely begin in the first row
    width = max(cell.col for cell, _ in filled) + 1
    height = max(cell.row for cell, _ in filled) - top + 1
    table = Table(tuple(TableCell(text, cell.row - top, cell.col) for cell, text in filled), height, width, 1)
    return {(row + top, col): context for (row, col), context in contexts_by_place(table).items()}


def _rename_sheets(package: Package, masker: Masker) -> None:
    """Sheets whose name holds personal data get their number for a name: a name may not hold asterisks."""
    part = next(part for part, kind in package.types.items() if kind == _MAIN)
    for number, sheet in enumerate(package.roots[part].iter("{*}sheet"), 1):
        if masker.text(sheet.get("name", "")) != sheet.get("name", ""):
            package.left.append(NOT_MASKED.at(part, name=f"Sheet{number}", problem=_RENAMED))
            for name in list(package.roots[part].iter("{*}definedName")):
                drop(name)
            sheet.set("name", f"Sheet{number}")


_RENAMED = Words("工作表名称含个人信息，已改名", "the name of the sheet held personal data and was changed")
