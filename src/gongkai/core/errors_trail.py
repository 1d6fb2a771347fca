"""Errors of the trail, continued from `core/errors.py`."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class TrailKeptTooShort(GongkaiError):
    """A purge was asked for that would remove what has to be kept."""

    zh = "操作记录至少保存 {least} 天（{source}），不能按 {days} 天清理。请改为 {least} 天以上。"
    en = "The trail is kept at least {least} days ({source}); it cannot be purged at {days}. Give {least} days or more."


class TrailNotYours(GongkaiError):
    """The database role may not remove entries."""

    zh = "当前数据库角色无权清理操作记录，这是有意的限制。请用数据库所有者角色执行该命令（设置 GONGKAI_DATABASE）。"
    en = (
        "This database role may not purge the trail, as intended. Run the command as the owner of the tables "
        "(GONGKAI_DATABASE)."
    )


class AnchorUnreadable(GongkaiError):
    """A file is no anchor of a trail."""

    zh = "“{file}”不是操作记录的校验锚文件（{problem}）。请选择由“导出校验锚”得到的 JSON 文件。"
    en = "“{file}” is no anchor of the trail ({problem}). Choose the JSON file that the export of an anchor gave."


class RolesNeedPostgres(GongkaiError):
    """Roles of the database were to be set where there are none."""

    zh = "只有 PostgreSQL 数据库有角色；当前数据库由触发器保护操作记录，无需执行该命令。"
    en = "Only PostgreSQL has roles; this database guards the trail by triggers and needs no such command."


class AppRoleTooStrong(GongkaiError):
    """The role the application is to use could change the trail whatever is granted."""

    zh = "角色“{role}”{problem}，对操作记录的限制对它不起作用。请为应用另设一个普通角色。"
    en = (
        "The role “{role}” {problem_en}, so that no limit on the trail would bind it. Use an ordinary role for the application."
    )
