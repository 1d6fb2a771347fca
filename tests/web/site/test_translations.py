"""Every word of every page has its English, and translations compile without a system program."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

import gongkai.web
from gongkai.web.site import translations

WEB = Path(gongkai.web.__file__).parent
WORDS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "translated", "gettext_noop"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def said(app: Path) -> set[str]:
    """Every message of an app: in its templates and in its Python."""
    found: set[str] = set()
    for path in app.rglob("templates/**/*.html"):
        for match in re.finditer(
            r"gettext\(\s*u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')|_\((\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')",
            templatize(path.read_text("utf-8")),
        ):
            found.add(ast.literal_eval(match[1] or match[2]))
    for path in app.rglob("*.py"):
        if "migrations" in path.parts or (app.name == "bodies" and "signin" in path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""
            if name in WORDS and node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str):  # type: ignore[attr-defined]
                found.add(node.args[0].value)  # type: ignore[attr-defined]
    return {message for message in found if CHINESE.search(message)}


@pytest.mark.parametrize("app", [WEB / "shell"], ids=lambda app: app.name)
def test_every_word_has_its_english(app: Path) -> None:
    with (app / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        catalog = {(m.id[0] if isinstance(m.id, tuple) else m.id): m.string for m in read_po(file) if m.id}
    wanted = said(app)
    assert len(wanted) > 50
    assert wanted - {message for message, string in catalog.items() if string and "" not in [string]} == set()
    assert set(catalog) - wanted == set(), "English of what is no longer said"
    for message, string in catalog.items():
        for one in string if isinstance(string, tuple) else (string,):
            assert not CHINESE.search(one)
            assert sorted(re.findall(r"%\(\w+\)[sd]", one)) == sorted(re.findall(r"%\(\w+\)[sd]", message))


def test_compiling_writes_what_is_stale_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "app" / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "是"\nmsgstr "Yes"\n', "utf-8"
    )
    monkeypatch.setattr(gongkai.web, "__file__", str(tmp_path / "__init__.py"))
    assert translations.translations_compile() == [folder / "django.mo"]
    with (folder / "django.mo").open("rb") as file:
        assert read_mo(file).get("是").string == "Yes"
    assert translations.translations_compile() == []
    assert [path.name for path in sorted(folder.iterdir())] == ["django.mo", "django.po"]
