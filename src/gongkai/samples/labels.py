"""Row and column labels as real reports print them: short, with a dropped character, broken, spaced, half-width."""

from __future__ import annotations

from collections.abc import Mapping

IDENTITY = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
_HALF = str.maketrans("（），、．：", "(),、.:")
_DROPPED = {"2.其他法律行政法规禁止公开": "2.其他法律行政止公开"}
_SHORT = {
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": "1.逾期不补正",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请": "2.逾期不缴费",
}
_OTHER_NORM = {"2021": "规范性文件", "2019": "行政规范性文件"}
_BROKEN = ("本年新", "商业", "科研", "社会公益", "法律服务", "结果", "其他结", "尚未", "（三）", "（四）", "（五）", "（六）")
_LONGEST = 14


def article(name: str, switches: Mapping[str, str]) -> str:
    """第二十条第（一）项, or 第二十条（一）项 as some print it."""
    text = name.replace("条第（", "条（") if switches["article"] == "bare" else name
    return _styled(text, switches["labels"], breaks=False)


def identity_label(switches: Mapping[str, str]) -> str:
    """The corner of table 3, which prints the identity."""
    return _styled(IDENTITY, switches["labels"])


def grid_label(label: str, switches: Mapping[str, str], form_id: str = "") -> str:
    """A row or column label under the label switches."""
    style = switches["labels"]
    if label in ("规范性文件", "行政规范性文件") and switches["norm"] == "other-form":
        label = _OTHER_NORM[form_id]
    if label == "社会公益组织" and switches["welfare"] == "short":
        label = "社会组织"
    if style == "dropped":
        label = _DROPPED.get(label, label)
    if style == "short":
        label = _SHORT.get(label, label)
    return _styled(label, style)


def _styled(label: str, style: str, *, breaks: bool = True) -> str:
    if style == "halfwidth":
        return label.translate(_HALF).replace(")", ") ", 1)
    if style == "spaced":
        return label[:2] + "\u3000" + label[2:] + "\xa0"
    if style == "broken" and breaks:
        return _broken(label)
    return label


def _broken(label: str) -> str:
    """A line break where narrow cells have one, or after so many characters."""
    for start in _BROKEN:
        if label.startswith(start) and len(label) > len(start):
            return f"{start}\n{label[len(start) :]}"
    if len(label) > _LONGEST:
        return f"{label[:_LONGEST]}\n{label[_LONGEST:]}"
    return label
