"""`gongkai check`: whether a report agrees with itself, with the form, and with last year's."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import Any

import click

from gongkai.batch import Outcome
from gongkai.cli.app import language
from gongkai.cli.many import Many, many_files, report_in
from gongkai.cli.output import deliver, refuse_existing, refuse_reading_place, refuse_terminal
from gongkai.cli.paths import expand
from gongkai.core.errors import Lang
from gongkai.core.errors_writing import OutputMustBeFolder
from gongkai.core.findings import Finding, Severity
from gongkai.core.report.exchange import Report
from gongkai.writers.findings import Checked, checked_as_text, summary
from gongkai.writers.junit import fails, findings_as_junit
from gongkai.writers.sarif import findings_as_sarif

FORMATS = ("text", "json", "sarif", "junit", "xlsx", "docx")
_ONLY_FILES = "--out 只用于 xlsx 和 docx；其他格式请用重定向（>）。--out is for xlsx and docx; redirect the other formats (>)."
Examined = tuple[dict[str, Any], tuple[Finding, ...]]


def read_previous(path: Path, resume: Path | None = None, *, recognise: bool = False) -> Report:
    """Last year's report (runs in a reading process)."""
    return report_in(path, resume, recognise=recognise)


def examine(path: Path, previous: tuple[Report, ...], resume: Path | None = None, *, recognise: bool = False) -> Examined:
    """Read and check one report (runs in a reading process)."""
    from gongkai.core.report.checks import check_report, previous_of
    from gongkai.core.report.exchange_json import report_to_json

    report = report_in(path, resume, recognise=recognise)
    findings = check_report(report, previous=previous_of(report, previous))
    return report_to_json(report), tuple(findings)


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--format", "output", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--previous", multiple=True, metavar="PATH", help="上一年度的报告（文件或目录）。Last year's reports.")
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "verify", "note", "never"]),
    default="error",
    show_default=True,
    help="达到该级别即以 1 退出。Exit 1 from this severity on.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="xlsx 写入文件；docx（反馈意见）一份报告写入文件，多份写入目录。Where xlsx and docx go.",
)
@click.option("--force", is_flag=True, help="覆盖已有的文件。Overwrite files that are there.")
@many_files
@click.pass_context
def check(ctx: click.Context, /, files: tuple[str, ...], output: str, previous: tuple[str, ...], **how: Any) -> None:
    """核对年度报告：表内勾稽、表间关系、文字与表格、格式与上年衔接。 Check annual reports.

    FILES 可以是文件、目录或通配符。退出码：0 无该级别的发现，1 有，2 有文件未能读取。
    Files, directories or globs. Exit code: 0 nothing at the fail level, 1 findings, 2 a file could not be read.

    \b
    gongkai check examples/carry-over-2021.docx --previous examples/carry-over-2021-previous.docx
    """
    lang, fail_level = language(ctx), how.pop("fail_level")
    level = None if fail_level == "never" else Severity(fail_level)
    out, force = how.pop("out"), bool(how.pop("force"))
    paths = expand(files)
    _refuse_place(output, out, paths, replacing=force)
    many = Many(**how)
    before = _previous_reports(expand(previous), many, lang)
    task = partial(examine, previous=before, resume=many.resume)
    checked = _tell_failures(_numbered(many.work(paths, task, partial(task, recognise=True)), lang))
    seen = _FILES[output](checked, lang, out, force) if output in _FILES else _WRITERS[output](checked, lang, level)
    unreadable = any(one.failure for one in seen)
    found = any(fails(finding.severity, level) for one in seen for finding in one.findings)
    ctx.exit(2 if unreadable else int(found))


def _refuse_place(output: str, out: Path | None, paths: list[Path], *, replacing: bool) -> None:
    """Says before anything is read that the result cannot go where it should."""
    if output not in _FILES:
        if out is not None:
            raise click.UsageError(_ONLY_FILES)
        return
    refuse_terminal(output.upper(), output, out)
    if output == "docx" and len(paths) > 1 and out is not None and not out.is_dir():
        raise OutputMustBeFolder(count=len(paths))
    if not (output == "docx" and out is not None and out.is_dir()):
        refuse_reading_place(out, paths)
        if not replacing:
            refuse_existing(out)


def _previous_reports(paths: list[Path], many: Many, lang: Lang) -> tuple[Report, ...]:
    """Last year's reports; one that cannot be read is said and left out."""
    reports = []
    task = partial(read_previous, resume=many.resume)
    for outcome in many.work(paths, task, partial(task, recognise=True)):
        if outcome.value is not None:
            reports.append(outcome.value)
        elif outcome.failure:
            click.echo(getattr(outcome.failure, lang), err=True)
    return tuple(reports)


