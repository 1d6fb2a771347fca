"""The public pages: no session, no cookie, no script needed; each is the same bytes for everybody."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.web.bodies.selectors import bodies_of, body_with_code
from gongkai.web.files.responses import file_response
from gongkai.web.portal import pages
from gongkai.web.publication.kinds import Column
from gongkai.web.publication.selectors import public


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page: every body's platform and what was published last."""
    on = localdate()
    bodies = list(bodies_of(on))
    latest = public.documents_latest(on=on, most=10)
    frame = pages.frame_of(None, None, title="", meta=pages.meta_of_site(), demo=any(body.demo for body in bodies))
    return _page("portal/home.html", {"frame": frame, "bodies": bodies, "latest": latest})


@require_safe
def body_view(request: HttpRequest, code: str) -> HttpResponse:
    """A body's platform (政府信息公开): its office, its four columns, its latest."""
    on = localdate()
    shown = _body(code)
    columns = [
        (line, public.links_of(public.documents_of_column(body_id=shown.pk, column=column, on=on)[: pages.FEW]))
        for line, column in zip(pages.menu_of(shown, None), Column, strict=True)
    ]
    frame = pages.frame_of(shown, None, title=shown.name, meta=pages.meta_of_column("政府信息公开", shown), demo=shown.demo)
    return _page("portal/body.html", {"frame": frame, "body": shown, "columns": columns})


@require_safe
def column_view(request: HttpRequest, code: str, column: str, head: str = "", number: int = 1) -> HttpResponse:
    """One column, or one head of the statutory content, newest first."""
    on = localdate()
    shown = _body(code)
    which = _column(column)
    found = public.documents_of_column(body_id=shown.pk, column=which, on=on, head=head)
    paginator = Paginator(found, pages.PAGE_SIZE)
    if number > paginator.num_pages:
        raise Http404
    page = paginator.page(number)
    heads = []
    if which is Column.STATUTORY:
        heads = pages.head_lines(shown, public.heads_counted(body_id=shown.pk, on=on), head)
        if head and not any(line.here for line in heads):
            raise Http404
    title = next((line.label for line in heads if line.here), str(which.label))
    context = {
        "frame": pages.frame_of(shown, which, title=title, meta=pages.meta_of_column(title, shown), demo=shown.demo),
        "body": shown,
        "title": title,
        "heads": heads,
        "links": public.links_of(page.object_list),
        "pager": pages.pager_of(shown.code, which, head, page.number, paginator.num_pages),
        "total": paginator.count,
        "guide": which is Column.GUIDE,
    }
    return _page("portal/column.html", context)


@require_safe
def head_page(request: HttpRequest, code: str, column: str, head: str, number: str) -> HttpResponse:
    """A further page of one head."""
    return column_view(request, code, column, head, int(number))


@require_safe
def document(request: HttpRequest, code: str, column: str, month: str, key: uuid.UUID) -> HttpResponse:
    """One document: its catalogue fields, its text, its files; what was withdrawn says so and nothing else."""
    on = localdate()
    shown = public.public_document(key=key, on=on)
    if shown is None:
        note = public.withdrawal_note(key=key, on=on)
        if note is None:
            raise Http404
        frame = pages.frame_of(_body(code), None, title=note.text, meta=pages.meta_of_site(), demo=False)
        return _page("portal/withdrawn.html", {"frame": frame, "note": note}, status=410)
    if shown.address != request.path:
        return HttpResponsePermanentRedirect(shown.address)
    which = Column(shown.column)
    minute = pages.minute_of(shown.released_at)
    body_of = _body(shown.body_code)
    frame = pages.frame_of(
        body_of, which, title=shown.title, meta=pages.meta_of_document(shown, str(which.label), minute), demo=body_of.demo
    )
    context = {"frame": frame, "document": shown, "facts": pages.facts_of(shown, minute), "minute": minute}
    return _page("portal/document.html", context)


@require_safe
def download(request: HttpRequest, key: uuid.UUID, file: uuid.UUID, name: str) -> HttpResponse:
    """The original or an attachment of a public document, under its real name."""
    found = public.public_file(key=key, file=file, on=localdate())
    if found is None:
        raise Http404
    stored, shown_name = found
    return file_response(stored, name=shown_name)


@require_safe
def old_address(request: HttpRequest, path: str) -> HttpResponse:
    """An address of the website that was there before leads on to the page's new one."""
    found = public.address_after_move(old=request.path, on=localdate())
    if found is None:
        raise Http404
    return HttpResponsePermanentRedirect(found)


def _page(template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Made without the request: the same bytes for everybody, as the export writes them."""
    return HttpResponse(render_to_string(template, context), status=status)


def _body(code: str) -> Any:
    shown = body_with_code(code)
    if shown is None or (shown.ended_on is not None and shown.ended_on <= localdate()):
        raise Http404
    return shown


def _column(name: str) -> Column:
    if name not in Column.values:
        raise Http404
    return Column(name)
