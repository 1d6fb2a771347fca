"""The words for bodies, roles and rights, and which role gives which right: pure values, no database."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from gongkai.web.shell.choices import TextChoices


class Level(TextChoices):
    """The level of government a body belongs to; the values are those of `gongkai.core.heads.Level`."""

    CENTRAL = "central", _("中央")
    PROVINCE = "province", _("省级")
    PREFECTURE = "prefecture", _("设区的市级")
    COUNTY = "county", _("县级")
    TOWNSHIP = "township", _("乡镇级")


class BodyKind(TextChoices):
    """What a body is in the tree (law.md 7.8)."""

    GOVERNMENT = "government", _("人民政府")
    DEPARTMENT = "department", _("政府部门")
    TOWNSHIP = "township", _("乡镇人民政府")
    SUBDISTRICT = "subdistrict", _("街道办事处")
    ZONE = "zone", _("开发区、功能区管委会")
    VERTICAL = "vertical", _("垂直管理部门")
    DISPATCHED = "dispatched", _("派出机构、内设机构")
    AUTHORISED = "authorised", _("法律、法规授权的组织")
    PARTY_PLATE = "party_plate", _("加挂行政机关牌子的党的机关")


class Role(TextChoices):
    """Who somebody is in a body; one person may hold several, dated."""

    HANDLER = "handler", _("经办人")
    OFFICE_HEAD = "office_head", _("政府信息公开工作机构负责人")
    REVIEWER = "reviewer", _("审核人")
    SECRECY_REVIEWER = "secrecy_reviewer", _("保密审查员")
    LEADER = "leader", _("分管领导")
    PUBLISHER = "publisher", _("发布人")
    PAPER_CLERK = "paper_clerk", _("线下审签登记人")
    SUPERVISOR = "supervisor", _("本级主管部门监督人员")
    SYSTEM_ADMIN = "system_admin", _("系统管理员")
    SECURITY_ADMIN = "security_admin", _("安全管理员")
    AUDIT_ADMIN = "audit_admin", _("审计管理员")

    @property
    def en(self) -> str:
        """The role in English, for sentences that carry both languages."""
        return str(self).replace("_", " ")


class Right(StrEnum):
    """What a person may do over a body's records; a door asks for exactly one."""

    READ = "read"  # see the body's records in the workbench
    DRAFT = "draft"  # register, write and change what is not under review
    REVIEW_FIRST = "review_first"  # 初审
    REVIEW_SECOND = "review_second"  # 复审
    REVIEW_SECRECY = "review_secrecy"  # 保密审查
    REVIEW_FINAL = "review_final"  # 批准（终审）
    RELEASE = "release"  # release, repost, record the proof
    READ_AFTER = "read_after"  # the reading by a second person after release
    ENTER_PAPER = "enter_paper"  # enter a signature given on paper
    MANAGE_BODY = "manage_body"  # addresses, offices, columns, accounts of the body
    SUPERVISE = "supervise"  # see all bodies below, lists and rates; changes nothing of theirs
    ADMIN_SYSTEM = "admin_system"  # bodies, accounts, settings; no business records
    ADMIN_SECURITY = "admin_security"  # roles, rights, policies, unlocking
    ADMIN_AUDIT = "admin_audit"  # trail and its verification


# The three administrators (三员) hold nothing of each other's and no right over business records (promise 26).
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.HANDLER: frozenset({Right.READ, Right.DRAFT, Right.READ_AFTER}),
    Role.OFFICE_HEAD: frozenset(
        {Right.READ, Right.DRAFT, Right.REVIEW_FIRST, Right.REVIEW_SECOND, Right.READ_AFTER, Right.MANAGE_BODY}
    ),
    Role.REVIEWER: frozenset({Right.READ, Right.REVIEW_FIRST, Right.REVIEW_SECOND, Right.READ_AFTER}),
    Role.SECRECY_REVIEWER: frozenset({Right.READ, Right.REVIEW_SECRECY}),
    Role.LEADER: frozenset({Right.READ, Right.REVIEW_FINAL}),
    Role.PUBLISHER: frozenset({Right.READ, Right.RELEASE, Right.READ_AFTER}),
    Role.PAPER_CLERK: frozenset({Right.READ, Right.ENTER_PAPER}),
    Role.SUPERVISOR: frozenset({Right.READ, Right.SUPERVISE}),
    Role.SYSTEM_ADMIN: frozenset({Right.ADMIN_SYSTEM}),
    Role.SECURITY_ADMIN: frozenset({Right.ADMIN_SECURITY}),
    Role.AUDIT_ADMIN: frozenset({Right.ADMIN_AUDIT}),
}
INSTALLATION_WIDE = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
REACHES_BELOW = frozenset({Role.SUPERVISOR})


class GroupSeat(TextChoices):
    """A seat in a leading group."""

    HEAD = "head", _("组长")
    DEPUTY = "deputy", _("副组长")
    MEMBER = "member", _("成员")


class AccountKind(TextChoices):
    """What a platform account is; the values are also those under which publication names its channels."""

    WEBSITE = "website", _("政府网站")
    COLUMN = "column", _("集约化平台栏目账号")
    WECHAT = "wechat", _("微信公众号")
    WEIBO = "weibo", _("微博")
    VIDEO = "video", _("短视频号")
    APP = "app", _("移动客户端、小程序")
    OTHER = "other", _("其他政务新媒体")


class AccountStatus(TextChoices):
    """Whether an account is used."""

    IN_USE = "in_use", _("在用")
    PAUSED = "paused", _("停用")
    CLOSED = "closed", _("注销")


class Page(TextChoices):
    """The public pages that speak of the body itself; the values are those of `gongkai.core.body_changes.PAGES`."""

    LEADERS = "leaders", _("领导信息")
    FUNCTIONS = "functions", _("机构职能")
    GUIDE = "guide", _("政府信息公开指南")
    GROUP = "group", _("领导小组")


class Change(TextChoices):
    """What changed in a body; the values are those of `law/body_changes.yaml`."""

    LEADER = "leader", _("领导")
    DIVISION = "division", _("领导分工")
    DUTY = "duty", _("机关职能")
    NAME = "name", _("名称")
    ADDRESS = "address", _("办公地址")
    PHONE = "phone", _("联系方式")
    HOURS = "hours", _("办公时间")
    OFFICE = "office", _("机构设置")
    MEMBER = "member", _("领导小组成员")
