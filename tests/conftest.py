"""What holds for all tests: those that read the corpus are skipped, and say so, where it is absent."""

from __future__ import annotations

import pytest

from tests.corpus import CORPUS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if not CORPUS.is_dir():
        absent = pytest.mark.skip(reason=f"THE CORPUS OF REAL REPORTS IS NOT AT {CORPUS}: NOTHING REAL WAS CHECKED")
        for item in items:
            if item.get_closest_marker("corpus"):
                item.add_marker(absent)
