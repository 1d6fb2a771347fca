"""The house rules hold; and each of them fails when it is broken."""

from __future__ import annotations

from pathlib import Path

import pytest

import gongkai
from tests.architecture.rules import RULES, Rule

ROOT = Path(gongkai.__file__).parent

# rule number → a file that keeps the rule, and files that break it: (path below the package, text)
KEPT: dict[int, tuple[str, str]] = {
    1: ("core/clocks.py", "from datetime import date\nimport yaml\n"),
    2: ("core/clocks.py", "def due(on):\n    return on\n"),
    3: ("law/terms.yaml", "reply:\n  unit: working_day\n  values:\n    2019-05-15: {days: 20, source: art. 33}\n"),
    4: ("readers/html.py", "from gongkai.core.report.exchange import Cell\n"),
    5: ("cli/serve.py", "def serve():\n    from gongkai.web.site import run\n    run()\n"),
    6: ("web/requests/services.py", "from gongkai.web.bodies.selectors import bodies_below\n"),
    7: ("web/requests/views.py", "from gongkai.web.requests.services import info_request_extend\n"),
    8: (
        "web/requests/services.py",
        "@transaction.atomic\ndef info_request_extend(*, actor, on):\n    log_action('request.extended', actor=actor, on=on)\n",
    ),
    9: ("web/requests/views.py", "def extend(request, number):\n    return access_info_request(request.user, number)\n"),
    10: ("web/shell/templates/shell/base.html", '<script src="/static/htmx.js"></script>{{ deadline.due }}'),
    11: ("core/report/checks.py", "def check_rows(table):\n    yield from ()\n"),
    12: ("core/clocks.py", "def due(received, *, calendar):\n    return received\n"),
    13: ("core/clocks.py", 'def due(received):\n    """The last day to answer (art. 33(2))."""\n'),
}
BROKEN: list[tuple[int, str, str]] = [
    (1, "core/clocks.py", "import django\n"),
    (1, "core/clocks.py", "from importlib import resources\n"),
    (1, "core/clocks.py", "def f(path):\n    return path.read_text()\n"),
    (2, "core/clocks.py", "from datetime import date\nD = date.today()\n"),
    (2, "web/requests/services.py", "from django.utils import timezone\nD = timezone.now()\n"),
    (3, "core/clocks.py", "def due(day):\n    return day + 20\n"),
    (3, "core/clock_steps.py", "MOST = 15\n"),
    (3, "law/terms.yaml", "reply:\n  unit: working_day\n  values:\n    2019-05-15: {days: 20}\n"),
    (4, "readers/html.py", "from gongkai.core.findings import Finding\n"),
    (4, "readers/html.py", "from gongkai.core.report import checks\n"),
    (5, "cli/serve.py", "from gongkai.web.site import run\n"),
    (5, "readers/html.py", "try:\n    import django\nexcept ImportError:\n    pass\n"),
    (6, "web/requests/services.py", "from gongkai.web.bodies.models import Body\n"),
    (6, "web/requests/services.py", "from django.db.models.signals import post_save\n"),
    (7, "web/requests/services.py", "from gongkai.web.requests.views import extend\n"),
    (7, "web/requests/models.py", "from gongkai.web.requests.services import info_request_extend\n"),
    (8, "web/requests/services.py", "def info_request_extend(pk):\n    pass\n"),
    (8, "web/requests/services.py", "@transaction.atomic\ndef f(*, actor, on):\n    log_action()\n    log_action()\n"),
    (9, "web/requests/views.py", "def extend(request, pk):\n    return InfoRequest.objects.get(pk=pk)\n"),
    (9, "web/requests/views.py", "def extend(request, pk):\n    return get_object_or_404(InfoRequest, pk=pk)\n"),
    (10, "web/shell/templates/shell/base.html", "<script>alert(1)</script>"),
    (10, "web/shell/templates/shell/base.html", '<p style="color:red">'),
    (10, "web/shell/templates/shell/base.html", '<p onclick="go()">'),
    (10, "web/shell/templates/shell/base.html", "{% for r in body.requests.all %}"),
    (10, "web/shell/templates/shell/base.html", "{{ days|add:1 }}"),
    (11, "core/report/checks.py", "def check_rows(table):\n    raise ValueError\n"),
    (11, "readers/html.py", "class Broken(ValueError):\n    pass\n"),
    (12, "core/utils.py", ""),
    (12, "core/clocks.py", "X = 0\n" * 401),
    (12, "law/terms.yaml", "# a line\n" * 401),
    (12, "core/clocks.py", "def due():\n" + "    pass\n" * 51),
    (12, "core/clocks.py", "def due(*, skip_checks=False):\n    pass\n"),
    (13, "core/clocks.py", 'def due(received):\n    """The last day to answer."""\n'),
]


def _number(rule: Rule) -> int:
    return int(rule.__name__.split("_")[1])


def _write(root: Path, file: str, text: str) -> None:
    path = root / file
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(ROOT)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_passes_what_keeps_it(rule: Rule, tmp_path: Path) -> None:
    _write(tmp_path, *KEPT[_number(rule)])
    assert list(rule(tmp_path)) == []


@pytest.mark.parametrize(("number", "file", "text"), BROKEN)
def test_the_rule_fails_when_it_is_broken(number: int, file: str, text: str, tmp_path: Path) -> None:
    _write(tmp_path, file, text)
    assert list(RULES[number - 1](tmp_path))


def test_every_rule_is_there_and_was_broken_once() -> None:
    assert [_number(rule) for rule in RULES] == list(range(1, 14))
    assert {number for number, _, _ in BROKEN} == set(KEPT) == set(range(1, 14))
