"""`gongkai compare`: two years of one body's reports beside each other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from gongkai.batch import Outcome, work_through
from gongkai.cli.app import language
from gongkai.cli.output import deliver, refuse_reading_place, refuse_terminal
from gongkai.core.errors import Lang
from gongkai.core.report.compare import Comparison, compare_reports, in_order
from gongkai.core.report.exchange import Report

Value = TypeVar("Value")

FORMATS = ("text", "json", "html", "docx")
_OF_SUFFIX = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html", ".docx": "docx"}


def read_one(path: Path) -> Report:
    """One of the two reports (runs in a reading process)."""
    from gongkai.readers.reading import read_report

    return read_report(path)


def compare_two(_path: Path, reports: tuple[Report, Report]) -> Comparison:
    """The comparison (runs in a reading process as well: its bounds hold for texts of any size)."""
    return compare_reports(*reports)


@click.command()
@click.argument("file")
@click.argument("previous")
@click.option("--format", "output", type=click.Choice(FORMATS), help="缺省按 --out 的后缀，否则 text。By --out, else text.")
@click.option("--out", metavar="PATH", help="写入文件（docx 必填）。Write to a file; required for docx.")
@click.pass_context
def compare(ctx: click.Context, file: str, previous: str, output: str | None, out: str | None) -> None:
    """对照同一机关两个年度的报告：数据增减、结转衔接、文字改动。 Compare two years of one body's reports.

    两份报告的先后不限，以报告写明的年度为准。退出码：0 已对照，2 有文件未能读取或写入。
    Either order; the years the reports state decide. Exit code: 0 compared, 2 a file could not be read or written.

    \b
    gongkai compare examples/carry-over-2021.docx examples/carry-over-2021-previous.docx
    """
    lang = language(ctx)
    paths = [Path(file), Path(previous)]
    target = Path(out) if out else None
    chosen = output or (_OF_SUFFIX.get(target.suffix.lower(), "text") if target else "text")
    if chosen == "docx":
        refuse_terminal("DOCX", "docx", target)
    refuse_reading_place(target, paths)
    reports = _values(work_through(paths, read_one), lang)
    if len(reports) < len(paths):
        ctx.exit(2)
    compared = _values(work_through(paths[:1], partial(compare_two, reports=in_order(*reports))), lang)
    if not compared:
        ctx.exit(2)
    deliver(_WRITERS[chosen](compared[0], lang), target)


def _values(outcomes: Iterable[Outcome[Value]], lang: Lang) -> list[Value]:
    """What came of the files; for each of which nothing came, its sentence."""
    values = []
    for outcome in outcomes:
        if outcome.value is not None:
            values.append(outcome.value)
        elif outcome.failure:
            click.echo(getattr(outcome.failure, lang), err=True)
    return values


def _text(comparison: Comparison, lang: Lang) -> bytes:
    from gongkai.writers.comparison_text import comparison_as_text

    return comparison_as_text(comparison, lang).encode("utf-8", "replace")


def _json(comparison: Comparison, lang: Lang) -> bytes:
    from gongkai.core.report.compare_json import comparison_to_json

    return json.dumps(comparison_to_json(comparison, lang), ensure_ascii=False, indent=2).encode("utf-8", "replace")


def _html(comparison: Comparison, lang: Lang) -> bytes:
    from gongkai.writers.comparison_html import write_comparison_html

    return write_comparison_html(comparison, lang).encode("utf-8", "replace")


def _docx(comparison: Comparison, lang: Lang) -> bytes:
    from gongkai.writers.comparison_docx import write_comparison_docx

    return write_comparison_docx(comparison, lang)


_WRITERS: dict[str, Callable[[Comparison, Lang], bytes]] = {"text": _text, "json": _json, "html": _html, "docx": _docx}
