"""A report as one web page: readable on a telephone, with a keyboard and aloud; no script, nothing from other hosts.

The text of the page is the report's and nothing else, so that a reader finds the same report in it. What helps the eye
(the skip link, titles of charts) is set by the style sheet from labels that screen readers speak.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.core.errors import Lang
from gongkai.writers.charts import Chart, charts_of
from gongkai.writers.html_pages import page
from gongkai.writers.html_tables import HtmlTable, html_table
from gongkai.writers.printed import PrintedReport, PrintedSection, PrintedTable

SHEETS = ("tokens.css", "report.css")
_DESCRIBED = 120  # characters of the page's description
_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日")
_WORDS = {"zh": {"skip": "跳到正文"}, "en": {"skip": "Skip to the report"}}


@dataclass(frozen=True, slots=True)
class _Section:
    number: str
    heading: str
    blocks: tuple[str | HtmlTable, ...]
    charts: tuple[object, ...]


def write_html(printed: PrintedReport, lang: Lang = "zh") -> str:
    """The page. The report stays Chinese; `lang` is that of the words around it (skip link, titles of charts).

    Raises WriterNotInstalled without Jinja2 or pygal.
    """
    charts = charts_of(printed, lang)
    sections = [_section(section, charts) for section in printed.sections]
    tables = [block for section in sections for block in section.blocks if isinstance(block, HtmlTable)]
    return page(
        "report.html",
        SHEETS,
        extra_css="\n".join(table.css for table in tables),
        printed=printed,
        sections=sections,
        published=_as_iso(printed.published),
        description=_description(printed),
        words=_WORDS[lang],
    )


def _section(section: PrintedSection, charts: tuple[Chart, ...]) -> _Section:
    from markupsafe import Markup

    held = {block.id for block in section.blocks if isinstance(block, PrintedTable)}
    return _Section(
        section.number,
        section.heading,
        tuple(html_table(block) if isinstance(block, PrintedTable) else block for block in section.blocks),
        tuple(
            {"id": chart.id, "title": chart.title, "svg": Markup(chart.svg)}  # noqa: S704 - escaped by the XML writer
            for chart in charts
            if chart.table in held
        ),
    )


def _as_iso(published: str | None) -> str | None:
    """2026年1月20日 as 2026-01-20."""
    match = _DAY.fullmatch(published or "")
    return f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}" if match else None


def _description(printed: PrintedReport) -> str:
    """The title and how the report begins."""
    first = next((block for section in printed.sections for block in section.blocks if isinstance(block, str)), "")
    text = f"{printed.title}。{''.join(first.split())}"
    return text if len(text) <= _DESCRIBED else text[: _DESCRIBED - 1] + "…"
