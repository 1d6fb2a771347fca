"""The lines of an import: what each says, what is wrong with it, and whether it was taken over before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from lxml import etree, html

from gongkai.core.errors_register import ImportColumnMissing
from gongkai.core.heads import Level, heads
from gongkai.readers.decoding import decode
from gongkai.web.publication.html import clean_text
from gongkai.web.publication.importing.columns import fields_for
from gongkai.web.publication.importing.reading import Handed, handed_in
from gongkai.web.publication.kinds import Attribute, DocumentKind
from gongkai.web.publication.models import Document, ImportBatch, IssueEntry

_DAY = re.compile(r"((?:19|20)\d{2})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[ T]\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.\d+)?")  # a day as spreadsheets count it, where a cell lost its format
_SERIAL_ZERO = date(1899, 12, 30)
_ATTRIBUTES = {
    **dict.fromkeys(("主动公开", "公开", "是", "主动"), Attribute.OPEN),
    **dict.fromkeys(("依申请公开", "依申请", "申请公开"), Attribute.ON_REQUEST),
    **dict.fromkeys(("不予公开", "不公开", "否", "不予"), Attribute.WITHHELD),
}
_YES = frozenset({"是", "√", "政策性文件", "y", "yes", "1"})
_CONTENT = (
    "//*[@id='UCAP-CONTENT' or @id='zoom' or @id='Zoom' or contains(concat(' ',@class,' '),' TRS_Editor ')"
    " or contains(concat(' ',@class,' '),' pages_content ') or contains(concat(' ',@class,' '),' article-content ')]"
)
_DAYS = frozenset({"formed_on", "drafted_on", "published_before"})


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line; one that only warns does not keep it out."""

    zh: str
    en: str
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its row as the spreadsheet numbers it, its values, its faults, and the record it became before."""

    row: int
    values: Mapping[str, Any]
    faults: tuple[Fault, ...]
    key: str
    known: Any = None
    files: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)

    @property
    def fit(self) -> bool:
        """Whether it can be taken over now."""
        return self.known is None and not any(not fault.warns for fault in self.faults)


def lines_of(batch: ImportBatch) -> list[Line]:
    """Every line of a batch, judged; blank lines are left out.

    Raises:
        ImportColumnMissing: a column it cannot do without was not assigned; ImportUnreadable.
    """
    for needed in fields_for(batch.kind):
        if needed.needed and needed.name not in batch.columns:
            raise ImportColumnMissing(column=needed.zh, column_en=needed.en)
    handed = handed_in(batch)
    lines = list(_read(batch, handed))
    return _recognised(batch, lines)


def _read(batch: ImportBatch, handed: Handed) -> Iterator[Line]:
    seen: dict[str, int] = {}
    for row, cells in enumerate(handed.rows[batch.heading_row + 1 :], batch.heading_row + 2):
        raw = {name: cells[column].strip() if column < len(cells) else "" for name, column in batch.columns.items()}
        if not any(raw.values()):
            continue
        faults: list[Fault] = []
        values: dict[str, Any] = {name: _day(name, text, faults) if name in _DAYS else text for name, text in raw.items()}
        judge = _judge_register if batch.kind == ImportBatch.Kind.REGISTER else _judge_website
        files = judge(batch, values, faults, handed)
        key = _key(batch.kind, values)
        if key in seen:
            faults.append(Fault(f"与第 {seen[key]} 行重复", f"the same as row {seen[key]}"))
        seen.setdefault(key, row)
        yield Line(row, values, tuple(faults), key, files=tuple(files))


def _judge_register(_batch: ImportBatch, values: dict[str, Any], faults: list[Fault], _handed: Handed) -> list[Any]:
    _judge_title(values, faults)
    said = values.get("attribute", "")
    values["attribute"] = _ATTRIBUTES.get(re.sub(r"\s", "", said), "") if said else ""
    if said and not values["attribute"]:
        faults.append(Fault(f"公开属性“{said[:20]}”无法识别", f"the attribute “{said[:20]}” is not known"))
    elif not said:
        faults.append(Fault("没有公开属性，导入后为退文", "no attribute: it will be sent back", warns=True))
    elif values["attribute"] != Attribute.OPEN and not values.get("reason"):
        faults.append(Fault("没有理由，导入后为退文", "no reason: it will be sent back", warns=True))
    values["policy"] = str(values.get("policy", "")).strip().lower() in _YES
    values["drafted_on"] = values.get("drafted_on") or values.get("formed_on")
    if values["drafted_on"] is None and not any("日期" in fault.zh for fault in faults):
        faults.append(Fault("拟稿日期、成文日期至少要有一个", "neither the date drafted nor the date formed is there"))
    return []


def _judge_website(batch: ImportBatch, values: dict[str, Any], faults: list[Fault], handed: Handed) -> list[tuple[str, bytes]]:
    _judge_title(values, faults)
    if values.get("published_before") is None and not any("日期" in fault.zh for fault in faults):
        faults.append(Fault("没有原发布日期", "the date it was published there is missing"))
    values["html"] = _html(values, faults, handed)
    kind = str(values.get("kind", ""))
    values["kind"] = next((value for value, label in DocumentKind.choices if kind in (value, str(label))), DocumentKind.OTHER)
    values["head"] = _head(str(values.get("head", "")), Level(batch.body.level), faults)
    files = []
    for name in filter(None, re.split(r"[;；\n|]", str(values.get("attachments", "")))):
        content = handed.file(name)
        if content is None:
            faults.append(Fault(f"压缩包中没有附件“{name.strip()[:40]}”", f"the ZIP holds no “{name.strip()[:40]}”"))
        else:
            files.append((name.strip().replace("\\", "/").rpartition("/")[2], content))
    return files


def _judge_title(values: dict[str, Any], faults: list[Fault]) -> None:
    if not values.get("title"):
        faults.append(Fault("没有标题", "it has no title"))
    for name, longest in (("title", 300), ("doc_no", 80), ("old_address", 500)):
        if len(str(values.get(name) or "")) > longest:
            faults.append(Fault(f"“{name}”超过 {longest} 字", f"“{name}” has more than {longest} characters"))


def _html(values: Mapping[str, Any], faults: list[Fault], handed: Handed) -> str:
    name = str(values.get("html_file", ""))
    if not name:
        text = str(values.get("text", ""))
        if not text:
            faults.append(Fault("没有正文，导入后请补充", "it has no text; add it afterwards", warns=True))
        return text if "<" in text else clean_text(text)
    content = handed.file(name)
    if content is None:
        faults.append(Fault(f"压缩包中没有“{name[:40]}”", f"the ZIP holds no “{name[:40]}”"))
        return ""
    tree = html.fromstring(decode(content, file=name) or "<p></p>")
    found: Any = tree.xpath(_CONTENT) or tree.xpath("//body") or [tree]
    return str(etree.tostring(found[0], encoding="unicode", method="html"))


def _head(said: str, level: Level, faults: list[Fault]) -> str:
    if not said:
        return ""
    fits = (name for name, head in heads().items() if said in (name, head.label.zh) and level in head.levels)
    found = next(fits, "")
    if not found:
        faults.append(Fault(f"公开事项“{said[:20]}”无法识别，导入后请选择", f"the head “{said[:20]}” is not known", warns=True))
    return found


def _day(name: str, text: str, faults: list[Fault]) -> date | None:
    """A day as offices write it: 2026-03-02, 2026年3月2日, 2026/3/2, 20260302, or a spreadsheet's count of days."""
    if not text:
        return None
    found = _DAY.fullmatch(text) or _COMPACT.fullmatch(text)
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
        if _SERIAL.fullmatch(text):
            return _SERIAL_ZERO + timedelta(days=int(float(text)))
    except ValueError:
        pass
    faults.append(Fault(f"日期“{text[:20]}”无法识别", f"“{text[:20]}” is no day"))
    return None


