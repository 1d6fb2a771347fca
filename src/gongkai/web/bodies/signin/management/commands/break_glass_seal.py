"""Make the sealed account for emergencies; its name and password are printed once and kept nowhere."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.core.errors_signin import BreakGlassOpen
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, Role
from gongkai.web.bodies.signin.clock import day_of, instant
from gongkai.web.bodies.signin.services import break_glass_seal


class Command(BaseCommand):
    """`gongkai manage break_glass_seal --role security_admin`: print, put into an envelope, sign over the flap, lock away."""

    help = "封存应急账号：用户名和一次性密码只显示一次"

    def add_arguments(self, parser: CommandParser) -> None:
        """Which administrator's role the account holds once it is used."""
        parser.add_argument(
            "--role", default=Role.SECURITY_ADMIN.value, choices=sorted(role.value for role in INSTALLATION_WIDE)
        )

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        """Make it and print it."""
        try:
            sealed, password = break_glass_seal(role=Role(role), actor=None, on=day_of(instant()))
        except BreakGlassOpen as error:
            raise CommandError(str(error)) from None
        self.stdout.write("应急账号（密码只显示这一次，请抄写或打印后装入信封封存）")
        self.stdout.write(f"  角色：{Role(role).label}")
        self.stdout.write(f"  用户名：{sealed.user.username}")
        self.stdout.write(f"  密码：{password}")
        self.stdout.write("启用时系统将记录并提醒三员；用后须由安全管理员写明事由并关闭。")
