"""Writes docs/reference/ from the code: findings, commands, JSON Schema, articles.

python docs/generate.py            write
python docs/generate.py --check    exit 1 when a page is not what the code says
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
import yaml

from gongkai.cli.app import COMMANDS, main
from gongkai.core.report.exchange_json import json_schema
from gongkai.core.report.messages import CATALOGUE
from gongkai.screening.findings import CATALOGUE as SCREENING
from gongkai.screening.messages_files import FILE_CATALOGUE

HOUSE = Path(__file__).parents[1]
REFERENCE = HOUSE / "docs" / "reference"
WRITTEN = "<!-- Written by docs/generate.py (make docs); do not edit. -->\n"


def findings_page() -> str:
    """Every code a check may yield, in both languages."""
    lines = [WRITTEN, "# Findings (核对发现)", ""]
    lines.append("Codes are stable for ever. Severity: error 不一致, warning 请说明, verify 需核实, note 提示.\n")
    lines += ["| Code | Severity | 中文 | English | Next step | Source |", "|---|---|---|---|---|---|"]
    for message in (*CATALOGUE.values(), *SCREENING.values(), *FILE_CATALOGUE.values()):
        cells = (
            message.code,
            message.severity.value,
            message.zh,
            message.en,
            f"{message.next_zh} {message.next_en}",
            message.source,
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(lines) + "\n"


def cli_page() -> str:
    """The help of every command, as it prints."""
    lines = [WRITTEN, "# Command line (命令行)", ""]
    for name in ("", *COMMANDS):
        context = click.Context(main, info_name="gongkai", **main.context_settings)
        command: click.Command = main
        if name:
            command = main.get_command(context, name) or main
            context = click.Context(command, info_name=name, parent=context)
        context.max_content_width = 100
        context.terminal_width = 100
        lines += [f"## gongkai {name}".rstrip(), "", "```", command.get_help(context), "```", ""]
    return "\n".join(lines)


def schema_page() -> str:
    """The JSON Schema of `gongkai.report/1`."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


_ONE = r"\d+(?:\(\d+\))*"
ARTICLE = re.compile(rf"\b(?:arts?\.?|R) ?({_ONE}(?:(?:, | and |-){_ONE})*)")  # art. 33(2); arts. 32, 34; R 14-16


def functions_by_article() -> dict[int, list[str]]:
    """Article of the Regulations → the core functions and classes whose docstring names it."""
    found: dict[int, list[str]] = defaultdict(list)
    for path in sorted((HOUSE / "src/gongkai/core").rglob("*.py")):
        module = ".".join(path.relative_to(HOUSE / "src").with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                for article in _articles_in(ast.get_docstring(node) or ""):
                    found[article].append(f"{module}.{node.name}")
    return found


def tests_by_article() -> dict[int, list[str]]:
    """Article → the test files named after it, holding cases of it, or naming it in a docstring."""
    found: dict[int, list[str]] = defaultdict(list)
    for path in sorted([*(HOUSE / "tests/law").rglob("*"), *(HOUSE / "tests/core").rglob("*")]):
        name = path.relative_to(HOUSE).as_posix()
        if path.suffix == ".yaml":
            articles = _articles_of_cases(path)
        elif path.suffix == ".py":
            text = path.read_text(encoding="utf-8")
            articles = {int(number) for number in re.findall(r"(?:test_article_|TestArticle)(\d+)", path.name + text)}
            articles |= set(_articles_in(text))
        else:
            continue
        for article in sorted(articles):
            found[article].append(name)
    return found


def _articles_of_cases(path: Path) -> set[int]:
    cases = yaml.safe_load(path.read_text(encoding="utf-8"))
    named = (str(case.get("article", "")) for case in cases if isinstance(case, dict))
    return {article for text in named for article in _articles_in(f"R {text.removeprefix('R ')}")}


def _articles_in(text: str) -> Iterator[int]:
    for listed in ARTICLE.findall(text):
        for part in re.split(", | and ", re.sub(r"\(\d+\)", "", listed)):
            first, _, last = part.partition("-")
            yield from range(int(first), int(last or first) + 1)


def articles_page() -> str:
    """Article → function → test; a bound article without code names the capability it waits for. Raises on a gap."""
    bound = yaml.safe_load((REFERENCE / "articles.yaml").read_text(encoding="utf-8"))
    functions, tests = functions_by_article(), tests_by_article()
    lines = [WRITTEN, "# Articles of the Regulations (政府信息公开条例) → code → test", ""]
    lines.append("Every article that binds software. “Waits for” names the capability that will carry what is not code yet.\n")
    lines += ["| Article | What it binds | Code | Test | Waits for |", "|---|---|---|---|---|"]
    gaps = []
    for article, entry in bound.items():
        code = sorted(dict.fromkeys(functions.get(article, ())))
        proof = sorted(dict.fromkeys(tests.get(article, ())))
        waits = entry.get("waits_for", "")
        if not waits and not (code and proof):
            gaps.append(f"article {article}: no {'test' if code else 'code'} and no capability it waits for")
        cells = (str(article), entry["binds"], _listed(code), _listed(proof), waits)
        lines.append("| " + " | ".join(cells) + " |")
    if gaps:
        raise SystemExit("\n".join(gaps))
    return "\n".join(lines) + "\n"


def _listed(names: list[str]) -> str:
    return "<br>".join(f"`{name.removeprefix('gongkai.')}`" for name in names)


PAGES = {
    "findings.md": findings_page,
    "cli.md": cli_page,
    "report.schema.json": schema_page,
    "articles.md": articles_page,
}


def run(*, check: bool) -> list[str]:
    """Write the pages, or only say which of them are out of date."""
    stale = []
    for name, page in PAGES.items():
        path, text = REFERENCE / name, page()
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check:
                path.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    checking = "--check" in sys.argv[1:]
    out_of_date = run(check=checking)
    print("\n".join(f"{'stale' if checking else 'written'}: {name}" for name in out_of_date) or "docs/reference is up to date")
    sys.exit(1 if checking and out_of_date else 0)
