"""Tables written with bars: Markdown, Markdown without its rule, boxes drawn with lines. And Markdown's own marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from gongkai.readers.text_lines import Line, LooseRow, LooseTable, Part, is_figure, runs_of

_BAR = re.compile(r"(?<!\\)\|")
_BARS = str.maketrans(dict.fromkeys("│┃║｜￨", "|"))
_RULE_CELL = re.compile(r":?-{2,}:?|:-:?|-:|[─━═=_]{2,}")
_BOX_RULE = frozenset("+-=|: ─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╞╪╡│┃║")
_HEADING = re.compile(r"(#{1,6})(?:\s+|(?=[^#\s]))(.*)")
_BREAK = re.compile(r"<br\s?/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![*_])(\*{1,3}|_{2,3})(?![*_\s])([^*_]{1,400}?)(?<!\s)\1(?![*_])")
_LONGEST_MARKED = 20_000  # characters; emphasis in a longer paragraph is nobody's
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|<>~])")


def find_bar_tables(lines: Sequence[Line]) -> list[Part]:
    """Runs of lines with bars become tables; a new one begins at each rule under a header.

    A run without a rule, a leading bar or any figure is no table (menus are written with bars too).
    """
    parts: list[Part] = []
    for has_bars, run in runs_of(lines, lambda line: _has_bars(line.text)):
        parts.extend(_tables(run) if has_bars and _is_table(run) else run)
    return parts


def heading_of(text: str) -> tuple[int, str] | None:
    """The level (1-6) and the text of a Markdown heading line; None for any other line."""
    match = _HEADING.fullmatch(text.strip()) if text.lstrip().startswith("#") else None
    return None if match is None else (len(match[1]), plain(match[2].rstrip("# ")))


def plain(text: str) -> str:
    """Text without Markdown's marks: emphasis, escapes, entities, forced breaks."""
    if "<" in text:
        text = _BREAK.sub("\n", text)
    if ("*" in text or "__" in text) and len(text) <= _LONGEST_MARKED:
        text = _EMPHASIS.sub(r"\2", text)
    if "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return (unescape(text) if "&" in text else text).strip()


def _has_bars(text: str) -> bool:
    text = text.translate(_BARS).strip()
    return "|" in text or (len(text) > 2 and _is_box_rule(text))


def _is_box_rule(text: str) -> bool:
    return text[0] in "+├┌└┏┣┗╔╠╚╞" and _BOX_RULE.issuperset(text)


def _is_table(run: Sequence[Line]) -> bool:
    """One row that begins with a bar, has a rule below, or holds a figure is enough."""
    return any(
        line.text.translate(_BARS).strip().startswith("|") or any(is_figure(text) for text in _cells(line.text)) for line in run
    )


def _cells(text: str, *, framed: bool = True) -> list[str]:
    """The cells of one line; bars at both ends are a frame, an escaped bar is a character."""
    texts = _BAR.split(text.translate(_BARS).strip())
    if framed and not texts[0].strip():
        texts = texts[1:]
    if framed and texts and not texts[-1].strip():
        texts = texts[:-1]
    return [plain(text) for text in texts]


def _is_rule(text: str, cells: Sequence[str]) -> bool:
    return _is_box_rule(text.strip()) or (bool(cells) and all(_RULE_CELL.fullmatch(cell) for cell in cells))


def _tables(run: Sequence[Line]) -> list[Part]:
    framed = all(line.text.translate(_BARS).lstrip().startswith("|") or _is_box_rule(line.text.strip()) for line in run)
    tables: list[list[LooseRow]] = [[]]
    for line in run:
        cells = _cells(line.text, framed=framed)
        if not _is_rule(line.text, cells):
            tables[-1].append(LooseRow(line.number, tuple(cells)))
        elif not _is_box_rule(line.text.strip()) and tables[-1]:
            tables[-1:] = _split_at_header(tables[-1])
    return [LooseTable(tuple(rows)) for rows in tables if rows]


def _split_at_header(rows: list[LooseRow]) -> list[list[LooseRow]]:
    """The row above a rule begins a table; it is a header only where no figure stands in it."""
    head = rows[-1]
    is_header = not any(is_figure(text) for text in head.texts)
    return [rows[:-1], [LooseRow(head.line, head.texts, header=is_header)]]
