"""The thirteen house rules as functions: a source root in, sentences about what breaks the rule out."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from tests.architecture.source import (
    called_names,
    functions_of,
    imports_of,
    last_name,
    python_files,
    top_level_imports,
    tree_of,
)

Rule = Callable[[Path], Iterator[str]]
_EDGES = {"views", "workbench", "tasks", "middleware", "commands"}  # where the day comes in
CLOCK = {"today", "now", "utcnow", "localdate", "localtime"}
RULE_MODULES = (
    *("calendar", "clocks", "fees", "heads", "jurisdiction", "outcomes", "petitions"),
    *("proceedings", "remedies", "remedy_notice", "steps"),
)
# What a foundation offers beside its services and selectors: words, fields of models, the one writer of the trail.
DOORS = {
    "trail": {"actions"},
    "sealing": {"ciphers", "fields", "indexes", "masks", "rotation", "signing"},
    "files": {"responses"},
    "bodies": {"kinds"},
    "notices": {"due"},
    "publication": {"kinds"},
}
CITING = {"clock_reasons"}  # numbers of articles, for citing them
MONTHS = 12  # of a year: arithmetic, not law
ARTICLE = re.compile(
    r"\barts?\.? ?\d+|\b(?:R|FEE|ARL|ALL|PET|JI|JS|F19|F21|P19|O\d\d-\d+)\b|第[一二三四五六七八九十]+条|law\.md"
)


def rule_1_core_is_pure(root: Path) -> Iterator[str]:
    """Core imports the standard library and a YAML loader only; only core/law.py reads the law's files."""
    allowed = set(sys.stdlib_module_names) | {"yaml", "gongkai"}
    for path in python_files(root / "core"):
        tree = tree_of(path)
        for name, node in imports_of(tree):
            if name.split(".")[0] not in allowed:
                yield f"{path}:{node.lineno}: core imports {name}"
            if name.startswith("importlib") and path.name != "law.py":
                yield f"{path}:{node.lineno}: only core/law.py reads the law's files"
        if path.name != "law.py":
            for called, line in called_names(tree):
                if called in {"open", "read_text", "read_bytes"}:
                    yield f"{path}:{line}: core reads a file"


def rule_2_the_day_is_given(root: Path) -> Iterator[str]:
    """No today() or now() below views, tasks and the command line."""
    for path in python_files(root):
        inside = path.relative_to(root)
        if inside.parts[0] == "cli" or _EDGES & {path.stem, *inside.parts[2:-1]}:
            continue
        for called, line in called_names(tree_of(path)):
            if called in CLOCK:
                yield f"{path}:{line}: {called}() asks the clock; the day arrives as an argument"


def rule_3_numbers_of_the_law_live_in_the_law(root: Path) -> Iterator[str]:
    """Legal numbers live in law/ only, dated and sourced; a literal 20 in a rule is a bug."""
    for path in sorted((root / "core").glob("*.py")):
        if path.stem in CITING:
            continue
        for node in ast.walk(tree_of(path)):
            number = node.value if isinstance(node, ast.Constant) and type(node.value) in (int, float) else 0
            if abs(number) > 2 and number != MONTHS:
                yield f"{path}:{node.lineno}: the literal {number} belongs in law/"
    for path in sorted((root / "law").rglob("*.yaml")):
        yield from (f"{path}: {where} has no source" for where in _unsourced(yaml.safe_load(path.read_text(encoding="utf-8"))))


def _unsourced(data: object, where: str = "") -> Iterator[str]:
    """Dated values without a source of their own or above them."""
    if not isinstance(data, dict) or "source" in data:
        return
    if "values" in data and isinstance(data["values"], dict):
        for day, value in data["values"].items():
            if not (isinstance(value, dict) and "source" in value):
                yield f"{where}/{day}"
        return
    for key, value in data.items():
        yield from _unsourced(value, f"{where}/{key}")


