"""`gongkai read`: what stands in a report, cell by cell."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import click

from gongkai.batch import Outcome
from gongkai.cli.app import language
from gongkai.cli.many import Many, many_files, report_in
from gongkai.cli.paths import expand
from gongkai.core.errors import Lang
from gongkai.core.report.form import form


def read_one(path: Path, resume: Path | None = None, *, recognise: bool = False) -> dict[str, Any]:
    """One report in its JSON form (runs in a reading process)."""
    from gongkai.core.report.exchange_json import report_to_json

    return report_to_json(report_in(path, resume, recognise=recognise))


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--format", "form_of_output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@many_files
@click.pass_context
def read(ctx: click.Context, /, files: tuple[str, ...], form_of_output: str, **how: Any) -> None:
    """读取年度报告的三张表和各部分文字。 Read a report's three tables and its text.

    FILES 可以是文件、目录或通配符；多份报告时 JSON 每行一份。
    Files, directories or globs; with several, one JSON object a line.

    \b
    gongkai read examples/clean-2021.docx --format json
    """
    lang = language(ctx)
    paths = expand(files)
    failed = False
    many = Many(**how)
    task = partial(read_one, resume=many.resume)
    for outcome in many.work(paths, task, partial(task, recognise=True)):
        failed |= outcome.failure is not None
        _show(outcome, form_of_output, lang, alone=len(paths) == 1)
    ctx.exit(2 if failed else 0)


def _show(outcome: Outcome[dict[str, Any]], form_of_output: str, lang: Lang, *, alone: bool) -> None:
    if outcome.failure:
        click.echo(getattr(outcome.failure, lang), err=True)
    elif outcome.value is not None:
        if form_of_output == "json":
            click.echo(json.dumps(outcome.value, ensure_ascii=False, indent=2 if alone else None))
        else:
            click.echo(_as_text(outcome.path, outcome.value))


def _as_text(path: Path, report: dict[str, Any]) -> str:
    """The tables as tab-separated lines that paste into a spreadsheet."""
    lines = [f"{path.name} · {report['agency'] or '?'} · {report['year'] or '?'} · {report['form']}"]
    by_row: dict[str, dict[str, str]] = {}
    for cell_id, cell in report["cells"].items():
        row, _, column = cell_id.rpartition(".")
        by_row.setdefault(row, {})[column] = cell["text"]
    labels = {row.id: row.label.rpartition("/")[2] for each in ("2019", "2021") for row in form(each).rows.values()}
    for row, cells in by_row.items():
        lines.append("\t".join([row, labels.get(row, row), *cells.values()]))
    lines.extend(f"? {entry['text']}" for entry in report["unrecognised"])
    return "\n".join(lines)
