"""The addresses of reviewing, releasing and what comes after."""

from __future__ import annotations

from django.urls import path

from gongkai.web.publication.views import releases, reviews, sheets

urlpatterns = [
    path("releases/", releases.releases, name="releases"),
    path("releases/<uuid:key>/prove/", releases.prove_release, name="release-prove"),
    path("sheets/", sheets.sheets, name="sheets"),
    path("sheets/<uuid:key>/", sheets.sheet, name="sheet"),
    path("sheets/<uuid:key>/sign/", sheets.sign_sheet, name="sheet-sign"),
    path("<uuid:key>/review/", reviews.review, name="review"),
    path("<uuid:key>/submit/", reviews.submit, name="submit"),
    path("<uuid:key>/sign/", reviews.sign, name="sign"),
    path("<uuid:key>/return/", reviews.send_back, name="return"),
    path("<uuid:key>/override/", reviews.override, name="override"),
    path("<uuid:key>/approval.pdf", reviews.approval, name="approval"),
    path("<uuid:key>/paper/", reviews.paper, name="paper"),
    path("<uuid:key>/release/", releases.release, name="release"),
    path("<uuid:key>/unschedule/", releases.unschedule, name="unschedule"),
    path("<uuid:key>/elsewhere/", releases.elsewhere, name="elsewhere"),
    path("<uuid:key>/reading/", releases.reading, name="reading"),
    path("<uuid:key>/withdraw/", releases.withdraw, name="withdraw"),
    path("<uuid:key>/end/", releases.end, name="end"),
]
