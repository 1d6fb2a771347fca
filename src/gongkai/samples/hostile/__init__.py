"""Files that mean harm or are merely broken, made from samples; the same seed gives the same bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.samples.generate import generate
from gongkai.samples.hostile import bytewise, disguises, markup, packages, pdfs
from gongkai.samples.hostile.recipe import Recipe
from gongkai.samples.sample import FORMATS, SUFFIXES, Format, chance
from gongkai.samples.switches import plain_switches, random_switches

_BASES = 6


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file to open with care: its name (the ending may lie), its bytes, and how it was made."""

    name: str
    data: bytes
    recipe: str
    seed: int

    def __str__(self) -> str:
        return f"seed {self.seed}: {self.recipe} → {self.name!a}, {len(self.data)} bytes"


RECIPES: dict[Format, tuple[Recipe, ...]] = {
    "html": (*bytewise.RECIPES, *disguises.RECIPES, *markup.HTML),
    "txt": (*bytewise.RECIPES, *disguises.RECIPES, *markup.TEXT),
    "docx": (*bytewise.RECIPES, *disguises.RECIPES, *packages.RECIPES, *packages.DOCX),
    "xlsx": (*bytewise.RECIPES, *disguises.RECIPES, *packages.RECIPES, *packages.XLSX),
    "pdf": (*bytewise.RECIPES, *disguises.RECIPES, *pdfs.RECIPES),
}


@cache
def _base(kind: Format, number: int) -> bytes:
    """One of a few well-formed files to start from."""
    rng = chance(number)
    switches = {**plain_switches(kind), **(random_switches(rng, kind) if number else {})}
    return generate(number, rng.choice(("2019", "2021")), kind, switches).data


def hostile_file(seed: int) -> HostileFile:
    """The hostile file of a seed: a format, a well-formed start and one or two recipes."""
    rng = chance(seed)
    kind = FORMATS[seed % len(FORMATS)]
    recipes = RECIPES[kind]
    first = recipes[(seed // len(FORMATS)) % len(recipes)]
    name, data = f"{seed}{SUFFIXES[kind]}", _base(kind, rng.randrange(_BASES))
    name, data = first.make(rng, name, data)
    told = first.name
    if rng.random() < 0.25:
        second = rng.choice(bytewise.RECIPES)
        name, data = second.make(rng, name, data)
        told = f"{told}, then {second.name}"
    return HostileFile(name, data, told, seed)
