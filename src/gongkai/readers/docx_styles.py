"""What Word styles say that matters for reading: heading level, bold, hidden, automatic numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

_OFF = frozenset({"0", "false", "off", "none"})
_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-6])", re.I)
_ALIGNMENTS = {"center": "center", "right": "right", "end": "right"}
DEEPEST = 6  # levels that a Document knows
LONGEST_CHAIN = 11  # styles based on one another, as Word itself allows


def child_of(parent: etree._Element, tag: str) -> etree._Element | None:
    """The first child with a tag; several times faster than `find`, which parses a path."""
    return next(parent.iterchildren(tag), None)


def first_child(parent: etree._Element, tag: str) -> etree._Element | None:
    """The properties of a run, paragraph or cell, which the standard puts first."""
    child = next(iter(parent), None)
    return child if child is not None and child.tag == tag else None


def switch(element: etree._Element, val: str) -> bool:
    """Whether a switch such as w:b is on: it is, unless its value says no."""
    return element.get(val, "true") not in _OFF


def is_on(parent: etree._Element | None, tag: str, val: str) -> bool | None:
    """A switch below `parent`: True, False, or None where it is not set."""
    element = None if parent is None else child_of(parent, tag)
    return None if element is None else switch(element, val)


@dataclass(frozen=True, slots=True)
class Style:
    """The properties of one style, those of the styles it is based on included."""

    level: int = 0
    bold: bool = False
    hidden: bool = False
    num_id: str | None = None
    num_level: str = "0"
    align: str = ""


class Styles:
    """The styles of one file by id."""

    def __init__(self, root: etree._Element | None, w: str) -> None:
        self._w = w
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str | None, Style] = {None: Style()}
        if root is not None:
            for element in root.iterchildren(w + "style"):
                style_id = element.get(w + "styleId", "")
                self._elements[style_id] = element
                if element.get(w + "type") == "paragraph" and element.get(w + "default") in ("1", "true"):
                    self._known[None] = self._resolve(style_id, frozenset())

    def __getitem__(self, style_id: str | None) -> Style:
        """The style, or the default paragraph's where the id is None or unknown."""
        known = self._known.get(style_id)
        if known is None:
            known = self._known[style_id] = self._resolve(style_id or "", frozenset())
        return known

    def _resolve(self, style_id: str, on_the_way: frozenset[str]) -> Style:
        element, w = self._elements.get(style_id), self._w
        if element is None or style_id in on_the_way or len(on_the_way) > LONGEST_CHAIN:
            return Style()
        val = w + "val"
        based = child_of(element, w + "basedOn")
        base = self._resolve(based.get(val, ""), on_the_way | {style_id}) if based is not None else Style()
        run, paragraph = child_of(element, w + "rPr"), child_of(element, w + "pPr")
        bold, hidden = is_on(run, w + "b", val), is_on(run, w + "vanish", val)
        num_id, num_level = numbering_of(paragraph, w)
        return Style(
            level=self._level(element, paragraph) or base.level,
            bold=base.bold if bold is None else bold,
            hidden=base.hidden if hidden is None else hidden,
            num_id=num_id or base.num_id,
            num_level=num_level or base.num_level,
            align=base.align if (align := alignment(paragraph, w)) is None else align,
        )

    def _level(self, element: etree._Element, paragraph: etree._Element | None) -> int:
        if (level := outline_level(paragraph, self._w)) is not None:
            return level
        name = child_of(element, self._w + "name")
        match = _HEADING_NAME.fullmatch(name.get(self._w + "val", "")) if name is not None else None
        return int(match[1]) if match else 0


def outline_level(properties: etree._Element | None, w: str) -> int | None:
    """The heading level (1-6) that w:outlineLvl sets, 0 for body text, None where it is not set."""
    element = None if properties is None else child_of(properties, w + "outlineLvl")
    if element is None or not (value := element.get(w + "val", "")).isdecimal():
        return None
    return int(value) + 1 if int(value) < DEEPEST else 0


def alignment(properties: etree._Element | None, w: str) -> str | None:
    """Where w:jc puts a paragraph: "center", "right", "" for every other place; None where it is not set."""
    element = None if properties is None else child_of(properties, w + "jc")
    return None if element is None else _ALIGNMENTS.get(element.get(w + "val", ""), "")


def numbering_of(properties: etree._Element | None, w: str) -> tuple[str | None, str | None]:
    """The list and the level in it that w:numPr names; (None, None) where it is not set."""
    element = None if properties is None else child_of(properties, w + "numPr")
    if element is None:
        return None, None
    num_id, level = child_of(element, w + "numId"), child_of(element, w + "ilvl")
    val = w + "val"
    return (
        None if num_id is None else num_id.get(val),
        None if level is None else level.get(val),
    )
