"""`gongkai manage first_run`: one body, three administrators and the first handler; a second run says what there is."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_bodies import SetupDone
from gongkai.web.bodies.facts import BodyFacts
from gongkai.web.bodies.kinds import BodyKind, Level, Role
from gongkai.web.bodies.password_policies import password_made
from gongkai.web.bodies.services.first_run import FirstPerson, installation_set_up

PEOPLE: tuple[tuple[Role, str, str], ...] = (
    (Role.SYSTEM_ADMIN, "xitong", "系统管理员"),
    (Role.SECURITY_ADMIN, "anquan", "安全管理员"),
    (Role.AUDIT_ADMIN, "shenji", "审计管理员"),
    (Role.HANDLER, "jingban", "经办人"),
)
_NEXT = """
下一步：
  1. 用上面的账号在 {address} 登录；每个口令只能使用一次，登录后须更换，本屏之外不再显示。
  2. 系统管理员在“机构与人员”登记其他机关和人员，也可以下载模板后批量导入。
  3. 安全管理员授予角色：审核人、保密审查员、分管领导、发布人。拟稿人不能兼任分管领导。
  4. 经办人补齐政府信息公开工作机构的名称、地址、时间和联系方式（指南第十二条）。
"""


class Command(BaseCommand):
    """Sets the installation up once."""

    help = "初始化：登记一个机关、三名管理员和第一名经办人。已初始化的，只说明情况，不作改变。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be said on the command line; all but the body has a default."""
        parser.add_argument("--body", required=True, help="机关全称，例如 演示市信访局")
        parser.add_argument("--code", default="ben", help="网址中的代码，例如 xfj，启用后不变")
        parser.add_argument("--short", default="", help="机关简称，默认与全称相同")
        parser.add_argument("--credit-code", default="", help="统一社会信用代码")
        parser.add_argument("--kind", default=str(BodyKind.DEPARTMENT), choices=[str(each) for each in BodyKind])
        parser.add_argument("--level", default=str(Level.PREFECTURE), choices=[str(each) for each in Level])
        parser.add_argument("--since", default="", help="设立日期，默认今天")
        parser.add_argument(
            "--admin", action="append", default=[], metavar="用户名=姓名", help="依次为系统、安全、审计管理员，可写三次"
        )
        parser.add_argument("--handler", default="", metavar="用户名=姓名", help="第一名经办人")

    def handle(self, *args: Any, **options: Any) -> None:
        """Set up, and print what was made and what to do next."""
        on = localdate()
        people = _people([*options["admin"][:3], *[""] * (3 - len(options["admin"])), options["handler"]])
        if len(options["admin"]) > 3:
            raise CommandError("管理员为三名：系统、安全、审计。请删去多余的 --admin。")
        facts = BodyFacts(
            code=options["code"],
            name=options["body"],
            short_name=options["short"] or options["body"][:40],
            kind=BodyKind(options["kind"]),
            level=Level(options["level"]),
            credit_code=options["credit_code"],
        )
        try:
            begun_on = type(on).fromisoformat(options["since"]) if options["since"] else on
            body = installation_set_up(facts=facts, begun_on=begun_on, people=people, actor=None, on=on)
        except SetupDone as done:
            self.stdout.write(str(done))
            return
        except (GongkaiError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"已登记：{body.name}（{body.code}）\n")
        for each in people:
            self.stdout.write(f"  {each.role.label}  {each.name}  用户名 {each.username}  一次性口令 {each.password}")
        self.stdout.write(_NEXT.format(address="/signin/"))


def _people(given: list[str]) -> list[FirstPerson]:
    """The first people: as given as 用户名=姓名, else by their default names."""
    found = []
    for (role, username, name), said in zip(PEOPLE, given, strict=True):
        key, _, called = said.partition("=")
        found.append(FirstPerson(role, key.strip() or username, called.strip() or name, password_made()))
    return found
