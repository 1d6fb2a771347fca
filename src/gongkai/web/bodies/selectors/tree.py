"""The tree of bodies on a day (law.md 7.8): two queries, whatever its size."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, When

from gongkai.web.bodies.dated import in_force
from gongkai.web.bodies.models import Body, ParentLink


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One body in the order of the tree, with how deep it stands."""

    body: Body
    depth: int
    parent: Body | None


def bodies_of(on: date) -> QuerySet[Body]:
    """Every body that existed on `on`."""
    return Body.objects.filter(in_force(on))


def body_with_code(code: str) -> Body | None:
    """The body of that code, whether it still exists or not."""
    return Body.objects.filter(code=code).first()


def parent_of(body: Body, on: date) -> Body | None:
    """Who led `body` on `on`; None for the top of a tree."""
    link = ParentLink.objects.filter(in_force(on), body=body).select_related("parent").first()
    return link.parent if link else None


def body_path(body: Body, on: date) -> list[Body]:
    """From the top of the tree down to `body`, which is last."""
    parents = _links(on)
    keys = [body.pk]
    while (above := parents.get(keys[-1])) is not None and above not in keys:
        keys.append(above)
    found = Body.objects.in_bulk(keys)
    return [found[key] for key in reversed(keys)]


def tree_root_of(body: Body, on: date) -> Body:
    """The top of the tree in which `body` stood on `on`."""
    return body_path(body, on)[0]


def children_of(body: Body, on: date) -> QuerySet[Body]:
    """The bodies that `body` itself led on `on`."""
    links = ParentLink.objects.filter(in_force(on), parent=body)
    return bodies_of(on).filter(pk__in=links.values("body_id"))


def bodies_below(body: Body, on: date) -> QuerySet[Body]:
    """Every body below `body` on `on`, itself left out."""
    children = _children(_links(on))
    found: set[uuid.UUID] = set()
    waiting = [body.pk]
    while waiting:
        fresh = [each for each in children[waiting.pop()] if each not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return bodies_of(on).filter(pk__in=found - {body.pk})


def tree_lines(on: date) -> list[TreeLine]:
    """All bodies of `on` in the order of the tree, each under its parent."""
    bodies = {each.pk: each for each in bodies_of(on).select_related("answers_as")}
    parents = {below: above for below, above in _links(on).items() if above in bodies}
    children = _children(parents)

    def walk(key: uuid.UUID, depth: int) -> Iterator[TreeLine]:
        above = parents.get(key)
        yield TreeLine(bodies[key], depth, bodies[above] if above else None)
        for child in sorted((each for each in children[key] if each in bodies), key=lambda each: bodies[each].code):
            yield from walk(child, depth + 1)

    return [line for key in bodies if key not in parents for line in walk(key, 0)]


def answering_body(body: Body) -> Body:
    """In whose name `body` answers: its own, or that of the body it is a unit of (R 27)."""
    return body.answers_as or body


def parents_over_time(body: Body) -> QuerySet[ParentLink]:
    """Every parent `body` ever had, oldest first."""
    return ParentLink.objects.filter(body=body).select_related("parent").order_by("begun_on")


def _links(on: date) -> dict[uuid.UUID, uuid.UUID]:
    return dict(ParentLink.objects.filter(in_force(on)).values_list("body_id", "parent_id"))


def _children(parents: dict[uuid.UUID, uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    children: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    for below, above in parents.items():
        children[above].append(below)
    return children


def bodies_named(text: str, on: date) -> QuerySet[Body]:
    """Bodies of `on` whose name, short name, code or credit code holds `text`, an exact code first."""
    alike = Q(name__icontains=text) | Q(short_name__icontains=text) | Q(code__icontains=text) | Q(credit_code__iexact=text)
    exact = Case(When(code=text, then=0), default=1, output_field=IntegerField())
    return bodies_of(on).filter(alike).annotate(exact=exact).order_by("exact", "code")
