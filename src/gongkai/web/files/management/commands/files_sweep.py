"""manage files_sweep: lay aside and remove bytes that no record points at."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand

from gongkai.web.files.sweeping import sweep


class Command(BaseCommand):
    """清理没有记录指向的文件内容."""

    help = "移开一天以上没有记录指向的文件内容，再过一天后删除。"

    def handle(self, **options: Any) -> None:
        """Sweep once and say what was done."""
        swept = sweep(now=time.time())
        self.stdout.write(f"移开 {swept.laid_aside}，取回 {swept.brought_back}，删除 {swept.removed}")
