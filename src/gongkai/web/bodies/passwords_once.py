"""Passwords that are shown once and must be changed at the first sign-in."""

from __future__ import annotations

import secrets

# Without what is easily mistaken for another: 0 O, 1 l I.
_SETS = ("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz", "23456789", "-+=%#")
_LENGTH = 16


def one_time_password() -> str:
    """Sixteen characters with one of each kind at least, so that every password policy takes it."""
    chosen = [secrets.choice(each) for each in _SETS]
    chosen += [secrets.choice("".join(_SETS)) for _ in range(_LENGTH - len(_SETS))]
    secrets.SystemRandom().shuffle(chosen)
    return "".join(chosen)
