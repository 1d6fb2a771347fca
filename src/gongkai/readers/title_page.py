"""What the title, the introduction and the signature say: title, agency, year, statistical period, day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from gongkai.readers.labels import simplified

_YEAR = r"(?P<year>20\d{2}|二[〇零○][一二三四五六七八九〇零○]{2})年度?"
_REPORT = r"(?:政府)?(?:信息|政务)公开(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?(?:报告|年报)"
_NAME = "[^,。;:!?]{0,40}?"
_TITLE = re.compile(rf"(?:关于)?(?P<before>{_NAME}){_YEAR}(?P<after>{_NAME}){_REPORT}(?:\([^()]*\))?")
_PERIOD = re.compile(
    r"(?P<first>20\d{2})年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日?(?:起)?[至到\-—–－~～]+(?:(?P<last>20\d{2})年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
_DAY = re.compile(r"(?P<y>20\d{2})[年\-./](?P<m>\d{1,2})[月\-./](?P<d>\d{1,2})日?")
_SAYS_PUBLISHED = re.compile(r"(?:发布|公开|公布|发文|生成|成文|更新)?(?:时间|日期)[:：]")
_META_TITLES = ("title", "ArticleTitle")
_META_KEYS = ("pubdate", "publishdate", "发布时间", "发布日期", "公开日期", "publishtime", "pubtime")
_SENTENCE = re.compile(r"[，。；！？：:《》]")
_LONGEST = 70  # characters of a title
_LINES = 4  # over which a title may be printed
_SIGNATURE_LINES = 6  # from the end, in which a signature is looked for
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_BODY = re.compile(r".{2,40}(?:政府|办公[厅室]|[局厅委部署院会社所站队区市县乡镇校行司]|中心|街道|办事处|管委会)")


@dataclass(frozen=True, slots=True)
class TitlePage:
    """What a report says of itself; None for what it does not say."""

    title: str | None = None
    agency: str | None = None
    year: int | None = None
    period: tuple[date, date] | None = None
    published: date | None = None


def title_page(front: Sequence[str], body: Sequence[str], meta: Mapping[str, str]) -> TitlePage:
    """From the paragraphs before the first heading (`front`), those after it (`body`) and what the file says of itself.

    The year is the title's, else the year of the period; the day of publication the page's own, else the file's, else
    the signature's.
    """
    title, agency, year = _title(front, meta)
    period = next((found for text in (*front, *body) if (found := _period(simplified(text)))), None)
    if year is None and period is not None:
        year = period[1].year
    return TitlePage(
        title=title,
        agency=agency or _signed_by(front, body),
        year=year,
        period=period,
        published=_said_day(front, meta) or _signed_day(front, body),
    )


def _title(front: Sequence[str], meta: Mapping[str, str]) -> tuple[str | None, str | None, int | None]:
    """The last title before the first heading: above it a web page may print its own name for the report."""
    found = list(_titles(front)) or list(_titles([meta[key].split("_")[0] for key in _META_TITLES if key in meta]))
    if not found:
        return None, None, None
    title, match = found[-1]
    agency = re.sub(r"(?:关于)?\W*$", "", match["before"] or match["after"]) or None
    return title, agency, int(match["year"].translate(_HAN_DIGITS))


def _titles(lines: Sequence[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Lines, or up to four lines together, that are a title; a body's name printed above it belongs to it."""
    for last in range(len(lines)):
        found = None
        for first in range(last, max(last - _LINES, -1), -1):
            if len(lines[first]) > _LONGEST or _SENTENCE.search(lines[first]):
                break
            title = "".join(lines[first : last + 1])
            match = _TITLE.fullmatch(simplified(title))
            if match is None or (found and not _BODY.fullmatch(match["before"])):
                continue
            found = (" ".join(title.split()), match)
            if match["before"] or match["after"]:
                break
        if found:
            yield found


def _period(text: str) -> tuple[date, date] | None:
    match = _PERIOD.search(text)
    if match is None:
        return None
    first = _date(match["first"], match["m1"], match["d1"])
    last = _date(match["last"] or match["first"], match["m2"], match["d2"])
    return (first, last) if first and last and first <= last else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _day_in(text: str) -> date | None:
    match = _DAY.search(simplified(text).translate(_HAN_DIGITS) if "〇" in text or "○" in text else simplified(text))
    return _date(match["y"], match["m"], match["d"]) if match else None


def _said_day(front: Sequence[str], meta: Mapping[str, str]) -> date | None:
    """The day the page or the file gives as that of publication."""
    for text in front:
        if len(text) < _LONGEST and _SAYS_PUBLISHED.match(simplified(text)) and (day := _day_in(text)):
            return day
    known = {key.lower(): value for key, value in meta.items()}
    return next((day for key in _META_KEYS if key in known and (day := _day_in(known[key]))), None)


def _signed_day(front: Sequence[str], body: Sequence[str]) -> date | None:
    """The day under the signature at the end, or under the title."""
    for text in (*reversed(body[-_SIGNATURE_LINES:]), *front):
        plain = re.sub(r"[()]", "", simplified(text))
        if _DAY.fullmatch(plain):
            return _day_in(plain)
        if _BODY.match(plain) and (match := re.search(_DAY.pattern + "$", plain)) and len(plain) < _LONGEST:
            return _day_in(match[0])
    return None


def _signed_by(front: Sequence[str], body: Sequence[str]) -> str | None:
    """The body that signs: a short line above a line that is a date."""
    for lines in (list(body[-_SIGNATURE_LINES:]), list(front)):
        for above, below in pairwise(lines):
            name = re.sub(r"[()]", "", simplified(above))
            if _DAY.fullmatch(re.sub(r"[()]", "", simplified(below))) and _BODY.fullmatch(name) and not _SENTENCE.search(name):
                return name
    return None
