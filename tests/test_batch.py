"""Many files: order kept, failures said, a dying process named, bounds that hold."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from gongkai import batch
from gongkai.batch import bounded, pool
from gongkai.core.errors import NeedsTextRecognition, UnreadableReport


class Refused(UnreadableReport):
    code = "refused"
    zh = "“{file}”不能读取。"
    en = "“{file}” refused."


def behave(path: Path) -> str:
    """Does what the file's name says; runs in a process of the pool."""
    if path.stem.startswith("refuse"):
        raise Refused(file=path.name)
    if path.stem.startswith("die"):
        os.kill(os.getpid(), signal.SIGKILL)
    if path.stem.startswith("spin"):
        while True:
            pass
    if path.stem.startswith("eat"):
        return str(len(bytearray(2 * 1024**3)))
    if path.stem.startswith("scan"):
        raise NeedsTextRecognition(file=path.name, kind_zh="图片", kind_en="picture")
    if path.stem.startswith("bug"):
        raise ZeroDivisionError
    return path.stem


def work(*names: str, jobs: int = 2, chunk: int = 2) -> list[tuple[str, str | None]]:
    outcomes = batch.work_through([Path(name) for name in names], behave, jobs=jobs, chunk=chunk)
    return [(outcome.path.name, outcome.failure.code if outcome.failure else outcome.value) for outcome in outcomes]


def test_order_is_kept_over_many_chunks() -> None:
    names = [f"n{number}" for number in range(57)]
    assert work(*names) == [(name, name) for name in names]


def test_a_refusal_is_the_files_own() -> None:
    assert work("a", "refuse", "b") == [("a", "a"), ("refuse", "refused"), ("b", "b")]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_kills_its_process_is_named_and_the_rest_goes_on(jobs: int) -> None:
    assert work("a", "b", "die", "c", "d", "e", "die2", "f", jobs=jobs) == [
        ("a", "a"),
        ("b", "b"),
        ("die", "reader-crashed"),
        ("c", "c"),
        ("d", "d"),
        ("e", "e"),
        ("die2", "reader-crashed"),
        ("f", "f"),
    ]


def test_a_file_that_needs_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "READING", bounded.Bounds(seconds=1, memory=bounded.READING.memory))
    assert work("a", "spin", "b") == [("a", "a"), ("spin", "too-slow"), ("b", "b")]


def test_a_file_that_wants_too_much_memory_is_given_up() -> None:
    assert work("eat", "a") == [("eat", "too-much-memory"), ("a", "a")]


def test_what_the_parent_holds_does_not_count() -> None:
    ballast = bytearray(700 * 1024**2)
    assert work("a", "eat", "b") == [("a", "a"), ("eat", "too-much-memory"), ("b", "b")]
    del ballast


def test_a_bug_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        work("a", "bug")


def test_nothing_to_do() -> None:
    assert work() == []


def test_a_failure_speaks_both_languages() -> None:
    failure = batch.Failure.of(Refused(file="x"))
    assert (failure.zh, failure.en) == ("“x”不能读取。", "“x” refused.")


def recognise(path: Path) -> str:
    """What is done with the pictures; runs alone in a process with wider bounds."""
    if "die" in path.stem:
        os.kill(os.getpid(), signal.SIGKILL)
    if "big" in path.stem:
        return str(len(bytearray(1024**3)))
    if "vast" in path.stem:
        return str(len(bytearray(2 * 1024**3)))
    return f"recognised {path.stem}"


def test_pictures_of_pages_are_recognised_in_their_place_within_wider_bounds() -> None:
    names = ["a", "scan-1", "b", "scan-die", "scan-big", "scan-vast", "refuse", "die", "scan-2"]
    outcomes = batch.work_through([Path(name) for name in names], behave, jobs=2, scan_task=recognise)
    assert [outcome.failure.code if outcome.failure else outcome.value for outcome in outcomes] == [
        "a",
        "recognised scan-1",
        "b",
        "reader-crashed",
        str(1024**3),
        "too-much-memory",
        "refused",
        "reader-crashed",
        "recognised scan-2",
    ]


def test_pictures_without_recognition_are_said() -> None:
    assert work("scan-1", "a") == [("scan-1", "needs-ocr"), ("a", "a")]
