"""A real Chromium for the tests, and axe where it is installed (the package axe-playwright-python carries it)."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium") or ""
WIDTHS = {"desktop": (1280, 900), "mobile": (360, 780)}
VIEWS = {"normal": "", "elder": "elder", "contrast": "contrast"}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser that calls nobody."""
    if not CHROMIUM:
        _absent("there is no Chromium here")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = (
        "true"  # playwright keeps a loop in this thread; the database is asked between its calls
    )
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"]
            )
            yield browser
            browser.close()
    finally:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def axe_source() -> str:
    """The script of axe."""
    named = os.environ.get("GONGKAI_TEST_AXE")
    spec = find_spec("axe_playwright_python")
    path = (
        Path(named)
        if named
        else Path(str(spec.submodule_search_locations[0])) / "axe.min.js"
        if spec and spec.submodule_search_locations
        else None
    )
    if path is None or not path.is_file():
        _absent("axe is not here: pip install axe-playwright-python, or name axe.min.js in GONGKAI_TEST_AXE")
    assert path is not None
    return path.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, one line each."""
    page.evaluate(axe_source())
    found = page.evaluate(
        f"async () => (await axe.run(document, {{runOnly: {json.dumps(RULES)}, resultTypes: ['violations']}})).violations"
    )
    return [f"{each['id']}: {node['html'][:160]} — {node['failureSummary']}" for each in found for node in each["nodes"]]


def _absent(why: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