def _numbered(outcomes: Iterable[Outcome[Examined]], lang: Lang) -> Iterator[Checked]:
    """Outcomes as checked files; findings carry the index of their report among those that could be read."""
    index = 0
    for outcome in outcomes:
        if outcome.value is None:
            failure = outcome.failure
            yield Checked(str(outcome.path), None, failure=(failure.code, getattr(failure, lang)) if failure else None)
        else:
            report, findings = outcome.value
            yield Checked(str(outcome.path), report, findings).at_index(index)
            index += 1


def _tell_failures(checked: Iterable[Checked]) -> Iterator[Checked]:
    for one in checked:
        if one.failure:
            click.echo(one.failure[1], err=True)
        yield one


def _write_text(checked: Iterable[Checked], lang: Lang, _level: Severity | None) -> list[Checked]:
    kept = []
    for one in checked:
        if not one.failure:
            click.echo(checked_as_text(one, lang))
        kept.append(_without_report(one))
    click.echo(summary(kept, lang))
    return kept


def _write_json(checked: Iterable[Checked], lang: Lang, _level: Severity | None) -> list[Checked]:
    """`{"reports": […], "findings": […], "unreadable": […]}`, written while reading so that memory stays flat."""
    kept: list[Checked] = []
    click.echo('{"reports": [', nl=False)
    lead = "\n"
    for one in checked:
        if one.report is not None:
            click.echo(lead + json.dumps(one.report, ensure_ascii=False), nl=False)
            lead = ",\n"
        kept.append(_without_report(one))
    findings = [finding.as_json(lang) for one in kept for finding in one.findings]
    failures = [{"file": one.file, "code": one.failure[0], "text": one.failure[1]} for one in kept if one.failure]
    click.echo(f'],\n"findings": {_lines(findings)},\n"unreadable": {_lines(failures)}}}')
    return kept


def _lines(entries: list[dict[str, Any]]) -> str:
    return "[" + ",".join("\n" + json.dumps(entry, ensure_ascii=False) for entry in entries) + "]"


def _write_sarif(checked: Iterable[Checked], lang: Lang, _level: Severity | None) -> list[Checked]:
    kept = [_without_report(one) for one in checked]
    click.echo(json.dumps(findings_as_sarif(kept, lang), ensure_ascii=False, indent=1))
    return kept


def _write_junit(checked: Iterable[Checked], lang: Lang, level: Severity | None) -> list[Checked]:
    kept = [_without_report(one) for one in checked]
    click.echo(findings_as_junit(kept, lang, level))
    return kept


def _write_xlsx(checked: Iterable[Checked], lang: Lang, out: Path, _replacing: bool) -> list[Checked]:
    from gongkai.writers.findings_xlsx import write_findings_xlsx

    kept = [_with_head(one) for one in checked]
    deliver(write_findings_xlsx(kept, lang), out)
    click.echo(summary(kept, lang), err=True)
    return kept


def _write_docx(checked: Iterable[Checked], lang: Lang, out: Path, replacing: bool) -> list[Checked]:
    """One opinion a report: into the file, or into the folder under the name of its report."""
    from gongkai.writers.feedback import write_feedback

    kept = [_with_head(one) for one in checked]
    read = [one for one in kept if one.report is not None]
    targets = _named(read, out) if out.is_dir() else [out] * len(read)
    for target in targets if out.is_dir() and not replacing else ():
        refuse_existing(target)  # all of them before the first is written: people complete these letters by hand
    for one, target in zip(read, targets, strict=True):
        deliver(write_feedback(one), target)
    click.echo(summary(kept, lang), err=True)
    return kept


def _named(read: list[Checked], folder: Path) -> list[Path]:
    """A file for each report; the second of two reports of one name is numbered."""
    targets: dict[Path, None] = {}
    for one in read:
        stem = Path(one.file).stem
        names = chain([stem], (f"{stem}-{number}" for number in count(2)))
        targets[next(target for name in names if (target := folder / f"{name}-反馈意见.docx") not in targets)] = None
    return list(targets)


def _with_head(one: Checked) -> Checked:
    """Without the tables and the text, of which thousands of reports would fill the memory."""
    head = None if one.report is None else {key: one.report[key] for key in ("agency", "year", "form", "title")}
    return replace(one, report=head)


def _without_report(one: Checked) -> Checked:
    return Checked(one.file, None, one.findings, one.failure)


_WRITERS = {"text": _write_text, "json": _write_json, "sarif": _write_sarif, "junit": _write_junit}
_FILES = {"xlsx": _write_xlsx, "docx": _write_docx}
