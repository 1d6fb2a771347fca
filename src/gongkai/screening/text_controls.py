"""Characters that nobody sees and that change what a text is: zero width, direction, tags."""

from __future__ import annotations

import re
import unicodedata

_BIDI = "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
_ZERO = "\u200b-\u200d\u2060-\u2064\ufeff\u00ad\u180e\u115f\u1160\u3164\uffa0"
_TAGS = "\U000e0000-\U000e007f"
CONTROLS = re.compile(f"[{_BIDI}{_ZERO}{_TAGS}]")
TURNING = re.compile(f"[{_BIDI}]")


def without_controls(text: str) -> str:
    """The text without them."""
    return CONTROLS.sub("", text)


def controls_in(text: str) -> tuple[int, str, bool]:
    """How many there are, their code points, and whether any changes the direction of writing."""
    found = CONTROLS.findall(text.removeprefix("\ufeff"))
    names = ", ".join(f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip() for char in sorted(set(found))[:5])
    return len(found), names, any(TURNING.match(char) for char in found)
