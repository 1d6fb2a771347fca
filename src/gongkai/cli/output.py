"""Where a command's result goes: stdout, or a file that is there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import click

from gongkai.core.errors_writing import OutputExists, OutputIsInput, OutputNeedsPath, OutputNotWritten


def deliver(content: bytes, out: Path | None) -> None:
    """To stdout where `out` is None or "-", else into the file, whose name is then said on stderr."""
    if out is None or str(out) == "-":
        sys.stdout.buffer.write(content if content.endswith(b"\n") or _is_binary(content) else content + b"\n")
        sys.stdout.flush()
        return
    write_whole(out, content)
    click.echo(str(out), err=True)


def refuse_terminal(format_name: str, suffix: str, out: Path | None) -> None:
    """Raises OutputNeedsPath for a file that is no text and would go to a person's terminal, or was given no name."""
    if out is None or (str(out) == "-" and _is_terminal()):
        raise OutputNeedsPath(format=format_name, suffix=suffix)


def refuse_reading_place(out: Path | None, inputs: Iterable[Path]) -> None:
    """Raises OutputIsInput where `out` is one of the files read."""
    for path in inputs:
        if out is not None and path.exists() and out.exists() and path.samefile(out):
            raise OutputIsInput(path=path)


def refuse_existing(out: Path | None) -> None:
    """Raises OutputExists where a file of that name is there."""
    if out is not None and out.exists():
        raise OutputExists(path=out)


def write_whole(target: Path, content: bytes) -> None:
    """The whole file or none: written beside its place, then moved there. Raises OutputNotWritten."""
    try:
        number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise OutputNotWritten(path=target, reason=error.strerror or error) from error
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise OutputNotWritten(path=target, reason=error.strerror or error) from error


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _is_binary(content: bytes) -> bool:
    return content.startswith((b"PK", b"%PDF"))


def _umask() -> int:
    """What new files may not have here; a temporary file begins readable by its owner alone."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
