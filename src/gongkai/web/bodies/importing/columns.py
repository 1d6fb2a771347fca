"""The sheets and columns of the workbook; the template, the export and the reading are made from this one list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from re import fullmatch

from gongkai.core.errors_bodies import CellWrong
from gongkai.web.bodies.kinds import BodyKind, Level, Role
from gongkai.web.shell.choices import TextChoices

BODIES, PEOPLE, ROLES = "机关", "人员", "角色"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, the name of its value, whether it must be filled, an example, and how a cell is read."""

    head: str
    name: str
    required: bool
    example: str
    read: Callable[[str], str | date]


def text(cell: str) -> str:
    """A cell as it stands."""
    return cell


def day(cell: str) -> date:
    """A day as people write it: 2020-01-05, 2020/1/5, 2020.1.5, 2020年1月5日, 20200105."""
    found = fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})\D?", cell) or fullmatch(r"(\d{4})(\d{2})(\d{2})", cell)
    try:
        return date(*(int(part) for part in found.groups())) if found else date.fromisoformat(cell)
    except ValueError:
        raise CellWrong(
            value=cell, need_zh="不是日期，请写作 2020-01-05", need_en="is no day; write it as 2020-01-05"
        ) from None


def one_of(choices: type[TextChoices]) -> Callable[[str], str]:
    """A cell that holds the Chinese word of one of `choices`."""
    # The workbook is Chinese whatever the language of the page: its words are the message ids themselves.
    words = {str(label): value for value, label in choices_zh(choices)}

    def read(cell: str) -> str:
        if cell not in words:
            raise CellWrong(
                value=cell, need_zh=f"须为以下之一：{'、'.join(words)}", need_en=f"must be one of: {', '.join(words)}"
            )
        return words[cell]

    return read


def choices_zh(choices: type[TextChoices]) -> list[tuple[str, str]]:
    """Values with their Chinese words, whatever language is active."""
    from django.utils.translation import override

    with override("zh-hans"):
        return [(value, str(label)) for value, label in choices.choices]


SHEETS: dict[str, tuple[Column, ...]] = {
    BODIES: (
        Column("代码", "code", True, "xfj", text),
        Column("全称", "name", True, "演示市信访局", text),
        Column("简称", "short_name", True, "信访局", text),
        Column("类别", "kind", True, "政府部门", one_of(BodyKind)),
        Column("层级", "level", True, "设区的市级", one_of(Level)),
        Column("上级代码", "parent", False, "ysszf", text),
        Column("设立日期", "begun_on", True, "2020-01-01", day),
        Column("答复名义代码", "answers_as", False, "", text),
        Column("统一社会信用代码", "credit_code", False, "", text),
        Column("行政复议机关", "review_authority", False, "演示市人民政府", text),
        Column("管辖法院", "court", False, "演示市中级人民法院", text),
        Column("工作机构名称", "office_name", False, "演示市信访局办公室", text),
        Column("办公地址", "office_address", False, "演示市示范路1号", text),
        Column("邮政编码", "postcode", False, "000000", text),
        Column("办公时间", "office_hours", False, "工作日 8:30—12:00，14:30—18:00", text),
        Column("联系电话", "office_phone", False, "0000-0000000", text),
        Column("传真号码", "office_fax", False, "0000-0000000", text),
        Column("互联网联系方式", "office_online", False, "xfj@demo.example", text),
    ),
    PEOPLE: (
        Column("用户名", "username", True, "zhangsan", text),
        Column("姓名", "name", True, "演示人员甲", text),
        Column("机关代码", "body", True, "xfj", text),
        Column("电话", "phone", False, "", text),
        Column("电子邮件", "email", False, "", text),
    ),
    ROLES: (
        Column("用户名", "username", True, "zhangsan", text),
        Column("机关代码", "body", True, "xfj", text),
        Column("角色", "role", True, "经办人", one_of(Role)),
        Column("开始日期", "begun_on", True, "2026-01-01", day),
        Column("结束日期", "ended_on", False, "", day),
    ),
}
HEADS: dict[str, dict[str, str]] = {
    sheet: {column.name: column.head for column in columns} for sheet, columns in SHEETS.items()
}
