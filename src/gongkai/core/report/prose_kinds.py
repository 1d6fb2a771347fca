"""The words by which the prose names what it counts; each kind is one sum of cells in `prose_cells`.

The patterns look at one clause of at most a few hundred characters and repeat nothing inside a repetition, so that no
text can make them slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_IN = "[^，。；：！？\\d]"  # inside one clause
REQUEST_TOPIC = re.compile("信息公开申请|依申请|公开申请|申请公开|公开政府信息的申请|政府信息申请|信息的申请")
DISCLOSURE = re.compile("信息公开|依申请|政务公开")
REMEDY = re.compile("复议|诉讼|应诉|起诉")
REMEDY_BEFORE = re.compile(f"(?:复议|诉讼|应诉|起诉){_IN}{{0,12}}$")
REMEDIES = frozenset({"review", "litigation", "lit_direct", "lit_after"})
SCOPE = re.compile(
    "备案|[市县区省州]本级|全[市县区省州镇乡旗]|全街道|全系统|[各全]单位|各部门|各级|各[地镇乡县区]|各有关|本机关(?!不掌握)|代表市|代表[县区省]|[我本][市县区省]|实验区"
)
CHANNEL = re.compile("网站|网络|网上|线上|线下|邮寄|信函|书面|邮件|邮箱|传真|当面|现场|平台|渠道|窗口|电话")
PART_OF_YEAR = re.compile("上半年|下半年|季度|\\d月|每月|当月|截至")
NOT_REQUESTS = re.compile(
    "提案|建议|信访(?!局|办|部门|中心)|来信|来访|留言|咨询|投诉|诉求|工单|热线|意见|问政|许可|处罚|执法(?!局|大队|支队|总队)|登记证|补贴|救助|报名|复议申请|问题|线索|邮件"
)
OTHER_BODY = re.compile(
    "[\\u4e00-\\u9fff]{0,12}(?:局|委员会|管委会|厅|办公室|镇|乡|街道|[市区县省][\\u4e00-\\u9fff]{1,5}委)(?=[^，。；：]{0,8}[收受接办答新])"
)
EMPTY_LEAD = re.compile(
    "(?:、|其中|分别|共计?|合计|总计|累计|总共|为|有|是|计|约|全年|本年度?|今年|当年|年内|20\\d{2}年度?|[全本我][市县区省局委办]|数量|数|件数)*"
)
ALL_UPHELD = re.compile("[均全](?:部)?(?:[获被予为]|以)?(?:结果)?(?:得到)?维持")
OUTCOMES = (
    (re.compile(f"维持{_IN}{{0,6}}$"), "maintain"),
    (re.compile(f"(?:纠正|纠错|败诉|撤销|确认违法){_IN}{{0,6}}$"), "correct"),
    (re.compile(f"(?:未审结|未结|尚未审|正在审理|审理中|待审){_IN}{{0,6}}$"), "pending"),
    (re.compile(f"其他结果{_IN}{{0,6}}$"), "other"),
)

_FEW = f"{_IN}{{0,8}}$"
_OF = "(?:提出|申请|依申请|案件|事项|件数|数量|数|的|有|共|计|为|约)*$"
_ABOUT_REQUESTS = "(?:各类|全部|政府|信息公开|依申请公开|公开|申请|案件|事项|件数|件|的|共|计|合)*$"
_RESULTS = (
    (f"予以公开{_IN}{{0,3}}部分(?:予以)?公开{_FEW}", "r1+r2"),
    (f"(?<!分)(?:予以公开|同意公开|全部公开|准予公开){_FEW}", "r1"),
    (f"(?:部分(?:予以|同意)?公开|区分处理){_FEW}", "r2"),
    (f"(?:不予公开|不同意公开){_FEW}", "r3"),
    (f"无法提供{_FEW}", "r4"),
    (f"不予处理{_FEW}", "r5"),
    (f"其他处理{_FEW}", "r6"),
    (f"属于国家秘密{_FEW}", "r3_1"),
    (f"三安全一稳定{_FEW}", "r3_3"),
    (f"第三方合法权益{_FEW}", "r3_4"),
    (f"内部事务信息{_FEW}", "r3_5"),
    (f"过程性信息{_FEW}", "r3_6"),
    (f"行政执法案卷{_FEW}", "r3_7"),
    (f"行政查询{_FEW}", "r3_8"),
    (f"本机关不掌握{_FEW}", "r4_1"),
    (f"(?:没有现成信息|另行制作){_FEW}", "r4_2"),
    (f"仍?不明确{_FEW}", "r4_3"),
    (f"信访举报投诉{_FEW}", "r5_1"),
    (f"重复申请{_FEW}", "r5_2"),
    (f"公开出版物{_FEW}", "r5_3"),
    (f"大量反复申请{_FEW}", "r5_4"),
    (f"逾期不补正{_FEW}", "r6_1"),
    (f"逾期[不未]{_IN}{{0,10}}缴(?:纳)?费{_FEW}", "r6_2"),
    (f"(?:上一?年度?|去年)(?:结转|转入|转来|接转|遗留){_IN}{{0,20}}$", "carry_in"),
    (f"(?:结转|转入|转至|转|顺延|延续)[至到入]?(?:下|次|明)一?年度?{_IN}{{0,14}}$", "carry_out"),
    (f"商业企业{_OF}", "commercial"),
    (f"科研机构{_OF}", "research"),
    (f"社会(?:公益)?组织{_OF}", "welfare"),
    (f"法律服务机构{_OF}", "legal_services"),
    (f"(?<![、和])自然人{_OF}", "natural"),
    (f"(?<![、和])(?:法人{_IN}{{0,3}}其他组织){_OF}", "legal"),
)
_TOTALS = (
    (f"新收到?(?:的|了)?{_IN}{{0,24}}(?:申请|依申请公开){_FEW}", "new"),
    (f"(?:收到|受理|接收|收办|接到|接受|收悉|接办)(?:的|了)?{_IN}{{0,24}}(?:申请|依申请公开){_FEW}", "received"),
    (f"(?:申请|依申请公开){_IN}{{0,6}}(?:受理|收到|接收){_FEW}", "received"),
    ("新收(?:到)?(?:了)?(?:共计?|各类)?$", "new"),
    ("(?:收到|受理|接收|收办|接到)(?:了|并受理)?(?:共计?|各类)?$", "received"),
    (f"(?:办结|答复|回复|办复|办毕)(?:了|完毕|完成)?{_ABOUT_REQUESTS}", "answered"),
    (f"(?:办理|处理)(?:了|完毕|完成)?{_ABOUT_REQUESTS}", "handled"),
)
_NO_VERB = ((f"(?:信息公开申请|依申请公开申请){_OF}", "requests"),)
_BY_RANK = tuple(tuple((re.compile(pattern), kind) for pattern, kind in rank) for rank in (_RESULTS, _TOTALS, _NO_VERB))
_AFTER = re.compile(f"(?:申请{_IN}{{0,24}})?(?:按规定|依法)?(?:结转|转入|转至|转|顺延)[至到入]?(?:下|次|明)一?年")


def kind_before(clause: str) -> str | None:
    """The kind that the words right before a number name: an outcome before a verb, and the last one named."""
    for rank in _BY_RANK:
        named = [(match.start(), match.end(), kind) for pattern, kind in rank if (match := pattern.search(clause))]
        if any(kind == "r1+r2" for _, _, kind in named):
            return "r1+r2"
        if named:
            return max(named)[2]
    return None


def kind_after(tail: str) -> str | None:
    """1件结转下年度: the thing stands behind its number."""
    return "carry_out" if _AFTER.match(tail) else None


_NORMATIVE = re.compile("规范性文件(?:共|计|合|有|为|数量)*$")
_RULES = re.compile("规章(?:共|计|合|有|为|数量)*$")
_WHOLE_YEAR = re.compile("全年|本年|年度|今年|共|累计|20\\d{2}年|现行有效")
_VERBS = (
    (re.compile("现行有效|继续有效"), "valid"),
    (re.compile("废止|失效"), "repealed"),
    (re.compile("制发|制定|印发|出台"), "issued"),
    (re.compile("主动公开|新公开|公开发布"), "opened"),
    (re.compile("清理|备案|审查|审核|报送|解读|修订|修改|整理|汇编"), "else"),
)


def document_kind(before: str, clause: str) -> str | None:
    """规章 or 规范性文件, with the verb that stands last before the number: valid, repealed, issued or opened."""
    if _NORMATIVE.search(clause):
        thing = "norm"
    elif _RULES.search(clause):
        thing = "rule"
    else:
        return None
    if re.search("规章.{0,6}规范性文件", clause) or not _WHOLE_YEAR.search(before):
        return None
    last = max(((match.start(), verb) for pattern, verb in _VERBS for match in pattern.finditer(before)), default=None)
    return None if last is None else f"{thing}.{last[1]}"


def remedy_kinds(text: str) -> tuple[str, ...]:
    """Which remedies a stretch of text speaks of: review, litigation, or one of the two routes of litigation."""
    kinds: list[str] = []
    rest = text.replace("未经复议直接起诉", "").replace("复议后起诉", "").replace("复议后提起诉讼", "")
    if "复议" in rest:
        kinds.append("review")
    if "未经复议直接起诉" in text:
        kinds.append("lit_direct")
    elif "复议后起诉" in text or "复议后提起诉讼" in text:
        kinds.append("lit_after")
    elif "诉讼" in rest or "应诉" in rest:
        kinds.append("litigation")
    return tuple(kinds)


_NO = "(?:未(?![经按及来结审决办公予能])|没有|无(?!法|正|关)|尚未)"
_NO_REQUESTS = re.compile(
    f"{_NO}{_IN}{{0,4}}(?:收到|接到|受理|接收|新收){_IN}{{0,24}}申请|(?:^|[，；：、度年局委])无(?:政府|依申请|任何){_IN}{{0,12}}申请"
)
_NO_REMEDY = re.compile(f"{_NO}{_IN}{{0,40}}(?:复议|诉讼){_IN}{{0,24}}")


def zero_claims(text: str, topic: bool) -> Iterator[tuple[str, str]]:
    """未收到申请, 未发生行政复议、行政诉讼, 未被纠错: what the prose says did not happen."""
    for match in _NO_REQUESTS.finditer(text):
        if topic and not re.search("复议|诉讼|更正|收费", match.group()):
            yield "received", match.group()
    for match in _NO_REMEDY.finditer(text):
        lost = re.search("纠错|纠正|败诉|撤销|确认违法", match.group())
        for kind in remedy_kinds(match.group()):
            yield (f"{kind}.correct" if lost else kind), match.group()
