"""`gongkai consolidate`: returns added up the levels of government, and published sums proved against their parts."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import click

from gongkai.batch import Failure, work_through
from gongkai.cli.app import language
from gongkai.cli.consolidate_loading import Loaded, children_table, load, read_one
from gongkai.cli.output import deliver
from gongkai.cli.paths import expand
from gongkai.core.errors import Lang
from gongkai.core.errors_consolidation import BodiesFileWrong, CellUnknown, ParentNotRead, ParentUnsuited
from gongkai.core.findings import Finding, Severity, shown
from gongkai.core.report.cell_words import cell_words
from gongkai.core.report.consolidate import Basis, Change, Consolidation, changes
from gongkai.core.report.consolidate import consolidate as add_up
from gongkai.core.report.consolidate_bodies import hierarchy_from_csv, hierarchy_from_yaml
from gongkai.core.report.consolidate_findings import consolidation_findings
from gongkai.core.report.consolidate_json import affected_levels, assumptions, consolidated_to_json
from gongkai.core.report.consolidate_prove import prove_all
from gongkai.core.report.consolidate_returns import Return, return_from_report
from gongkai.core.report.hierarchy import Hierarchy
from gongkai.core.report.messages_consolidation import CONS_SUM
from gongkai.writers.findings import Checked, checked_as_text, summary
from gongkai.writers.junit import fails

_MOST_CHANGES = 40
_WORDS: dict[Lang, dict[str, str]] = {
    "zh": {
        "sum": "{name} · {year} 年度汇总 · {form} 年格式 · {count} 个单位的报表",
        "parts": "按 {day} 的隶属关系；{levels} 级汇总",
        "short": "＊合计不完整：缺 {units}",
        "hole": "＊有单位该格未能计入",
        "addends": "{cell} 的加数",
        "sum_of": "（下级合计）",
        "version": "第{version}版",
        "none": "无数字",
        "total": "合计",
        "reopened": "更正后须重做的汇总：{name} → {levels}",
        "changed": "{body} {cell}：{before} → {after}（{units}）",
        "more": "另有 {count} 格变动，见 JSON",
        "assumed": "口径：{text}",
        "checked": "汇总与核对",
        "apart": "  不一致  CONS-SUM  {body}：报告数、各单位合计、差额",
    },
    "en": {
        "sum": "{name} · sums for {year} · form of {form} · returns of {count} bodies",
        "parts": "links as of {day}; {levels} levels added up",
        "short": "* sums not complete: {units} missing",
        "hole": "* a body's cell could not be added",
        "addends": "addends of {cell}",
        "sum_of": " (sum of its members)",
        "version": "version {version}",
        "none": "no number",
        "total": "total",
        "reopened": "to be added up again after a correction: {name} → {levels}",
        "changed": "{body} {cell}: {before} → {after} ({units})",
        "more": "{count} more cells changed; see the JSON",
        "assumed": "taken as given: {text}",
        "checked": "sums and proof",
        "apart": "  inconsistent  CONS-SUM  {body}: stated, added up, difference",
    },
}


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="RETURNS…")
@click.option(
    "--bodies", required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False), help="单位表。YAML or CSV."
)
@click.option("--year", required=True, type=click.IntRange(2019, 9998), help="报告年度。Report year.")
@click.option("--of", metavar="BODY", help="汇总到哪个单位（编号或名称）。The body to add up, id or name.")
@click.option(
    "--parent", type=click.Path(path_type=Path, exists=True), help="已公布的汇总报告，逐格核对。A published sum to prove."
)
@click.option("--parent-table", type=click.Path(path_type=Path, exists=True), help="其分单位表（CSV）。Its table of members.")
@click.option(
    "--basis",
    type=click.Choice([each.value for each in Basis]),
    default=Basis.SUBMITTED.value,
    show_default=True,
    help="下级政府按其上报的汇总，还是按其各单位重算。Lower governments: as submitted, or from their members.",
)
@click.option("--cell", "cells", multiple=True, metavar="CELL", help="列出该格的全部加数。List a cell's addends.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写入文件。Write to a file.")
@click.option(
    "--fail-level",
    type=click.Choice(["error", "warning", "verify", "note", "never"]),
    default="error",
    show_default=True,
    help="达到该级别即以 1 退出。Exit 1 from this severity on.",
)
@click.option("--jobs", type=click.IntRange(1), default=1, show_default=True, help="同时读取的进程数。Reading processes.")
@click.pass_context
def consolidate(ctx: click.Context, /, **given: Any) -> None:
    """逐级汇总年度报告，列明每格由哪些单位相加，并核对已公布的汇总数。 Add reports up the levels and prove published sums.

    RETURNS 可以是任何可读的报告文件、目录、通配符，或 gongkai read 写出的 JSON（每行一份）。退出码同 check。
    Report files, directories, globs, or JSON lines as gongkai read writes them. Exit codes as for check.

    \b
    gongkai consolidate returns.jsonl --bodies bodies.yaml --year 2024 --of 演示市人民政府
    """
    lang = language(ctx)
    year: int = given["year"]
    hierarchy = read_bodies(given["bodies"])
    loaded = load(expand(given["files"]), hierarchy, year, jobs=given["jobs"])
    for failure in loaded.failures:
        click.echo(failure[lang], err=True)
    basis = Basis(given["basis"])
    done = add_up(loaded.returns, hierarchy, year, of=given["of"], basis=basis)
    for cell in given["cells"]:
        if cell not in done.node.layout.index:
            raise CellUnknown(cell=cell, form=done.form)
    findings = _findings(done, hierarchy, loaded, given)
    changed = _changed(done, loaded.returns, hierarchy, basis)
    if given["output"] == "json":
        data = {**consolidated_to_json(done, findings, changed, lang), "unreadable": loaded.failures}
        text = json.dumps(data, ensure_ascii=False)
    else:
        text = "\n".join(_as_text(done, findings, changed, given["cells"], lang))
    deliver(text.encode("utf-8", "replace"), given["out"])
    level = None if given["fail_level"] == "never" else Severity(given["fail_level"])
    ctx.exit(2 if loaded.failures else int(any(fails(each.severity, level) for each in findings)))


def read_bodies(path: Path) -> Hierarchy:
    """The list of bodies, CSV by its suffix, else YAML or JSON. Raises BodiesFileWrong, HierarchyWrong."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        zh, en = "不是 UTF-8 编码，请另存为 UTF-8", "it is not UTF-8; save it as UTF-8"
        raise BodiesFileWrong(file=path.name, where="", where_en="encoding", problem_zh=zh, problem_en=en) from None
    read = hierarchy_from_csv if path.suffix.lower() == ".csv" else hierarchy_from_yaml
    return read(text, path.name)


