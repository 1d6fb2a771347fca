"""What kind of body a report's name belongs to, where the name leaves no doubt (law.md 7.7, P5)."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from gongkai.core.law import read_law_file


class Level(StrEnum):
    """Kinds of body that bind differently: who may make 规章, and by when a report is due (art. 49)."""

    TOWNSHIP = "township"
    COUNTY = "county"
    DISTRICT = "district"
    GOVERNMENT_OFFICE = "government_office"  # reports for the government itself (本政府机关)
    DEPARTMENT = "department"
    NATIONAL = "national"
    UNKNOWN = "unknown"  # a city, a province, a zone: the name does not say enough


MAKES_NO_RULES = frozenset({Level.TOWNSHIP, Level.COUNTY, Level.DISTRICT, Level.DEPARTMENT})
DUE_IN_JANUARY = frozenset({Level.TOWNSHIP, Level.DEPARTMENT, Level.GOVERNMENT_OFFICE})


@cache
def level_of(agency: str | None) -> Level:
    """The level that the name proves, else UNKNOWN (《立法法》第91、93条; art. 49)."""
    words = read_law_file("checks.yaml")["levels"]
    if not agency:
        return Level.UNKNOWN
    if agency.startswith(tuple(words["national"])) or agency.endswith(tuple(words["not_department"])):
        return Level.NATIONAL if agency.startswith(tuple(words["national"])) else Level.UNKNOWN
    for level in (Level.TOWNSHIP, Level.COUNTY):
        if agency.endswith(tuple(words[level.value])):
            return level
    if agency.endswith(tuple(words["district"])):
        return Level.UNKNOWN if agency.endswith(tuple(words["not_district"])) else Level.DISTRICT
    for level in (Level.GOVERNMENT_OFFICE, Level.DEPARTMENT):
        if agency.endswith(tuple(words[level.value])):
            return level
    return Level.UNKNOWN


def same_body(one: str, other: str) -> bool:
    """Whether one name is a short form of the other: its characters in order (上海市科委, 上海市科学技术委员会)."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(character in rest for character in short)
