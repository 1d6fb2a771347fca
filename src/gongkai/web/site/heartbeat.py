"""The worker says that it lives by touching a file; whoever asks looks at its age."""

from __future__ import annotations

import time
from pathlib import Path

from django.conf import settings

SILENT = 120.0  # seconds without a beat after which the worker counts as dead: four ticks


def heartbeat_file() -> Path:
    """The file that is touched."""
    return Path(settings.VAR) / "worker.beat"


def beat() -> None:
    """Say that the worker lives."""
    heartbeat_file().touch()


def beats() -> bool:
    """Whether the worker said so lately."""
    try:
        return time.time() - heartbeat_file().stat().st_mtime < SILENT
    except FileNotFoundError:
        return False
