"""Bodies and their dated links: what a year sees, and what cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.core.errors import LawNotInForce
from gongkai.core.errors_consolidation import BodiesFileWrong, BodyUnknown, HierarchyWrong
from gongkai.core.report.consolidate_bodies import hierarchy_from_csv, hierarchy_from_yaml
from gongkai.core.report.hierarchy import Standing, affected, hierarchy_of, membership_day, normal_name

CSV = """\ufeffid,name,kind,parent,from,to,level,aliases,into
c,演示市人民政府,government,,,,市级,演示市政府；演示市,
o,演示市人民政府办公室,本政府机关,c,,,,,
d,演示市公安局,部门,c,,,,,
b,演示市公安局示例分局,派出机构,d,,,,,
x,云溪县人民政府,政府,c,,,county,,
t,柳河镇人民政府,乡镇,x,,2024-06-30,,,
t,柳河街道办事处,街道办事处,c,2024-07-01,,,,
g,演示市粮食局,department,c,,2021-10-31,,,d|o
"""


def test_a_year_sees_the_links_of_its_last_day() -> None:
    bodies = hierarchy_from_csv(CSV)
    assert membership_day(2023) == date(2023, 12, 31)
    assert bodies.tree(2023).counted("x") == ("t",) and bodies.tree(2023).counted("c") == ("o", "d", "x")
    assert bodies.tree(2024).counted("c") == ("o", "d", "t", "x") and bodies.tree(2024).counted("x") == ()
    assert bodies.tree(2020).counted("c") == ("o", "d", "g", "x")
    assert bodies.tree(2024).name("t") == "柳河街道办事处" and bodies.tree(2024).nodes == ("c",)
    assert bodies.tree(2023).nodes == ("x", "c") and bodies.tree(2023).outside("c") == ("b",)
    assert bodies.ended("g", date(2023, 1, 1)).into == ("d", "o") and bodies.ended("c", date(2023, 1, 1)) is None
    with pytest.raises(LawNotInForce):
        bodies.tree(2017)


def test_a_body_is_found_by_id_and_by_name() -> None:
    tree = hierarchy_from_csv(CSV).tree(2023)
    assert tree.node(None) == tree.node("c") == tree.node("演示市人民政府") == "c"
    assert tree.node("云溪县人民政府") == "x"
    with pytest.raises(BodyUnknown, match="云溪县人民政府（x）"):
        tree.node("云")
    with pytest.raises(BodyUnknown):
        hierarchy_of([Standing("a", "甲", "government"), Standing("b", "乙", "government")]).tree(2023).node(None)


def test_names_are_compared_without_white_space_and_width() -> None:
    bodies = hierarchy_from_csv(CSV)
    assert normal_name(" 演示 市（A）\n") == "演示市(A)"
    assert bodies.body_named("演示市 公安局", 2023) == "d" and bodies.body_named("演示市政府", 2023) == "c"
    assert bodies.body_named("演示", 2023) is None
    moved = hierarchy_of(
        [
            Standing("c", "市", "government"),
            Standing("a", "水务局", "department", "c", None, date(2020, 3, 1)),
            Standing("b", "水务局", "department", "c", date(2022, 1, 1)),
        ]
    )
    assert moved.body_named("水务局", 2020) == "a" and moved.body_named("水务局", 2023) == "b"
    assert moved.body_named("水务局", 2021) is None


def test_a_corrected_return_reopens_every_level_above() -> None:
    bodies = hierarchy_from_csv(CSV)
    assert affected(bodies, "t", 2023) == ("x", "c") and affected(bodies, "t", 2024) == ("c",)
    assert affected(bodies, "b", 2023) == () and affected(bodies, "g", 2023) == () and affected(bodies, "c", 2023) == ()


TOP = Standing("c", "市", "government")
DAY, NEXT = date(2022, 1, 1), date(2022, 1, 2)


@pytest.mark.parametrize(
    ("standings", "said_zh", "said_en"),
    [
        ([TOP, Standing("a", "甲", "department", "z")], "上级“z”不在表中", "parent “z” of “a” is not listed"),
        ([TOP, Standing("a", "甲", "department", "c", NEXT, DAY)], "起止日期颠倒", "ends before it begins"),
        ([TOP, *[Standing("a", "甲", "department", "c", DAY, NEXT)] * 2], "重复列出", "is listed twice"),
        (
            [TOP, Standing("e", "县", "government", "c"), Standing("a", "甲", "department", "c", None, DAY),
             Standing("a", "甲", "department", "e", DAY)],
            "在 2022-01-01 同时隶属“c”和“e”",
            "has two parents on 2022-01-01",
        ),
        (
            [TOP, Standing("a", "甲", "department", "c"), Standing("a", "甲", "department", "c", DAY, NEXT),
             Standing("a", "甲", "department", "c", NEXT)],
            "期间重叠",
            "overlapping periods",
        ),
        (
            [Standing("a", "甲", "government", "b", DAY), Standing("b", "乙", "government", "e", DAY),
             Standing("e", "丙", "government", "a", DAY)],
            "在 2022-01-01 循环隶属：a → b → e → a",
            "a circle of links on 2022-01-01: a → b → e → a",
        ),
        ([Standing("a", "甲", "government", "a")], "循环隶属：a → a", "a circle of links"),
        (
            [TOP, Standing("e", "县", "government", "c", None, DAY), Standing("a", "甲", "department", "e")],
            "超出了“e”存续的期间",
            "beyond the time “e” stood",
        ),
        (
            [TOP, Standing("e", "县", "government", "c", None, DAY), Standing("e", "县", "government", "c", date(2024, 1, 1)),
             Standing("a", "甲", "department", "e")],
            "超出了“e”存续的期间",
            "beyond the time “e” stood",
        ),
        (
            [TOP, Standing("d", "局", "department", "c"), Standing("a", "甲", "department", "d")],
            "“d”不是政府或者开发区",
            "“d” is no government or zone",
        ),
        (
            [TOP, Standing("a", "甲 局", "department", "c"), Standing("b", "甲局", "department", "c")],
            "“甲局”同时是“a”和“b”的名称",
            "is the name of “a” and of “b” at once",
        ),
    ],
    ids=["unknown", "reversed", "double", "two-parents", "overlap", "circle", "own-parent",
         "orphan", "gap", "kind", "homonyms"],
)  # fmt: skip
def test_contradictions_are_said(standings: list[Standing], said_zh: str, said_en: str) -> None:
    with pytest.raises(HierarchyWrong) as caught:
        hierarchy_of(standings)
    assert said_zh in caught.value.say("zh") and said_en in caught.value.say("en")


def test_a_body_may_bear_its_name_in_turns_and_its_own_name_twice() -> None:
    hierarchy_of(
        [
            TOP,
            Standing("a", "甲局", "department", "c", None, DAY, aliases=("甲局",)),
            Standing("a", "甲局", "street", "c", NEXT, None),
            Standing("b", "乙局", "department", "c", None, DAY),
            Standing("e", "乙局", "department", "c", NEXT),
        ]
    )


YAML = """
bodies:
  - {id: c, name: 演示市人民政府, kind: government, aliases: [演示市]}
  - {id: d, name: 演示市公安局, kind: 部门, parent: c, from: 2020-01-01, to: "2024-12-31", level: county}
