"""manage files_verify: read every kept file against its digest; exits 1 where one differs."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.web.files.sweeping import files_damaged


class Command(BaseCommand):
    """核对全部文件的校验值."""

    help = "逐个核对已入库文件的校验值；有缺失或不一致的，列出编号并以 1 退出。"

    def handle(self, **options: Any) -> None:
        """Read everything once."""
        damaged = 0
        for file in files_damaged():
            damaged += 1
            self.stdout.write(f"{file.pk}\t{file.sha256}\t{file.purpose}")
        if damaged:
            raise CommandError(f"{damaged} 个文件缺失或与校验值不一致，需核实；请从备份恢复。")
        self.stdout.write("全部文件与校验值一致")
