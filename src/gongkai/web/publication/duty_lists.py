"""The standard lists of what is to be published (国办发〔2019〕54号), as rows of a workbook, read into items.

The printed form has two rows of headings: 公开对象 is split into 全社会 and 特定群体, 公开方式 into 主动 and 依申请, 公开层级
into levels; those are ticked with √. Lists with a text in one column instead are read too.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_after import DutyListUnreadable
from gongkai.readers.xlsx import sheets_of

_BLANK = re.compile(r"[\s　（）()、:：]")
_DAYS = re.compile(r"(\d{1,3})\s*个?\s*(?:工作日|日内)")
_MONTHS = (
    (re.compile(r"每月|按月"), 1),
    (re.compile(r"每季|按季"), 3),
    (re.compile(r"每半年"), 6),
    (re.compile(r"每年|按年"), 12),
)
_LOOKED_AT = 12  # rows among which the headings stand
_TICKS = frozenset("√✓✔▲●■Yy是")
_TEXTS = {
    "first": ("一级事项", "公开事项一级事项"),
    "second": ("二级事项", "公开事项二级事项"),
    "content": ("公开内容要素", "公开内容", "内容要素"),
    "basis": ("公开依据", "依据"),
    "time_limit": ("公开时限", "时限"),
    "subject": ("公开主体", "责任主体", "主体"),
    "channels": ("公开渠道和载体", "公开渠道及载体", "渠道和载体", "公开渠道"),
    "audience": ("公开对象",),
    "mode": ("公开方式",),
    "levels": ("公开层级",),
}
_PARTS = {"audience": ("全社会", "特定群"), "mode": ("主动", "依申请"), "levels": ("级",)}


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One line of a list."""

    first: str
    second: str = ""
    content: str = ""
    basis: str = ""
    time_limit: str = ""
    subject: str = ""
    channels: str = ""
    audience: str = ""
    mode: str = ""
    levels: str = ""

    @property
    def key(self) -> str:
        """What a line is known by when the list is loaded again."""
        return hashlib.sha256("\x1f".join((self.first, self.second, self.content)).encode()).hexdigest()

    @property
    def days(self) -> int | None:
        """The working days its time limit names, where it names any."""
        found = _DAYS.search(self.time_limit)
        return int(found[1]) if found else None

    @property
    def every_months(self) -> int | None:
        """How often it is renewed, where its time limit says so."""
        return next((months for pattern, months in _MONTHS if pattern.search(self.time_limit)), None)

    @property
    def on_request(self) -> bool:
        """Whether it is disclosed on request only."""
        return "依申请" in self.mode and "主动" not in self.mode


def rows_of(data: bytes, name: str) -> list[list[str]]:
    """The cells of the largest sheet of a workbook.

    Raises:
        DutyListUnreadable: it is no workbook that can be read.
    """
    try:
        sheets = sheets_of(data, name)
    except GongkaiError as error:
        raise DutyListUnreadable(name=name, problem=error.say("zh"), problem_en=error.say("en")) from error
    return [list(row) for row in max((sheet.rows for sheet in sheets), key=len, default=[])]


def duty_rows(rows: Sequence[Sequence[str]], name: str) -> list[DutyRow]:
    """The lines of a list. Blank cells of merged items are those above them.

    Raises:
        DutyListUnreadable: no headings, or no line below them.
    """
    below, places = _headings(rows)
    if "first" not in places or not {"content", "time_limit", "basis"} & set(places):
        raise DutyListUnreadable(name=name, problem="没有可识别的表头", problem_en="its headings are not known")
    found: dict[str, DutyRow] = {}
    above: dict[str, str] = {}
    for row in rows[below:]:
        values = {field: _value(row, columns) for field, columns in places.items()}
        if not any(values.get(field) for field in ("second", "content", "time_limit")):
            continue
        values = _filled_down(values, above)
        if values["first"]:
            line = DutyRow(**values)
            found[line.key] = line
            above = values
    if not found:
        raise DutyListUnreadable(name=name, problem="表头下没有事项", problem_en="no line stands below the headings")
    return list(found.values())


def _headings(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, list[tuple[int, str]]]]:
    """The first row below the headings, and for each field its columns, with what a tick in them means."""
    for number, row in enumerate(rows[:_LOOKED_AT]):
        plain = [_BLANK.sub("", cell) for cell in row]
        under = [_BLANK.sub("", cell) for cell in rows[number + 1]] if number + 1 < len(rows) else []
        known = {word for words in _TEXTS.values() for word in words}
        if sum(cell in known for cell in plain) < 3:
            continue
        two = any(part in cell for cell in under for part in ("一级事项", "全社会", "依申请"))
        return number + (2 if two else 1), _columns(plain, under if two else [])
    return 0, {}


def _columns(top: list[str], under: list[str]) -> dict[str, list[tuple[int, str]]]:
    places: dict[str, list[tuple[int, str]]] = {}
    heading = ""
    for column in range(max(len(top), len(under))):
        upper = top[column] if column < len(top) else ""
        lower = under[column] if column < len(under) else ""
        heading = upper or (heading if lower else "")
        field = _field(lower) or _field(heading)
        split = next((name for name, parts in _PARTS.items() if lower and any(part in lower for part in parts)), None)
        if split and _field(heading) == split:
            places.setdefault(split, []).append((column, lower))
        elif field and (field not in places or lower):
            places.setdefault(field, []).append((column, ""))
    return places


def _field(heading: str) -> str | None:
    return next((name for name, words in _TEXTS.items() if heading in words), None)


def _value(row: Sequence[str], columns: list[tuple[int, str]]) -> str:
    """The text of a field; where its columns are ticked, the words of those that are."""
    said = []
    for column, word in columns:
        cell = row[column].strip() if column < len(row) else ""
        if not cell:
            continue
        ticked = word and set(cell) <= _TICKS
        said.append(word if ticked else f"{word}：{cell}" if word else cell)
    return "、".join(said)


def _filled_down(values: Mapping[str, str], above: Mapping[str, str]) -> dict[str, str]:
    """Merged cells: the first item stays until another begins, the second one likewise below the same first."""
    filled = dict(values)
    begins = bool(filled["first"]) and filled["first"] != above.get("first", "")
    for field in ("first", "second", "basis", "time_limit", "subject", "channels", "audience", "mode", "levels"):
        inherits = field == "first" or not begins
        if inherits and field in filled and not filled[field]:
            filled[field] = above.get(field, "")
    return filled
