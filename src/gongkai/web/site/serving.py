"""One parent that starts server and worker, stays in the foreground, and ends both when either dies."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from types import FrameType

from gongkai.core.errors_site import NotReady, PartEnded, PortTaken

GRACE = 15.0  # seconds a part has to finish what it does before it is killed
START = 60.0  # seconds the server has to answer for the first time
PARTS = {"server": ("服务进程", "The server"), "worker": ("后台进程", "The worker")}
_PR_SET_PDEATHSIG = 1


def setup() -> None:
    """Django with the product's settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.site.settings")
    import django

    django.setup()


def serve(*, host: str, port: int, processes: int, say: Callable[[str, int], None]) -> None:
    """Prepare, start both parts, and stay until told to end.

    `say(host, port)` is called once the server answers.

    Raises:
        PortTaken: another program has the address.
        DatabaseUnreachable: the database does not answer.
        PartEnded: a part ended by itself; the other was ended too.
        NotReady: the server did not answer in time.
    """
    from gongkai.web.site.preparing import prepare

    _require_free(host, port)
    setup()
    prepare()
    parent = _Parent()
    parent.listen()
    try:
        parent.start("server", _granian(host, port, processes))
        parent.start("worker", [sys.executable, "-m", "gongkai.web.site.working"])
        parent.wait_for(host, port)
        if not parent.told:
            say(host, port)
            parent.stay()
    finally:
        parent.end()


def _granian(host: str, port: int, processes: int) -> list[str]:
    options = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", str(processes)]
    options += ["--blocking-threads", "4", "--no-ws", "--log-level", "warning", "--workers-kill-timeout", "10"]
    return [sys.executable, "-m", "granian", *options, "gongkai.web.site.wsgi:application"]


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortTaken(host=host, port=port) from error


def _end_with_parent() -> None:
    """Linux tells a part to end when its parent is killed; elsewhere the parts stay until somebody ends them."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class _Parent:
    """The two parts and whether the end was asked for."""

    parts: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    told: bool = False

    def listen(self) -> None:
        """SIGTERM and SIGINT ask for the end."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked)

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        self.told = True

    def start(self, name: str, command: list[str]) -> None:
        """Start a part in a group of its own, so that nothing of it outlives us."""
        self.parts[name] = subprocess.Popen(  # noqa: S603 - our own interpreter
            command, start_new_session=True, preexec_fn=_end_with_parent, stdin=subprocess.DEVNULL
        )

    def wait_for(self, host: str, port: int) -> None:
        """Until the server answers."""
        begun = time.monotonic()
        while not self.told and not _answers(host, port):
            self._require_all()
            if time.monotonic() - begun > START:
                raise NotReady(seconds=int(START))
            time.sleep(0.05)

    def stay(self) -> None:
        """Until the end is asked for, or a part ends by itself."""
        while not self.told:
            self._require_all()
            time.sleep(0.2)

    def _require_all(self) -> None:
        for name, part in self.parts.items():
            if (code := part.poll()) is not None and not self.told:
                zh, en = PARTS[name]
                raise PartEnded(part=zh, part_en=en, code=code)

    def end(self) -> None:
        """Ask every part to end, wait, and kill what is left of its group."""
        for part in self.parts.values():
            if part.poll() is None:
                part.terminate()
        until = time.monotonic() + GRACE
        for part in self.parts.values():
            try:
                part.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                part.kill()
                part.wait()
            try:
                os.killpg(part.pid, signal.SIGKILL)
            except ProcessLookupError:
                continue


def _answers(host: str, port: int) -> bool:
    there = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - asked for by whoever starts it
    connection = HTTPConnection(there, port, timeout=2)
    try:
        connection.request("GET", "/-/live", headers={"Host": "127.0.0.1"})
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
