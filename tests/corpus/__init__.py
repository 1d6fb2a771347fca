"""The corpus of real reports, which lies beside the repository and is never part of it."""

from pathlib import Path

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"
