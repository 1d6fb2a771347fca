"""`gongkai write`: a report in another format, in the layout of the official form."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from gongkai.cli.app import language
from gongkai.cli.many import Many, many_files, report_in
from gongkai.cli.output import deliver, refuse_existing, refuse_reading_place, refuse_terminal
from gongkai.cli.paths import expand
from gongkai.core.errors import Lang
from gongkai.core.errors_writing import OutputMustBeFolder, OutputsShareName
from gongkai.core.findings import Words
from gongkai.core.report.exchange import Report
from gongkai.writers.printed import printed_report

FORMATS = ("docx", "pdf", "html", "xlsx", "json")
_BINARY = ("docx", "pdf", "xlsx")
_UNCERTAIN = Words(
    "“{name}”有 {count} 处未能确认，已注明（待核实）或略去，请对照原件。",
    "“{name}”: {count} things were not certain; they are marked （待核实） or left out. Compare with the original.",
)
_NO_GLYPH = Words(
    "“{name}”：已安装的字体都不含 {shown}，PDF 中以其编码〔U+…〕表示。"
    "请安装含该字的字体，或用 GONGKAI_FONTS 指明字体目录后重写。",
    "“{name}”: no installed font holds {shown}; the PDF shows their codes 〔U+…〕. Install such a font, or name its "
    "folder with GONGKAI_FONTS, and write again.",
)
_SHOWN = 20  # characters without a glyph that are named, before the rest is counted


def read_one(path: Path, resume: Path | None = None, *, recognise: bool = False) -> Report:
    """One report (runs in a reading process)."""
    return report_in(path, resume, recognise=recognise)


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--format", "output", type=click.Choice(FORMATS), help="缺省按 --out 的后缀。By the suffix of --out.")
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", help="文件、目录或 -（标准输出）。File, folder or -.")
@click.option("--force", is_flag=True, help="覆盖已有的文件。Overwrite files that are there.")
@many_files
@click.pass_context
def write(ctx: click.Context, /, files: tuple[str, ...], output: str | None, out: Path | None, **how: Any) -> None:
    """将年度报告写成 DOCX、PDF、HTML、XLSX 或 JSON，按国家格式排版。 Write a report in another format.

    多份报告时 --out 为目录。不能确定的数照原样写出并注明（待核实），不作推断。
    With several reports --out is a folder. A figure that is not certain is written as it stands, marked （待核实）.

    \b
    gongkai write examples/clean-2021.docx --out report.pdf
    """
    lang, force = language(ctx), bool(how.pop("force"))
    paths = expand(files)
    chosen = output or _format_of(out)
    targets = _targets(paths, out, chosen)
    for target in () if force else targets.values():
        refuse_existing(target)
    many = Many(**how)
    task = partial(read_one, resume=many.resume)
    failed = False
    for outcome in many.work(paths, task, partial(task, recognise=True)):
        if outcome.value is None:
            failed = True
            click.echo(getattr(outcome.failure, lang), err=True)
            continue
        _tell(outcome.value, chosen, lang)
        deliver(_WRITERS[chosen](outcome.value, lang), targets[outcome.path])
    ctx.exit(2 if failed else 0)


def _targets(paths: list[Path], out: Path | None, chosen: str) -> Mapping[Path, Path | None]:
    """Where each report goes, None for stdout; refused before anything is read.

    Raises OutputNeedsPath, OutputMustBeFolder, OutputsShareName and OutputIsInput.
    """
    if out is None or str(out) == "-":
        if chosen in _BINARY:
            if len(paths) > 1:
                raise OutputMustBeFolder(count=len(paths))
            refuse_terminal(chosen.upper(), chosen, out)
        return dict.fromkeys(paths)
    if not out.is_dir() and len(paths) > 1:
        raise OutputMustBeFolder(count=len(paths))
    targets = {path: out / f"{path.stem}.{chosen}" if out.is_dir() else out for path in paths}
    of: dict[Path, Path] = {}
    for path, target in targets.items():
        if of.setdefault(target, path) != path:
            raise OutputsShareName(path=path, other=of[target], target=target)
        if target.exists():
            refuse_reading_place(target, paths)
    return targets


def _format_of(out: Path | None) -> str:
    """The format that the suffix of --out names."""
    suffix = out.suffix.lower().lstrip(".") if out is not None else ""
    if suffix in FORMATS:
        return suffix
    raise click.UsageError(
        f"请用 --format 指明格式，或给 --out 加后缀：{'、'.join(FORMATS)}。Name the format with --format or a suffix of --out."
    )


def _tell(report: Report, chosen: str, lang: Lang) -> None:
    """On stderr: what is not certain in the report, and which characters the PDF cannot draw."""
    name = report.source or ""
    if report.unrecognised:
        click.echo(_UNCERTAIN.say(lang).format(name=name, count=len(report.unrecognised)), err=True)
    if chosen == "pdf":
        from gongkai.writers.fonts import missing_glyphs
        from gongkai.writers.package import in_xml

        cells = (cell.text for cell in report.cells.values())
        words = (report.title or "", *(passage.text for passage in report.passages), *report.sections.values(), *cells)
        if missing := missing_glyphs(in_xml("".join(words))):
            shown = "、".join(f"{char}（U+{ord(char):04X}）" for char in missing[:_SHOWN]) + ("…" if missing[_SHOWN:] else "")
            click.echo(_NO_GLYPH.say(lang).format(name=name, shown=shown), err=True)


def _pdf(report: Report, _lang: Lang) -> bytes:
    from gongkai.writers.pdf import write_pdf

    return write_pdf(printed_report(report))


def _docx(report: Report, _lang: Lang) -> bytes:
    from gongkai.writers.docx import write_docx

    return write_docx(printed_report(report))


def _xlsx(report: Report, _lang: Lang) -> bytes:
    from gongkai.writers.xlsx import write_xlsx

    return write_xlsx(printed_report(report))


def _html(report: Report, lang: Lang) -> bytes:
    from gongkai.writers.html import write_html

    return write_html(printed_report(report), lang).encode("utf-8", "replace")


def _json(report: Report, _lang: Lang) -> bytes:
    from gongkai.core.report.exchange_json import report_to_json

    return json.dumps(report_to_json(report), ensure_ascii=False, indent=2).encode("utf-8", "replace")


_WRITERS: dict[str, Callable[[Report, Lang], bytes]] = {
    "docx": _docx,
    "pdf": _pdf,
    "html": _html,
    "xlsx": _xlsx,
    "json": _json,
}
