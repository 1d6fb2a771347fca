"""Questions about what waits for whom on the way to the public, and after it."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from gongkai.core.publication import REVIEWS, Stage
from gongkai.web.bodies.access import Rights
from gongkai.web.bodies.kinds import Right
from gongkai.web.publication.channels.proof import Wanted
from gongkai.web.publication.duty import RIGHT_OF
from gongkai.web.publication.models import Document, DocumentVersion, Override, Reading, ReleaseRecord, Review, ReviewSheet
from gongkai.web.trail.selectors import entries_of


def documents_to_review(*, rights: Rights) -> QuerySet[Document]:
    """Documents whose present review is this person's to do; those they may not sign themselves (their own) are left out."""
    mine = Q()
    for stage, right in RIGHT_OF.items():
        waits = Q(stage=stage.value, body_id__in=rights.bodies(right))
        if stage is Stage.FINAL_REVIEW and rights.user is not None:
            waits &= ~Q(current__made_by=rights.user)
        mine |= waits
    return Document.objects.filter(mine).select_related("body", "current__made_by").order_by("publish_by", "id")


def documents_to_release(*, rights: Rights) -> QuerySet[Document]:
    """Documents all of whose reviews passed, and those planned, where this person releases."""
    stages = [Stage.APPROVED.value, Stage.SCHEDULED.value]
    found = Document.objects.filter(stage__in=stages, body_id__in=rights.bodies(Right.RELEASE))
    return found.select_related("body", "current").defer("current__html").order_by("release_at", "publish_by", "id")


def documents_to_read(*, rights: Rights) -> QuerySet[Document]:
    """Released documents whose public version nobody read yet, where this person may: not its writer, not its releaser."""
    read = Reading.objects.filter(version=OuterRef("released"))
    own = ReleaseRecord.objects.filter(version=OuterRef("released"), channel="portal", by=rights.user)
    found = Document.objects.filter(~Exists(read), ~Exists(own), stage=Stage.RELEASED.value)
    found = found.filter(body_id__in=rights.bodies(Right.READ_AFTER)).exclude(released__made_by=rights.user)
    newest = ReleaseRecord.objects.filter(version=OuterRef("released"), channel="portal").order_by("-pk")
    found = found.annotate(released_on=Subquery(newest.values("on")[:1]))
    return found.select_related("body", "released").defer("released__html").order_by("released_on", "id")


def documents_submittable(*, rights: Rights) -> QuerySet[Document]:
    """Drafts of the bodies this person drafts for, to be handed to the reviews one by one or on a sheet; newest first."""
    found = Document.objects.filter(stage=Stage.DRAFTING.value, body_id__in=rights.bodies(Right.DRAFT))
    return found.select_related("body", "current__made_by").defer("current__html").order_by("-id")


def releases_visible(*, rights: Rights) -> QuerySet[ReleaseRecord]:
    """Releases and reposts of the bodies this person reads, newest first."""
    found = ReleaseRecord.objects.filter(document__body_id__in=rights.bodies(Right.READ))
    return found.select_related("document__body", "version", "by")


def sheets_visible(*, rights: Rights) -> QuerySet[ReviewSheet]:
    """Sheets of the bodies this person reads, newest first."""
    return ReviewSheet.objects.filter(body_id__in=rights.bodies(Right.READ)).select_related("body", "made_by")


def reviews_of(document: Document) -> list[Review]:
    """Every review of a document, oldest first."""
    return list(document.reviews.select_related("version", "reviewer", "entered_by", "scan"))


def releases_of(document: Document) -> list[ReleaseRecord]:
    """Every release and repost of a document, newest first."""
    return list(document.releases.order_by("-pk")[:200])


def overrides_of(version: DocumentVersion) -> dict[tuple[str, str], Override]:
    """The findings of a version that somebody let stand, by code and place."""
    return {(each.code, each.where): each for each in version.overrides.select_related("by")}


def last_version_passed(document: Document, stage: Stage) -> DocumentVersion | None:
    """The version this review passed before, so that a page can show what changed since."""
    review = (
        Review.objects.filter(document=document, stage=stage.value, decision="pass")
        .exclude(version=document.current)
        .select_related("version")
        .order_by("-version__number")
        .first()
    )
    return review.version if review else None


def stages_waiting(sheet: ReviewSheet, *, rights: Rights) -> list[tuple[Stage, int]]:
    """The steps of a sheet that wait for this person, with how many lines each."""
    lines = sheet.lines.filter(dropped="").select_related("document")
    counted = dict.fromkeys(REVIEWS, 0)
    for line in lines:
        stage = Stage(line.document.stage)
        if stage in counted:
            counted[stage] += 1
    return [(stage, n) for stage, n in counted.items() if n and rights.has(RIGHT_OF[stage], over=sheet.body_id)]


def first_waiting(sheet: ReviewSheet) -> str | None:
    """The earliest review that a line of a sheet waits for; None where all are done."""
    stages = set(sheet.lines.filter(dropped="").values_list("document__stage", flat=True))
    return next((stage.value for stage in REVIEWS if stage.value in stages), None)


def document_with_index_no(index_no: str, *, rights: Rights) -> Document | None:
    """The document of that index number among what this person reads."""
    return Document.objects.filter(index_no=index_no, body_id__in=rights.bodies(Right.READ)).first()


def wanted_of(release: ReleaseRecord) -> Wanted:
    """What has to stand at the address of a release: title, text and files of the version that was released."""
    version = release.version
    files = [(each.name, each.file.sha256) for each in version.attachments.select_related("file")]
    return Wanted(version.facts["title"], version.html, release.on, files)


def plan_refused_because(document: Document) -> str:
    """The reason why a planned release was refused, where nothing happened to the document since."""
    last = entries_of(document).order_by("-sequence").first()
    return str(last.details.get("reason", "")) if last is not None and last.code == "document.release_refused" else ""
