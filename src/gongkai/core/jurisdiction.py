"""Who stands behind a letter, who reviews it, and which court hears a suit (ARL 24-28; ALL 14, 15, 18)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from gongkai.core.citations import Citation, citations
from gongkai.core.errors_casework import AnsweringBodyUnknown, AuthorityMissing, CourtNotConfirmed
from gongkai.core.labels import Label, labels
from gongkai.core.law import read_law_file


@cache
def _law() -> dict[str, Any]:
    found: dict[str, Any] = read_law_file("remedies.yaml")
    return found


class AgencyKind(StrEnum):
    """The kinds of agency that ARL 24-28 tell apart; names and rules are in `law/remedies.yaml`."""

    LOCAL_DEPARTMENT = "local_department"  # 县级以上地方政府工作部门
    LOCAL_GOVERNMENT = "local_government"  # 县级以上、省级以下地方政府
    TOWNSHIP_GOVERNMENT = "township_government"  # 乡镇政府
    PROVINCIAL_GOVERNMENT = "provincial_government"  # 省级政府
    STATE_COUNCIL_DEPARTMENT = "state_council_department"  # 国务院部门
    CUSTOMS = "customs"  # 海关
    VERTICAL_DEPARTMENT = "vertical_department"  # 金融、外汇、税务、国家安全
    JUSTICE_BUREAU = "justice_bureau"  # 地方司法行政部门
    DISPATCHED_UNIT = "dispatched_unit"  # 政府工作部门的派出机构
    DISTRICT_UNIT = "district_unit"  # 设区的市部门按行政区划设立的派出机构
    AUTHORISED_ORGANISATION = "authorised_organisation"  # 法律、法规授权的组织
    GOVERNMENT_OFFICE = "government_office"  # 政府办公厅（室）

    @property
    def label(self) -> Label:
        """Its name in both languages."""
        return Label(self.value, self._rule["zh"], self._rule["en"])

    @property
    def reviewed_by(self) -> tuple[str, ...]:
        """The fields of the agency that name who reviews it; two are a choice of the applicant's."""
        return tuple(self._rule["by"])

    @property
    def articles(self) -> tuple[Citation, ...]:
        """The rule of ARL 24-28 that says so."""
        return citations(self._rule["articles"])

    @property
    def court_level(self) -> str:
        """`basic` or `intermediate` (ALL 14-15)."""
        return str(self._rule["court"])

    @property
    def _rule(self) -> dict[str, Any]:
        return dict(_law()["agencies"][self.value])


class Seal(StrEnum):
    """Under which seal a letter goes out; 政府信息公开专用章 makes it the government's own act."""

    OWN = "own"  # 本机关印章
    DISCLOSURE = "disclosure"  # 政府信息公开专用章


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A body that answers requests, and the names of those over it that reconsideration may lie with (ARL 24-28)."""

    name: str
    kind: AgencyKind
    government: str | None = None  # 本级人民政府；派出机构：其部门的本级人民政府
    higher_government: str | None = None  # 上一级人民政府
    higher_department: str | None = None  # 上一级主管部门
    local_government: str | None = None  # 所在地人民政府


@dataclass(frozen=True, slots=True)
class Court:
    """A court entered for a body; without `confirmed_by` (the legal unit) no letter may name it."""

    name: str
    confirmed_by: str | None = None


def answering_body(agency: Agency, *, on: date, answers_in_name_of: Mapping[date, Agency], seal: Seal = Seal.OWN) -> Agency:
    """Whose act a letter of that day is (对外答复主体; (2015)行他字第32号, law.md 6.2).

    A government's general office, or anybody under 政府信息公开专用章, answers in the government's name; the rest answer
    in their own. Raises AnsweringBodyUnknown where the government is not recorded for the day.
    """
    if agency.kind is not AgencyKind.GOVERNMENT_OFFICE and seal is Seal.OWN:
        return agency
    begun = [start for start in answers_in_name_of if start <= on]
    if not begun:
        raise AnsweringBodyUnknown(agency=agency.name, day=on)
    return answers_in_name_of[max(begun)]


def review_authorities(answering: Agency) -> tuple[str, ...]:
    """Who reviews the agency's acts (ARL 24-28); two names are the applicant's choice. Raises AuthorityMissing."""
    names = []
    for field in answering.kind.reviewed_by:
        name = getattr(answering, field, None)
        if not name:
            missing = labels(_law()["fields"])[field]
            raise AuthorityMissing(agency=answering.name, field_zh=missing.zh, field_en=missing.en)
        names.append(str(name))
    return tuple(names)


def usual_court(answering: Agency) -> Label:
    """The level of court that usually hears a suit against the agency (ALL 14, 15); some places assign others (ALL 18)."""
    return labels(_law()["courts"])[answering.kind.court_level]


def confirmed_court(answering: Agency, *, on: date, courts: Mapping[str, Mapping[date, Court]]) -> str:
    """The court that the legal unit confirmed for the body on that day (ALL 18). Raises CourtNotConfirmed.

    `courts`: body → first day → court. A later entry without confirmation blocks; it does not fall back to the older one.
    """
    entries = courts.get(answering.name, {})
    begun = [start for start in entries if start <= on]
    court = entries[max(begun)] if begun else None
    if court is None or not court.confirmed_by:
        level = usual_court(answering)
        raise CourtNotConfirmed(agency=answering.name, day=on, level_zh=level.zh, level_en=level.en)
    return court.name
