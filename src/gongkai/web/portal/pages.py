"""What stands on each public page, as plain values: templates only show them, the export renders them without a request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.timezone import get_current_timezone

from gongkai.core.citations import cite
from gongkai.core.heads import Level, heads_for
from gongkai.web.publication.kinds import Column
from gongkai.web.publication.selectors.public import PublicDocument

PAGE_SIZE = 20
FEW = 5  # lines of each column on a body's first page


@dataclass(frozen=True, slots=True)
class MenuLine:
    """One entry of the menu at the side."""

    label: str
    address: str
    here: bool


@dataclass(frozen=True, slots=True)
class HeadLine:
    """One head of content with how much stands under it; an empty one is shown as empty, not hidden."""

    key: str
    label: str
    article: str
    address: str
    published: int
    here: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """What every page has around its content."""

    site_name: str
    title: str
    body: Any | None
    menu: Sequence[MenuLine]
    trail: Sequence[tuple[str, str]]  # breadcrumbs: label, address
    meta: Mapping[str, str]
    demo: bool


def body_address(code: str) -> str:
    """The first page of a body's platform."""
    return f"/b/{code}/"


def column_address(code: str, column: Column, *, head: str = "", number: int = 1) -> str:
    """A column's page, of one head where named; further pages are files of their own, so that a static host can serve them."""
    place = f"{body_address(code)}{column.value}/" + (f"{head}/" if head else "")
    return place if number == 1 else f"{place}{number}.html"


def menu_of(body: Any, here: Column | None) -> list[MenuLine]:
    """The four statutory columns under their fixed names (law.md 8.1)."""
    return [MenuLine(str(column.label), column_address(body.code, column), column is here) for column in Column]


def head_lines(body: Any, counted: Mapping[str, int], here: str) -> list[HeadLine]:
    """Every head a body of this level has to offer (R 20, 21), in the statute's order."""
    lines = []
    for head in heads_for(Level(body.level)):
        key = head.label.id
        address = column_address(body.code, Column.STATUTORY, head=key)
        article = "条例" + cite([head.article]).rpartition("》")[2]
        lines.append(HeadLine(key, head.label.zh, article, address, counted.get(key, 0), key == here))
    return lines


def meta_of_site() -> dict[str, str]:
    """The tags every page carries (law.md 8.3); what is not set is left out rather than made up."""
    named = {"SiteName": settings.SITE_NAME, "SiteDomain": settings.SITE_DOMAIN, "SiteIDCode": settings.SITE_ID_CODE}
    return {name: value for name, value in named.items() if value}


def meta_of_column(name: str, body: Any) -> dict[str, str]:
    """The tags of a column's page."""
    return {
        **meta_of_site(),
        "ColumnName": name,
        "ColumnDescription": f"{body.name}{name}",
        "ColumnKeywords": f"政府信息公开,{name}",
        "ColumnType": "政府信息公开",
    }


def meta_of_document(document: PublicDocument, column: str, minute: str) -> dict[str, str]:
    """The tags of a document's page; title and time equal those shown."""
    facts = document.facts
    optional = {"Keywords": facts.get("keywords", ""), "Description": facts.get("abstract", "")}
    return {
        **meta_of_site(),
        "ColumnName": column,
        "ColumnType": "政府信息公开",
        "ArticleTitle": document.title,
        "PubDate": minute,
        "ContentSource": facts.get("source") or facts.get("issuer") or document.body_name,
        "Url": document.address,
        **{name: value for name, value in optional.items() if value},
    }


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one is in a list and how to go on; numbers shown are the first, the last and those around."""

    number: int
    pages_in_all: int
    before: str
    after: str
    pages: Sequence[tuple[int, str]]  # 0 stands for a gap


def pager_of(code: str, column: Column, head: str, number: int, last: int) -> Pager:
    """The pager of one page of a list."""
    near = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    shown: list[tuple[int, str]] = []
    for each in near:
        if shown and each - shown[-1][0] > 1:
            shown.append((0, ""))
        shown.append((each, column_address(code, column, head=head, number=each)))
    return Pager(
        number,
        last,
        column_address(code, column, head=head, number=number - 1) if number > 1 else "",
        column_address(code, column, head=head, number=number + 1) if number < last else "",
        shown,
    )


def frame_of(body: Any | None, here: Column | None, *, title: str, meta: Mapping[str, str], demo: bool) -> Frame:
    """The frame of a page: menu, breadcrumbs, tags."""
    trail = [("首页", "/")]
    if body is not None:
        trail += [(body.name, body_address(body.code)), ("政府信息公开", body_address(body.code))]
        if here is not None:
            trail.append((str(here.label), column_address(body.code, here)))
    return Frame(settings.SITE_NAME, title, body, menu_of(body, here) if body else (), trail, meta, demo)


def facts_of(document: PublicDocument, minute: str) -> list[tuple[str, str]]:
    """The box on top of a document in its usual order; what is empty prints 无 (law.md 8.2; ux row 3)."""
    facts = document.facts
    rows = [
        ("索引号", facts.get("index_no")),
        ("主题分类", facts.get("topic")),
        ("发文机关", facts.get("issuer")),
        ("成文日期", facts.get("formed_on")),
        ("标题", document.title),
        ("发文字号", facts.get("doc_no")),
        ("发布日期", minute),
        ("有效性", str(document.validity.label)),
    ]
    return [(label, str(value) if value else "无") for label, value in rows]


def minute_of(moment: datetime) -> str:
    """`YYYY-MM-DD HH:MM` in the installation's zone, as shown and as in PubDate."""
    return moment.astimezone(get_current_timezone()).strftime("%Y-%m-%d %H:%M")
