"""`gongkai manage trail_verify`: is every chain of the trail as it was written?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from gongkai.core.errors import GongkaiError
from gongkai.web.trail.anchors import Anchor, anchor_of
from gongkai.web.trail.faults import Fault, Kind
from gongkai.web.trail.guards import guards_missing
from gongkai.web.trail.verification import trail_verified


class Command(BaseCommand):
    """Exit code 0: all chains are sound; 1: something differs."""

    help = "逐条核对全部操作记录链；--anchor 另与导出的校验锚比对。"

    def add_arguments(self, parser: Any) -> None:
        """What can be given."""
        parser.add_argument("--anchor", type=Path, metavar="FILE", help="trail_anchor 导出的 JSON 文件")
        parser.add_argument("--public-key", default="", metavar="BASE64", help="没有密钥文件时，用于验证校验锚签名的公钥")
        parser.add_argument("--lang", choices=("zh", "en"), default="zh")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Verify and tell."""
        lang: str = options["lang"]
        try:
            verdicts = trail_verified(_anchor(options["anchor"], options["public_key"]))
        except GongkaiError as error:
            raise CommandError(error.say("zh" if lang == "zh" else "en")) from error
        faults = 0
        for verdict in verdicts:
            faults += len(verdict.faults)
            words = ("一致", "不一致") if lang == "zh" else ("sound", "differs")
            self.stdout.write(f"{words[0 if verdict.sound else 1]}\t{verdict.entries}\t{verdict.chain} {verdict.name}".rstrip())
            for fault in verdict.faults:
                self.stdout.write(f"  - {fault.say(lang)}")
        for guard in guards_missing(connection):
            faults += 1
            self.stdout.write(f"  - {Fault(Kind.UNGUARDED, '', details={'guard': guard}).say(lang)}")
        if faults:
            raise CommandError(f"{faults} 处不一致，需核实。" if lang == "zh" else f"{faults} differences to be looked into.")


def _anchor(path: Path | None, public: str) -> Anchor | None:
    return anchor_of(path.read_text(encoding="utf-8"), file=path.name, public=public) if path else None
