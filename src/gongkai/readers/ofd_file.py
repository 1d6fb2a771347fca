"""Opening an OFD (GB/T 33190): its documents, their pages and resources, what it says of itself, how much may be read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from gongkai.core.errors import DamagedFile, EncryptedFile, TooComplex
from gongkai.readers.archive import Archive
from gongkai.readers.ofd_shapes import box
from gongkai.readers.pdf_drawing import Box
from gongkai.readers.sniff import Kind

MAX_PAGES = 500  # a report of a province with all its tables has fewer than 60
MAX_CHARACTERS = 400_000
MAX_OBJECTS = 200_000  # texts, pictures, paths and their segments together
MAX_TAGS = 1_200_000  # of all parts read, each as often as it is read

_A4 = (0.0, 0.0, 210.0, 297.0)
_PROPERTIES = ("Title", "Author", "Subject", "Abstract", "CreationDate", "ModDate", "Creator", "CreatorVersion")
_LENGTH = 1000
_CHINESE = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["'](?:gb2312|gbk|gb18030|cp936)["']""", re.I)


@dataclass(slots=True)
class Body:
    """One document of the file: the size of its pages, the parts of pages and templates, its composite drawings."""

    area: Box
    pages: list[str]
    templates: dict[str, str]
    units: dict[str, etree._Element] = field(default_factory=dict)


