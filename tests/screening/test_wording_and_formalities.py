"""Word lists, document numbers, dates: what is unusual is told, what is right is left alone."""

from __future__ import annotations

import pytest

from gongkai.core.errors_screening import WordListInvalid
from gongkai.core.findings import Finding, Severity
from gongkai.readers.document import Document, Paragraph
from gongkai.screening.findings import CATALOGUE, REASONS
from gongkai.screening.rules import wording
from gongkai.screening.screen import screen_document
from gongkai.screening.wording import our_entries, own_entries


def _of(text: str, **settings: object) -> list[Finding]:
    return screen_document(Document("txt", (Paragraph(text),)), **settings)  # type: ignore[arg-type]


UNUSUAL = (
    *(
        "台湾总统",
        "台湾、香港等国家",
        "港澳台等国家",
        "中国和香港两国",
        "中台关系",
        "国家发展与改革委员会",
        "人力资源与社会保障局",
    ),
    *(
        "住房与城乡建设厅",
        "工业与信息化局",
        "自然资源与规划局",
        "卫生与健康委员会",
        "文化与旅游部",
        "农业和农村局",
        "退伍军人事务局",
    ),
    *("应急与管理局", "市场监督与管理局", "国家税务局总局", "人民检查院", "监查委员会", "市纪检委"),
    *("政府信息公开条列", "市民以申请公开方式", "行政复意", "行政述讼", "不予受里", "规范性文建", "法人代表人", "撤消行政处罚"),
    *(
        "权利清单和责任清单",
        "做为重要内容",
        "截止目前",
        "截止2023年12月31日，共受理",
        "截至日期",
        "银行帐户",
        "部暑工作",
        "侯选人",
        "气侯",
    ),
    *(
        "己经完成",
        "自已的权利",
        "合理按排",
        "按装电梯",
        "松驰",
        "一如继往",
        "再接再励",
        "相辅相承",
        "因地治宜",
        "实事求事",
        "迫不急待",
    ),
    *("不径而走", "震憾", "意见反溃", "即然如此", "迁徒", "重迭", "签定合同", "份内之事", "烩炙人口", "贯彻落时", "依法形政"),
    *(
        "积极参于",
        "欢渡春节",
        "座落于",
        "工作的的要求",
        "二零二三年",
        "二〇2三年",
        "20二三年",
        "二○二三年",
        "中国共产党第二十届全国代表大会",
    ),
    *("第十四次全国人民代表大会", "新时代中国特色社会主意", "四个自心"),
)
USUAL = (
    *("台湾同胞", "台湾地区", "港澳台居民", "国家和地区", "国家发展和改革委员会", "人力资源和社会保障局", "自然资源和规划局"),
    *(
        "政府信息公开条例",
        "依申请公开",
        "可以申请公开",
        "撤销行政处罚",
        "作为依据",
        "截至2023年12月31日",
        "申请截止日期",
        "账户",
    ),
    *(
        "自己经营",
        "按排污许可",
        "按排名先后",
        "月份内完成",
        "部份内容",
        "三份内容",
        "目的的实现",
        "调解和和解",
        "关键是是否公开",
        "的的确确",
    ),
    *(
        "检查院内设施",
        "二〇二三年",
        "2023年",
        "第二十次全国代表大会",
        "第十四届全国人民代表大会第一次会议",
        "安排部署",
        "坐落",
        "了解情况",
    ),
    *("其他法律", "候选人", "参与", "自已有", "纪委监委", "监察委员会", "是是非非", "和和气气"),
)


@pytest.mark.parametrize("text", UNUSUAL, ids=UNUSUAL)
def test_what_is_unusual_is_to_verify(text: str) -> None:
    found = [each for each in _of(text) if each.message.code == "SCR-WORDING"]
    assert found and all(each.severity is Severity.VERIFY for each in found)


