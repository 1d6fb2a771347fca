"""The quirks of real reports as switches, and rows of switches in which every pair of values meets.

The first value of a switch is the plain one. A quirk belongs to all formats or to one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from random import Random

from gongkai.samples.sample import Format, chance

Switches = Mapping[str, tuple[str, ...]]

EVERYWHERE: Switches = {
    "scale": ("office", "none", "few", "city", "vast"),
    "zeros": ("zero", "blank", "hyphen", "slash", "dash"),
    "digits": ("plain", "wide", "thousands", "thousands-wide"),
    "minus": ("hyphen", "minus", "wide", "dash", "han", "word"),
    "amount": ("bare", "unit", "other-unit"),
    "remark": ("none", "beside", "below"),
    "labels": ("official", "dropped", "short", "halfwidth", "spaced", "broken"),
    "welfare": ("official", "short"),
    "norm": ("official", "other-form"),
    "article": ("official", "bare"),
    "script": ("simplified", "traditional"),
    "headings": ("official", "padded", "long"),
    "prose": ("plain", "spaced", "thousands", "wide", "han"),
}
_GRIDS: Switches = {
    "padding": ("none", "nbsp", "wide", "both"),
    "header": ("fits", "misfit", "repeated"),
    "split": ("whole", "blocks", "halves"),
    "side": ("once", "twice", "upright"),
}
OWN: Mapping[Format, Switches] = {
    "html": {
        **_GRIDS,
        "encoding": ("utf-8", "gb18030", "utf-16", "utf-8-bom", "utf-8-unnamed", "gb18030-unnamed", "utf-8-misnamed"),
        "markup": ("plain", "mso", "upper", "font", "editor"),
        "spans": ("whole", "pieces", "empty-after", "own-blanks"),
        "paragraphs": ("none", "p", "p-each-line", "p-open", "br"),
        "around": ("bare", "site", "layout-table"),
    },
    "docx": {
        **_GRIDS,
        "runs": ("whole", "pieces", "tabs"),
        "nested": ("none", "layout-table", "content-control"),
        "tracked": ("none", "prose", "cells"),
        "styles": ("headings", "none"),
        "merges": ("continued", "bare"),
        "packing": ("deflated", "stored"),
    },
    "pdf": {
        **_GRIDS,
        "font": ("named", "embedded"),
        "font-size": ("9", "7", "12"),
        "rules": ("lines", "rectangles", "doubled"),
        "breaks": ("ruled", "open", "kept"),
        "turned": ("0", "90", "180", "270"),
        "form-objects": ("none", "pages"),
        "bold": ("no", "drawn-twice"),
        "page-numbers": ("none", "dashes", "long-dashes"),
        "packing": ("deflated", "stored"),
    },
    "txt": {
        "layout": ("tabs", "markdown", "rows", "fixed", "fixed-wrapped", "flat"),
        "encoding": ("utf-8", "gb18030", "utf-16", "utf-8-bom"),
        "wrap": ("paragraphs", "lines", "pages"),
        "line-ends": ("lf", "crlf"),
        "labels": ("official", "dropped", "short", "halfwidth", "spaced"),
    },
    "xlsx": {
        **_GRIDS,
        "sheets": ("one", "one-each"),
        "numbers": ("numbers", "text", "formulas"),
        "strings": ("shared", "inline", "rich"),
        "offset": ("none", "blank-rows-columns"),
        "packing": ("deflated", "stored"),
    },
}


def switches_for(kind: Format) -> dict[str, tuple[str, ...]]:
    """Every switch of a format with its values."""
    return {**EVERYWHERE, **OWN[kind]}


def plain_switches(kind: Format) -> dict[str, str]:
    """A format with no quirk at all."""
    return {name: values[0] for name, values in switches_for(kind).items()}


def random_switches(rng: Random, kind: Format) -> dict[str, str]:
    """Any value of every switch."""
    return {name: rng.choice(values) for name, values in switches_for(kind).items()}


Pair = tuple[tuple[str, str], tuple[str, str]]


def pairs(switches: Switches) -> set[Pair]:
    """Every two values of two different switches."""
    return {
        ((one, left), (other, right))
        for one, other in combinations(sorted(switches), 2)
        for left in switches[one]
        for right in switches[other]
    }


def pairwise(switches: Switches, *, seed: int = 0) -> Iterator[dict[str, str]]:
    """Few rows of values in which every pair occurs, greedily: each row begins with a pair not yet met."""
    rng = chance(seed)
    missing = pairs(switches)
    while missing:
        (one, left), (other, right) = min(missing)
        row = {one: left, other: right}
        for name in rng.sample(sorted(switches), len(switches)):
            if name not in row:
                gain = {value: _met(row, name, value, missing) for value in switches[name]}
                best = max(gain.values())
                row[name] = rng.choice([value for value in switches[name] if gain[value] == best])
        missing -= set(combinations(sorted(row.items()), 2))
        yield {name: row[name] for name in switches}


def _met(row: Mapping[str, str], name: str, value: str, missing: set[Pair]) -> int:
    """How many missing pairs `value` would make with what the row holds already."""
    new = (name, value)
    return sum((min(new, old), max(new, old)) in missing for old in row.items())
