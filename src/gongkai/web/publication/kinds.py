"""The words of proactive disclosure: pure values, no database."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gongkai.web.shell.choices import TextChoices


class Attribute(TextChoices):
    """The publication attribute each 发文 gets when drafted (国办发〔2016〕80号 一(一))."""

    OPEN = "open", _("主动公开")
    ON_REQUEST = "on_request", _("依申请公开")
    WITHHELD = "withheld", _("不予公开")


class DocumentKind(TextChoices):
    """What a document is; rules and normative documents feed table 2 of the report."""

    RULE = "rule", _("规章")
    NORMATIVE = "normative", _("行政规范性文件")
    POLICY = "policy", _("其他政策文件")
    NOTICE = "notice", _("公告公示")
    LICENCE = "licence", _("行政许可决定")
    PENALTY = "penalty", _("行政处罚决定")
    COERCION = "coercion", _("行政强制决定")
    FINANCE = "finance", _("预算决算")
    PERSONNEL = "personnel", _("机构、人事")
    EXPLANATION = "explanation", _("解读")
    CONSULTATION = "consultation", _("重大行政决策预公开")
    NEWS = "news", _("工作动态")
    GUIDE = "guide", _("政府信息公开指南")
    SYSTEM = "system", _("政府信息公开制度")
    REPORT = "report", _("政府信息公开年报")
    OTHER = "other", _("其他")


class Validity(TextChoices):
    """Whether a document is in force; abolished and lapsed are told apart."""

    VALID = "valid", _("有效")
    REPEALED = "repealed", _("废止")
    EXPIRED = "expired", _("自然失效")
    REPLACED = "replaced", _("被替代")


class Column(TextChoices):
    """The four statutory columns of the platform (law.md 8.1)."""

    GUIDE = "guide", _("政府信息公开指南")
    RULES = "rules", _("政府信息公开制度")
    STATUTORY = "statutory", _("法定主动公开内容")
    REPORT = "report", _("政府信息公开年报")
