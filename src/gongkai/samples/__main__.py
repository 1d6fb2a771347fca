"""`python -m gongkai.samples examples DIR` writes the example reports."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from gongkai.samples.examples import write_examples


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the example reports into the directory named and say which."""
    parser = argparse.ArgumentParser(prog="python -m gongkai.samples", description="Write the example reports.")
    parser.add_argument("what", choices=["examples"])
    parser.add_argument("directory", type=Path)
    chosen = parser.parse_args(arguments)
    for path in write_examples(chosen.directory):
        sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
