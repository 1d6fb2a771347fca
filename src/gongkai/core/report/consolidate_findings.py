"""What a sum says about its own making: who is missing, what could not be read or added, what counts twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.core.findings import Finding, Words
from gongkai.core.report.cell_words import cell_words, listed
from gongkai.core.report.consolidate import Consolidation, Node
from gongkai.core.report.consolidate_identities import broken
from gongkai.core.report.consolidate_layout import layout
from gongkai.core.report.consolidate_returns import Hole, Return
from gongkai.core.report.hierarchy import OWN, Hierarchy, Tree
from gongkai.core.report.messages_consolidation import (
    CONS_BREAKS,
    CONS_DOCUMENT,
    CONS_EMPTY,
    CONS_FORM,
    CONS_GONE,
    CONS_MISSING,
    CONS_NO_OWN,
    CONS_OUTSIDE,
    CONS_REPEATED,
    CONS_UNREAD,
    CONS_VERSIONS,
)

GOVERNMENT = "government"
NO_SUCCESSOR = Words("承接单位未写明", "No successor is named")


def names(tree: Tree, units: Iterable[str]) -> Words:
    """Bodies in a sentence, by name where they stood on the day."""
    return listed(f"“{tree.name(unit) if unit in tree.standing else unit}”" for unit in units)


def consolidation_findings(done: Consolidation, hierarchy: Hierarchy) -> list[Finding]:
    """Everything about the sums that a person must know, level by level, then by body (law.md 7.8)."""
    found: list[Finding] = []
    for node in done.nodes.values():
        found += _membership(done, node)
    used = {each.unit: each.figures for node in done.nodes.values() for each in node.constituents if not each.computed}
    for unit, figures in sorted(used.items()):
        found += _holes(done, unit, figures)
        found += _breaks(done.tree, unit, figures)
    for node in done.nodes.values():
        found += _documents(done, node)
    return [*found, *_left_out(done, hierarchy)]


def _membership(done: Consolidation, node: Node) -> Iterator[Finding]:
    tree = done.tree
    if node.missing:
        yield CONS_MISSING.at(
            node.body,
            body=tree.name(node.body),
            count=len(node.missing),
            units=names(tree, node.missing),
            unit_ids=node.missing,
        )
    own = any(tree.standing[each].kind == OWN for each in tree.counted(node.body))
    if tree.standing[node.body].kind == GOVERNMENT and not own:
        yield CONS_NO_OWN.at(node.body, body=tree.name(node.body), unit_ids=(node.body,))


def _holes(done: Consolidation, unit: str, figures: Return) -> Iterator[Finding]:
    handed_in = done.versions.current[unit].form
    cells = layout(figures.form).cells
    for hole, message in ((Hole.EMPTY, CONS_EMPTY), (Hole.UNREAD, CONS_UNREAD), (Hole.FORM, CONS_FORM)):
        where = [cells[index] for index, each in sorted(figures.holes.items()) if each is hole]
        if where:
            yield message.at(
                where[0],
                stated=handed_in if hole is Hole.FORM else None,
                computed=done.form if hole is Hole.FORM else None,
                units=names(done.tree, (unit,)),
                unit_ids=(unit,),
                count=len(where),
                cell=cell_words(where[0], done.form),
                year=done.year,
            )


def _breaks(tree: Tree, unit: str, figures: Return) -> Iterator[Finding]:
    """Its own sums that do not hold: the cell at which each is told, with the number its other cells give."""
    for each in broken(figures):
        cell = each.identity.at
        yield CONS_BREAKS.at(
            cell,
            stated=figures.at_index(layout(figures.form).index[cell]),
            computed=each.mended(figures, cell),
            formula=_formula(each.identity.left, each.identity.right, figures),
            units=names(tree, (unit,)),
            unit_ids=(unit,),
            cell=cell_words(cell, figures.form),
        )


def _formula(left: tuple[str, ...], right: tuple[str, ...], figures: Return) -> str:
    index = layout(figures.form).index
    sides = ("+".join(str(figures.at_index(index[cell])) for cell in side) for side in (left, right))
    return "≠".join(sides)


def _documents(done: Consolidation, node: Node) -> Iterator[Finding]:
    """Documents that two members of one body count in the same cell; told where the members first meet."""
    counted: dict[tuple[str, str], list[str]] = {}
    for each in node.constituents:
        for cell, document in sorted(set(_listed_by(done, each.unit, computed=each.computed))):
            counted.setdefault((cell, document), []).append(each.unit)
    for (cell, document), units in sorted(counted.items()):
        if len(units) > 1:
            yield CONS_DOCUMENT.at(
                cell,
                stated=len(units),
                computed=1,
                document=document,
                cell=cell_words(cell, done.form),
                units=names(done.tree, units),
                unit_ids=tuple(units),
            )


def _listed_by(done: Consolidation, unit: str, *, computed: bool) -> Iterator[tuple[str, str]]:
    """(cell, document) of a member; of a sum, those of all its members."""
    if computed:
        for each in done.nodes[unit].constituents:
            yield from _listed_by(done, each.unit, computed=each.computed)
        return
    for cell, documents in done.versions.current[unit].documents.items():
        for document in documents:
            yield cell, document


def _left_out(done: Consolidation, hierarchy: Hierarchy) -> Iterator[Finding]:
    tree = done.tree
    for unit in done.outside:
        why = tree.kind(unit).why_not
        yield CONS_OUTSIDE.at(unit, units=names(tree, (unit,)), unit_ids=(unit,), why=why)
    for unit in done.gone:
        before = hierarchy.ended(unit, tree.day)
        name = before.name if before else unit
        into = names(tree, before.into) if before and before.into else None
        yield CONS_GONE.at(
            unit,
            units=Words(f"“{name}”", f"“{name}”"),
            unit_ids=(unit,),
            day=tree.day,
            into=Words(f"由{into.zh}承接", f"{into.en} took over")
            if into
            else Words("承接单位未写明", "No successor is named"),
        )
    ours = {done.top, *(body for body in tree.standing if done.top in tree.above(body))}
    for unit, several in sorted((unit, each) for unit, each in done.versions.unclear.items() if unit in ours):
        yield CONS_VERSIONS.at(unit, units=names(tree, (unit,)), unit_ids=(unit,), count=len(several))
    for unit in (each for each in done.versions.repeated if each in ours):
        yield CONS_REPEATED.at(unit, units=names(tree, (unit,)), unit_ids=(unit,))
