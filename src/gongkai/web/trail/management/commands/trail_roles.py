"""`gongkai manage trail_roles ROLE`: give the application's role of PostgreSQL its rights, none of them over the past."""

from __future__ import annotations

import os
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.core.errors import GongkaiError
from gongkai.web.trail.roles import app_role_put


class Command(BaseCommand):
    """Run it as the owner of the tables, after every migration."""

    help = "设置应用使用的 PostgreSQL 角色：对操作记录只能追加和读取。口令取自环境变量 GONGKAI_APP_PASSWORD（可不设）。"

    def add_arguments(self, parser: Any) -> None:
        """What can be given."""
        parser.add_argument("role")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Grant."""
        try:
            app_role_put(options["role"], password=os.environ.get("GONGKAI_APP_PASSWORD"))
        except GongkaiError as error:
            raise CommandError(str(error)) from error
