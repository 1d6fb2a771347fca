"""The addresses of reviewing, releasing and what comes after."""

from __future__ import annotations

from django.urls import path

from gongkai.web.publication.views import after, batches, duties, releases, reviews, sheets, withholding

urlpatterns = [
    path("drafts/", batches.drafts, name="drafts"),
    path("to-release/", batches.to_release, name="to-release"),
    path("handover/", batches.handover, name="handover"),
    path("to-read/", batches.to_read, name="to-read"),
    path("releases/<uuid:key>/proof/", after.proof, name="proof"),
    path("quashings/", after.quashings, name="quashings"),
    path("error-reports/", after.error_reports, name="error-reports"),
    path("error-reports/new/", after.error_report_new, name="error-report-new"),
    path("error-reports/<uuid:key>/", after.error_report, name="error-report"),
    path("columns/", after.columns, name="columns"),
    path("duties/", duties.duties, name="duties"),
    path("duties/load/", duties.load, name="duties-load"),
    path("duties/<uuid:key>/", duties.duty, name="duty"),
    path("duties/<uuid:key>/times/", duties.duty_set, name="duty-set"),
    path("duties/<uuid:key>/link/", duties.duty_link, name="duty-link"),
    path("duties/<uuid:key>/unlink/<uuid:document>/", duties.duty_unlink, name="duty-unlink"),
    path("sheets/<uuid:key>/approval.pdf", sheets.approval, name="sheet-approval"),
    path("sheets/<uuid:key>/lines.xlsx", sheets.lines, name="sheet-lines"),
    path("sheets/<uuid:key>/paper/", sheets.paper, name="sheet-paper"),
    path("kept/", withholding.kept, name="kept"),
    path("<uuid:key>/keep/", withholding.keep, name="keep"),
    path("<uuid:key>/reassess/", withholding.reassess, name="reassess"),
    path("<uuid:key>/display/", after.display, name="display"),
    path("<uuid:key>/quash/", after.quash, name="quash"),
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
]