def rule_4_readers_do_not_judge(root: Path) -> Iterator[str]:
    """Readers say what stands on the page and where; only the checks judge."""
    judges = ("gongkai.core.findings", "gongkai.core.report.check", "gongkai.core.report.prose", "gongkai.core.report.messages")
    for path in python_files(root / "readers"):
        for name, node in imports_of(tree_of(path)):
            if name.startswith(judges):
                yield f"{path}:{node.lineno}: a reader imports {name}"


def rule_5_the_command_line_stands_without_the_web(root: Path) -> Iterator[str]:
    """Cli never imports web at start, so that the package works without Django."""
    for room in ("cli", "core", "readers", "writers", "samples", "screening", "integrity"):
        for path in [*python_files(root / room), *([root / "batch.py"] if (root / "batch.py").is_file() else [])]:
            for name in top_level_imports(tree_of(path)):
                if name.startswith("gongkai.web") or name.split(".")[0] == "django":
                    yield f"{path}: imports {name} at start"


def rule_6_apps_meet_at_their_doors(root: Path) -> Iterator[str]:
    """Apps meet only through each other's services and selectors; no signals."""
    for path in python_files(root / "web"):
        own = path.relative_to(root / "web").parts[0]
        for name, node in imports_of(tree_of(path)):
            if name.startswith(("django.dispatch", "django.db.models.signals")):
                yield f"{path}:{node.lineno}: signals between apps"
            parts = name.split(".")
            other = name.startswith("gongkai.web.") and len(parts) > 3 and parts[2] not in (own, "shell") and own != "site"
            if other and parts[3] not in {"services", "selectors", "access", *DOORS.get(parts[2], ())}:
                yield f"{path}:{node.lineno}: reaches into {parts[2]}.{parts[3]}"


def rule_7_inside_an_app_calls_go_down(root: Path) -> Iterator[str]:
    """Inside an app: views, forms, workbench, tasks → services, selectors, access → models."""
    height = {
        "models": 0,
        "services": 1,
        "selectors": 1,
        "access": 1,
        "views": 2,
        "forms": 2,
        "workbench": 2,
        "tasks": 2,
        "urls": 3,
    }
    for path in python_files(root / "web"):
        parts = path.relative_to(root / "web").parts
        room = path.stem if path.stem in height else parts[1] if len(parts) > 1 else ""
        if room not in height:
            continue
        for name, node in imports_of(tree_of(path)):
            target = name.split(".")
            if target[:3] == ["gongkai", "web", parts[0]] and len(target) > 3 and height.get(target[3], -1) > height[room]:
                yield f"{path}:{node.lineno}: {room} imports {target[3]}"


def rule_8_every_write_is_one_service(root: Path) -> Iterator[str]:
    """A service is keyword-only, given actor and on, atomic, and writes exactly one trail entry."""
    for path in python_files(root / "web"):
        if path.stem != "services" and path.parent.name != "services":
            continue
        for node in tree_of(path).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                yield from (f"{path}:{node.lineno}: {node.name} {fault}" for fault in _service_faults(node))


def _service_faults(node: ast.FunctionDef) -> Iterator[str]:
    keywords = {argument.arg for argument in node.args.kwonlyargs}
    if node.args.args or node.args.posonlyargs:
        yield "takes positional arguments"
    if not {"actor", "on"} <= keywords:
        yield "is not given actor and on"
    decorators = {last_name(each.func if isinstance(each, ast.Call) else each) for each in node.decorator_list}
    if "atomic" not in decorators:
        yield "is not atomic"
    if sum(name == "log_action" for name, _ in called_names(node)) != 1:
        yield "does not write exactly one trail entry"


def rule_9_views_use_the_door(root: Path) -> Iterator[str]:
    """A view gets an object only from access_*."""
    for path in python_files(root / "web"):
        if path.stem in {"views", "workbench"} or path.parent.name in {"views", "workbench"}:
            for node in ast.walk(tree_of(path)):
                if isinstance(node, ast.Attribute) and node.attr in {"objects", "_base_manager", "_default_manager"}:
                    yield f"{path}:{node.lineno}: a view queries by itself"
                if isinstance(node, ast.Name) and node.id in {"get_object_or_404", "get_list_or_404"}:
                    yield f"{path}:{node.lineno}: a view goes round access_*"


