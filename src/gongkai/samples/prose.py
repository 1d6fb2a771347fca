"""The sections in words: varied invented sentences whose numbers agree with the tables.

Every number is a slot; a slot knows the cells it states, so that a planted contradiction can say what it contradicts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

from gongkai.samples.draft import ORGANISATIONS, Draft, Paragraph, Statement

_SLOT = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_FREE = {  # slots that no table knows: the least and the most of them
    "info_web": (60, 2400),
    "info_media": (20, 900),
    "info_other": (5, 300),
    "explained_chart": (2, 40),
    "explained_text": (3, 60),
    "opinions": (8, 160),
    "closed_accounts": (2, 14),
    "trainings": (2, 9),
    "trained": (30, 400),
    "assessments": (2, 6),
}


@cache
def phrases() -> Mapping[str, list[dict[str, Any]]]:
    """The invented sentences by theme."""
    text = resources.files("gongkai").joinpath("samples", "phrases.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, list[dict[str, Any]]] = yaml.safe_load(text)
    return loaded


def slot_cells(draft: Draft) -> dict[str, tuple[str, ...]]:
    """The cells whose sum each slot states."""

    def rows(prefix: str) -> tuple[str, ...]:
        return tuple(f"{row}.total" for row in draft.outcome_rows() if row.startswith(prefix))

    cells = {
        "new": ("T3.new.total",),
        "new_natural": ("T3.new.natural",),
        "new_organisations": tuple(f"T3.new.{who}" for who in ORGANISATIONS),
        "carry_in": ("T3.carry_in.total",),
        "carry_out": ("T3.carry_out.total",),
        "done": ("T3.r7.total",),
        "granted": ("T3.r1.total",),
        "partly": ("T3.r2.total",),
        "refused": rows("T3.r3"),
        "unable": rows("T3.r4"),
        "not_handled": rows("T3.r5"),
        "other": rows("T3.r6"),
        "review": ("T4.review.total",),
        "suits": ("T4.lit_direct.total", "T4.lit_after.total"),
        **{f"review_{end}": (f"T4.review.{end}",) for end in ("maintain", "correct", "other", "pending")},
    }
    if "T2.1.norm.valid" in draft.cells:
        cells |= {f"norm_{column}": (f"T2.1.norm.{column}",) for column in ("issued", "repealed", "valid")}
    return cells


class Writer:
    """Writes sentences about one draft; every choice comes from `rng`."""

    def __init__(self, rng: Random, draft: Draft) -> None:
        self.rng = rng
        self.draft = draft
        self.cells = slot_cells(draft)
        self.free: dict[str, Decimal] = {}

    def sentence(self, theme: str, index: int | None = None) -> Statement:
        """One sentence on `theme`, the `index`-th where it matters which."""
        told = phrases()[theme]
        return self._statement(told[index] if index is not None else self.rng.choice(told))

    def every(self, theme: str) -> Paragraph:
        """All sentences on `theme`, in order."""
        return [self._statement(entry) for entry in phrases()[theme]]

    def _statement(self, entry: dict[str, Any]) -> Statement:
        template = _CHOICE.sub(lambda found: self.rng.choice(found[1].split("|")), entry["text"])
        template = self._named(template)
        slots = _SLOT.findall(template)
        share = tuple(entry["share"]) if "share" in entry else None
        whole, parts = entry.get("whole"), tuple(entry.get("parts", ()))
        numbers = {slot: self._number(slot) for slot in slots if slot != whole and not (share and slot == share[2])}
        if whole is not None:
            known = whole in self.cells
            numbers[whole] = self._number(whole) if known else sum((numbers[part] for part in parts), Decimal(0))
        if share is not None:
            numbers[share[2]] = percentage(numbers[share[0]], numbers[share[1]])
        return Statement(
            template=template,
            numbers=numbers,
            cells={slot: self.cells[slot] for slot in slots if slot in self.cells},
            whole=whole,
            parts=parts,
            share=share,
            kind=entry.get("kind", ""),
        )

    def _named(self, template: str) -> str:
        draft = self.draft
        names = {
            "year": str(draft.year),
            "period": str(draft.year),
            "body": draft.body.name,
            "we": draft.body.we,
            "here": draft.body.here,
        }
        return _SLOT.sub(lambda found: names.get(found[1], found[0]), template)

    def _number(self, slot: str) -> Decimal:
        if slot in self.cells:
            return sum((self.draft.number(cell) for cell in self.cells[slot]), Decimal(0))
        if slot == "fee_notices":
            return self.draft.number("T3.r6_2.total") + 1
        if slot == "fee_yuan":
            return Decimal(self.rng.randint(1, 300) * 10)
        if slot not in self.free:
            self.free[slot] = Decimal(self.rng.randint(*_FREE[slot]))
        return self.free[slot]


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """A share of the whole in per cent with two decimals, rounded half up."""
    return (part * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def write_sections(rng: Random, draft: Draft) -> None:
    """Fill the draft's sections with prose that agrees with its tables."""
    writer = Writer(rng, draft)
    draft.sections = {
        "0": [[one] for one in writer.every("opening")],
        "1": _situation(writer),
        "2": [[writer.sentence("tables_only")]] if rng.random() < 0.3 else [],
        "3": [],
        "4": [],
        "5": [[writer.sentence("problems")], [writer.sentence("improvements")]],
        "6": [[_fees(writer)], [writer.sentence("other")]],
    }


def _situation(writer: Writer) -> list[Paragraph]:
    """一、总体情况: the five aspects that both forms ask for."""
    draft, rng = writer.draft, writer.rng
    requests: Paragraph
    if draft.number("T3.new.total") + draft.number("T3.carry_in.total") + draft.number("T3.r7.total"):
        requests = [writer.sentence("on_request")]
        if draft.number("T3.r7.total"):
            requests.append(writer.sentence("results"))
    else:
        requests = [writer.sentence("no_requests")]
    suits = sum(draft.number(f"T4.{row}.total") for row in ("review", "lit_direct", "lit_after"))
    requests.append(writer.sentence("remedies" if suits else "no_remedies"))
    proactive = rng.sample(writer.every("proactive"), 2)
    if "T2.1.norm.valid" in draft.cells:
        proactive.append(writer.sentence("documents"))
    aspects = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
    told = (proactive, requests, *([writer.sentence(theme)] for theme in ("management", "platform", "supervision")))
    return [
        [Statement(f"（{number}）{aspect}。", {}), *paragraph]
        for number, aspect, paragraph in zip("一二三四五", aspects, told, strict=True)
    ]


def _fees(writer: Writer) -> Statement:
    """Section six always says what was charged, also where it was nothing (form of 2021; CONV for 2019)."""
    unpaid = writer.draft.number("T3.r6_2.total")
    return writer.sentence("fee_some" if unpaid or writer.rng.random() < 0.3 else "fee_none")
