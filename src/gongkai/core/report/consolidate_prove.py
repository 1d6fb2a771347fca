"""A published sum proved against its parts: every cell with both numbers, and who stands behind a difference (X10)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.core.findings import Finding, Severity, Words
from gongkai.core.report.cell_words import TABLE_WORDS, cell_words
from gongkai.core.report.consolidate import Consolidation, Node
from gongkai.core.report.consolidate_causes import Beside, Cause, Fault, Suspect, causes
from gongkai.core.report.consolidate_findings import names
from gongkai.core.report.consolidate_layout import layout
from gongkai.core.report.consolidate_returns import Hole, Number, Return, in_form
from gongkai.core.report.hierarchy import Tree
from gongkai.core.report.messages_consolidation import CONS_CAUSE, CONS_OPEN, CONS_STATED, CONS_SUM

_MOST_NAMED = 5
_FAULTS: Mapping[Fault, tuple[str, str]] = {
    Fault.LEFT_OUT: ("{who}{table}的数字未计入", "the numbers of {who}{table} are not in it"),
    Fault.TWICE: ("{who}{table}的数字计入了两次", "the numbers of {who}{table} are in it twice"),
    Fault.EXTRA: (
        "{who}{table}的数字多计入一次（不属本级直接汇总）",
        "the numbers of {who}{table} are in it, although they are not added here",
    ),
    Fault.OLD_VERSION: ("计入的是{who}{table}的旧版本（{version}）", "an old version ({version}) of {who}{table} is in it"),
    Fault.EXCHANGED: ("{who}的行或者列填写互换", "rows or columns of {who} are exchanged"),
    Fault.TIE: ("{who}的报表该格自身不平，改平后两数一致", "{who} does not tie in this cell; once it does, both agree"),
    Fault.NEGATIVE: ("{who}的数字正负号相反", "the number of {who} has the other sign"),
    Fault.TEN_TIMES: ("{who}的数字相差十倍", "the number of {who} is ten times off"),
    Fault.UNIT: ("{who}的金额单位（元、万元）不同", "the amount of {who} is in another unit (元, 万元)"),
    Fault.DIGITS: ("{who}的数字有两位颠倒", "two digits of {who} are exchanged"),
}


def prove(
    parent: Return,
    node: Node,
    tree: Tree,
    *,
    beside: Beside | None = None,
    stated: Mapping[str, Mapping[str, Number]] | None = None,
) -> list[Finding]:
    """Where a published report differs from own figures plus its members' (X10), and the body behind it.

    `beside` are returns that the published sum may hold by mistake: earlier versions, bodies that do not count here;
    `stated` is the parent's own table of its members, if it prints one (body → cell → number). A difference is certain only
    where nothing is missing; who caused it, only where one body fits in several cells or its own return shows it.
    Otherwise those that fit are listed as 需核实.
    """
    figures = in_form(parent, node.form)
    certain, open_cells = _differences(figures, node)
    found = [*_open(figures, node, tree, open_cells)]
    closed = {} if node.missing else {index: gap for index, gap in certain.items() if _all_known(node, index)}
    explained = causes(node, figures, beside or Beside(), closed) if closed else ()
    cause_of = {index: each for each in explained for index in each.cells}
    for index in sorted(certain):
        found.append(_sum_finding(index, figures, node, tree, cause_of.get(index)))
    found += [_cause_finding(each, node, tree) for each in explained if each.suspects]
    return [*found, *_stated(node, tree, stated or {})]


def prove_all(
    done: Consolidation, parent: Return | None = None, stated: Mapping[str, Mapping[str, Number]] | None = None
) -> list[Finding]:
    """Every report that a government below, or the body asked for, handed in, proved against its members' returns.

    `parent` is the published report of the body asked for; without it, its return among the others where there is one.
    """
    found: list[Finding] = []
    for body, node in done.nodes.items():
        given = parent if body == done.top and parent is not None else done.versions.current.get(body)
        if given is not None:
            table = stated if body == done.top else None
            found += prove(given, node, done.tree, beside=_beside(done, node), stated=table)
    return found


def _beside(done: Consolidation, node: Node) -> Beside:
    """Earlier versions of the members; bodies outside and gone, and those that are in a member's sum already."""
    members = {each.unit for each in node.constituents}
    older = {
        unit: [in_form(each, node.form) for each in several] for unit, several in done.versions.older.items() if unit in members
    }
    others = [
        in_form(each, node.form)
        for unit, each in sorted(done.versions.current.items())
        if unit not in members and unit != node.body and (unit not in done.tree.standing or node.body in done.tree.above(unit))
    ]
    return Beside(older, others)


