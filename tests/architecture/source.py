"""Reading the house's own source: modules, names, calls."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path


def python_files(room: Path) -> list[Path]:
    return sorted(path for path in room.rglob("*.py") if "migrations" not in path.parts) if room.is_dir() else []


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports_of(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """Every imported module, `from a import b` as both `a` and `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node
            yield from ((f"{node.module}.{alias.name}", node) for alias in node.names)


def top_level_imports(tree: ast.Module) -> Iterator[str]:
    """Modules imported when the file is imported, also under if and try."""
    waiting: list[ast.AST] = list(tree.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (name for name, _ in imports_of(node))
        waiting.extend(ast.iter_child_nodes(node))


def functions_of(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def called_names(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The last name of everything called, with its line: `date.today()` gives today."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = last_name(node.func)
            if name:
                yield name, node.lineno


def last_name(node: ast.AST) -> str | None:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else None