def _findings(done: Consolidation, hierarchy: Hierarchy, loaded: Loaded, given: dict[str, Any]) -> list[Finding]:
    parent = _parent(given["parent"], done)
    table = given["parent_table"] and children_table(given["parent_table"], hierarchy, done.year)
    proof = prove_all(done, parent, table or None)
    return [*consolidation_findings(done, hierarchy), *proof, *loaded.findings(done.year)]


def _parent(path: Path | None, done: Consolidation) -> Return | None:
    if path is None:
        return None
    outcome = next(work_through([path], read_one))
    if outcome.value is None:
        failure = outcome.failure or Failure("unreadable", path.name, path.name)
        raise ParentNotRead(why_zh=failure.zh, why_en=failure.en)
    report = outcome.value
    if report.year != done.year:
        raise ParentUnsuited(file=path.name, given=report.year, year=done.year)
    return return_from_report(report, done.top)


def _changed(done: Consolidation, returns: list[Return], hierarchy: Hierarchy, basis: Basis) -> tuple[Change, ...]:
    """What the last versions changed, where earlier ones are among the returns."""
    if not done.versions.older:
        return ()
    before = [done.versions.older.get(unit, (each,))[0] for unit, each in done.versions.current.items()]
    return changes(add_up(before, hierarchy, done.year, of=done.top, basis=basis), done)


