"""The reference is what the code says; every article that binds software has code and a test, or what it waits for."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
import yaml

import gongkai

HOUSE = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", HOUSE / "docs" / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["findings.md", "cli.md", "report.schema.json", "articles.md"])
def test_reference_pages_are_up_to_date(generate: ModuleType, name: str) -> None:
    written = (HOUSE / "docs/reference" / name).read_text(encoding="utf-8")
    assert written.splitlines() == generate.PAGES[name]().splitlines(), "write them anew with: make docs"


@pytest.mark.parametrize(
    ("docstring", "articles"),
    [
        ("The last day to answer (art. 33(2)).", [33]),
        ("From their receipt (arts. 32, 34; others 约定).", [32, 34]),
        ("Exceptions (R 14-16) and the rest (art. 36(3)).", [14, 15, 16, 36]),
        ("FEE 6 and ARL 23 are other laws; a chart 5 is none.", []),
    ],
)
def test_articles_are_found_in_docstrings(generate: ModuleType, docstring: str, articles: list[int]) -> None:
    assert list(generate._articles_in(docstring)) == articles


def test_a_missing_article_fails_the_build(generate: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bound = yaml.safe_load((HOUSE / "docs/reference/articles.yaml").read_text(encoding="utf-8"))
    (tmp_path / "articles.yaml").write_text(yaml.safe_dump({**bound, 99: {"binds": "nothing yet"}}), encoding="utf-8")
    monkeypatch.setattr(generate, "REFERENCE", tmp_path)
    with pytest.raises(SystemExit, match="article 99"):
        generate.articles_page()


def test_the_changelog_begins_with_this_version() -> None:
    changelog = (HOUSE / "CHANGELOG.md").read_text(encoding="utf-8")
    first = re.search(r"^## (\S+)", changelog, re.M)
    assert first and first[1] == gongkai.__version__


@pytest.mark.parametrize(
    "page", sorted(HOUSE.glob("*.md")) + sorted((HOUSE / "docs").rglob("*.md")), ids=lambda page: page.name
)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http:", "https:", "mailto:")):
            assert (page.parent / target).exists(), target
