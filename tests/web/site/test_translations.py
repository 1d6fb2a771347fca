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
APPS = sorted(path.parent for path in WEB.glob("*/apps.py"))
WORDS = {"_", "_lazy", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "translated", "gettext_noop", "pgettext_lazy"}
TYPED = {"每行一人：组长，姓名，职务"}  # names words that are typed in Chinese on either page
CHINESE = re.compile(r"[\u4e00-\u9fff]")
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
QUOTED = r"(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
CALLED = re.compile(rf"gettext\(\s*u?{QUOTED}|_\({QUOTED}")


def said(app: Path) -> set[str]:
    """Every Chinese message of an app: in its templates and in its Python."""
    found: set[str] = set()
    for path in app.rglob("templates/**/*.html"):
        for match in CALLED.finditer(templatize(path.read_text("utf-8"))):
            found.add(ast.literal_eval(match[1] or match[2]))
    for path in app.rglob("*.py"):
        if {"migrations", "node_modules"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in WORDS and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return {message for message in found if CHINESE.search(message)}


def english(app: Path) -> dict[str, tuple[str, ...]]:
    """Every message of an app's own catalogues with its English."""
    found = {}
    for path in app.rglob("locale/en/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    plural = isinstance(message.id, tuple)
                    found[message.id[0] if plural else message.id] = tuple(message.string) if plural else (message.string,)
    return found


@pytest.fixture(scope="module")
def known() -> set[str]:
    return {message for app in APPS for message, strings in english(app).items() if all(strings)}


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_word_has_its_english(app: Path, known: set[str]) -> None:
    assert said(app) - known == set()


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_the_english_is_english_and_still_said(app: Path) -> None:
    everything = set().union(*(said(each) for each in APPS))
    assert set(english(app)) - everything == set(), "English of what is no longer said"
    for message, strings in english(app).items():
        for one in strings:
            assert message in TYPED or not CHINESE.search(one), message
            assert sorted(PLACE.findall(one)) == sorted(PLACE.findall(message)), message


def test_something_is_said() -> None:
    assert len(said(WEB / "shell")) > 90


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
