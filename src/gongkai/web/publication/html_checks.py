"""Checks while a document is being written: what a screen reader stumbles over, as findings with the place to jump to.

GB/T 37668-2019（信息无障碍）, 《无障碍环境建设法》第32条, law.md 8.5.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.html import fragment_fromstring

from gongkai.core.findings import Finding, Message, Severity
from gongkai.readers.document import Document, Paragraph, Table, TableCell
from gongkai.screening.screen import screen_document

_SOURCE = "GB/T 37668-2019（信息无障碍）；《无障碍环境建设法》第32条"
_W, _N = Severity.WARNING, Severity.NOTE
_LONGEST = 20  # characters of a heading or link that a finding shows
_EMPTY_WORDS = frozenset({"点击", "点击这里", "点此", "这里", "链接", "查看", "详情", "更多", "here", "link", "more"})

IMAGE_WITHOUT_TEXT = Message(
    "HTM-IMAGE-TEXT", _W, _SOURCE,
    "第 {number} 幅图片没有替代文字。", "Picture {number} has no text in its place.",
    "写明图片内容；只作装饰的图片请删去。", "Say what it shows; leave out what only decorates.",
    "图片替代文字", "text for a picture",
)  # fmt: skip
HEADING_EMPTY = Message(
    "HTM-HEADING-EMPTY", _W, _SOURCE,
    "第 {number} 个标题是空的。", "Heading {number} is empty.",
    "填写标题文字，或者删去空标题。", "Write the heading, or remove it.",
    "空标题", "empty heading",
)  # fmt: skip
HEADING_ORDER = Message(
    "HTM-HEADING-ORDER", _N, _SOURCE,
    "标题“{heading}”跳过了一级。", "The heading “{heading}” skips a level.",
    "标题逐级排列：一级之下用二级，二级之下用三级。", "Let headings go down one level at a time.",
    "标题层级", "order of headings",
)  # fmt: skip
TABLE_WITHOUT_HEADINGS = Message(
    "HTM-TABLE-HEADER", _W, _SOURCE,
    "第 {number} 个表没有表头单元格，读屏软件无法说明各栏含义。",
    "Table {number} marks no heading cells, so a screen reader cannot tell what its columns mean.",
    "选中首行，设为表头行。", "Select the first row and make it a heading row.",
    "表头", "table headings",
)  # fmt: skip
LINK_SAYS_NOTHING = Message(
    "HTM-LINK-TEXT", _N, _SOURCE,
    "链接文字“{text}”没有说明去向。", "The link “{text}” does not say where it leads.",
    "用目标的名称作链接文字。", "Name what it leads to.",
    "链接文字", "text of a link",
)  # fmt: skip
CATALOGUE: dict[str, Message] = {
    message.code: message
    for message in (IMAGE_WITHOUT_TEXT, HEADING_EMPTY, HEADING_ORDER, TABLE_WITHOUT_HEADINGS, LINK_SAYS_NOTHING)
}


def html_findings(html: str) -> list[Finding]:
    """Findings in clean HTML, in its order. `where` names the element and its number: img-1, h-2, table-1, a-3."""
    tree = _tree(html)
    return [] if tree is None else [*_pictures(tree), *_headings(tree), *_tables(tree), *_links(tree)]


def screened_html(html: str) -> list[Finding]:
    """What has to be seen before publication in a text as it stands in the editor: personal data, marks, wording."""
    return screen_document(document_of_html(html))


def document_of_html(html: str) -> Document:
    """Clean HTML as the Document every rule of the house reads."""
    tree = _tree(html)
    return Document("html", () if tree is None else tuple(_blocks(tree)))


def _tree(html: str) -> etree._Element | None:
    if not html.strip():
        return None
    tree: etree._Element = fragment_fromstring(html, create_parent="div")
    return tree


def _pictures(tree: etree._Element) -> Iterator[Finding]:
    for number, picture in enumerate(tree.iter("img"), 1):
        if not (picture.get("alt") or "").strip():
            yield IMAGE_WITHOUT_TEXT.at(f"img-{number}", number=number)


def _headings(tree: etree._Element) -> Iterator[Finding]:
    level = 1  # the page's own title
    for number, heading in enumerate(tree.iter("h2", "h3", "h4"), 1):
        text = _text(heading)
        if not text:
            yield HEADING_EMPTY.at(f"h-{number}", number=number)
            continue
        own = int(str(heading.tag)[1])
        if own > level + 1:
            yield HEADING_ORDER.at(f"h-{number}", heading=text[:_LONGEST])
        level = own


def _tables(tree: etree._Element) -> Iterator[Finding]:
    for number, table in enumerate(tree.iter("table"), 1):
        if table.find(".//th") is None and sum(1 for _ in table.iter("tr")) > 1:
            yield TABLE_WITHOUT_HEADINGS.at(f"table-{number}", number=number)


def _links(tree: etree._Element) -> Iterator[Finding]:
    for number, link in enumerate(tree.iter("a"), 1):
        text = _text(link)
        if text.lower().strip("》>…. ") in _EMPTY_WORDS or (not text and link.find(".//img") is None):
            yield LINK_SAYS_NOTHING.at(f"a-{number}", text=text[:_LONGEST])


def _blocks(tree: etree._Element) -> Iterator[Paragraph | Table]:
    number = 0
    for element in tree.iter("p", "h2", "h3", "h4", "li", "dt", "dd", "blockquote", "table"):
        if next(element.iterancestors("table"), None) is not None:
            continue
        if element.tag == "table":
            number += 1
            yield _table(element, number)
        elif text := _own_text(element):
            yield Paragraph(text, level=int(element.tag[1]) if str(element.tag).startswith("h") else 0)


def _table(element: etree._Element, number: int) -> Table:
    cells: list[TableCell] = []
    taken: set[tuple[int, int]] = set()
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table"), None) is element]
    for at, row in enumerate(rows):
        col = 0
        for cell in row.iterchildren("td", "th"):
            while (at, col) in taken:
                col += 1
            down, wide = int(cell.get("rowspan") or 1), int(cell.get("colspan") or 1)
            taken |= {(at + y, col + x) for y in range(min(down, len(rows) - at)) for x in range(wide)}
            cells.append(TableCell(_text(cell), at, col, down, wide, header=cell.tag == "th"))
            col += wide
    columns = max((col + 1 for _, col in taken), default=0)
    return Table(tuple(cells), len(rows), columns, number)


def _own_text(element: etree._Element) -> str:
    """The text of a block without that of blocks inside it."""
    inner = ("p", "ul", "ol", "li", "table", "blockquote")
    pieces = [element.text or ""]
    for child in element:
        pieces += [] if child.tag in inner else ["\n" if child.tag == "br" else "".join(str(text) for text in child.itertext())]
        pieces.append(child.tail or "")
    return "".join(pieces).strip()


def _text(element: etree._Element) -> str:
    return " ".join("".join(str(text) for text in element.itertext()).split())
