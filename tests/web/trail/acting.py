"""A process of its own that acts until it is killed: `python -m tests.web.trail.acting BODY`; each act makes one record."""

from __future__ import annotations

import os
import sys
from datetime import date

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.web.trail.file_settings"
django.setup()

from django.db import transaction  # noqa: E402

from gongkai.web.bodies.models import Body, User  # noqa: E402
from gongkai.web.trail.actions import log_action, register  # noqa: E402

register("test.done", zh="办理", en="handled")


def act_for_ever(code: str) -> None:
    body = Body.objects.get(code=code)
    number = 0
    while True:
        number += 1
        with transaction.atomic():
            made = User.objects.create(username=f"{os.getpid()}-{number}", name="演示人员")
            log_action("test.done", made, body=body, actor=None, on=date(2026, 3, 2))
        print(number, flush=True)


if __name__ == "__main__":
    act_for_ever(sys.argv[1])
