"""`gongkai manage demonstrate`: the invented city, where nothing is yet; prints the accounts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from gongkai.web.bodies.selectors import bodies_of
from gongkai.web.site.demonstration import demonstrate, scenario
from gongkai.web.site.preparing import prepare


class Command(BaseCommand):
    """Make the demonstration city; an installation with real bodies is left alone."""

    help = "建立演示市（虚构的机关、人员和文件）；已有机关时不作任何改动。Make the demonstration city."
    requires_system_checks: list[str] = []  # the database may not be there yet

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare the database, make the city, print who may sign in."""
        prepare()
        on = localdate()
        if any(not body.demo for body in bodies_of(on)):
            self.stdout.write("已有机关，未建立演示数据。There are bodies already: nothing was made.")
            return
        demonstrate(on=on)
        data = scenario()
        first = data["bodies"][1]["code"]
        self.stdout.write(f"演示账号，密码都是 {data['password']}（accounts, one password for all）：")
        for each in data["staff"]:
            self.stdout.write(f"  {first}.{each['suffix']:<10} {each['name']}  {'、'.join(each['roles'])}")
        for each in data["administrators"]:
            self.stdout.write(f"  {each['username']:<16} {each['name']}")
        codes = "、".join(body["code"] for body in data["bodies"])
        self.stdout.write(f"  其他机关把前缀换成 (other bodies: another prefix): {codes}")
