"""The facts about documents, their versions, reviews, releases and duties."""

from gongkai.web.publication.models.documents import Attachment, Document, DocumentVersion, Draft
from gongkai.web.publication.models.register import IssueEntry, NumberSeries
from gongkai.web.publication.models.releases import Channel, PublicNote, Reading, ReleaseRecord
from gongkai.web.publication.models.reviews import Override, Review, ReviewSheet, SheetLine

__all__ = [
    "Attachment",
    "Channel",
    "Document",
    "DocumentVersion",
    "Draft",
    "IssueEntry",
    "NumberSeries",
    "Override",
    "PublicNote",
    "Reading",
    "ReleaseRecord",
    "Review",
    "ReviewSheet",
    "SheetLine",
]
