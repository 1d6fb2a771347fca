"""`gongkai manage trail_purge`: remove what is older than it has to be kept, chain by chain."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from gongkai.core.errors import GongkaiError
from gongkai.web.trail.selectors import chains_all
from gongkai.web.trail.services import chain_purge


class Command(BaseCommand):
    """Run it as the owner of the tables."""

    help = "清理超过保存期限的操作记录（默认三年，不得少于 183 天），并留下签名的清理凭证。"

    def add_arguments(self, parser: Any) -> None:
        """What can be given."""
        parser.add_argument("--keep-days", type=int, metavar="DAYS")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Purge each chain in a transaction of its own."""
        for chain in chains_all():
            try:
                removed = chain_purge(name=chain.name, actor=None, on=localdate(), keep_days=options["keep_days"])
            except GongkaiError as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{removed}\t{chain.name}")
