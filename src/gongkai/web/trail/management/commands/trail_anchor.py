"""`gongkai manage trail_anchor`: the heads of all chains, signed, into a file to be kept elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from gongkai.web.trail.services import trail_anchor


class Command(BaseCommand):
    """Writes JSON to FILE, or to standard output."""

    help = "导出校验锚：请保存在数据库管理员接触不到的地方，例如刻盘或者报送上级。"

    def add_arguments(self, parser: Any) -> None:
        """What can be given."""
        parser.add_argument("--output", type=Path, metavar="FILE")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Note it, and write it."""
        text = json.dumps(trail_anchor(actor=None, on=localdate()), ensure_ascii=False, indent=1) + "\n"
        if options["output"]:
            options["output"].write_text(text, encoding="utf-8")
        else:
            self.stdout.write(text, ending="")
