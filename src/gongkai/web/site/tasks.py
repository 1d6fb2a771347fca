"""The worker: work that was put off, and every half minute what is due."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from django.db import close_old_connections
from django.utils.crypto import get_random_string
from django.utils.timezone import now

from gongkai.web.site.heartbeat import beat

TICK = 30.0  # seconds
DUE = ("gongkai.web.notices.due",)  # modules with `tick(now)`; later apps register their work there

log = logging.getLogger("gongkai.worker")


def work() -> None:
    """Work until told to end (SIGTERM, SIGINT): a task under way is finished first."""
    from django_tasks_db.management.commands.db_worker import Worker

    threading.Thread(target=_ticks, name="ticks", daemon=True).start()
    worker = Worker(
        queue_names=["default"],
        interval=1.0,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()


def tick() -> None:
    """Everything that is due now. What fails is logged and tried again at the next tick."""
    for due in _due():
        try:
            due()
        except Exception:
            log.exception("what is due could not be done; it is tried again in %d seconds", TICK)
        finally:
            close_old_connections()


def _due() -> list[Callable[[], object]]:
    found: list[Callable[[], object]] = []
    for name in DUE:
        if find_spec(name) is not None:
            run = import_module(name).tick
            found.append(lambda run=run: run(now()))  # type: ignore[misc]
    return found


def _tick_of(name: str) -> None:
    import_module(name).tick(now())


def _ticks() -> None:
    """Tick for ever; a worker whose clock has died must not look alive."""
    try:
        while True:
            beat()
            tick()
            time.sleep(TICK)
    except BaseException:
        log.exception("the clock of the worker died")
        os._exit(1)
