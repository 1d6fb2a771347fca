"""`gongkai screen`: what must be seen before a file is published."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import click

from gongkai.batch import Outcome
from gongkai.cli.app import language
from gongkai.cli.many import Many
from gongkai.cli.paths import expand
from gongkai.cli.screen_text import screened_as_text, summary
from gongkai.core.errors import Lang
from gongkai.core.errors_screening import AllowListInvalid, MaskingOutput
from gongkai.core.findings import Finding, Severity
from gongkai.screening.findings import SECRET_MARK
from gongkai.screening.links import Get
from gongkai.screening.wording import Entry, our_entries, own_entries
from gongkai.writers.findings import Checked
from gongkai.writers.junit import fails, findings_as_junit
from gongkai.writers.sarif import findings_as_sarif

SCHEMA = "gongkai.screening/1"
MOST_ALLOWED = 1024 * 1024  # bytes of an allow list


def examine(
    path: Path,
    allowed: frozenset[str],
    words: tuple[Entry, ...],
    on: date,
    out: Path | None,
    get: Get | None = None,
    *,
    recognise: bool = False,
) -> tuple[Finding, ...]:
    """Screen one file, and write its masked copy where asked for (runs in a reading process).

    Of a file with a secrecy mark nothing is written, not even a masked copy (《保守国家秘密法》第29条).
    """
    from gongkai.screening.screen import screen_file

    findings = screen_file(path, allowed=allowed, entries=(*our_entries(), *words), on=on, recognise=recognise)
    if get is not None:
        from gongkai.readers.opening import open_file
        from gongkai.screening.links import check_links, links_in

        findings += check_links(links_in(open_file(path, recognise=True)), get)
    if out is not None and not any(_is_secret(finding) for finding in findings):
        from gongkai.screening.mask import masked_file

        _, copy = masked_file(path, out / path.name, allowed=allowed)
        findings += [left for left in copy.left if left not in findings]
    return tuple(findings)


def _is_secret(finding: Finding) -> bool:
    return finding.message.code == SECRET_MARK.code and finding.severity is Severity.ERROR


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--format", "output", type=click.Choice(["text", "json", "sarif", "junit"]), default="text", show_default=True)
@click.option(
    "--allow", type=click.Path(path_type=Path), metavar="FILE", help="已公开的电话、姓名，每行一项。Published contacts."
)
@click.option("--words", type=click.Path(path_type=Path), metavar="FILE", help="本机关词表（YAML）。A word list of one's own.")
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="按该日计算年龄，默认今天。Day ages are computed for."
)
@click.option(
    "--mask", "mask_to", type=click.Path(path_type=Path), metavar="DIR", help="去标识化副本的目录。Write masked copies."
)
@click.option("--links", is_flag=True, help="联网核对文件中的链接。Ask the web whether the links still work.")
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "verify", "note", "never"]),
    default="error",
    show_default=True,
    help="达到该级别即以 1 退出。Exit 1 from this severity on.",
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="同时处理的进程数。Screening processes.")
@click.pass_context
def screen(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    output: str,
    fail_level: str,
    jobs: int,
    **options: Any,
) -> None:
    """公开前审查：个人信息、密级和内部标志、隐藏内容、用语和格式。 Screen files before publication.

    结果中只出现去标识化的形式。退出码：0 无该级别的发现，1 有，2 有文件未能读取。
    What is printed is masked. Exit code: 0 nothing at the fail level, 1 findings, 2 a file could not be read.

    \b
    gongkai screen draft.docx --mask masked/
    """
    lang = language(ctx)
    level = None if fail_level == "never" else Severity(fail_level)
    paths = expand(files)
    task = _task(paths, **options)
    outcomes = Many(jobs).work(paths, task, partial(task, recognise=True))
    seen = list(_tell_failures(_checked(outcomes, lang)))
    _WRITERS[output](seen, lang, level)
    unreadable = any(one.failure for one in seen)
    found = any(fails(finding.severity, level) for one in seen for finding in one.findings)
    ctx.exit(2 if unreadable else int(found))


def _task(
    paths: list[Path], *, allow: Path | None, words: Path | None, on: datetime | None, mask_to: Path | None, links: bool
) -> Any:
    allowed = _allowed(allow) if allow else frozenset()
    own = own_entries(_text(words), words.name) if words else ()
    if mask_to is not None:
        _ready(mask_to, paths)
    get = None
    if links:
        from gongkai.screening.links import Web

        get = Web()
    return partial(examine, allowed=allowed, words=own, on=(on or datetime.now()).date(), out=mask_to, get=get)


def _text(path: Path) -> str:
    """A small text file of the person's own. Raises the errors of opening a file."""
    from gongkai.readers.decoding import decode
    from gongkai.readers.opening import open_file

    opened = open_file(path)
    if len(opened.data) > MOST_ALLOWED:
        raise AllowListInvalid(file=path.name, problem_zh="文件过大", problem_en="it is too large")
    return decode(opened.data, file=path.name)


