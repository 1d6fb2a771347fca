"""Documents on their way to the public, and every version of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongkai.core.publication import Stage
from gongkai.web.publication.kinds import Column, DocumentKind, Validity
from gongkai.web.shell.models import Record

STAGES = [(stage.value, stage.zh) for stage in Stage]


class Document(Record):
    """One piece of information published, or to be published, by a body (R 19-21), with the fields of law.md 2.3 and 8.2."""

    body = models.ForeignKey("bodies.Body", on_delete=models.PROTECT, related_name="documents")
    entry = models.OneToOneField(
        "publication.IssueEntry", null=True, blank=True, on_delete=models.PROTECT, related_name="document"
    )
    title = models.CharField(_("标题"), max_length=300)
    doc_no = models.CharField(_("发文字号"), max_length=80, blank=True)
    issuer = models.CharField(_("发文机关"), max_length=200, help_text=_("联合发文写全部机关，牵头机关在前（第十条）。"))
    kind = models.CharField(_("信息类别"), max_length=20, choices=DocumentKind)
    head = models.CharField(_("法定主动公开事项"), max_length=20, blank=True, help_text=_("条例第二十条、第二十一条的项。"))
    column = models.CharField(_("栏目"), max_length=20, choices=Column, default=Column.STATUTORY)
    topic = models.CharField(_("主题分类"), max_length=40, blank=True)
    genre = models.CharField(_("体裁"), max_length=40, blank=True)
    abstract = models.TextField(_("内容概述"), blank=True)
    keywords = models.CharField(_("关键词"), max_length=200, blank=True)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    index_no = models.CharField(_("索引号"), max_length=60, null=True, blank=True, unique=True)
    formed_on = models.DateField(_("成文日期"), null=True, blank=True)
    publish_by = models.DateField(_("应公开日期"), null=True, blank=True, help_text=_("由形成日期依第二十六条算出。"))
    stage = models.CharField(_("办理状态"), max_length=20, choices=STAGES, default=Stage.DRAFTING.value)
    round = models.PositiveSmallIntegerField(_("审查轮次"), default=0)
    release_at = models.DateTimeField(_("定时发布时间"), null=True, blank=True)
    release_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # who planned it: asked again at that moment whether they may
    release_note = models.CharField(_("定时发布的更正说明"), max_length=300, blank=True)
    validity = models.CharField(_("有效性"), max_length=20, choices=Validity, default=Validity.VALID)
    effective_on = models.DateField(_("施行日期"), null=True, blank=True)
    expires_on = models.DateField(_("有效期至"), null=True, blank=True)
    ended_on = models.DateField(_("废止、失效日期"), null=True, blank=True)
    successor = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors")
    explains = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="explanations")
    current = models.ForeignKey(
        "publication.DocumentVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the version in hand
    released = models.ForeignKey(
        "publication.DocumentVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # the version the public sees
    first_released_at = models.DateTimeField(_("首次发布时间"), null=True, blank=True)  # never changes once set
    withdrawn_on = models.DateField(_("撤下日期"), null=True, blank=True)
    withdrawal_note = models.CharField(_("撤下说明"), max_length=300, blank=True, help_text=_("公众可见；不写标题和内容。"))
    shown_until = models.DateField(_("公示至"), null=True, blank=True)
    old_address = models.CharField(_("原网址"), max_length=500, blank=True, db_index=True)
    published_before = models.DateField(
        _("原网站发布日期"),
        null=True,
        blank=True,
        help_text=_("由原网站导入的信息在原网站上的发布日期；不作为本平台的发布日期。"),
    )
    ended_basis = models.CharField(_("废止依据"), max_length=300, blank=True, help_text=_("据以废止的文件名称和文号。"))
    ended_by = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="repealed_documents")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(released__isnull=True) | Q(index_no__isnull=False), name="released_documents_have_an_index_number"
            ),
            models.CheckConstraint(
                condition=Q(released__isnull=True) | Q(first_released_at__isnull=False), name="released_documents_have_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(stage=Stage.RELEASED.value) | Q(released__isnull=False, released=F("current")),
                name="released_is_the_reviewed_version",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "stage", "-id"], name="document_by_body_stage"),
            models.Index(fields=["body", "column", "-first_released_at"], name="document_by_column"),
            models.Index(fields=["stage", "publish_by"], name="document_by_duty"),
            models.Index(fields=["doc_no"], name="document_by_doc_no"),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(Record):
    """What a document said at one time; never changed once written. Every signature names the digest it saw."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("版次"))
    html = models.TextField(_("正文"))
    facts = models.JSONField(_("目录字段"), help_text=_("此版的标题、文号、日期等，签字时所见。"))
    digest = models.CharField(_("版本校验值"), max_length=64, help_text=_("SHA-256，涵盖正文、目录字段和全部附件。"))
    original = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    findings = models.JSONField(_("筛查结果"), default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(_("修改说明"), max_length=300, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"


class Attachment(Record):
    """A file that belongs to a version, under the name the public sees."""

    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("附件名称"), max_length=200)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return self.name


class Draft(Record):
    """What somebody is typing now: kept at every pause, an act only when it becomes a version."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="drafts")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    base = models.ForeignKey(DocumentVersion, null=True, on_delete=models.CASCADE, related_name="+")
    html = models.TextField()
    facts = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "editor"], name="one_draft_an_editor")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.editor_id}"


class Presence(models.Model):
    """Who has a document open in the editor, as of the last ping; a cache that may be emptied at any time."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="presences")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "editor"], name="one_presence_an_editor")]

    def __str__(self) -> str:
        return f"{self.document_id} {self.editor_id}"