class OpenOfd:
    """An open file and what may still be read of it. Raises EncryptedFile, DamagedFile or TooComplex."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._parts = {_plain(part): part for part in archive.parts()}
        self._left = {"characters": MAX_CHARACTERS, "objects": MAX_OBJECTS, "tags": MAX_TAGS}
        if any(posixpath.basename(part) == "encryptions.xml" for part in self._parts):  # GM/T 0099
            raise EncryptedFile(file=archive.name)
        root = self.xml(self.part("", "OFD.xml"))
        self.meta = _properties(root)
        self.bodies = [self._body(body) for body in root.iterchildren("{*}DocBody")]
        if not any(body.pages for body in self.bodies):
            raise self.damaged("其中没有任何页面", "it holds no page")
        pages = sum(len(body.pages) for body in self.bodies)
        if pages > MAX_PAGES:
            raise TooComplex(
                file=archive.name,
                problem_zh=f"共 {pages} 页，上限 {MAX_PAGES} 页",
                problem_en=f"it has {pages} pages, the limit is {MAX_PAGES}",
            )
        if len(self.bodies) > 1:
            self.meta["documents"] = str(len(self.bodies))

    def damaged(self, zh: str, en: str) -> DamagedFile:
        """The error for a file that does not hold together."""
        return self._archive.damaged(zh, en)

    def spend(self, what: str, count: int) -> None:
        """Raises TooComplex when the file holds more "characters", "objects" or "tags" than any report."""
        self._left[what] -= count
        if self._left[what] < 0:
            zh = {"characters": "文字", "objects": "图形对象", "tags": "标记"}[what]
            raise TooComplex(file=self._archive.name, problem_zh=f"{zh}过多", problem_en=f"it holds too many {what}")

    def found(self, base: str, location: str | None) -> str | None:
        """The part that a place written inside another part names: from there, else from the root; None if there is none."""
        wanted = (location or "").strip().replace("\\", "/")
        if not wanted:
            return None
        for folder in ("",) if wanted.startswith("/") else (posixpath.dirname(base), ""):
            path = _plain(posixpath.normpath(posixpath.join("/", folder, wanted.lstrip("/"))))
            if path in self._parts:
                return path
        return None

    def part(self, base: str, location: str | None) -> str:
        """As `found`. Raises DamagedFile where the part is missing."""
        path = self.found(base, location)
        if path is None:
            name = (location or "").strip()[:80] or "OFD.xml"
            raise self.damaged(f"缺少 {name}", f"{name} is missing")
        return path

    def xml(self, path: str) -> etree._Element:
        """The root of a part. Raises EntitiesRefused, DamagedFile or TooComplex."""
        data = self._archive.xml_bytes(self._parts[path])
        self.spend("tags", data.count(b"<"))
        if _CHINESE.match(data[:200]):
            data = data.decode("gb18030", "replace").encode()
        return self._archive.parsed(data, self._archive.original(self._parts[path]))

    def _body(self, body: etree._Element) -> Body:
        path = self.part("", self._current(body) or text_of(body, "DocRoot"))
        root = self.xml(path)
        common = child(root, "CommonData")
        listed = child(root, "Pages")
        pages = [] if listed is None else [self.part(path, page.get("BaseLoc")) for page in listed.iterchildren("{*}Page")]
        opened = Body(box(text_of(child(common, "PageArea"), "PhysicalBox")) or _A4, pages, {})
        for template in () if common is None else common.iterchildren("{*}TemplatePage"):
            opened.templates[template.get("ID", "")] = self.part(path, template.get("BaseLoc"))
        for kind in ("PublicRes", "DocumentRes"):
            for place in () if common is None else common.iterchildren(f"{{*}}{kind}"):
                opened.units.update(self.units(self.found(path, place.text)))
        self._note(path, root, body)
        return opened

    def _current(self, body: etree._Element) -> str | None:
        """The document of the version that is marked as the current one; None where the file keeps no versions."""
        for version in body.iterfind("{*}Versions/{*}Version"):
            path = self.found("", version.get("BaseLoc"))
            if version.get("Current", "").lower() in ("true", "1") and path is not None:
                self.meta["version"] = version.get("ID", "")[:_LENGTH]
                place = self.found(path, text_of(self.xml(path), "DocRoot"))
                return None if place is None else f"/{place}"
        return None

    def units(self, path: str | None) -> dict[str, etree._Element]:
        """The composite drawings of a part of resources by their number; none where the part is missing."""
        if path is None:
            return {}
        found = self.xml(path).iterfind("{*}CompositeGraphicUnits/{*}CompositeGraphicUnit")
        return {unit.get("ID", ""): unit for unit in found}

    def _note(self, path: str, root: etree._Element, body: etree._Element) -> None:
        """What is not read, said in `meta`: signatures, seals, annotations and attachments, by their number."""
        signatures = self.found("", text_of(body, "Signatures"))
        if signatures is not None:
            signed = list(self.xml(signatures).iterchildren("{*}Signature"))
            self._count("signatures", len(signed))
            places = [self.found(signatures, one.get("BaseLoc")) for one in signed[:MAX_PAGES]]
            self._count("seals", sum(_count(self.xml(place), "StampAnnot") for place in places if place is not None))
        for key, kind, entry in (("annotations", "Annotations", "Annot"), ("attachments", "Attachments", "Attachment")):
            listed = self.found(path, text_of(root, kind))
            if listed is None:
                continue
            lists = [self.xml(listed)]
            if key == "annotations":
                places = [self.found(listed, text_of(page, "FileLoc")) for page in lists[0].iterchildren("{*}Page")]
                lists = [self.xml(place) for place in places[:MAX_PAGES] if place is not None]
            self._count(key, sum(_count(one, entry) for one in lists))

    def _count(self, key: str, count: int) -> None:
        if count:
            self.meta[key] = str(int(self.meta.get(key, 0)) + count)


def open_ofd(data: bytes, name: str) -> Archive:
    """The container, to be closed by its user. Raises UnpacksTooLarge, EncryptedFile or DamagedFile."""
    return Archive(data, name, Kind.OFD.value.zh, Kind.OFD.value.en)


def child(parent: etree._Element | None, name: str) -> etree._Element | None:
    """The first child of that name in whatever namespace: producers use three."""
    return None if parent is None else parent.find(f"{{*}}{name}")


def text_of(parent: etree._Element | None, name: str) -> str | None:
    """The text of the first child of that name."""
    found = child(parent, name)
    return None if found is None else found.text


def _count(root: etree._Element, name: str) -> int:
    return sum(1 for _ in root.iter(f"{{*}}{name}"))


def _plain(part: str) -> str:
    """A part's path as it is compared: without leading slash, in one case, with one kind of slash."""
    return part.replace("\\", "/").removeprefix("./").lstrip("/").lower()


def _properties(root: etree._Element) -> dict[str, str]:
    """What the file says of itself, uninterpreted: of its first document."""
    info = root.find("{*}DocBody/{*}DocInfo")
    return {name: text.strip()[:_LENGTH] for name, text in _told(info) if text.strip()}


def _told(info: etree._Element | None) -> Iterator[tuple[str, str]]:
    for name in _PROPERTIES:
        yield name, text_of(info, name) or ""