def _allowed(path: Path) -> frozenset[str]:
    """The entries of an allow list, one a line; what follows # is a remark."""
    lines = (line.partition("#")[0].strip() for line in _text(path).splitlines())
    allowed = frozenset(line for line in lines if line)
    if not allowed:
        raise AllowListInvalid(file=path.name, problem_zh="没有任何内容", problem_en="it holds nothing")
    return allowed


def _ready(folder: Path, paths: list[Path]) -> None:
    """Make the folder for masked copies; originals are never written over, nor one copy over another."""
    if folder.exists() and not folder.is_dir():
        raise MaskingOutput(file=str(folder), problem_zh="它是一个文件", problem_en="it is a file")
    if any(path.resolve().parent == folder.resolve() for path in paths):
        raise MaskingOutput(file=str(folder), problem_zh="原文件就在其中", problem_en="the originals lie in it")
    if len({path.name for path in paths}) < len(paths):
        raise MaskingOutput(file=str(folder), problem_zh="有同名文件", problem_en="two files have the same name")
    folder.mkdir(parents=True, exist_ok=True)


def _checked(outcomes: Iterable[Outcome[tuple[Finding, ...]]], lang: Lang) -> Iterator[Checked]:
    for index, outcome in enumerate(outcomes):
        if outcome.value is None:
            failure = outcome.failure
            yield Checked(str(outcome.path), None, failure=(failure.code, getattr(failure, lang)) if failure else None)
        else:
            yield Checked(str(outcome.path), None, outcome.value).at_index(index)


def _tell_failures(checked: Iterable[Checked]) -> Iterator[Checked]:
    for one in checked:
        if one.failure:
            click.echo(one.failure[1], err=True)
        yield one


def _write_text(checked: list[Checked], lang: Lang, _level: Severity | None) -> None:
    for one in checked:
        if not one.failure:
            click.echo(screened_as_text(one, lang))
    click.echo(summary(checked, lang))


def _write_json(checked: list[Checked], lang: Lang, _level: Severity | None) -> None:
    """`{"schema", "files": […], "findings": […], "unreadable": […]}`; a finding names its file."""
    findings = [{"file": one.file, **_as_json(finding, lang)} for one in checked for finding in one.findings]
    failures = [{"file": one.file, "code": one.failure[0], "text": one.failure[1]} for one in checked if one.failure]
    read = [one.file for one in checked if not one.failure]
    told = {"schema": SCHEMA, "files": read, "findings": findings, "unreadable": failures}
    click.echo(json.dumps(told, ensure_ascii=False, indent=1))


def _as_json(finding: Finding, lang: Lang) -> dict[str, Any]:
    told = finding.as_json(lang)
    return {name: told[name] for name in ("code", "severity", "where", "text", "next_step", "source", "place")}


def _write_sarif(checked: list[Checked], lang: Lang, _level: Severity | None) -> None:
    click.echo(json.dumps(findings_as_sarif(checked, lang), ensure_ascii=False, indent=1))


def _write_junit(checked: list[Checked], lang: Lang, level: Severity | None) -> None:
    click.echo(findings_as_junit(checked, lang, level))


_WRITERS = {"text": _write_text, "json": _write_json, "sarif": _write_sarif, "junit": _write_junit}