def _differences(figures: Return, node: Node) -> tuple[dict[int, Number], dict[int, Number]]:
    """Differences stated − sum that are sure whatever is missing, and those that what is missing may explain."""
    line = layout(node.form)
    certain: dict[int, Number] = {}
    unsure: dict[int, Number] = {}
    for index, total in enumerate(node.totals):
        gap = 0 if index in figures.holes else figures.at_index(index) - total
        lacking = bool(node.missing) or index in node.holes
        if gap and (not lacking or (gap < 0 and index not in line.signed)):
            certain[index] = gap  # counts are never below 0: what is missing can only add
        elif gap:
            unsure[index] = gap
    return certain, unsure


def _all_known(node: Node, index: int) -> bool:
    return all(hole is Hole.EMPTY for _, hole in node.holes.get(index, ()))


def _open(figures: Return, node: Node, tree: Tree, cells: Mapping[int, Number]) -> Iterator[Finding]:
    if not cells:
        return
    first = min(cells)
    cell = layout(node.form).cells[first]
    units = sorted({*node.missing, *(unit for index in cells for unit, _ in node.holes.get(index, ()))})
    yield CONS_OPEN.at(
        cell,
        stated=figures.at_index(first),
        computed=node.totals[first],
        body=tree.name(node.body),
        count=len(cells),
        cell=cell_words(cell, node.form),
        units=names(tree, units),
        unit_ids=tuple(units),
        body_id=node.body,
    )


def _sum_finding(index: int, figures: Return, node: Node, tree: Tree, cause: Cause | None) -> Finding:
    cell = layout(node.form).cells[index]
    return CONS_SUM.at(
        cell,
        stated=figures.at_index(index),
        computed=node.totals[index],
        body=tree.name(node.body),
        body_id=node.body,
        cell=cell_words(cell, node.form),
        cause=Words("", "") if cause is None else _told(cause, tree),
        unit_ids=() if cause is None else _bodies(cause),
        certain=cause is not None and cause.certain,
    )


def _cause_finding(cause: Cause, node: Node, tree: Tree) -> Finding:
    return CONS_CAUSE.at(
        layout(node.form).cells[cause.cells[0]],
        severity=Severity.ERROR if cause.certain else Severity.VERIFY,
        body=tree.name(node.body),
        body_id=node.body,
        count=len(cause.cells),
        cause=_told(cause, tree),
        unit_ids=_bodies(cause),
        fault=tuple(dict.fromkeys(one.fault.value for one in cause.suspects)),
        certain=cause.certain,
        cells=tuple(layout(node.form).cells[index] for index in cause.cells),
    )


def _bodies(cause: Cause) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.body for one in cause.suspects))


def _told(cause: Cause, tree: Tree) -> Words:
    """The cause in words: as a fact of the figures, as what may be, or that nothing fits."""
    if not cause.suspects:
        return Words("现有数据不能判断出自哪个单位。", "The figures do not show from which body it comes.")
    told = [_suspicion(one, tree) for one in cause.suspects[:_MOST_NAMED]]
    zh, en = "；或者".join(one.zh for one in told), "; or ".join(one.en for one in told)
    more = len(cause.suspects) - len(told)
    if more:
        zh, en = f"{zh}；另有 {more} 种可能", f"{en}; and {more} other possibilities"
    if cause.certain:
        return Words(f"差额与下述情形完全吻合：{zh}。", f"The differences agree exactly with this: {en}.")
    return Words(f"需核实，可能是：{zh}。", f"To verify; it may be that {en}.")


def _suspicion(one: Suspect, tree: Tree) -> Words:
    table = TABLE_WORDS[one.scope] if one.scope else Words("", "")
    zh, en = _FAULTS[one.fault]
    name = f"“{tree.name(one.body)}”"
    return Words(
        zh.format(who=name, table=table.zh, version=one.version),
        en.format(who=name, table=f" ({table.en})" if table.en else "", version=one.version),
    )


def _stated(node: Node, tree: Tree, stated: Mapping[str, Mapping[str, Number]]) -> Iterator[Finding]:
    """The parent's own table of its members against their returns."""
    by_unit = {each.unit: each for each in node.constituents}
    for unit, cells in sorted(stated.items()):
        for cell, number in sorted(cells.items()):
            own = by_unit[unit].number(cell) if unit in by_unit else None
            if own is not None and own != number:
                yield CONS_STATED.at(
                    cell,
                    stated=number,
                    computed=own,
                    body=tree.name(node.body),
                    body_id=node.body,
                    units=names(tree, (unit,)),
                    unit_ids=(unit,),
                    cell=cell_words(cell, node.form),
                )