def _key(kind: str, values: Mapping[str, Any]) -> str:
    """What makes a line the same line in the next file: its number or address, else its title and day."""
    if kind == ImportBatch.Kind.REGISTER:
        own = (values.get("doc_no") or "", "") if values.get("doc_no") else (values.get("title", ""), str(values["drafted_on"]))
    else:
        address = values.get("old_address") or ""
        own = (address, "") if address else (values.get("title", ""), str(values.get("published_before")))
    return hashlib.sha256("\0".join((str(kind), *own)).encode()).hexdigest()


def known_now(batch: ImportBatch, line: Line) -> bool:
    """Whether a line was taken over since it was read."""
    return _recognised(batch, [line])[0].known is not None


def _recognised(batch: ImportBatch, lines: list[Line]) -> list[Line]:
    """The lines with the records they became, or that were registered by hand under the same number."""
    found = _entries(batch, lines) if batch.kind == ImportBatch.Kind.REGISTER else _documents(batch, lines)
    return [Line(each.row, each.values, each.faults, each.key, found.get(each.key), each.files) for each in lines]


def _entries(batch: ImportBatch, lines: list[Line]) -> dict[str, Any]:
    ours = IssueEntry.objects.filter(body=batch.body)
    found: dict[str, Any] = {each.import_key: each for each in ours.exclude(import_key="")}
    by_number = {each.doc_no: each for each in ours.exclude(doc_no="")}
    for line in lines:
        if line.key not in found and line.values.get("doc_no") in by_number:
            found[line.key] = by_number[line.values["doc_no"]]
    return found


def _documents(batch: ImportBatch, lines: list[Line]) -> dict[str, Any]:
    ours = (
        Document.objects.filter(body=batch.body)
        .exclude(published_before=None)
        .only("id", "title", "old_address", "published_before")
    )
    by_address = {each.old_address: each for each in ours if each.old_address}
    by_title = {(each.title, each.published_before): each for each in ours}
    found: dict[str, Any] = {}
    for line in lines:
        address = line.values.get("old_address")
        same = by_address.get(address) if address else by_title.get((line.values["title"], line.values.get("published_before")))
        if same is not None:
            found[line.key] = same
    return found
