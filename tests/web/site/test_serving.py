"""The installation started for real: on a free port, ended in order, ended whole, started twice."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest

GONGKAI = Path(sys.executable).with_name("gongkai")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Installation:
    """One `gongkai serve` over a folder of its own."""

    def __init__(self, var: Path) -> None:
        self.var, self.port = var, free_port()
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_", "COV"))},
            "GONGKAI_VAR": str(var),
            "GONGKAI_INSECURE": "1",
            "PORT": str(self.port),
        }
        self.process: subprocess.Popen[str] | None = None

    def start(self) -> float:
        """Until it says where it is; the seconds that took."""
        begun = time.monotonic()
        self.process = subprocess.Popen(
            [GONGKAI, "serve"], env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        assert f"http://127.0.0.1:{self.port}/" in said, self.process.communicate(timeout=30)
        return time.monotonic() - begun

    def get(self, path: str) -> tuple[int, dict[str, str], str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read().decode()
        connection.close()
        return found

    def descendants(self) -> list[tuple[int, str]]:
        """Every process below the parent, with its command line."""
        assert self.process is not None
        parents: dict[int, list[int]] = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                number, rest = int(stat.parent.name), stat.read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            parents.setdefault(int(rest[1]), []).append(number)
        found, waiting = [], [self.process.pid]
        while waiting:
            for child in parents.get(waiting.pop(), []):
                waiting.append(child)
                found.append((child, Path(f"/proc/{child}/cmdline").read_bytes().replace(b"\0", b" ").decode()))
        return found

    def one(self, words: str) -> int:
        return next(number for number, command in self.descendants() if words in command)

    def ended(self) -> tuple[int, str]:
        assert self.process is not None
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.communicate(timeout=60)


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installation")


@pytest.fixture
def installation(var: Path) -> Iterator[Installation]:
    made = Installation(var)
    yield made
    made.close()


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def gone(numbers: list[int]) -> bool:
    """Whether all of them have ended, given ten seconds."""
    until = time.monotonic() + 10
    while any(alive(each) for each in numbers) and time.monotonic() < until:
        time.sleep(0.1)
    return not any(alive(each) for each in numbers)


def test_it_starts_answers_and_ends_in_order(installation: Installation) -> None:
    installation.start()
    assert installation.get("/-/live")[::2] == (200, "ok\n")
    until = time.monotonic() + 30
    while (ready := installation.get("/-/ready"))[0] != 200 and time.monotonic() < until:
        time.sleep(0.2)
    assert json.loads(ready[2]) == {"database": "ok", "migrations": "ok", "disk": "ok", "worker": "ok"}
    status, headers, page = installation.get("/nowhere/at/all")
    assert status == 404 and "没有找到页面" in page
    assert headers["x-content-type-options"] == "nosniff"
    sheet = page.split('rel="stylesheet" href="')[1].split('"')[0]
    status, headers, _ = installation.get(sheet)
    assert status == 200 and "immutable" in headers["cache-control"] and headers["x-content-type-options"] == "nosniff"
    everyone = [number for number, _ in installation.descendants()]
    assert len(everyone) >= 2
    assert installation.process is not None
    installation.process.send_signal(signal.SIGTERM)
    code, said = installation.ended()
    assert (code, "Traceback" in said) == (0, False), said
    assert gone(everyone)


@pytest.mark.parametrize("part", ["gongkai.web.site.working", "granian"])
def test_either_dying_ends_all(installation: Installation, part: str) -> None:
    installation.start()
    everyone = [number for number, _ in installation.descendants()]
    os.kill(installation.one(part), signal.SIGKILL)
    code, said = installation.ended()
    assert code == 2
    assert "意外退出" in said and "Traceback" not in said
    assert gone(everyone)


def test_killing_the_parent_ends_all(installation: Installation) -> None:
    installation.start()
    everyone = [number for number, _ in installation.descendants()]
    assert installation.process is not None
    installation.process.kill()
    installation.ended()
    assert gone(everyone)


def test_control_c_ends_all(installation: Installation) -> None:
    installation.start()
    everyone = [number for number, _ in installation.descendants()]
    assert installation.process is not None
    installation.process.send_signal(signal.SIGINT)
    assert installation.ended()[0] == 0
    assert gone(everyone)


def test_two_first_starts_at_once_wait_for_each_other(tmp_path: Path) -> None:
    both = [Installation(tmp_path / "var") for _ in range(2)]
    try:
        for each in both:
            each.process = subprocess.Popen(
                [GONGKAI, "serve"], env=each.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        for each in both:
            assert each.process is not None and each.process.stdout is not None
            assert str(each.port) in each.process.stdout.readline()
            assert each.get("/")[0] == 200
    finally:
        for each in both:
            each.close()


def test_a_taken_port_is_said_so(installation: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", installation.port))
        other.listen()
        done = subprocess.run([GONGKAI, "serve"], env=installation.environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "已被其他程序占用" in done.stderr


def test_a_database_that_does_not_answer_is_said_so(installation: Installation) -> None:
    environment = {**installation.environment, "GONGKAI_DATABASE": f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"}
    done = subprocess.run([GONGKAI, "serve"], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "无法连接数据库" in done.stderr and "Traceback" not in done.stderr


def test_manage_passes_on(installation: Installation) -> None:
    done = subprocess.run(
        [GONGKAI, "manage", "check", "--deploy", "--fail-level", "WARNING"],
        env={name: value for name, value in installation.environment.items() if name != "GONGKAI_INSECURE"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, "no issues" in done.stdout + done.stderr) == (0, True), done.stderr


def test_without_the_web_a_sentence(tmp_path: Path) -> None:
    block = "import sys; sys.modules['granian'] = None; sys.argv = ['gongkai', 'serve']; from gongkai.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", block], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "pip install 'gongkai[web]'" in done.stderr and "Traceback" not in done.stderr


def test_help_does_not_load_the_web() -> None:
    block = """
import sys
from click.testing import CliRunner
from gongkai.cli import main
print(CliRunner().invoke(main, ["serve", "--help"]).exit_code, "django" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", block], capture_output=True, text=True, timeout=60)
    assert done.stdout.split() == ["0", "False"]
    everything: Any = subprocess.run([GONGKAI, "--help"], capture_output=True, text=True, timeout=60).stdout
    assert all(name in everything for name in ("serve", "worker", "manage"))
