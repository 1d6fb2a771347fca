"""The pages of the trail: the list, the chains with their verification, and what leaves the house."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.core.errors_trail import AnchorUnreadable
from gongkai.web.trail.access import To, access_audit, access_chain, access_chains, access_trail
from gongkai.web.trail.anchors import Anchor, anchor_of
from gongkai.web.trail.faults import Verdict
from gongkai.web.trail.forms import AnchorForm, TrailFilter
from gongkai.web.trail.selectors import entries_before, entries_filtered
from gongkai.web.trail.services import trail_anchor, trail_export
from gongkai.web.trail.verification import chain_verified, trail_verified
from gongkai.web.trail.words import line_of
from gongkai.web.trail.workbook import MOST, workbook_of

PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _lang() -> str:
    return get_language() or "zh"


@login_required
@never_cache
@require_GET
def trail_list(request: Any) -> HttpResponse:
    """The entries one may see, newest first, by body, person, days, code and record."""
    entries = access_trail(request.rights)
    form = TrailFilter(request.GET, chains=access_chains(request.rights))
    valid = form.is_valid()
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    found = entries_before(entries_filtered(entries, form.cleaned_data), before, limit=PAGE + 1) if valid else []
    kept = request.GET.copy()
    kept.pop("before", None)
    older = kept.copy()
    if len(found) > PAGE:
        older["before"] = str(found[PAGE - 1].sequence)
    context = {
        "form": form,
        "lines": [line_of(entry, _lang()) for entry in found[:PAGE]],
        "newest": f"?{kept.urlencode()}" if before is not None else "",
        "older": f"?{older.urlencode()}" if len(found) > PAGE else "",
        "kept": [(name, value) for name, value in kept.items() if value],
    }
    return render(request, "trail/list.html", context, status=200 if valid else 422)


@login_required
@never_cache
@require_POST
def export(request: Any) -> HttpResponse:
    """The same list as a workbook; that it was taken out is an entry of its own."""
    entries = access_trail(request.rights)
    form = TrailFilter(request.POST, chains=access_chains(request.rights))
    found = entries_before(entries_filtered(entries, form.cleaned_data), None, limit=MOST + 1) if form.is_valid() else []
    if len(found) > MOST:
        form.add_error("first", _("超过 %(most)s 条，请缩小日期范围，分次导出。") % {"most": MOST})
    if form.errors:
        return render(request, "trail/list.html", {"form": form, "lines": []}, status=422)
    filters = {name: str(value) for name, value in form.cleaned_data.items() if value and name != "person"}
    trail_export(
        body=None if request.rights.has(To.AUDIT) else request.user.body,
        actor=request.user,
        on=localdate(),
        rows=len(found),
        filters=filters,
    )
    return _download(workbook_of(found, _lang()), XLSX, f"trail-{localdate():%Y%m%d}.xlsx")


@login_required
@never_cache
@require_GET
def chains(request: Any) -> HttpResponse:
    """The chains one may have verified."""
    return _chains(request, AnchorForm())


@login_required
@never_cache
@require_POST
def verify_all(request: Any) -> HttpResponse:
    """All chains verified, with an anchor where one is given: for the audit administrator."""
    access_audit(request.rights)
    form = AnchorForm(request.POST, request.FILES)
    try:
        anchor = _anchor(form) if form.is_valid() else None
    except AnchorUnreadable as error:
        form.add_error("anchor", error.say("zh" if _lang().startswith("zh") else "en"))
    return _chains(request, form, status=422) if form.errors else _told(request, trail_verified(anchor))


def _chains(request: Any, form: AnchorForm, *, status: int = 200) -> HttpResponse:
    context = {"chains": list(access_chains(request.rights)), "form": form, "audit": request.rights.has(To.AUDIT)}
    return render(request, "trail/chains.html", context, status=status)


@login_required
@never_cache
@require_POST
def verify(request: Any, chain: str) -> HttpResponse:
    """One chain verified."""
    return _told(request, [chain_verified(access_chain(request.rights, chain, to=To.READ))])


@login_required
@never_cache
@require_POST
def anchor(request: Any) -> HttpResponse:
    """The anchor of today as a file, to be kept elsewhere."""
    access_audit(request.rights)
    text = json.dumps(trail_anchor(actor=request.user, on=localdate()), ensure_ascii=False, indent=1)
    return _download(text.encode("utf-8"), "application/json", f"trail-anchor-{localdate():%Y%m%d}.json")


def _anchor(form: AnchorForm) -> Anchor | None:
    file = form.cleaned_data["anchor"]
    return anchor_of(file.read().decode("utf-8", "replace"), file=file.name) if file else None


def _told(request: HttpRequest, verdicts: list[Verdict]) -> HttpResponse:
    told = [(verdict, [fault.say(_lang()) for fault in verdict.faults]) for verdict in verdicts]
    return render(request, "trail/verdicts.html", {"told": told, "sound": all(verdict.sound for verdict in verdicts)})


def _download(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
