"""Remove counters and sessions that are past."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from gongkai.web.bodies.signin.clock import instant
from gongkai.web.bodies.signin.sweeping import sweep


class Command(BaseCommand):
    """`gongkai manage signin_sweep`, once a day."""

    help = "清理过期的登录计数和会话"

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many."""
        self.stdout.write(f"已清理 {sweep(instant())} 条。")
