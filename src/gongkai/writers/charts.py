"""Charts of a report as SVG, drawn from the printed cells themselves: one colour, every bar with its label and number.

pygal sets bars and scale; labels are put above the bars, where they are legible on a telephone, and everything that is no
drawing (script, style, its own tooltips, the day) is taken out, so that the same report always gives the same file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap
from typing import Any

from gongkai.core.errors import Lang
from gongkai.core.errors_writing import WriterNotInstalled
from gongkai.core.findings import Words, shown
from gongkai.core.report.cell_words import TABLE_WORDS, row_label
from gongkai.core.report.form import FORMS, form
from gongkai.writers.printed import PrintedReport
from gongkai.writers.printed_tables import UNCERTAIN

WIDTH = 340  # units of a drawing; its letters have 14, so that a telephone of 360 pixels still shows them at 12
_LINE, _BAR, _GAP = 20, 14, 14  # heights of a line of the label, of a bar, and of the space below it
_ROOM = 64  # beside the longest bar, for its number
_LETTERS = 22  # of a line of a label
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?=$|[（(*＊※])")
_SVG = "http://www.w3.org/2000/svg"
_TITLES = {
    "chart-results": ("T3", Words("申请办理结果（件）", "How requests were answered (cases)")),
    "chart-applicants": ("T3", Words("新收申请的申请人（件）", "Who made the new requests (cases)")),
    "chart-remedies": ("T4", Words("行政复议、行政诉讼结果（件）", "Results of reconsideration and litigation (cases)")),
}
_NO_RESULTS = ("T3.new", "T3.carry_in", "T3.r7", "T3.carry_out")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its full label and the number of its cell."""

    label: str
    value: Decimal
    cell: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and what it says in words. `table` is the table whose numbers it shows."""

    id: str
    table: str
    title: str
    description: str
    svg: str


def charts_of(printed: PrintedReport, lang: Lang = "zh") -> tuple[Chart, ...]:
    """The charts of a report: results and applicants (table 3), remedies (table 4); none where there is nothing to draw.

    Raises WriterNotInstalled without pygal.
    """
    bars: dict[str, list[Bar]] = {name: [] for name in _TITLES}
    for cell_id, value in _numbers(printed).items():
        chart, label = _place_of(cell_id, printed.form)
        if chart is not None and value > 0:
            bars[chart].append(Bar(label, value, cell_id))
    return tuple(_chart(name, *_TITLES[name], lang, drawn) for name, drawn in bars.items() if drawn)


def _numbers(printed: PrintedReport) -> dict[str, Decimal]:
    """The certain numbers of the printed cells, in their order; what is marked 待核实 is not drawn."""
    found: dict[str, Decimal] = {}
    for table in printed.tables:
        for cell in table.cells:
            if cell.cell and UNCERTAIN not in cell.text and (match := _NUMBER.match(cell.text)):
                found[cell.cell] = Decimal(match[0])
    return found


def _place_of(cell_id: str, form_id: str) -> tuple[str | None, str]:
    """The chart that shows a cell, and the cell's label there."""
    row, _, column = cell_id.rpartition(".")
    if row.startswith("T3.") and row not in _NO_RESULTS and column == "total":
        return "chart-results", row_label(row, form_id)
    if row == "T3.new" and column != "total":
        return "chart-applicants", _column_label(row, column)
    if row.startswith("T4.") and column != "total":
        return "chart-remedies", f"{row_label(row, form_id).replace('行政诉讼/', '行政诉讼：')} {_column_label(row, column)}"
    return None, ""


def _column_label(row_id: str, column_id: str) -> str:
    columns = next(form(each).rows[row_id].columns for each in FORMS if row_id in form(each).rows)
    return next(column.label for column in columns if column.id == column_id)


# ── drawing ──────────────────────────────────────────────────────────────────────────────────


def _chart(name: str, table: str, title: Words, lang: Lang, bars: Sequence[Bar]) -> Chart:
    told = "；".join(f"{bar.label} {shown(bar.value)}" for bar in bars)
    source = Words(f"数据即{TABLE_WORDS[table].zh}所列", f"The numbers are those of {TABLE_WORDS[table].en.lower()}")
    description = f"{told}。{source.say(lang)}。" if lang == "zh" else f"{told}. {source.say(lang)}."
    return Chart(name, table, title.say(lang), description, _svg(name, title.say(lang), description, bars))


def _svg(name: str, title: str, description: str, bars: Sequence[Bar]) -> str:
    """The drawing: the bars as pygal scales them, each under its label and before its number."""
    from xml.etree import ElementTree

    labels = [wrap(bar.label, _LETTERS) for bar in bars]
    height = sum(len(label) * _LINE + _BAR + _GAP for label in labels) - _GAP
    svg = ElementTree.Element("svg", {"xmlns": _SVG, "viewBox": f"0 0 {WIDTH} {height}", "role": "img"})
    svg.set("aria-labelledby", f"{name}-title {name}-desc")
    ElementTree.SubElement(svg, "title", {"id": f"{name}-title"}).text = title
    ElementTree.SubElement(svg, "desc", {"id": f"{name}-desc"}).text = description
    y = 0
    for bar, label, width in zip(bars, labels, _widths(bars, height), strict=True):
        for text in label:
            y += _LINE
            ElementTree.SubElement(svg, "text", {"class": "label", "x": "0", "y": str(y - 6)}).text = text
        size = {"x": "0", "y": str(y), "width": f"{width:.1f}", "height": str(_BAR)}
        ElementTree.SubElement(svg, "rect", {"class": "bar", **size})
        number = {"class": "number", "x": f"{width + 6:.1f}", "y": str(y + _BAR - 2)}
        ElementTree.SubElement(svg, "text", number).text = shown(bar.value)
        y += _BAR + _GAP
    return ElementTree.tostring(svg, encoding="unicode")


def _widths(bars: Sequence[Bar], height: int) -> list[float]:
    """The width of every bar as pygal draws it."""
    try:
        import pygal
    except ImportError as error:
        raise WriterNotInstalled(format="HTML", package="pygal") from error
    plain: dict[str, Any] = dict.fromkeys(("show_legend", "show_x_labels", "show_y_labels", "show_x_guides"), False)
    drawing = pygal.HorizontalBar(
        width=WIDTH,
        height=height,
        margin=0,
        margin_right=_ROOM,
        js=[],
        range=(0, float(max(bar.value for bar in bars))),
        **plain,
    )
    drawing.add("", [float(bar.value) for bar in bars])
    drawn = drawing.render_tree().iterfind(".//g[@class='bar']/rect")
    return [float(rect.get("width")) for rect in drawn]
