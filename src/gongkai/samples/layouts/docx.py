"""A report as a Word document: merged cells, nested tables, cut runs, tracked changes, content controls."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from gongkai.samples.layouts.package import XML, content_types, pack, relationships
from gongkai.samples.page import Block, Grid, GridCell, Heading, Page

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_AUTHOR = 'w:id="{number}" w:author="经办人" w:date="2024-01-08T09:00:00Z"'
_LINE = 8300
_NUMBER = re.compile(r"\d+")
_STYLES = (
    f'{XML}<w:styles xmlns:w="{_W}">'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    "</w:styles>"
)


def write(page: Page, switches: Mapping[str, str]) -> bytes:
    """The page as DOCX."""
    writer = _Writer(switches)
    body = writer.paragraph(page.title, centred=True) + "".join(writer.block(block) for block in page.blocks)
    if switches["nested"] == "layout-table":
        body = writer.around(body)
    section = (
        '<w:sectPr><w:footerReference xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    )
    parts = {
        "[Content_Types].xml": content_types(
            {
                "/word/document.xml": f"{_MAIN}.document.main+xml",
                "/word/styles.xml": f"{_MAIN}.styles+xml",
                "/word/footer1.xml": f"{_MAIN}.footer+xml",
            }
        ),
        "_rels/.rels": relationships({"officeDocument": "word/document.xml"}),
        "word/document.xml": f'{XML}<w:document xmlns:w="{_W}"><w:body>{body}{section}</w:body></w:document>',
        "word/styles.xml": _STYLES,
        "word/footer1.xml": f'{XML}<w:ftr xmlns:w="{_W}"><w:p><w:r><w:t>— 1 —</w:t></w:r></w:p></w:ftr>',
        "word/_rels/document.xml.rels": relationships({"styles": "styles.xml", "footer": "footer1.xml"}),
    }
    return pack(parts, switches["packing"])


class _Writer:
    """The markup of one document, written in one manner."""

    def __init__(self, switches: Mapping[str, str]) -> None:
        self.switches = switches
        self.changes = 0

    def block(self, block: Block) -> str:
        """A heading, paragraph or table."""
        if isinstance(block, Grid):
            return self._table(block) + "<w:p/>"
        if isinstance(block, Heading):
            style = '<w:pStyle w:val="1"/>' if self.switches["styles"] == "headings" else ""
            return self.paragraph(block.text, properties=style)
        return self.paragraph(block.text, centred=block.centred, tracked=self.switches["tracked"] == "prose")

    def paragraph(self, text: str, *, properties: str = "", centred: bool = False, tracked: bool = False) -> str:
        """One paragraph; newlines become line breaks."""
        properties += '<w:jc w:val="center"/>' if centred else ""
        runs = self._tracked(text) if tracked else self._runs(text)
        return f"<w:p><w:pPr>{properties}</w:pPr>{self._lead()}{runs}</w:p>"

    def around(self, body: str) -> str:
        """Everything inside one cell of a table without lines, as some templates are built."""
        grid = f'<w:tblPr><w:tblW w:w="{_LINE}" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="{_LINE}"/></w:tblGrid>'
        return f"<w:tbl>{grid}<w:tr><w:tc><w:tcPr/>{body}<w:p/></w:tc></w:tr></w:tbl><w:p/>"

    def _runs(self, text: str) -> str:
        size = 2 if self.switches["runs"] == "pieces" else max(len(text), 1)
        return "".join(self._run(text[start : start + size]) for start in range(0, len(text), size))

    def _lead(self) -> str:
        return "<w:r><w:tab/></w:r>" if self.switches["runs"] == "tabs" else ""

    def _run(self, text: str, tag: str = "t") -> str:
        lines = "<w:br/>".join(f'<w:{tag} xml:space="preserve">{escape(line)}</w:{tag}>' for line in text.split("\n"))
        return f'<w:r><w:rPr><w:rFonts w:eastAsia="仿宋_GB2312"/></w:rPr>{lines}</w:r>'

    def _tracked(self, text: str) -> str:
        """The first number of the text as a tracked correction of another one."""
        found = _NUMBER.search(text)
        if not found:
            return self._runs(text)
        self.changes += 2
        wrong = str(int(found[0]) + 11)
        dropped = f"<w:del {_AUTHOR.format(number=self.changes)}>{self._run(wrong, 'delText')}</w:del>"
        added = f"<w:ins {_AUTHOR.format(number=self.changes + 1)}>{self._run(found[0])}</w:ins>"
        return self._runs(text[: found.start()]) + dropped + added + self._runs(text[found.end() :])

    def _table(self, grid: Grid) -> str:
        unit = _LINE // sum(grid.widths)
        columns = "".join(f'<w:gridCol w:w="{unit * share}"/>' for share in grid.widths)
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        head = f'<w:tblPr><w:tblW w:w="{_LINE}" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr>'
        begun = {(top, left): cell for top, left, cell in grid.placed()}
        covered = {(top + down, left): cell for top, left, cell in grid.placed() for down in range(1, cell.rowspan)}
        rows = []
        for top in range(len(grid.rows)):
            cells = []
            for left in range(len(grid.widths)):
                if (top, left) in begun:
                    cells.append(self._cell(begun[top, left]))
                elif (top, left) in covered:
                    cells.append(self._continued(covered[top, left]))
            properties = "<w:trPr><w:tblHeader/></w:trPr>" if top < grid.header_rows else ""
            rows.append(f"<w:tr>{properties}{''.join(cells)}</w:tr>")
        table = f"<w:tbl>{head}<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        if self.switches["nested"] == "content-control":
            return f"<w:sdt><w:sdtPr/><w:sdtContent>{table}</w:sdtContent></w:sdt>"
        return table

    def _cell(self, cell: GridCell) -> str:
        properties = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        properties += '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
        properties += '<w:textDirection w:val="tbRlV"/>' if cell.upright else ""
        tracked = self.switches["tracked"] == "cells" and bool(cell.id) and cell.text.isascii()
        content = self.paragraph(cell.text + cell.unit, tracked=tracked)
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    def _continued(self, cell: GridCell) -> str:
        span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
        merge = '<w:vMerge w:val="continue"/>' if self.switches["merges"] == "continued" else "<w:vMerge/>"
        return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p/></w:tc>"