def _as_text(
    done: Consolidation, findings: list[Finding], changed: tuple[Change, ...], cells: tuple[str, ...], lang: Lang
) -> list[str]:
    words, tree, node = _WORDS[lang], done.tree, done.node
    used = sum(not each.computed for one in done.nodes.values() for each in one.constituents)
    lines = [words["sum"].format(name=tree.name(done.top), year=done.year, form=done.form, count=used)]
    lines.append(words["parts"].format(day=tree.day, levels=len(done.nodes)))
    lines += _tables(done)
    if node.missing:
        lines.append(words["short"].format(units="、".join(map(tree.name, node.missing))))
    elif not all(each.complete for each in node.cells()):
        lines.append(words["hole"])
    for cell in cells:
        lines += _addends(done, cell, lang)
    for unit in sorted(done.versions.older):
        levels = affected_levels(done, unit) if unit in tree.standing else ()
        if levels:
            lines.append(words["reopened"].format(name=tree.name(unit), levels=" → ".join(map(tree.name, levels))))
    for each in changed[:_MOST_CHANGES]:
        lines.append("  " + words["changed"].format(**_change_words(each, done)))
    if len(changed) > _MOST_CHANGES:
        lines.append("  " + words["more"].format(count=len(changed) - _MOST_CHANGES))
    about = {"agency": tree.name(done.top), "year": done.year, "form": done.form}
    apart = [each for each in findings if each.message is not CONS_SUM]
    lines += [
        "",
        checked_as_text(Checked(words["checked"], about, tuple(apart)), lang),
        *_differences(findings, done.form, lang),
    ]
    lines += [words["assumed"].format(text=each) for each in assumptions(done, lang)]
    return [*lines, summary([Checked(words["checked"], about, tuple(findings))], lang)]


def _differences(findings: list[Finding], form_id: str, lang: Lang) -> list[str]:
    """Every cell of a published sum that is another, one a line: stated, added up, difference."""
    lines: list[str] = []
    body = None
    for each in findings:
        if each.message is CONS_SUM:
            if each.details["body"] != body:
                body = each.details["body"]
                lines.append(_WORDS[lang]["apart"].format(body=body))
            gap = Decimal(str(each.stated)) - Decimal(str(each.computed))
            told = cell_words(each.where, form_id).say(lang)
            lines.append(
                "\t".join(["", told, shown(each.stated), shown(each.computed), f"{'+' if gap > 0 else ''}{shown(gap)}"])
            )
    return lines


def _tables(done: Consolidation) -> list[str]:
    """The sums as tab-separated lines that paste into a spreadsheet; an incomplete one carries a star."""
    lines = []
    for row in done.node.layout.form.rows.values():
        sums = [done.node.cell(row.cell(column)) for column in row.columns]
        shown_sums = [f"{shown(each.total)}{'' if each.complete else '＊'}" for each in sums]
        lines.append("\t".join([row.id, row.label.rpartition("/")[2], *shown_sums]))
    return lines


def _addends(done: Consolidation, cell: str, lang: Lang) -> list[str]:
    words = _WORDS[lang]
    lines = [words["addends"].format(cell=cell)]
    for each in done.node.addends(cell):
        name = done.tree.name(each.unit) + (words["sum_of"] if each.computed else "")
        version = "" if each.version is None else words["version"].format(version=each.version)
        number = words["none"] if each.value is None else shown(each.value)
        lines.append("\t".join(["", name, version, each.at or "", number]))
    return [*lines, "\t".join(["", words["total"], "", "", shown(done.node.cell(cell).total)])]


def _change_words(change: Change, done: Consolidation) -> dict[str, str]:
    before, after = (None if each is None else each.total for each in (change.before, change.after))
    units = "、".join(map(done.tree.name, change.units))
    return {
        "body": done.tree.name(change.body),
        "cell": change.cell,
        "before": shown(before) or "-",
        "after": shown(after) or "-",
        "units": units,
    }
