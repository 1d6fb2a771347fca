"""Every word of this app has its English, and no English is left over."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po

from gongkai.web import bodies

ROOT = Path(bodies.__file__).parent
ELSEWHERE = {"signin", "migrations"}
MARKS = {"_", "_lazy", "gettext", "gettext_lazy"}


def ours(pattern):
    return [
        path
        for path in ROOT.rglob(pattern)
        if not ELSEWHERE & set(path.relative_to(ROOT).parts) and path.name != "password_policies.py"
    ]


def marked():
    found = set()
    for path in ours("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MARKS and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    for path in ours("*.html"):
        found |= set(re.findall(r"translate [\"']([^\"']+)[\"']", path.read_text(encoding="utf-8")))
    return found


def test_every_word_is_translated_and_none_is_left_over():
    with (ROOT / "locale/en/LC_MESSAGES/django.po").open("rb") as file:
        catalog = {message.id: message.string for message in read_po(file) if message.id}
    assert marked() - set(catalog) == set()
    assert set(catalog) - marked() == set()
    for word, english in catalog.items():
        assert english, word
        assert sorted(re.findall(r"%\(\w+\)s", word)) == sorted(re.findall(r"%\(\w+\)s", english)), word
