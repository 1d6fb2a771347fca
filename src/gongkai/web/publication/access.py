"""The doors to what this app keeps. Whoever may not reach a record hears what they would hear if it did not exist."""

from __future__ import annotations

import uuid
from typing import TypeVar

from django.db import models
from django.http import Http404

from gongkai.web.bodies.access import Rights
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.models import Consultation, Document, DocumentVersion, ImportBatch, IssueEntry, Opinion

Found = TypeVar("Found", bound=models.Model)


def access_document(rights: Rights, key: uuid.UUID, *, to: Right) -> Document:
    """One document of a body over which `to` is held, with its body and both versions. Raises Http404."""
    found = Document.objects.select_related("body", "current", "current__made_by", "released", "entry", "drafted_by")
    return _reached(rights, found.filter(pk=key).first(), to=to)


def access_version(rights: Rights, key: uuid.UUID, number: int, *, to: Right) -> DocumentVersion:
    """One version of a document that is reached. Raises Http404."""
    document = access_document(rights, key, to=to)
    version = document.versions.select_related("made_by", "original").filter(number=number).first()
    if version is None:
        raise Http404
    return version


def access_entry(rights: Rights, key: uuid.UUID, *, to: Right) -> IssueEntry:
    """One entry of the register of what is issued. Raises Http404."""
    found = IssueEntry.objects.select_related("body", "drafter", "decided_by").filter(pk=key).first()
    return _reached(rights, found, to=to)


def access_import(rights: Rights, key: uuid.UUID, *, to: Right) -> ImportBatch:
    """One file to take over. Raises Http404."""
    return _reached(rights, ImportBatch.objects.select_related("body", "file", "made_by").filter(pk=key).first(), to=to)


def access_consultation(rights: Rights, key: uuid.UUID, *, to: Right) -> Consultation:
    """The consultation on a document that is reached, by the document's key. Raises Http404."""
    document = access_document(rights, key, to=to)
    found = Consultation.objects.select_related("document__body", "final").filter(document=document).first()
    if found is None:
        raise Http404
    return found


def access_opinion(rights: Rights, key: uuid.UUID, opinion: uuid.UUID, *, to: Right) -> Opinion:
    """One opinion on a consultation that is reached. Raises Http404."""
    found = access_consultation(rights, key, to=to).opinions.filter(pk=opinion).first()
    if found is None:
        raise Http404
    return found


def _reached(rights: Rights, found: Found | None, *, to: Right) -> Found:
    if found is not None and rights.has(to, over=getattr(found, "body_id", None)) and getattr(found, "body_id", None):
        return found
    raise Http404
