"""The work list, the search, the keys, and the switches of the header."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from gongkai.web.shell.context import VIEW_COOKIE, VIEWS, views_chosen
from gongkai.web.shell.search import find
from gongkai.web.shell.worklists import Group, Placed, work_of

FEW = 10  # of each group on the home page
A_YEAR = 365 * 24 * 3600

KEYS = (
    ("/", _("光标移到检索框")),
    ("g h", _("待办")),
    ("g s", _("检索")),
    ("j · k", _("在列表中移到下一条、上一条")),
    ("Enter", _("打开所在的一条")),
    ("Ctrl + S", _("保存表单")),
    ("Ctrl + P", _("打印")),
    ("?", _("显示本页")),
    ("Tab · Shift + Tab", _("移到下一个、上一个可操作处")),
    ("Esc", _("关闭菜单")),
)


@dataclass(frozen=True, slots=True)
class Section:
    """One group of the home page."""

    group: Group
    number: int
    shown: list[Placed]
    more: bool

    @property
    def url(self) -> str:
        """The page of the whole group."""
        return f"{reverse('shell:home')}?group={self.group.value}"


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """What there is to do: late, soon, waiting, mine; `?group=` shows all of one."""
    asked: Any = request
    name = request.GET.get("group", "")
    if name and name not in Group.values:
        raise Http404
    group = Group(name) if name else None
    work = work_of(asked.rights, localdate())
    sections = [_section(each, placed, group) for each, placed in work.items()]
    context = {"sections": sections, "group": group, "nothing": not any(each.shown for each in sections)}
    return render(request, "shell/home.html", context)


def _section(group: Group, placed: list[Placed], only: Group | None) -> Section:
    if only is None:
        return Section(group, len(placed), placed[:FEW], len(placed) > FEW)
    return Section(group, len(placed), placed if group is only else [], False)


@require_safe
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Everything one may see that matches."""
    asked: Any = request
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = find(asked.rights, text, localdate()) if text else []
    return render(request, "shell/search.html", {"text": text, "found": found})


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The key overview."""
    return render(request, "shell/keys.html", {"keys": KEYS})


@require_POST
def view(request: HttpRequest) -> HttpResponse:
    """Switch large print or high contrast on or off; remembered in a cookie for a year."""
    chosen = set(views_chosen(request))
    for name in VIEWS:
        if request.POST.get(name) == "1":
            chosen.add(name)
        elif request.POST.get(name) == "0":
            chosen.discard(name)
    answer = _back(request)
    _remember(answer, VIEW_COOKIE, ".".join(name for name in VIEWS if name in chosen))
    return answer


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language; remembered in a cookie for a year."""
    answer = _back(request)
    code = request.POST.get("language", "")
    if code in dict(settings.LANGUAGES):
        _remember(answer, settings.LANGUAGE_COOKIE_NAME, code)
    return answer


def _back(request: HttpRequest) -> HttpResponse:
    """To where the switch was pressed, where that is an address of ours."""
    there = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(there, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(there if ours else reverse("shell:home"))


def _remember(answer: HttpResponse, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)
