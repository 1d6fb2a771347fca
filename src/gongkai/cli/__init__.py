"""The command line: a thin front over the library. It never imports the web at start."""

from __future__ import annotations

from gongkai.cli.app import main

__all__ = ["main"]
