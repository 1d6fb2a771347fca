"""What an OFD page holds, as Python values: characters with boxes, thin rules, pictures.

The page is read from its XML (GB/T 33190): layers, blocks, composite drawings and templates, each with its transform. Boxes
are in points with the origin at the top left, in the frame in which most text stands upright, as those of a PDF page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from lxml import etree

from gongkai.readers.ofd_file import Body, OpenOfd, child, text_of
from gongkai.readers.ofd_shapes import POINTS, Matrix, bounding, box, matrix, number, steps_of, times, tokens_of
from gongkai.readers.ofd_text import Character, characters_of
from gongkai.readers.pdf_drawing import THICK, Box, Drawing
from gongkai.readers.pdf_dump import Glyphs, PageDump, turn_box

_DEEPEST = 16  # blocks and composite drawings inside one another
_ONE_BOX = 5  # segments of a rectangle
_LINE_WIDTH = 0.353  # millimetres: that of a path that says none
_NEXT = 2  # steps of the index from one text object to the next; more are blanks that the file writes
_NARROW = 0.9  # of the height: a character that is narrower is none of Chinese
_UNKNOWN = 0.16  # of the height: fonts differ so much in the width of a digit, and a blank is wider
_SAME_LINE = 0.05  # of the height
_NO, _YES = ("false", "0"), ("true", "1")


def dump(file: OpenOfd, body: Body, path: str, number_of_page: int) -> PageDump:
    """Characters, rules and pictures of a page, counted from 1. Raises DamagedFile or TooComplex."""
    root = file.xml(path)
    left, top, width, height = box(text_of(child(root, "Area"), "PhysicalBox")) or body.area
    units = dict(body.units)
    for place in root.iterchildren("{*}PageRes"):
        units.update(file.units(file.found(path, place.text)))
    walk = _Walk(file, units)
    to_points: Matrix = (POINTS, 0.0, 0.0, POINTS, -left * POINTS, -top * POINTS)
    for template in root.iterchildren("{*}Template"):
        under = body.templates.get(template.get("TemplateID", ""))
        if under is not None:
            walk.page(file.xml(under), to_points)
    walk.page(root, to_points)
    return _placed(number_of_page, walk, width * POINTS, height * POINTS)


class _Walk:
    """All objects of a page and its templates, in the space of the page displayed."""

    def __init__(self, file: OpenOfd, units: Mapping[str, etree._Element]) -> None:
        self.file = file
        self.drawing = Drawing()
        self.characters: list[Character] = []
        self.pictures = 0
        self._units = units
        self._strings = 0

    def page(self, root: etree._Element, by: Matrix) -> None:
        """The layers of a page or a template."""
        content = child(root, "Content")
        for layer in () if content is None else content.iterchildren("{*}Layer"):
            self._objects(layer, by, _absent(layer), 0)

    def _objects(self, parent: Iterable[etree._Element], by: Matrix, hidden: bool, depth: int) -> None:
        for item in parent:
            self.file.spend("objects", 1)
            kind = etree.QName(item).localname if isinstance(item.tag, str) else ""
            unseen = hidden or _absent(item)
            if kind == "TextObject":
                self._text(item, by, unseen)
            elif kind == "PathObject" and not unseen:
                self._path(item, times(_own(item), by))
            elif kind == "ImageObject" and not unseen:
                self._image(item, by)
            elif kind in ("PageBlock", "CompositeObject"):
                self._block(item, kind, by, unseen, depth)

    def _block(self, item: etree._Element, kind: str, by: Matrix, hidden: bool, depth: int) -> None:
        if depth >= _DEEPEST:
            raise self.file.damaged("图形互相嵌套", "its drawings contain one another")
        if kind == "PageBlock":
            self._objects(item, by, hidden, depth + 1)
        elif (content := child(self._units.get(item.get("ResourceID", "")), "Content")) is not None:
            self._objects(content, times(_own(item), by), hidden, depth + 1)

    def _text(self, item: etree._Element, by: Matrix, hidden: bool) -> None:
        self.file.spend("characters", sum(len(code.text or "") for code in item.iterchildren("{*}TextCode")))
        unseen = hidden or (item.get("Fill") in _NO and item.get("Stroke") not in _YES)
        self._strings += 1
        self.characters.extend(characters_of(item, times(_own(item), by), self._strings, unseen))

    def _path(self, item: etree._Element, by: Matrix) -> None:
        """A path is a rule where it is drawn thin: stroked, as it is where nothing else is said, or filled."""
        stroked, filled = item.get("Stroke") not in _NO, item.get("Fill") in _YES
        if not stroked and not filled:
            return
        tokens = tokens_of(text_of(item, "AbbreviatedData") or "")
        self.file.spend("objects", len(tokens))
        steps = list(steps_of(tokens, by))
        scale = abs(by[0] * by[3] - by[1] * by[2]) ** 0.5
        bar = stroked and number(item.get("LineWidth"), _LINE_WIDTH) * scale >= THICK
        if bar or (not stroked and len(steps) <= _ONE_BOX and not _thin(steps)):
            self.drawing.shapes += 1
        else:
            self.drawing.path(steps, stroked)

    def _image(self, item: etree._Element, by: Matrix) -> None:
        """Some printers draw rules as pictures."""
        x, y, width, height = box(item.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
        if not self.drawing.thin(bounding((x, x + width), (y, y + height), by)):
            self.pictures += 1


def _absent(item: etree._Element) -> bool:
    """Whether the file says that an object or a layer is not shown."""
    return item.get("Visible") in _NO or number(item.get("Alpha"), 255.0) <= 0


def _own(item: etree._Element) -> Matrix:
    """From an object's space to that of its parent: its transform, then its place."""
    x, y, _, _ = box(item.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    return times(matrix(item.get("CTM")), (1.0, 0.0, 0.0, 1.0, x, y))


def _thin(steps: list[tuple[int, float, float, bool]]) -> bool:
    xs, ys = [x for _, x, _, _ in steps], [y for _, _, y, _ in steps]
    return bool(steps) and min(max(xs) - min(xs), max(ys) - min(ys)) < THICK


def _placed(number_of_page: int, walk: _Walk, width: float, height: float) -> PageDump:
    """The page in the frame in which most of its text stands upright."""
    shown = [character for character in walk.characters if not character.text.isspace() and character.text >= " "]
    counted = Counter(each.quarters for each in shown if each.quarters is not None and not each.hidden)
    upright = max(counted, key=lambda quarter: (counted[quarter], -quarter)) if counted else 0
    size = (height, width) if upright % 2 else (width, height)
    rules = [turn_box(rule, upright, width, height) for rule in walk.drawing.rules()]
    page = PageDump(number_of_page, *size, Glyphs(), rules, frame=-upright % 4)
    page.pictures, page.shapes = walk.pictures, walk.drawing.shapes
    glyphs = _glyphs(walk.characters, upright, width, height)
    sorted_by: dict[int | None, list[int]] = {}
    hidden: list[int] = []
    for at, character in enumerate(shown):
        (hidden if character.hidden else sorted_by.setdefault(character.quarters, [])).append(at)
    page.hidden = glyphs.pick(hidden)
    page.slanted = glyphs.pick(sorted_by.pop(None, [])).text
    page.glyphs = glyphs.pick(sorted_by.pop(upright, []))
    page.turned = {(quarter - upright) % 4: glyphs.pick(at) for quarter, at in sorted_by.items() if quarter is not None}
    return page


def _glyphs(characters: list[Character], upright: int, width: float, height: float) -> Glyphs:
    """All characters that are no blanks. Between two objects, and where a blank is written, a blank may stand."""
    text: list[str] = []
    index: list[int] = []
    string: list[int] = []
    boxes: list[Box] = []
    at = last = 0
    for each in characters:
        at += _NEXT if each.string != last else 1
        last = each.string
        if not each.text.isspace() and each.text >= " ":
            text.append(each.text)
            index.append(at)
            string.append(each.string)
            boxes.append(turn_box((each.x0, each.y0, each.x1, each.y1), upright, width, height))
    _close_up(boxes, index)
    columns = [list(column) for column in zip(*boxes, strict=True)] if boxes else [[], [], [], []]
    return Glyphs("".join(text), index, string, *columns)


def _close_up(boxes: list[Box], index: list[int]) -> None:
    """Latin characters and digits written one by one reach to the next: how wide its font makes them is not known here."""
    for at, (x0, y0, x1, y1) in enumerate(boxes[:-1]):
        next_x0, next_y0 = boxes[at + 1][:2]
        height = y1 - y0
        near = 0 < next_x0 - x1 <= _UNKNOWN * height and abs(next_y0 - y0) < _SAME_LINE * height
        if near and x1 - x0 < _NARROW * height and index[at + 1] - index[at] <= _NEXT:
            boxes[at] = (x0, y0, next_x0, y1)
