"""One call from a seed to a file with its truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from gongkai.core.errors import SampleUnknown
from gongkai.samples.bodies import BODIES
from gongkai.samples.draft import Draft, truth_of
from gongkai.samples.layouts import LAYOUTS
from gongkai.samples.page import compose
from gongkai.samples.plant import PROSE_KINDS, TABLE_KINDS, YEAR_KINDS, kinds_for
from gongkai.samples.prose import write_sections
from gongkai.samples.sample import FORMATS, SUFFIXES, Format, Grade, Sample, chance
from gongkai.samples.switches import plain_switches, switches_for
from gongkai.samples.tables import draw_previous, draw_tables

_YEAR_WITH_ONE_BEFORE = {"2019": 2020, "2021": 2022}


def generate(
    seed: int,
    form: str,
    format: Format,  # the contract of `gongkai sample` calls it so
    switches: Mapping[str, str] | None = None,
    errors: Sequence[str] = (),
) -> Sample:
    """A report for `seed`: form "2019" or "2021", a file format, quirks by switch, planted errors by kind.

    The same arguments give the same bytes. Switches left out are plain. Raises LawUnknown for a form that does
    not exist, SampleUnknown for a format, switch, value or kind of error that does not.
    """
    _known("format", format, FORMATS)
    for name, value in (switches or {}).items():
        _known(name, value, switches_for(format).get(name, ()))
    for kind in errors:
        _known("errors", kind, kinds_for(form))
    chosen = {**plain_switches(format), **(switches or {})}
    if errors and chosen["scale"] == "none":
        chosen["scale"] = "office"  # an error needs numbers
    if "valid_chain" in errors:
        chosen["remark"] = "none"  # a remark would explain the difference away
    rng = chance(f"{seed}/{form}")
    draft = _draft(rng, form, chosen["scale"], errors)
    before = draw_previous(rng, draft) if any(kind in YEAR_KINDS for kind in errors) else None
    write_sections(rng, draft)
    for kind in errors:
        if kind in YEAR_KINDS and before:
            draft.planted.append(YEAR_KINDS[kind](rng, draft, before))
        else:
            draft.planted.append({**TABLE_KINDS, **PROSE_KINDS}[kind](rng, draft))
    previous = None
    if before:
        write_sections(rng, before)
        previous = _sample(seed, before, format, chosen)
    return _sample(seed, draft, format, chosen, previous)


def _known(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise SampleUnknown(name=name, value=value, known="、".join(known) or "—")


def _draft(rng: Random, form_id: str, scale: str, errors: Sequence[str]) -> Draft:
    year = _YEAR_WITH_ONE_BEFORE[form_id] if any(kind in YEAR_KINDS for kind in errors) else None
    body = None
    if "rule_without_power" in errors:
        body = rng.choice([each for each in BODIES if each.name.endswith("镇人民政府")])
    return draw_tables(rng, form_id, scale=scale, year=year, body=body)


def _sample(seed: int, draft: Draft, kind: Format, switches: Mapping[str, str], previous: Sample | None = None) -> Sample:
    leave_empty(draft, switches)
    page = compose(draft, switches)
    grade = grade_of(kind, switches, blanks=None in draft.cells.values())
    truth = {**truth_of(draft, page.printed), "format": kind}
    if grade == "no-wrong":
        truth["grade"] = grade
    name = f"{seed}-{draft.form.id}-{draft.year}{SUFFIXES[kind]}"
    return Sample(name, LAYOUTS[kind](page, switches), truth, tuple(draft.planted), grade, seed, dict(switches), previous)


def leave_empty(draft: Draft, switches: Mapping[str, str]) -> None:
    """Print zeros as blanks or dashes where the switch says so; a cell an error points at keeps its 0."""
    if switches["zeros"] == "zero":
        return
    kept = {error.where for error in draft.planted}
    rows = {where.rpartition(".")[0] for where in kept}
    columns = {where.rpartition(".")[2] for where in kept if where.startswith("T3.")}
    for row, column, cell_id in draft.each_cell():
        if draft.cells[cell_id] == 0 and row.id not in rows and not (row.id.startswith("T3") and column.id in columns):
            draft.cells[cell_id] = None


def grade_of(kind: Format, switches: Mapping[str, str], *, blanks: bool) -> Grade:
    """Whether every cell can be read, or some only as "not certain": a blank in a text has no column of its own."""
    if kind != "txt":
        return "exact"
    layout, blanks = switches["layout"], blanks and switches["zeros"] in ("zero", "blank")
    if layout in ("flat", "fixed-wrapped") or (blanks and layout in ("fixed", "tabs")):
        return "no-wrong"
    return "no-wrong" if layout == "fixed" and switches["labels"] == "spaced" else "exact"
