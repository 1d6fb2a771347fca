"""The facts about documents, their versions, reviews, releases and duties."""

from gongkai.web.publication.models.documents import Attachment, Document, DocumentVersion, Draft
from gongkai.web.publication.models.register import IssueEntry, NumberSeries

__all__ = ["Attachment", "Document", "DocumentVersion", "Draft", "IssueEntry", "NumberSeries"]
