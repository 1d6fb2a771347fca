"""Who reports to whom, through time: bodies with dated links, as the consolidation of a report year sees them.

A body may move, change its name or kind, be founded, merged or abolished. A report year asks one day of it: that of
`membership_day` in `law/consolidation.yaml` (law.md 7.8, arts. 49, 50).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from gongkai.core.errors_consolidation import BodyUnknown, HierarchyWrong
from gongkai.core.findings import Words
from gongkai.core.law import Dated, read_law_file

OWN = "own"
_SHOWN = 20  # names in one sentence
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a body is. `counted`: its return is added to its parent; `holds`: it may have members that are counted."""

    id: str
    words: Words
    counted: bool
    holds: bool
    why_not: Words | None = None


@cache
def kinds() -> Mapping[str, Kind]:
    """The kinds of `law/consolidation.yaml` by id (law.md 7.8; public utilities: art. 55)."""
    return {
        name: Kind(
            name,
            Words(entry["zh"], entry["en"]),
            entry["counted"],
            entry["holds"],
            None if entry["counted"] else Words(entry["why_zh"], entry["why_en"]),
        )
        for name, entry in read_law_file("consolidation.yaml")["kinds"]["entries"].items()
    }


@cache
def membership_day(year: int) -> date:
    """The day of a report year whose links decide who belongs to whom. Raises LawNotInForce before the first year."""
    values = read_law_file("consolidation.yaml")["membership_day"]["values"]
    entry = Dated("membership_day", values).at(date(year, 12, 31))
    return date(year, entry["month"], entry["day"])


