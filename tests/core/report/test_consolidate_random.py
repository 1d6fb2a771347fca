"""Random trees against plain sums written without the consolidation: 1,000 of them, 10,000 under GONGKAI_NIGHTLY=1."""

from __future__ import annotations

import json
import os
from random import Random

import pytest

from gongkai.core.report.consolidate import Basis, Consolidation, consolidate
from gongkai.core.report.consolidate_json import consolidated_to_json
from gongkai.core.report.consolidate_layout import layout
from gongkai.core.report.consolidate_returns import Return
from gongkai.core.report.form import form_for_year
from gongkai.core.report.hierarchy import Standing, hierarchy_of

TREES = 10_000 if os.environ.get("GONGKAI_NIGHTLY") else 1_000
BATCHES = 20
KINDS = ("department", "township", "street", "zone", "vertical", "utility", "branch")


class Made:
    """One random tree for one year, kept as the plainest of dictionaries."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.year = rng.randint(2019, 2025)
        self.rows: list[Standing] = [Standing("g", "甲", "government")]
        self.now: dict[str, tuple[str, str]] = {}  # body → (parent, kind) on 31 December
        self.returns: list[Return] = []
        self.latest: dict[str, list[int]] = {}
        self.count = 0
        self._grow("g", rng.randint(1, 4))

    def _grow(self, parent: str, depth: int) -> None:
        for _ in range(self.rng.randint(1, 5)):
            self.count += 1
            body = f"b{self.count:03d}"
            kind = self.rng.choice(KINDS)
            if depth > 1 and self.rng.random() < 0.4:
                kind = "government"
            gone = self._stand(body, kind, parent)
            if kind == "government":
                if not gone:
                    self._grow(body, depth - 1)
                if self.rng.random() < 0.4:
                    self._hand_in(body)
            elif self.rng.random() < 0.85:
                self._hand_in(body)

    def _stand(self, body: str, kind: str, parent: str) -> bool:
        """A body that always stood there, or moved there, or was founded or abolished; says whether it is gone."""
        from datetime import date

        middle = date(self.year, self.rng.randint(1, 12), self.rng.randint(1, 28))
        fate = self.rng.random()
        if fate < 0.1 and kind != "government":
            self.rows.append(Standing(body, f"名{body}", kind, parent, None, middle))
            return True
        if fate < 0.2 and kind != "government":
            self.rows.append(Standing(body, f"名{body}", kind, "g", None, middle))
            self.rows.append(Standing(body, f"名{body}", kind, parent, date.fromordinal(middle.toordinal() + 1)))
        else:
            self.rows.append(Standing(body, f"名{body}", kind, parent, middle if fate < 0.3 and kind != "government" else None))
        self.now[body] = (parent, kind)
        return False

    def _hand_in(self, body: str) -> None:
        form_id = form_for_year(self.year).id
        line = layout(form_id)
        versions = self.rng.sample(range(1, 9), self.rng.choice((1, 1, 1, 2, 3)))
        for version in versions:
            # Three numbers drawn, the rest follows from them: enough to tell cells and bodies apart, and quick.
            seed, step, top = self.rng.randint(0, 999), self.rng.randint(1, 99), self.rng.choice((7, 10**6, 2**50))
            counts = [(seed + step * index * index) % top for index in range(line.counts)]
            money = tuple((seed + index) * 7 for index in range(len(line.cells) - line.counts))
            self.returns.append(Return(body, self.year, form_id, counts, money, version=version))
            if version == max(versions):
                self.latest[body] = [*counts, *money]
        if self.rng.random() < 0.1:
            self.returns.append(Return(body, self.year - 1, "2021", [1] * layout("2021").counts, (1,)))

    def plain(self, body: str, basis: Basis) -> tuple[list[int] | None, set[str]]:
        """The plain sum of a government, and who is missing from it."""
        total: list[int] | None = None
        missing: set[str] = set()
        for each, (parent, kind) in self.now.items():
            if parent != body or kind in ("vertical", "utility", "branch"):
                continue
            below, lacking = self.plain(each, basis)
            own = self.latest.get(each)
            taken = own if own is not None and (basis is Basis.SUBMITTED or below is None) else below
            if taken is None:
                missing.add(each)
                continue
            if taken is below:
                missing |= lacking
            total = taken if total is None else [one + other for one, other in zip(total, taken, strict=True)]
        return total, missing


def shuffled(made: Made, rng: Random) -> list[Return]:
    returns = list(made.returns)
    rng.shuffle(returns)
    return returns


def as_bytes(done: Consolidation) -> bytes:
    return json.dumps(consolidated_to_json(done), ensure_ascii=False).encode()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_trees_add_up_as_plain_sums_do(batch: int) -> None:
    rng = Random(batch)
    added_up = 0
    for number in range(TREES // BATCHES):
        made = Made(rng)
        basis = rng.choice(list(Basis))
        expected, missing = made.plain("g", basis)
        if expected is None:
            continue
        hierarchy = hierarchy_of(made.rows)
        done = consolidate(shuffled(made, rng), hierarchy, made.year, of="g", basis=basis)
        assert list(done.node.totals) == expected
        assert set(done.node.missing) == missing
        assert done.node.cell("T3.new.total").complete == (not missing)
        for cell in ("T3.new.natural", "T3.r7.total", "T4.lit_after.pending"):
            assert sum(each.value for each in done.node.addends(cell)) == done.node.cell(cell).total
        for body, node in done.nodes.items():
            assert (list(node.totals), set(node.missing)) == made.plain(body, basis)
        if number % 50 == 0:
            again = consolidate(shuffled(made, rng), hierarchy_of(reversed(made.rows)), made.year, of="g", basis=basis)
            assert as_bytes(again) == as_bytes(done)
        added_up += 1
    assert added_up > TREES // BATCHES // 2
