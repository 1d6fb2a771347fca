"""A line of text taken apart at its gaps: the values that the readers of fixed-width tables pass to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from gongkai.readers.text_lines import Line

Sort = Literal["sure", "figures", "header", "parted", "piece", "blank", "prose"]


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between two gaps: where it begins and ends, in characters and in half-width columns."""

    text: str
    start: int
    end: int
    wide_start: int
    wide_end: int


@dataclass(frozen=True, slots=True)
class Columns:
    """A line taken apart: label pieces on the left, figures on the right."""

    line: Line
    labels: tuple[Piece, ...]
    figures: tuple[Piece, ...]
    sort: Sort

    @property
    def text(self) -> str:
        """The pieces with single blanks, to compare headers that are printed again."""
        return " ".join(piece.text for piece in (*self.labels, *self.figures))
