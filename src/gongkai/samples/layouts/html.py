"""A report as a web page: encodings, word-processor paste, upper-case markup, cut spans, blanks, site furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape

from gongkai.samples.page import Block, Grid, GridCell, Heading, Page

# switch value → codec, the name the page gives itself, bytes before it
_ENCODINGS = {
    "utf-8": ("utf-8", "utf-8", b""),
    "gb18030": ("gb18030", "gb2312", b""),
    "utf-16": ("utf-16-le", "utf-16", b"\xff\xfe"),
    "utf-8-bom": ("utf-8", "utf-8", b"\xef\xbb\xbf"),
    "utf-8-unnamed": ("utf-8", "", b""),
    "gb18030-unnamed": ("gb18030", "", b""),
    "utf-8-misnamed": ("utf-8", "gb2312", b""),
}
_CELL_STYLE = {
    "plain": "",
    "mso": ' valign="center" style="width:63.1000pt;padding:0.0000pt 5.4000pt;mso-border-top-alt:0.5000pt solid windowtext;"',
    "upper": ' STYLE="BORDER-BOTTOM: windowtext 1pt solid; WIDTH: 63.1pt; PADDING-LEFT: 5.4pt" VALIGN=center WIDTH=84',
    "font": ' valign="center" style="border-left:1.0000pt outset windowtext;"',
    "editor": ' nowrap="nowrap" style="width:84px;"',
}
_PARAGRAPH_STYLE = {
    "plain": "",
    "mso": ' class="MsoNormal" style="text-indent:32.0000pt;mso-line-height-rule:exactly;"',
    "upper": ' style="TEXT-JUSTIFY: inter-ideograph; MARGIN: 0pt; FONT-SIZE: 16pt"',
    "font": ' style="text-align:center"',
    "editor": " style='text-indent: 2em' align=\"left\"",
}
_SPAN_STYLE = {
    "plain": "",
    "mso": ' style="mso-spacerun:&#39;yes&#39;;font-family:仿宋_GB2312;font-size:12.0000pt;\nmso-font-kerning:1.0000pt;"',
    "upper": ' style="FONT-FAMILY: 仿宋_GB2312; FONT-SIZE: 12pt"',
    "font": "",
    "editor": "",
}
_NAVIGATION = (
    '<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/xxgk/">政府信息公开</a></li></ul></div>'
    "<script>var rows = '<table><tr><td>0</td></tr></table>';</script><style>td{padding:0}</style>"
    '<table><tr><td><a href="/a">通知</a></td><td><a href="/b">公告</a></td></tr></table>'
    '<div style="display:none">本页访问 128 次</div><!-- 模板 3 版 -->'
)
_FOOTER = '<div class="footer"><p>主办：演示市人民政府办公室 网站标识码：0000000000</p></div>'


def write(page: Page, switches: Mapping[str, str]) -> bytes:
    """The page as HTML in the encoding asked for."""
    codec, name, mark = _ENCODINGS[switches["encoding"]]
    body = "\n".join(_Markup(switches).block(block) for block in page.blocks)
    head = f'<meta charset="{name}">' if name else ""
    if name == "gb2312":
        head = f'<meta http-equiv="Content-Type" content="text/html; charset={name}">'
    around = switches["around"]
    heading = f'<h1 class="title">{escape(page.title)}</h1>'
    content = f'{heading}\n<div class="content">{body}</div>'
    if around == "layout-table":
        content = f'<table width="100%" border="0"><tr><td class="left">&nbsp;</td><td>{content}</td></tr></table>'
    if around == "site":
        date = f'<meta name="PubDate" content="{page.published} 10:00">'
        head += f'<meta name="ArticleTitle" content="{escape(page.title)}">{date}'
        content = _NAVIGATION + content + _FOOTER
    head += f"<title>{escape(page.title)}</title>"
    text = f"<!DOCTYPE html>\n<html>\n<head>{head}</head>\n<body>\n{content}\n</body>\n</html>\n"
    return mark + text.encode(codec)


class _Markup:
    """The tags of one page, written in one manner."""

    def __init__(self, switches: Mapping[str, str]) -> None:
        self.manner = switches["markup"]
        self.spans = switches["spans"]
        self.paragraphs = switches["paragraphs"]

    def block(self, block: Block) -> str:
        """A heading, paragraph or table."""
        if isinstance(block, Grid):
            return self._table(block)
        if isinstance(block, Heading):
            inner = f"<strong>{self._runs(block.text)}</strong>" if self.manner == "editor" else self._runs(block.text)
            return self._paragraph(inner)
        return self._paragraph(self._runs(block.text), right=block.right)

    def _paragraph(self, inner: str, *, right: bool = False) -> str:
        style = ' style="text-align:right"' if right else _PARAGRAPH_STYLE[self.manner]
        tail = "<o:p></o:p>" if self.manner == "font" else ""
        return f"<p{style}>{inner}{tail}</p>"

    def _table(self, grid: Grid) -> str:
        rows = "".join(f"<tr>{''.join(self._cell(cell) for cell in row)}</tr>\n" for row in grid.rows)
        html = f'<table border="1" cellspacing="0"><tbody>{rows}</tbody></table>'
        if self.manner == "upper":
            html = re.sub(r"</?(table|tbody|tr|td)\b", lambda found: found[0].upper(), html)
        return html

    def _cell(self, cell: GridCell) -> str:
        spans = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        spans += f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        return f"<td{spans}{_CELL_STYLE[self.manner]}>{self._content(cell)}</td>"

    def _content(self, cell: GridCell) -> str:
        lines = cell.text.split("\n")
        if not cell.text:
            return "<p>&nbsp;</p>" if self.paragraphs in ("p", "p-each-line") else "&nbsp;"
        if cell.upright:
            lines = list(cell.text.replace("\n", ""))
        unit = f"<span>{cell.unit}</span>" if self.spans != "whole" else cell.unit
        if self.paragraphs == "p-each-line":
            runs = [self._runs(line) for line in lines]
            runs[-1] += unit
            return "".join(self._paragraph(run) for run in runs)
        inner = ("<br />" if self.manner == "editor" else "<br/>").join(self._runs(line) for line in lines) + unit
        if self.paragraphs == "p":
            return self._paragraph(inner)
        if self.paragraphs == "p-open":
            return f"<p{_PARAGRAPH_STYLE[self.manner]}>{inner}"
        return f"{inner}<br/>" if self.paragraphs == "br" else inner

    def _runs(self, text: str) -> str:
        """The text cut into spans as the switch says; non-breaking blanks as entities."""
        pieces = list(_cut(text)) if self.spans == "pieces" else [text]
        tag = "font" if self.manner == "font" else "span"
        style = _SPAN_STYLE[self.manner]
        wrapped = "".join(f"<{tag}{style}>{_entities(piece)}</{tag}>" for piece in pieces)
        if self.spans == "whole" and self.manner == "plain":
            return _entities(text)
        if self.spans == "empty-after":
            return f"{wrapped}<{tag}{style}></{tag}>"
        return f"<span>&nbsp;</span>{wrapped}<span>&nbsp;&nbsp;</span>" if self.spans == "own-blanks" else wrapped


def _cut(text: str) -> Iterator[str]:
    """Pieces of three characters, so that labels and long numbers fall apart."""
    for start in range(0, len(text), 3):
        yield text[start : start + 3]


def _entities(text: str) -> str:
    return escape(text, quote=False).replace("\xa0", "&nbsp;")
