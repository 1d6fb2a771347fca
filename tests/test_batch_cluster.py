"""The same work on a Dask cluster of two workers: same outcomes, same order, same sentences."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from distributed import LocalCluster

from gongkai.batch import work_through
from gongkai.cli.app import main
from gongkai.core.errors import UnreadableReport
from gongkai.core.errors_batch import ExtraNotInstalled, NoScheduler

HOUSE = Path(__file__).parents[1]
EXAMPLES = sorted(path for path in (HOUSE / "examples").iterdir() if path.suffix in (".html", ".docx", ".txt"))


class Refused(UnreadableReport):
    code = "refused"
    zh = "“{file}”不能读取。"
    en = "“{file}” refused."


def behave(path: Path) -> str:
    if path.stem.startswith("refuse"):
        raise Refused(file=path.name)
    if path.stem.startswith("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    if path.stem.startswith("bug"):
        raise ZeroDivisionError
    return f"{path.stem} {os.getpid()}"


@pytest.fixture(scope="module")
def cluster() -> Iterator[str]:
    """A scheduler with two workers, each a process under its nanny, as `dask worker` starts them."""
    with (
        pytest.MonkeyPatch.context() as environment,
        LocalCluster(n_workers=0, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0") as here,
    ):
        environment.syspath_prepend(str(HOUSE))  # where the workers find `behave`
        here.scale(2)
        here.wait_for_workers(2)
        yield here.scheduler_address


def work(cluster: str, names: list[str], chunk: int = 3) -> list[tuple[str, str | None]]:
    outcomes = work_through([Path(name) for name in names], behave, chunk=chunk, scheduler=cluster)
    return [(each.path.name, each.failure.code if each.failure else (each.value or "").split()[0]) for each in outcomes]


def test_order_is_kept_and_both_workers_work(cluster: str) -> None:
    names = [f"n{number}" for number in range(40)]
    outcomes = list(work_through([Path(name) for name in names], behave, chunk=2, scheduler=cluster))
    assert [outcome.path.name for outcome in outcomes] == names
    assert len({(outcome.value or "").split()[1] for outcome in outcomes}) >= 2


def test_a_refusal_and_a_death_are_the_files_own(cluster: str) -> None:
    assert work(cluster, ["a", "refuse", "b", "die", "c", "d", "e"]) == [
        ("a", "a"),
        ("refuse", "refused"),
        ("b", "b"),
        ("die", "reader-crashed"),
        ("c", "c"),
        ("d", "d"),
        ("e", "e"),
    ]


def test_a_bug_is_not_hidden(cluster: str) -> None:
    with pytest.raises(ZeroDivisionError):
        work(cluster, ["a", "bug"])


def test_the_commands_print_the_same_as_without_a_cluster(cluster: str, tmp_path: Path) -> None:
    files = [str(path) for path in EXAMPLES]
    for command in (["read", "--format", "json"], ["check", "--format", "json"]):
        here = CliRunner().invoke(main, [*command, *files])
        there = CliRunner().invoke(main, [*command, *files, "--scheduler", cluster, "--resume", str(tmp_path / "kept")])
        assert there.exit_code == here.exit_code, there.output
        assert there.stdout == here.stdout
    assert sum(1 for _ in (tmp_path / "kept").rglob("*.json")) == len(EXAMPLES)


def test_nobody_at_the_address_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.batch.cluster.WAIT", "1s")
    with pytest.raises(NoScheduler) as caught:
        work("tcp://127.0.0.1:1", ["a"])
    assert "tcp://127.0.0.1:1" in str(caught.value) and "--scheduler" in caught.value.say("en")


def test_a_cluster_without_workers_is_said() -> None:
    with (
        LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=":0") as empty,
        pytest.raises(NoScheduler, match="没有工作进程"),
    ):
        work(empty.scheduler_address, ["a"])


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ExtraNotInstalled, match="scale"):
        work("tcp://127.0.0.1:1", ["a"])


def test_json_of_the_cluster_is_json(cluster: str) -> None:
    result = CliRunner().invoke(main, ["read", "--format", "json", str(EXAMPLES[0]), "--scheduler", cluster])
    assert json.loads(result.stdout)["schema"] == "gongkai.report/1"