@pytest.mark.parametrize("text", USUAL, ids=USUAL)
def test_what_is_usual_is_left_alone(text: str) -> None:
    assert _of(text) == []


def test_every_entry_is_tried_by_a_line() -> None:
    untried = [entry.pattern.pattern for entry in our_entries() if not any(entry.pattern.search(text) for text in UNUSUAL)]
    assert untried == []
    assert all(each["ground"] in wording()["sources"] for each in wording()["entries"])


def test_a_list_of_ones_own() -> None:
    own = own_entries("演示办: 演示市办公室\n某词:\n", "words.yaml")
    found = _of("演示办和某词", entries=own)
    assert [each.text() for each in found] == ["“演示办”需核实：通行写法为“演示市办公室”。", "“某词”需核实：本机关列入核实。"]
    assert [each.next_step() for each in found] == ["由编辑判断；依据：words.yaml。"] * 2


@pytest.mark.parametrize("text", ["", "- 甲\n- 乙", "甲: [", "甲: 1", "1: 甲", "' ': 甲", "甲", "{" * 3])
def test_a_list_that_holds_no_words_is_refused(text: str) -> None:
    with pytest.raises(WordListInvalid) as error:
        own_entries(text, "words.yaml")
    assert "words.yaml" in error.value.say("zh") and "words.yaml" in error.value.say("en")


def test_words_of_a_list_are_no_patterns() -> None:
    assert _of("aaab", entries=own_entries("'(a+)+b': x", "w.yaml")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("演政发[2026]8号", "演政发〔2026〕8号"),
        ("演政发〔2026〕008号", "演政发〔2026〕8号"),
        ("演政发〔2026〕第8号", "演政发〔2026〕8号"),
        ("演政发（2026）8号", "演政发〔2026〕8号"),
        ("演政发【2026】8号", "演政发〔2026〕8号"),
        ("演政发〔2026〕8号", None),
        ("(2026)演01行终8号", None),
        ("第711号", None),
    ],
)
def test_document_numbers(text: str, expected: str | None) -> None:
    found = [each for each in _of(text) if each.message.code == "SCR-DOC-NUMBER"]
    assert [each.details["expected"] for each in found] == ([expected] if expected else [])
    assert all(each.severity is Severity.NOTE for each in found)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("2026年2月30日", ["SCR-DATE-IMPOSSIBLE"]),
        ("2026年2月29日前", ["SCR-DATE-IMPOSSIBLE"]),
        ("2024年2月29日前", []),
        ("2月29日", []),
        ("每年13月1日", ["SCR-DATE-IMPOSSIBLE"]),
        ("4月31日", ["SCR-DATE-IMPOSSIBLE"]),
        ("2026年03月05日", ["SCR-DATE-FORM"]),
        ("于2026年03月05日发布", []),
        ("2026年3月5日", []),
        ("二〇二六年三月十五日", ["SCR-DATE-FORM"]),
        ("2026年12月1日号线", []),
    ],
)
def test_dates(text: str, codes: list[str]) -> None:
    assert [each.message.code for each in _of(text)] == codes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("二〇二六年三月五日", "2026年3月5日"),
        ("二〇二六年十二月三十一日", "2026年12月31日"),
        ("二〇二六年十月二十日", "2026年10月20日"),
        ("2026年03月05日", "2026年3月5日"),
    ],
)
def test_the_form_of_a_date_is_given(text: str, expected: str) -> None:
    (finding,) = _of(text)
    assert finding.details["expected"] == expected


def test_the_catalogue_is_complete_in_both_languages() -> None:
    for code, message in CATALOGUE.items():
        assert code == message.code and code.startswith("SCR-")
        assert all((message.zh, message.en, message.next_zh, message.next_en, message.title("zh"), message.title("en")))
        assert "违规" not in message.zh + message.next_zh and "错误" not in message.zh + message.next_zh
    assert all(bool(zh) == bool(en) for zh, en in REASONS.values())
