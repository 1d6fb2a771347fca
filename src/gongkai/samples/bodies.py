"""Invented public bodies. None of them exists; every name says so or is made up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Body:
    """A body that reports. `may_issue_rules`: it is, or belongs to, a government that may make 规章 (art. 20(1))."""

    name: str
    we: str
    here: str
    government: bool = False
    may_issue_rules: bool = False


BODIES = (
    Body("演示市信访局", "我局", "局机关"),
    Body("演示市人民政府", "我市", "全市", government=True, may_issue_rules=True),
    Body("云溪县人民政府", "我县", "全县", government=True),
    Body("云溪县教育和体育局", "我局", "全系统"),
    Body("演示市示例区人民政府", "我区", "全区", government=True),
    Body("演示市样例镇人民政府", "我镇", "全镇"),
    Body("演示市水务局", "本机关", "局机关"),
    Body("云溪县自然资源局", "我局", "局系统"),
    Body("演示高新技术产业开发区管理委员会", "管委会", "全区", government=True),
    Body("演示市人民政府办公室", "本机关", "本机关", may_issue_rules=True),
)
