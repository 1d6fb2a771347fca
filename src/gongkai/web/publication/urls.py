"""The addresses of the workbench's documents, below /workbench/documents/."""

from __future__ import annotations

from django.urls import path

from gongkai.web.publication import urls_reviews
from gongkai.web.publication.views import consultations, documents, editor, imports, listing, register, validity

app_name = "publication"
urlpatterns = [
    path("", listing.documents, name="list"),
    path("begin/", documents.begin, name="begin"),
    path("new/", documents.new, name="new"),
    path("index-pattern/", register.pattern, name="pattern"),
    path("validity/", validity.overview, name="validity"),
    path("register/", register.entries, name="entries"),
    path("register/new/", register.new, name="entry-new"),
    path("register/<uuid:key>/", register.entry, name="entry"),
    path("register/<uuid:key>/propose/", register.propose, name="entry-propose"),
    path("register/<uuid:key>/confirm/", register.confirm, name="entry-confirm"),
    path("register/<uuid:key>/return/", register.give_back, name="entry-return"),
    path("register/<uuid:key>/reassess/", register.reassess, name="entry-reassess"),
    path("register/<uuid:key>/amend/", register.amend, name="entry-amend"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.new, name="import-new"),
    path("imports/<uuid:key>/", imports.batch, name="import"),
    path("imports/<uuid:key>/take/", imports.take, name="import-take"),
    path("consultations/", consultations.consultations, name="consultations"),
    path("<uuid:key>/", documents.document, name="document"),
    path("<uuid:key>/edit/", editor.edit, name="edit"),
    path("<uuid:key>/autosave/", editor.autosave, name="autosave"),
    path("<uuid:key>/presence/", editor.presence, name="presence"),
    path("<uuid:key>/discard/", editor.discard, name="discard"),
    path("<uuid:key>/files/", documents.files, name="files"),
    path("<uuid:key>/index/", documents.index_no, name="index"),
    path("<uuid:key>/versions/", documents.versions, name="versions"),
    path("<uuid:key>/versions/<int:number>/", documents.version, name="version"),
    path("<uuid:key>/versions/<int:number>/restore/", documents.restore, name="restore"),
    path("<uuid:key>/versions/<int:number>/files/<uuid:file>/", documents.download, name="download"),
    path("<uuid:key>/compare/", documents.compare, name="compare"),
    path("<uuid:key>/repeal/", validity.repeal, name="repeal"),
    path("<uuid:key>/lapse/", validity.lapse, name="lapse"),
    path("<uuid:key>/cleanup/", validity.cleanup, name="cleanup"),
    path("<uuid:key>/explains/", validity.explains, name="explains"),
    path("<uuid:key>/consultation/", consultations.consultation, name="consultation"),
    path("<uuid:key>/consultation/enter/", consultations.enter, name="consultation-enter"),
    path("<uuid:key>/consultation/opinion/", consultations.opinion_new, name="opinion-new"),
    path("<uuid:key>/consultation/opinion/<uuid:opinion>/", consultations.opinion, name="opinion"),
    path("<uuid:key>/consultation/answer/", consultations.answer, name="consultation-answer"),
    path("<uuid:key>/consultation/final/", consultations.final, name="consultation-final"),
    *urls_reviews.urlpatterns,
]
