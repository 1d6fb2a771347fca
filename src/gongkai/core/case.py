"""A case file (`gongkai clock CASE.yaml`) as typed values; whatever it should not say is refused with its place.

channel: in_person
received: 2025-04-14
events:
  - {on: 2025-04-22, kind: consulted, id: A, whom: third_party, received: 2025-04-24}
  - {on: 2025-05-12, kind: answered, id: A}
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

import yaml

from gongkai.core.clock_events import EVENTS, Case, Channel, Event, Whom
from gongkai.core.errors_clock import CaseFileWrong

_KINDS: Mapping[str, type[Event]] = {event.kind: event for event in EVENTS}
_WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CASE_KEYS = ("channel", "received", "confirmed", "events")


@dataclasses.dataclass(frozen=True, slots=True)
class _Place:
    """Where in the file something stands, in both languages."""

    zh: str
    en: str

    def at(self, key: str) -> _Place:
        return _Place(f"{self.zh}的 {key}", f"{key} of {self.en}")

    def wrong(self, problem_zh: str, problem_en: str) -> CaseFileWrong:
        return CaseFileWrong(where=self.zh, where_en=self.en, problem_zh=problem_zh, problem_en=problem_en)

    def one_of(self, raw: Any, known: Iterable[str]) -> CaseFileWrong:
        shown = ", ".join(known)
        return self.wrong(f"“{raw}”不在可用的范围内：{shown}", f"“{raw}” is none of {shown}")


_FILE = _Place("文件", "the file")


def case_from_text(text: str) -> Case:
    """A case written as YAML or JSON. Raises CaseFileWrong."""
    try:
        data = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        place = _Place(f"第 {line} 行", f"line {line}")
        raise place.wrong("不是有效的 YAML 或 JSON", "this is neither YAML nor JSON") from error
    except (yaml.YAMLError, ValueError) as error:  # control characters; 2025-02-30, which YAML takes for a date
        raise _FILE.wrong(
            f"有无法识别的字符或者不存在的日期（{error}）", f"a character or a date in it cannot be ({error})"
        ) from error
    return case_from_data(data)


def case_from_data(data: Any) -> Case:
    """A parsed case, `{channel, received, confirmed, events: [{on, kind, …}]}`. Raises CaseFileWrong."""
    _check_keys(data, _CASE_KEYS, _FILE)
    events = data.get("events") or []
    if not isinstance(events, list):
        raise _FILE.at("events").wrong("应为一列事项", "it must be a list of events")
    confirmed = data.get("confirmed")
    return Case(
        channel=Channel(_word(data.get("channel"), Channel, _FILE.at("channel"))),
        received=_day(data.get("received"), _FILE.at("received")),
        confirmed=None if confirmed is None else _day(confirmed, _FILE.at("confirmed")),
        events=tuple(_event(each, _Place(f"第 {n} 个事项", f"event {n}")) for n, each in enumerate(events, start=1)),
    )


def _event(data: Any, place: _Place) -> Event:
    if not isinstance(data, dict):
        raise place.wrong("应写作 {on: 日期, kind: 事项, …}", "write {on: date, kind: word, …}")
    data = {"on" if key is True else key: value for key, value in data.items()}  # YAML 1.1 takes a bare `on` for true
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise place.at("kind").one_of(kind, _KINDS)
    fields = dataclasses.fields(_KINDS[kind])
    _check_keys(data, ("kind", *(each.name for each in fields)), place)
    values = {
        each.name: _READERS[str(each.type)](data.get(each.name), place.at(each.name))
        for each in fields
        if data.get(each.name) is not None or each.default is dataclasses.MISSING
    }
    return _KINDS[kind](**values)


def _check_keys(data: Any, known: tuple[str, ...], place: _Place) -> None:
    if not isinstance(data, dict):
        raise place.wrong(f"应写明 {', '.join(known)}", f"it must give {', '.join(known)}")
    if unknown := ", ".join(str(key) for key in data if key not in known):
        shown = ", ".join(known)
        raise place.wrong(f"不认识 {unknown}，可用的有 {shown}", f"unknown: {unknown}; known are {shown}")


def _day(raw: Any, place: _Place) -> date:
    """A YAML date, or the text YYYY-MM-DD."""
    if type(raw) is date:
        return raw
    if isinstance(raw, str) and _WRITTEN_DAY.fullmatch(raw):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(raw)
    zh, en = ("未填写", "no day is given") if raw is None else (f"“{raw}”不是日期", f"“{raw}” is no day")
    raise place.wrong(f"{zh}，请写作 2025-04-14 的样式", f"{en}; write it like 2025-04-14")


def _days(raw: Any, place: _Place) -> int:
    if type(raw) is not int:
        raise place.wrong(f"“{raw}”不是工作日数", f"“{raw}” is no number of working days")
    return raw


def _yes_or_no(raw: Any, place: _Place) -> bool:
    if not isinstance(raw, bool):
        raise place.wrong(f"“{raw}”应为 true 或 false", f"“{raw}” must be true or false")
    return raw


def _name(raw: Any, place: _Place) -> str:
    if not isinstance(raw, str | int) or isinstance(raw, bool) or not str(raw).strip():
        raise place.wrong("应填写编号", "an id is needed")
    return str(raw).strip()


def _word(raw: Any, words: type[StrEnum], place: _Place) -> str:
    known = [each.value for each in words]
    if raw not in known:
        raise place.one_of(raw, known)
    return str(raw)


def _whom(raw: Any, place: _Place) -> Whom:
    return Whom(_word(raw, Whom, place))


_READERS: Mapping[str, Callable[[Any, _Place], Any]] = {  # by the declared type of an event's field
    "date": _day,
    "date | None": _day,
    "int": _days,
    "int | None": _days,
    "bool": _yes_or_no,
    "str": _name,
    "Whom": _whom,
}
