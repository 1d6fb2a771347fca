"""The facts about documents, their versions, reviews, releases and duties."""

from gongkai.web.publication.models.after import ColumnConfirmation, ErrorReport, Quashing, Reassessment
from gongkai.web.publication.models.cleanups import CleanupDecision
from gongkai.web.publication.models.consultations import Consultation, Opinion
from gongkai.web.publication.models.documents import Attachment, Document, DocumentVersion, Draft, Presence
from gongkai.web.publication.models.duties import DutyItem, DutyLink, DutyList
from gongkai.web.publication.models.imports import ImportBatch
from gongkai.web.publication.models.register import IndexPattern, IssueEntry, NumberSeries
from gongkai.web.publication.models.releases import Channel, PublicNote, Reading, ReleaseRecord
from gongkai.web.publication.models.reviews import Override, Review, ReviewSheet, SheetLine

__all__ = [
    "Attachment",
    "Channel",
    "CleanupDecision",
    "ColumnConfirmation",
    "Consultation",
    "Document",
    "DocumentVersion",
    "Draft",
    "DutyItem",
    "DutyLink",
    "DutyList",
    "ErrorReport",
    "ImportBatch",
    "IndexPattern",
    "IssueEntry",
    "NumberSeries",
    "Opinion",
    "Override",
    "Presence",
    "PublicNote",
    "Quashing",
    "Reading",
    "Reassessment",
    "ReleaseRecord",
    "Review",
    "ReviewSheet",
    "SheetLine",
]
