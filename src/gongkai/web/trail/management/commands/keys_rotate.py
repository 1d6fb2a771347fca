"""`gongkai manage keys_rotate`: a new key, and everything sealed anew with it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from gongkai.web.trail.services import keys_reseal, keys_rotate


class Command(BaseCommand):
    """May be stopped at any time; `--resume` goes on without a further key."""

    help = "更换密钥并重新加密；中断后加 --resume 继续。更换前请备份密钥文件。"

    def add_arguments(self, parser: Any) -> None:
        """What can be given."""
        parser.add_argument("--resume", action="store_true", help="不再生成新密钥，只继续重新加密")
        parser.add_argument("--petitions", action="store_true", help="更换信访数据的密钥文件")
        parser.add_argument("--indexes", action="store_true", help="盲索引也改用新密钥")
        parser.add_argument("--batch", type=int, default=500)

    def handle(self, *_args: Any, **options: Any) -> None:
        """Rotate, then seal anew until nothing is left."""
        on = localdate()
        if not options["resume"]:
            purpose = "petitions." if options["petitions"] else ""
            self.stdout.write(keys_rotate(actor=None, on=on, purpose=purpose, indexes=options["indexes"]))
        total = 0
        while count := keys_reseal(actor=None, on=on, most=options["batch"]):
            total += count
        self.stdout.write(f"{total}")
