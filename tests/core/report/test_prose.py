"""The prose reconciled with the tables (law.md 7.5, X11): sentence in, findings out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.batch.bounded import processor_time
from gongkai.core.findings import Severity
from gongkai.core.report.exchange import Passage
from gongkai.core.report.prose import check_prose
from tests.core.report.reports import CITY_2023, changed, found, report, with_rows

BUREAU = "演示市信访局"
OUTCOMES = (
    "全年收到政府信息公开申请3511件，其中，自然人申请3402件，法人或其他组织申请109件；办结3486件：予以公开1191件、部分公开328件、"
    "不予公开142件、无法提供1078件、不予处理406件、作其他处理（含主动撤回）341件，转下年度办理121件。"
)


def told(text: str, rows=CITY_2023, *, section: str = "1", form_id: str = "2021", year: int = 2023) -> list[tuple]:
    of = report(rows, agency=BUREAU, prose={section: text}, form_id=form_id, year=year)
    return [
        (finding.message.code, finding.severity.value, finding.stated, finding.computed)
        for finding in check_prose(of, None)
        if finding.severity is not Severity.NOTE
    ]


AGREES: Sequence[str] = (
    OUTCOMES,
    "我局全年共收办政府信息公开申请3607件，同比增长70.3%。",
    "全年受理政府信息公开申请3,511件，上年结转96件，办结3486件，结转下年度121件。",
    "本年度共收到3511件政府信息公开申请，及时办结3486件，121件结转下年度继续办理。",
    "收到信息公开申请共计三千五百一十一件。",
    "２０２３年收到政府信息公开申请３５１１件。",
    "收到政府信息公开申请0.3511万件。",
    "收到政府信息公开申请约3500件，公开信息18万余条。",
    "收到公众意见75条，受理信访事项200件，办理人大代表建议50件、政协提案85件。依申请公开工作平稳。",
    "收到群众诉求348件，现场解决162件，办结率100%。依申请公开工作平稳。",
    "依申请公开方面，答复网民留言30件，办理行政许可申请900件。",
    "2022年收到政府信息公开申请2059件，2023年收到3511件。",
    "去年收到政府信息公开申请2059件。",
    "全年收到政府信息公开申请3511件，较上年增加1452件，办结3486件。",
    "通过政府网站收到政府信息公开申请100件。",
    "通过网络、邮寄收到政府信息公开申请共计3511件。",
    "一季度收到政府信息公开申请100件，下半年收到2000件。",
    "演示市公安局受理政府信息公开申请933件。",
    "演示市信访局收到政府信息公开申请3511件。",
    "全年收到政府信息公开申请3511件，其中，涉及征地的政府信息公开申请90件。",
    "政府信息公开行政复议440件，其中维持309件、纠正17件、其他结果88件、尚未审结26件；行政诉讼113件。",
    "因政府信息公开引起的行政复议、行政诉讼案件553件。",
    "依法做好政府信息公开行政复议、行政诉讼案件的应诉工作，全年共办理相关案件553件。",
    "政府信息公开行政诉讼中未经复议直接起诉24件，复议后起诉89件。",
    "全市行政复议机关收到行政复议案件5000件。",
    "2022年信息公开行政复议4件，2023年440件。",
    "全年制发行政规范性文件109件，废止行政规范性文件489件，现行有效行政规范性文件597件、规章11件。",
    "2022年未收到政府信息公开申请。",
    "依申请公开工作的良好秩序均得到维持。",
    "没有收到任何许可申请。",
    "依申请公开方面，收到12件锦旗。",
    "与2022年相比更为规范，全年收到政府信息公开申请3511件。",
    "2022年结转的申请均已办结，收到政府信息公开申请3511件。",
    "全年制发规章和行政规范性文件共111件，解读规范性文件30件。",
    "规范性文件30件。",
    "（一）依申请公开。工作平稳。\n（二）公文审查。审查公文166件，其中不予公开20件。",
    "依申请公开中，商业企业申请102件，科研机构0件，社会公益组织4件，法律服务机构7件。",
    "依申请公开中，属于国家秘密0件，危及三安全一稳定6件，保护第三方合法权益38件，三类内部事务信息20件，四类过程性信息9件，"
    "行政执法案卷21件，行政查询事项21件，本机关不掌握1047件，需另行制作28件，补正后仍不明确3件，信访举报投诉类申请305件，"
    "重复申请39件，要求提供公开出版物0件，无正当理由大量反复申请58件，逾期不补正40件，逾期未按通知缴费10件。",
    "",
)  # fmt: skip


@pytest.mark.parametrize("text", AGREES)
def test_what_agrees_or_speaks_of_other_things_is_left_alone(text: str) -> None:
    assert told(text) == []


DIFFERS: Sequence[tuple[str, list[tuple]]] = (
    ("全年收到政府信息公开申请12件。", [("PROSE-TABLE", "error", 12, 3511)]),
    ("2023年我局收到政府信息公开申请12件。", [("PROSE-TABLE", "error", 12, 3511)]),
    ("2023年市信访局共受理政府信息公开申请12件。", [("PROSE-TABLE", "error", 12, 3511)]),
    ("受理政府信息公开申请十二件。", [("PROSE-TABLE", "error", 12, 3511)]),
    ("全年收到政府信息公开申请10宗。", [("PROSE-TABLE", "error", 10, 3511)]),
    ("全年收到依申请公开10条。", [("PROSE-TABLE", "verify", 10, 3511)]),
    ("新收政府信息公开申请3,525件。", [("PROSE-TABLE", "error", 3525, 3511)]),
    ("全年政府信息公开申请3525件。", [("PROSE-TABLE", "verify", 3525, 3511)]),
    ("收到政府信息公开申请3511件，经补正后受理3490件。", [("PROSE-TABLE", "verify", 3490, 3511)]),
    ("全市共收到政府信息公开申请3600件。", [("PROSE-TABLE", "verify", 3600, 3607)]),
    ("2023年未收到政府信息公开申请。", [("PROSE-TABLE", "error", 0, 3511)]),
    ("我局没有收到依申请公开的政府信息申请。", [("PROSE-TABLE", "error", 0, 3511)]),
    ("全年收到政府信息公开申请０件。", [("PROSE-TABLE", "error", 0, 3511)]),
    ("依申请公开工作平稳。公文审查166件，其中不予公开20件。", [("PROSE-TABLE", "verify", 20, 142)]),
    ("（二）依申请公开方面。不予公开20件。", [("PROSE-TABLE", "error", 20, 142)]),
    ("依申请公开办结3480件。", [("PROSE-TABLE", "error", 3480, 3486)]),
    ("依申请公开上年结转90件，办理3490件。", [("PROSE-TABLE", "error", 90, 96), ("PROSE-TABLE", "verify", 3490, 3486)]),
    ("政府信息公开申请予以公开1341件。", [("PROSE-TABLE", "error", 1341, 1191)]),
    ("政府信息公开申请予以公开及部分公开1500件。", [("PROSE-TABLE", "error", 1500, 1519)]),
    ("收到公众意见75条；政府信息公开申请不予处理86件；全年共受理申请3646件。", [
        ("PROSE-TABLE", "error", 86, 406), ("PROSE-TABLE", "error", 3646, 3607),
    ]),
    ("依申请公开中，自然人申请3400件。", [("PROSE-TABLE", "verify", 3400, 3402)]),
    ("政府信息公开行政复议4件。", [("PROSE-TABLE", "error", 4, 440)]),
    ("报备案的政府信息公开行政复议134件。", [("PROSE-TABLE", "verify", 134, 440)]),
    ("政府信息公开去年复议4件，2023年6件。", [("PROSE-TABLE", "verify", 6, 440)]),
    ("因政府信息公开引起的行政复议、行政诉讼5件。", [("PROSE-TABLE", "error", 5, 553)]),
    ("有1件涉及政府信息公开工作的行政复议。", [("PROSE-TABLE", "verify", 1, 440)]),
    ("政府信息公开行政复议440件，其中维持300件。", [("PROSE-TABLE", "verify", 300, 309)]),
    ("未发生因信息公开引起的行政复议、行政诉讼。", [("PROSE-TABLE", "verify", 0, 440), ("PROSE-TABLE", "verify", 0, 113)]),
    ("未发生因依申请公开被行政复议纠错情形。", [("PROSE-TABLE", "verify", 0, 17)]),
    ("信息公开类行政复议440件，诉讼113件，均获维持。", [("PROSE-UPHELD", "verify", "均获维持", 230)]),
    ("全年清理并发布现行有效行政规范性文件393件。", [("PROSE-TABLE", "verify", 393, 597)]),
    ("全年废止行政规范性文件5件。", [("PROSE-TABLE", "verify", 5, 489)]),
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DIFFERS)
def test_what_differs_is_told(text: str, expected: list[tuple]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("section", ["1", "3", "5", "6"])
def test_every_section_is_read(section: str) -> None:
    assert len(told("全年收到政府信息公开申请12件。", section=section)) == 1


def test_what_a_table_leaves_in_the_text_and_the_introduction_are_not_prose() -> None:
    assert (
        told(
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）\n（一）予以公开\n1191 12 0\n自然人",
            section="3",
        )
        == []
    )
    of = report(CITY_2023, prose={})
    introduced = replace(of, passages=(Passage("本报告所载收到政府信息公开申请12件。", "0"), *of.passages))
    assert list(check_prose(introduced, None)) == []


def test_a_part_beyond_the_six_is_read_too() -> None:
    of = report(CITY_2023, agency=BUREAU)
    more = replace(of, passages=(*of.passages, Passage("全年收到政府信息公开申请12件。", "7")))
    assert [finding.where for finding in check_prose(more, None)] == ["T3.new.total"]


def test_the_early_form_counts_what_was_newly_disclosed() -> None:
    rows = {"T2.1.rule": (13, 13, 524), "T2.1.norm": (60, 60, 368)}
    assert told("全年主动公开规章13件，行政规范性文件61件。", rows, form_id="2019", year=2019) == [
        ("PROSE-TABLE", "verify", 61, 60)
    ]
    assert told("已宣布废止规范性文件5件。", rows, form_id="2019", year=2019) == []


def test_one_row_of_other_outcomes() -> None:
    rows = {"T3.new": (2, 0, 0, 0, 0, 0, 2), "T3.r6": (2, 0, 0, 0, 0, 0, 2), "T3.r7": (2, 0, 0, 0, 0, 0, 2)}
    assert told("依申请公开其他处理3件。", rows, form_id="2019", year=2019) == [("PROSE-TABLE", "error", 3, 2)]


def test_all_upheld_where_all_were() -> None:
    rows = {"T4.review": (3, 0, 0, 0, 3)}
    assert told("政府信息公开行政复议3件，均获维持。", rows) == []


def test_an_unread_cell_is_not_held_against_the_prose() -> None:
    of = changed(report(CITY_2023, agency=BUREAU, prose={"1": "全年收到政府信息公开申请12件。"}), T3__new__total="35l1")
    assert list(check_prose(of, None)) == []


def test_the_finding_stands_at_its_cell_and_shows_the_words() -> None:
    of = report(CITY_2023, agency=BUREAU, prose={"1": "政府信息公开申请予以公开及部分公开1500件。"})
    (finding,) = check_prose(of, None)
    assert finding.where == "S1"
    assert finding.formula == "1191+328=1519"
    assert finding.place.line is not None
    assert "“政府信息公开申请予以公开及部分公开1500件”写 1500" in finding.text()
    assert "等 2 格之和为 1191+328=1519，两数不一致" in finding.text()
    assert "the sum of 2 cells beginning with" in finding.text("en").lower()


def test_other_ways_of_counting_are_named() -> None:
    (finding,) = check_prose(report(CITY_2023, agency=BUREAU, prose={"1": "收到政府信息公开申请3600件。"}), None)
    assert (finding.computed, finding.formula) == (3607, "3511+96=3607")
    assert "按其他口径为 3511" in finding.text() and "counted otherwise 3511" in finding.text("en")


def test_a_committee_by_its_short_name() -> None:
    of = report(CITY_2023, agency="安宁新区管理委员会", prose={"1": "2023年，管委会收到政府信息公开申请12件。"})
    assert [finding.stated for finding in check_prose(of, None)] == [12]


def test_a_body_of_unknown_name_and_year() -> None:
    of = replace(
        report(CITY_2023, prose={"1": "演示市公安局受理政府信息公开申请933件。2021年受理政府信息公开申请12件。"}),
        agency=None,
        year=None,
    )
    assert [finding.stated for finding in check_prose(of, None)] == [12]


# ── parts and totals ─────────────────────────────────────────────────────────────────────────

SPLITS: Sequence[tuple[str, tuple | None]] = (
    ("公布政府信息99条，（其中甲类25条，乙类68条，其他信息5条）主要通过网站公开。", (99, 98)),
    ("公布政府信息99条（其中甲类25条，乙类68条，其他信息6条）。", None),
    ("公布政府信息99条（其中甲类25条，乙类68条）。", None),
    ("公布政府信息90条（其中甲类25条，乙类68条）。", (90, 93)),
    ("收办案件36件（市政府3件、各部门13件、东县21件）。", (36, 37)),
    ("收办案件37件（市政府3件、各部门13件、东县21件），同比增长7%，其中自然人30件，法人7件。", None),
    ("收办案件37件（市政府3件、各部门13件、东县21件），同比增长7%，其中自然人30件，法人6件。", (37, 36)),
    ("制作解读119期，其中，市级47期、东区28期、西区44期。", None),
    ("公开本部门信息8条，其中网站发布8条，新媒体发布0条；新媒体转发76条。", None),
    ("公开本部门信息8条，其中网站发布8条，新媒体发布1条；新媒体转发76条。", (8, 9)),
    ("发布380条财政信息，其中专项资金152条，预决算公开197条（政府预决算32条、部门165条）、三公经费27条、债券4条。", None),
    ("累计发布信息2139条，其中动态类1744条，政务393条，解读21条。", (2139, 2158)),
    ("对25件申请收取了信息处理费2950元。其中，甲局1件，收取420元；乙局24件，收取2530元。", None),
    ("对25件申请收取了信息处理费2950元。其中，甲局1件，收取420元；乙局24件，收取2540元。", (2950, 2960)),
    ("办结119件（含上年结转18件，另有72件顺延，还有30件）。", None),
    ("公开约99条（其中甲类25条，乙类68条，其他50条）。", None),
    ("公开99条（其中甲类约25条，乙类98条）。", None),
    ("公开99条（甲类25条、乙类68条", None),
    ("公开99条（甲类25条（上半年20条）、乙类68条、丙类7条", (99, 100)),
    ("其中，甲局25件，乙局24件。", None),
)


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_parts_add_up_to_their_total(text: str, expected: tuple | None) -> None:
    findings = [each for each in told(text, section="6") if each[0] == "PROSE-SPLIT"]
    assert findings == ([("PROSE-SPLIT", "verify", *expected)] if expected else [])


# ── shares and outcomes ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("答复政府信息公开申请3486件，其中予以公开1191件，占34.2%。", []),
        ("答复政府信息公开申请3486件，其中予以公开1191件（34.18%）。", [("PROSE-SHARE", "verify", "34.18%", "34.17%")]),
        ("依申请公开中予以公开1191件，占33%。", []),
        ("依申请公开中予以公开1191件，占申请总数的40%。", [("PROSE-SHARE", "verify", "40%", "34%")]),
        ("依申请公开中予以公开1191件，增长40%。", []),
        ("公开信息100条，占99%。", []),
    ],
)
def test_shares_are_recomputed(text: str, expected: list) -> None:
    assert told(text) == expected


def test_a_share_of_nothing_is_not_calculated() -> None:
    assert told("依申请公开予以公开0件，占100%。", {}) == []


def test_outcomes_add_up() -> None:
    text = OUTCOMES.replace("1191", "1119")
    assert told(text) == [("PROSE-TABLE", "error", 1119, 1191), ("PROSE-OUTCOMES", "verify", 3486, 3414)]
    doubled = (
        "依申请公开办结3486件，予以公开及部分公开1519件，其中予以公开1191件，不予公开142件、无法提供1078件、"
        "不予处理406件、其他处理340件。"
    )
    assert [each for each in told(doubled) if each[0] == "PROSE-OUTCOMES"] == [("PROSE-OUTCOMES", "verify", 3486, 3485)]
    no_total = "依申请公开予以公开1190件、不予公开142件、无法提供1078件、不予处理406件、其他处理341件。"
    assert [each for each in told(no_total) if each[0] == "PROSE-OUTCOMES"] == []


# ── growth ───────────────────────────────────────────────────────────────────────────────────

BEFORE = with_rows(
    replace(report(CITY_2023), year=2022), {"T3.new": (2000, 59, 0, 0, 0, 0, 2059), "T3.carry_in": (50, 9, 0, 0, 0, 0, 59)}
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到政府信息公开申请3511件，同比增长70.5%。", []),
        ("收办政府信息公开申请3607件，较去年增长70.3%。", []),
        ("收办政府信息公开申请3607件，同比增长73.0%。", [("73%", "70.3%")]),
        ("收到政府信息公开申请3511件，比上年增加1452件。", []),
        ("收到政府信息公开申请3511件，比上年减少1452件。", [("-1452件", "1452件")]),
        ("收到政府信息公开申请3511件，申请数量较去年回落12.3%。", [("-12.3%", "70.5%")]),
        ("收到政府信息公开申请3511件，办结3486件，同比增长0%。", []),
        ("收到政府信息公开申请3511件，网络建设进一步完善，服务能力和办理质量都有了提升，满意度同比增长9%。", []),
        ("开设政务新媒体176个，同比增长6.7%。", []),
        ("未收到政府信息公开申请。", []),
        ("依申请公开予以公开0件，同比增长9%。", []),
    ],
)
def test_growth_is_recomputed(text: str, expected: list) -> None:
    of = report(CITY_2023, agency=BUREAU, prose={"1": text})
    findings = found(list(check_prose(of, BEFORE)), "PROSE-GROWTH")
    if "予以公开0件" in text:
        findings = found(list(check_prose(report({}, prose={"1": text}), replace(report({}), year=2022))), "PROSE-GROWTH")
    assert [(finding.stated, finding.computed) for finding in findings] == expected


def test_growth_that_cannot_be_checked_is_noted_once() -> None:
    text = "收到政府信息公开申请3511件，同比增长70.3%。办结政府信息公开申请3486件，同比增长7%。"
    findings = list(check_prose(report(CITY_2023, agency=BUREAU, prose={"1": text, "6": text}), None))
    assert [(finding.message.code, finding.severity) for finding in findings] == [("GROWTH-UNCHECKED", Severity.NOTE)]


@pytest.mark.parametrize(
    "text",
    [
        "收到申请" * 20_000,
        "未" * 50_000,
        "（" * 50_000,
        "政府信息公开申请5件，其中" * 3_000,
        "行政复议" * 20_000 + "5件",
        "同比" * 30_000,
        "1件" * 4_000,
    ],
    ids=lambda text: text[:6],
)
def test_no_text_makes_it_slow(text: str) -> None:
    with processor_time(Path("报告"), seconds=60):  # what is not linear takes many minutes
        list(check_prose(report(CITY_2023, prose={"1": "政府信息公开申请" + text}), None))
