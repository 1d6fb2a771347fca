"""A report as a page of blocks: headings, paragraphs and grids, still without any file format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources

import yaml

from gongkai.samples.draft import Draft, Paragraph
from gongkai.samples.grids import Grid, GridCell, table2_grids, table3_grids, table4_grid
from gongkai.samples.numerals import in_prose

LONG_HEADINGS = {"5": "五、政府信息公开工作存在的主要问题及改进情况"}
_Grids = Callable[[Draft, Mapping[str, str]], list[Grid]]
_TABLES: Mapping[str, _Grids] = {
    "2": table2_grids,
    "3": table3_grids,
    "4": lambda draft, switches: [table4_grid(draft, switches)],
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of one of the six sections."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `right` stands at the right edge (signature and date), `centred` in the middle."""

    text: str
    right: bool = False
    centred: bool = False


Block = Heading | Text | Grid


@dataclass(slots=True)
class Page:
    """What a layout writes. `printed` holds the text of cells that show more than a bare number."""

    title: str
    published: str
    blocks: list[Block]
    printed: dict[str, str] = field(default_factory=dict)


def compose(draft: Draft, switches: Mapping[str, str]) -> Page:
    """Lay the draft out as blocks, with every switch that is not the file format's own."""
    style = switches["prose"]
    blocks: list[Block] = [Text(draft.body.name, centred=True)] if switches["headings"] == "long" else []
    blocks += _paragraphs(draft.sections.get("0", []), style)
    for number, official in draft.form.sections.items():
        if number not in draft.sections:
            continue
        blocks.append(Heading(_heading(number, official, switches["headings"])))
        blocks += _paragraphs(draft.sections[number], style)
        if number in _TABLES:
            blocks += _TABLES[number](draft, switches)
    day = draft.published
    blocks += [Text(draft.body.name, right=True), Text(f"{day.year}年{day.month}月{day.day}日", right=True)]
    page = Page(draft.title, day.isoformat(), blocks)
    page.printed = {cell.id: cell.text for grid in blocks if isinstance(grid, Grid) for cell in grid.cells() if cell.remarkable}
    return in_traditional(page) if switches["script"] == "traditional" else page


def _heading(number: str, official: str, style: str) -> str:
    if style == "padded":
        return f"　　{official}  "
    return LONG_HEADINGS.get(number, official) if style == "long" else official


def _paragraphs(paragraphs: list[Paragraph], style: str) -> Iterator[Text]:
    for paragraph in paragraphs:
        yield Text("".join(_said(one.template, one.numbers, style) for one in paragraph))


def _said(template: str, numbers: Mapping[str, Decimal], style: str) -> str:
    shown = {slot: in_prose(value, style) for slot, value in numbers.items()}
    return template.format(**shown)


@cache
def _traditional() -> dict[int, int]:
    text = resources.files("gongkai").joinpath("samples", "traditional.yaml").read_text(encoding="utf-8")
    table = yaml.safe_load(text)
    return str.maketrans(table["simplified"], table["traditional"])


def in_traditional(page: Page) -> Page:
    """The whole page in traditional characters, as some offices print it."""
    table = _traditional()
    blocks: list[Block] = []
    for block in page.blocks:
        if isinstance(block, Grid):
            rows = [[cell.with_text(cell.text.translate(table)) for cell in row] for row in block.rows]
            blocks.append(Grid(rows, block.widths, header_rows=block.header_rows))
        elif isinstance(block, Heading):
            blocks.append(Heading(block.text.translate(table)))
        else:
            blocks.append(Text(block.text.translate(table), right=block.right, centred=block.centred))
    return Page(page.title.translate(table), page.published, blocks, page.printed)


__all__ = ["Block", "Grid", "GridCell", "Heading", "Page", "Text", "compose"]