"""


def test_yaml_and_json_hold_the_same_rows() -> None:
    bodies = hierarchy_from_yaml(YAML)
    assert bodies.standings[1] == Standing(
        "d", "演示市公安局", "department", "c", date(2020, 1, 1), date(2024, 12, 31), "county"
    )
    assert hierarchy_from_yaml('[{"id": "c", "name": "市", "kind": "government"}]').tree(2023).standing["c"].name == "市"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "不是有效的 YAML"),
        ("a: \x07", "有无法识别的内容"),
        ("- {id: c, name: 市, kind: government, from: 2025-02-30}", "有无法识别的内容"),
        ("a: 1", "应为一列单位"),
        ("- 1", "第 1 行（条）：应写明 id、name、kind"),
        ("- {id: c, name: 市, kind: government}\n- {id: d, kind: department}", "第 2 行（条）：缺少 name"),
        ("- {id: c, name: 市, kind: government, colour: red}", "不认识的栏目：colour"),
        ("- {id: c, name: 市, kind: village}", "kind“village”应为 government（政府）"),
        ("- {id: c, name: 市, kind: government, level: high}", "level“high”应为 province（省级）"),
        ("- {id: c, name: 市, kind: government, from: soon}", "“soon”应为 YYYY-MM-DD"),
    ],
)
def test_a_file_of_bodies_says_where_it_is_wrong(text: str, said: str) -> None:
    with pytest.raises(BodiesFileWrong, match=said) as caught:
        hierarchy_from_yaml(text, "bodies.yaml")
    assert "bodies.yaml" in caught.value.say("en")


def test_csv_that_is_none_is_refused() -> None:
    with pytest.raises(BodiesFileWrong, match="不是有效的 CSV"):
        hierarchy_from_csv('id,name,kind\n"c,市,government')
    with pytest.raises(BodiesFileWrong, match="第 2 行（条）：不认识的栏目"):
        hierarchy_from_csv("id,name,kind\nc,市,government,extra")