def normal_name(name: str) -> str:
    """A name as it is compared: one width of characters, no white space."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", name))


@dataclass(frozen=True, slots=True)
class Standing:
    """A body as it stood for a time: `start` and `end` are the first and the last day; None is open."""

    body: str
    name: str
    kind: str
    parent: str | None = None
    start: date | None = None
    end: date | None = None
    level: str | None = None
    aliases: tuple[str, ...] = ()
    into: tuple[str, ...] = ()  # who took over when it ended: the bodies merged or split into

    def covers(self, day: date) -> bool:
        """Whether it stood so on that day."""
        return self.first <= day <= self.last

    @property
    def first(self) -> date:
        """The first day, the beginning of time where it is open."""
        return self.start or date.min

    @property
    def last(self) -> date:
        """The last day, the end of time where it is open."""
        return self.end or date.max

    def period(self) -> str:
        """The period in figures: 2019-01-01..2022-06-30."""
        return f"{self.start or ''}..{self.end or ''}"


@dataclass(frozen=True)
class Tree:
    """The bodies that stood on one day, with their parents and members; members are in the order of their ids."""

    day: date
    standing: Mapping[str, Standing]

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """The members of every body that has any, whatever their kind."""
        found: dict[str, list[str]] = {}
        for body, standing in sorted(self.standing.items()):
            if standing.parent is not None:
                found.setdefault(standing.parent, []).append(body)
        return {body: tuple(each) for body, each in found.items()}

    def kind(self, body: str) -> Kind:
        """What the body was on that day."""
        return kinds()[self.standing[body].kind]

    def name(self, body: str) -> str:
        """Its name on that day."""
        return self.standing[body].name

    def counted(self, body: str) -> tuple[str, ...]:
        """The members whose reports are added up in the body's report; the government itself comes first."""
        every = [each for each in self.members.get(body, ()) if self.kind(each).counted]
        return tuple(sorted(every, key=lambda each: (self.standing[each].kind != OWN, each)))

    def outside(self, body: str) -> tuple[str, ...]:
        """The members at any depth whose reports are not added up: vertical systems, public utilities, branches."""
        found: list[str] = []
        for each in self.members.get(body, ()):
            if not self.kind(each).counted:
                found.append(each)
            found.extend(self.outside(each))
        return tuple(sorted(found))

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The bodies that add up others, from the bottom to the top."""
        depth = {body: sum(1 for _ in self.above(body)) for body in self.members if self.counted(body)}
        return tuple(sorted(depth, key=lambda body: (-depth[body], body)))

    @cached_property
    def tops(self) -> tuple[str, ...]:
        """The bodies that add up others and belong to none."""
        return tuple(body for body in self.nodes if self.standing[body].parent is None)

    def above(self, body: str) -> Iterator[str]:
        """The parents of a body, from the next to the top."""
        parent = self.standing[body].parent
        while parent is not None:
            yield parent
            parent = self.standing[parent].parent

    def node(self, wanted: str | None) -> str:
        """A body that adds up others, by id or name; the one at the top where none is named. Raises BodyUnknown."""
        if wanted is None and len(self.tops) == 1:
            return self.tops[0]
        for body in self.nodes:
            if wanted is not None and wanted in (body, self.name(body)):
                return body
        known = "、".join(f"{self.name(body)}（{body}）" for body in self.nodes[:_SHOWN])
        raise BodyUnknown(body=wanted or "", day=self.day, known=known)


@dataclass(frozen=True)
class Hierarchy:
    """All standings of all bodies. `hierarchy_of` builds one that has been looked through."""

    standings: tuple[Standing, ...]

    def tree(self, year: int) -> Tree:
        """Who belonged to whom for a report year."""
        return self.on(membership_day(year))

    def on(self, day: date) -> Tree:
        """Who belonged to whom on a day."""
        return Tree(day, {each.body: each for each in self.standings if each.covers(day)})

    def ended(self, body: str, day: date) -> Standing | None:
        """How a body that no longer stands on `day` stood last."""
        past = [each for each in self.standings if each.body == body and each.last < day]
        return max(past, key=lambda each: each.last, default=None)

    @cached_property
    def _named(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for each in self.standings:
            for name in (each.body, each.name, *each.aliases):
                found.setdefault(normal_name(name), {})[each.body] = None
        return {name: tuple(bodies) for name, bodies in found.items()}

    def body_named(self, name: str, year: int) -> str | None:
        """The one body that bears a name or alias; of several, the one that stood in the year. None where that is open."""
        bodies = self._named.get(name) or self._named.get(normal_name(name), ())
        if len(bodies) == 1:
            return bodies[0]
        begin, end = date(year, 1, 1), date(year, 12, 31)
        alive = {
            each.body
            for each in self.standings
            if each.body in bodies
            and each.first <= end
            and each.last >= begin
            and normal_name(name) in map(normal_name, (each.body, each.name, *each.aliases))
        }
        return alive.pop() if len(alive) == 1 else None


def affected(hierarchy: Hierarchy, body: str, year: int) -> tuple[str, ...]:
    """The levels that a new version of a body's return re-opens, from the next to the top (law.md 7.8).

    Empty for a body whose return is not counted, and for one that did not stand for that report year.
    """
    tree = hierarchy.tree(year)
    if body not in tree.standing or not tree.kind(body).counted:
        return ()
    return tuple(tree.above(body))


def hierarchy_of(standings: Iterable[Standing]) -> Hierarchy:
    """The bodies, looked through. Raises HierarchyWrong with every contradiction found."""
    every = tuple(sorted(standings, key=lambda each: (each.body, each.first, each.last, each.parent or "")))
    problems = [*_double(every), *_parents(every)]
    if not problems:
        problems = [*_cycles(every), *_homonyms(every)]
    if problems:
        raise HierarchyWrong(
            count=len(problems),
            problems_zh="；".join(words.zh for words in problems[:_SHOWN]) + "。",
            problems_en="; ".join(words.en for words in problems[:_SHOWN]) + ".",
        )
    return Hierarchy(every)


def _double(every: tuple[Standing, ...]) -> Iterator[Words]:
    """Periods that end before they begin, and two standings of one body on one day."""
    for each in every:
        if each.last < each.first:
            yield Words(
                f"“{each.body}”的起止日期颠倒（{each.period()}）", f"“{each.body}” ends before it begins ({each.period()})"
            )
    latest: dict[str, Standing] = {}
    for each in every:
        before = latest.get(each.body)
        if before is not None and each.first <= before.last:
            day = max(each.first, before.first)
            if each == before:
                yield Words(f"“{each.body}”重复列出（{each.period()}）", f"“{each.body}” is listed twice ({each.period()})")
            elif each.parent != before.parent:
                yield Words(
                    f"“{each.body}”在 {day} 同时隶属“{before.parent}”和“{each.parent}”",
                    f"“{each.body}” has two parents on {day}, “{before.parent}” and “{each.parent}”",
                )
            else:
                yield Words(
                    f"“{each.body}”的两段期间重叠（{before.period()}，{each.period()}）",
                    f"“{each.body}” has overlapping periods ({before.period()}, {each.period()})",
                )
        if before is None or each.last > before.last:
            latest[each.body] = each


def _parents(every: tuple[Standing, ...]) -> Iterator[Words]:
    """Parents that are unknown, that do not stand for the whole of a link, or that cannot have such members."""
    by_body: dict[str, list[Standing]] = {}
    for each in every:
        by_body.setdefault(each.body, []).append(each)
    for each in every:
        if each.parent is None or each.last < each.first:
            continue
        above = by_body.get(each.parent)
        if above is None:
            yield Words(
                f"“{each.body}”的上级“{each.parent}”不在表中", f"the parent “{each.parent}” of “{each.body}” is not listed"
            )
            continue
        meanwhile = [one for one in above if one.first <= each.last and each.first <= one.last]
        if not _whole(each, meanwhile):
            yield Words(
                f"“{each.body}”隶属“{each.parent}”的期间（{each.period()}）超出了“{each.parent}”存续的期间",
                f"the link of “{each.body}” to “{each.parent}” ({each.period()}) reaches beyond the time “{each.parent}” stood",
            )
        if kinds()[each.kind].counted and not all(kinds()[one.kind].holds for one in meanwhile):
            yield Words(
                f"“{each.parent}”不是政府或者开发区，不能有计入汇总的下级“{each.body}”",
                f"“{each.parent}” is no government or zone and cannot hold “{each.body}”, whose return is counted",
            )


def _whole(link: Standing, above: list[Standing]) -> bool:
    """Whether standings of the parent, taken one after the other, cover every day of a link."""
    reached = link.first.toordinal()
    for one in above:
        if one.first.toordinal() <= reached:
            reached = max(reached, one.last.toordinal() + 1)
    return reached > link.last.toordinal()


def _cycles(every: tuple[Standing, ...]) -> Iterator[Words]:
    """Bodies that are above themselves; a circle closes on the first day of one of its links."""
    by_body: dict[str, list[Standing]] = {}
    for each in every:
        by_body.setdefault(each.body, []).append(each)
    told: set[frozenset[str]] = set()
    for each in every:
        path: list[str] = []
        at: str | None = each.body
        while at is not None and at not in path:
            path.append(at)
            at = next(one.parent for one in by_body[at] if one.covers(each.first))
        if at is not None and (ring := frozenset(path[path.index(at) :])) not in told:
            told.add(ring)
            shown = " → ".join([*path[path.index(at) :], at])
            yield Words(f"在 {each.first} 循环隶属：{shown}", f"a circle of links on {each.first}: {shown}")


def _homonyms(every: tuple[Standing, ...]) -> Iterator[Words]:
    """One name that two bodies bear on the same day: a return could not be told to belong to either."""
    bearing: dict[str, list[Standing]] = {}
    for each in every:
        for name in dict.fromkeys(normal_name(one) for one in (each.name, *each.aliases)):
            others = bearing.setdefault(name, [])
            for other in others:
                if other.body != each.body and other.first <= each.last and each.first <= other.last:
                    yield Words(
                        f"“{name}”同时是“{other.body}”和“{each.body}”的名称",
                        f"“{name}” is the name of “{other.body}” and of “{each.body}” at once",
                    )
            others.append(each)