_TEMPLATE_FAULTS = {
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "an inline handler": re.compile(r"<[^>]+\son[a-z]+\s*=", re.I),
    "a query": re.compile(r"\{[{%][^}%]*(?<!forloop)\.(?:all|filter|count|exists|first|last)\b"),
    "a calculation": re.compile(r"\|\s*add:|\{%\s*widthratio"),
}


def rule_10_templates_only_show(root: Path) -> Iterator[str]:
    """Templates neither query nor calculate; no inline script or style."""
    for path in sorted(root.rglob("templates/**/*.html")):
        text = path.read_text(encoding="utf-8")
        for fault, pattern in _TEMPLATE_FAULTS.items():
            if pattern.search(text):
                yield f"{path}: {fault}"


def rule_11_checks_yield_and_errors_live_together(root: Path) -> Iterator[str]:
    """Checks yield findings and never raise; every error class stands in core/errors.py."""
    for path in python_files(root / "core" / "report"):
        if path.stem.startswith(("check", "prose")):
            for node in ast.walk(tree_of(path)):
                if isinstance(node, ast.Raise):
                    yield f"{path}:{node.lineno}: a check raises"
    for path in python_files(root):
        if path.relative_to(root).as_posix() == "core/errors.py" or "core/errors" in path.as_posix():
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef) and any(_is_error(base) for base in node.bases):
                yield f"{path}:{node.lineno}: {node.name} belongs in core/errors.py"


def _is_error(base: ast.expr) -> bool:
    name = last_name(base) or ""
    return name in {"Exception", "ValueError", "GongkaiError", "UnreadableReport"} or (
        name.endswith("Error") and name != "Error"
    )


_FORBIDDEN_NAMES = {"utils.py", "helpers.py", "common.py", "util.py", "helper.py", "misc.py"}
_FLAGS = re.compile(r"^(skip|no|ignore|bypass|disable)_|^(force|commit|unsafe)$")


def rule_12_rooms_stay_small(root: Path) -> Iterator[str]:
    """No file over 400 lines, no function over 50, no drawer for the rest, no flag that skips a check."""
    for path in sorted(each for end in ("*.py", "*.html", "*.css", "*.yaml") for each in root.rglob(end)):
        if {"migrations", "locale", "node_modules"} & set(path.parts):
            continue
        if path.name in _FORBIDDEN_NAMES:
            yield f"{path}: a drawer for the rest"
        text = path.read_text(encoding="utf-8")
        if (lines := text.count("\n")) > 400:
            yield f"{path}: {lines} lines"
        if path.suffix == ".py":
            for node in functions_of(ast.parse(text)):
                if (length := (node.end_lineno or 0) - node.lineno + 1) > 50:
                    yield f"{path}:{node.lineno}: {node.name} has {length} lines"
                for argument in (*node.args.args, *node.args.kwonlyargs):
                    if _FLAGS.match(argument.arg):
                        yield f"{path}:{node.lineno}: {node.name} has the flag {argument.arg}"


def rule_13_rules_name_their_article(root: Path) -> Iterator[str]:
    """Every rule function names its article in its docstring."""
    for name in RULE_MODULES:
        path = root / "core" / f"{name}.py"
        if not path.is_file():
            continue
        tree = tree_of(path)
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            if public and not ARTICLE.search(ast.get_docstring(node) or ""):
                yield f"{path}:{node.lineno}: {node.name} names no article"


RULES: tuple[Rule, ...] = tuple(
    sorted(
        (value for name, value in list(globals().items()) if name.startswith("rule_")),
        key=lambda rule: int(rule.__name__.split("_")[1]),
    )
)
