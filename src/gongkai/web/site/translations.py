"""Compiling translations with Babel, so that no system program is needed: at installation, and where stale at every start."""

from __future__ import annotations

import os
from pathlib import Path

import gongkai.web


def translations_compile() -> list[Path]:
    """Compile what is newer than its compiled form; gives the files written. What cannot be written stays as it is."""
    root = Path(gongkai.web.__file__).parent
    stale = [path for path in sorted(root.glob("**/locale/*/LC_MESSAGES/django.po")) if _stale(path)]
    return [path.with_suffix(".mo") for path in stale if _compile(path)]


def _stale(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return not compiled.is_file() or compiled.stat().st_mtime < path.stat().st_mtime


def _compile(path: Path) -> bool:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as file:
        catalog = read_po(file, locale=path.parent.parent.name.replace("-", "_"))
    partial = path.with_suffix(f".{os.getpid()}.mo")
    try:
        with partial.open("wb") as file:
            write_mo(file, catalog)
        partial.replace(path.with_suffix(".mo"))
    except PermissionError:  # installed by another user, who compiled it then
        return False
    return True
