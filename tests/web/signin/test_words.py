"""Every sentence of signing in has its English, and every error both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po
from django.template.loader import get_template

import gongkai.web.bodies as bodies
from gongkai.core import errors_signin
from gongkai.core.errors import GongkaiError
from gongkai.web.bodies.signin import trail_codes  # noqa: F401 - registers
from gongkai.web.trail.actions import registered

ROOM = Path(bodies.__file__).parent
TEMPLATES = sorted((ROOM / "templates" / "bodies" / "signin").glob("*.html"))
SOURCES = [ROOM / "password_policies.py", *sorted((ROOM / "signin").rglob("*.py"))]


def asked_for() -> set[str]:
    found: set[str] = set()
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        found |= {each[1] for each in re.findall(r"""(?:translate |_\()(["'])(.*?)\1""", text)}
        for inside in re.findall(r"{% blocktranslate.*?%}(.*?){% endblocktranslate %}", text, re.S):
            found.add(re.sub(r"{{ *(\w+) *}}", r"%(\1)s", inside.split("{% plural %}")[0]))
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "gettext"}:
                found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return found


def test_every_sentence_has_its_english_and_none_is_left_over() -> None:
    with (ROOM / "signin" / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = {(each.id if isinstance(each.id, str) else each.id[0]): each.string for each in read_po(file) if each.id}
    assert asked_for() - set(catalogue) == set()
    assert set(catalogue) - asked_for() == set()
    assert [text for text, english in catalogue.items() if not english] == []
    for text, english in catalogue.items():
        one = english if isinstance(english, str) else english[0]
        assert set(re.findall(r"%\(\w+\)s", text)) == set(re.findall(r"%\(\w+\)s", one)), text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_page_is_sound(path: Path) -> None:
    get_template(f"bodies/signin/{path.name}")


def test_every_error_says_the_same_in_both_languages() -> None:
    classes = [
        each for each in vars(errors_signin).values() if isinstance(each, type) and each.__module__ == errors_signin.__name__
    ]
    assert len(classes) > 20
    for each in classes:
        assert issubclass(each, GongkaiError)
        names = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (each.zh, each.en)]
        assert names[0] == names[1], each
        assert each.zh.endswith(("。", "）。"))


def test_every_code_of_the_trail_has_words() -> None:
    used: set[str] = set()
    for path in SOURCES:
        if path.name != "trail_codes.py":
            used |= set(re.findall(r'"(signin\.[a-z_]+(?:ed|reset|made))"', path.read_text(encoding="utf-8")))
    words = {code for code in registered() if code.startswith("signin.")}
    assert used == words
