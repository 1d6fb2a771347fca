"""Personal data are seen in every disguise, and look-alikes are not."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.findings import Severity
from gongkai.screening.personal_numbers import area_is_known, birth_of, check_digit, is_credit_code, luhn
from gongkai.screening.plain import plain_text
from gongkai.screening.text_view import hits_in, masked
from tests.screening.plants import DISGUISES, KINDS
from tests.screening.plants_lines import NOT_SEEN, SEEN

LEAST = 0.99  # of what is planted must be found


@pytest.mark.parametrize(("text", "codes"), SEEN, ids=[text for text, _ in SEEN])
def test_what_must_be_seen_is_seen(text: str, codes: tuple[str, ...]) -> None:
    hits = hits_in(text)
    assert tuple(hit.code for hit in hits) == codes
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)


@pytest.mark.parametrize("text", NOT_SEEN, ids=NOT_SEEN)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert hits_in(text) == ()


def test_the_fixed_lines_are_many() -> None:
    assert len(SEEN) + len(NOT_SEEN) >= 150


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_planted_data_are_found_in_every_disguise(kind) -> None:  # type: ignore[no-untyped-def]
    rng = random.Random(20260120)
    missed: Counter[str] = Counter()
    tried = 0
    for _ in range(60):
        for disguise in DISGUISES:
            plant = kind(rng)
            shown = disguise(plant.value, rng)
            text = rng.choice(("", "申请人：", "列")) + plant.label + shown + rng.choice(("", "，已核。", " "))
            tried += 1
            found = {(hit.code, hit.text, hit.masked) for hit in hits_in(text)}
            missed[disguise.__name__] += (plant.code, shown, plant.masked) not in found
    recall = 1 - missed.total() / tried
    assert recall >= LEAST, f"{kind.__name__}: recall {recall:.3f} of {tried}, missed {dict(missed)}"


def test_random_numbers_are_seldom_taken_for_data() -> None:
    """Numbers of any length without a word beside them: at most one in fifty blocks, and that for being a true mobile shape."""
    rng = random.Random(3)
    lengths = [rng.choice((8, 10, 12, 14, 15, 16, 17, 18, 19, 20)) for _ in range(3000)]
    texts = [f"第{index}项 {''.join(rng.choices('0123456789', k=length))}" for index, length in enumerate(lengths)]
    blocked = [hit for text in texts for hit in hits_in(text) if hit.severity is Severity.ERROR]
    assert len(blocked) <= 60, f"{len(blocked)} of {len(texts)} random numbers blocked"


@pytest.mark.parametrize(
    ("text", "severity", "why"),
    [
        ("身份证号320101199003071233", Severity.VERIFY, "checksum"),
        ("320101199003071233", Severity.VERIFY, "checksum"),
        ("身份证号320101199003071000", Severity.ERROR, "rounded"),
        ("列320101199003071000", Severity.VERIFY, "rounded"),
        ("身份证号：320101900307123", Severity.ERROR, "old"),
        ("列320101900307123", Severity.VERIFY, "old"),
        ("320101199003071232" * 2, Severity.VERIFY, "glued"),
        ("订单号13912345678", Severity.VERIFY, "other_number"),
        ("MA13912345678", Severity.VERIFY, "unlabelled"),
        ("东经118.13912345678", Severity.VERIFY, "unlabelled"),
        ("账号6222021234567890129", Severity.VERIFY, "checksum"),
        ("执法车苏A12345", Severity.VERIFY, "service"),
        ("办公地点：演示大厦3号楼2单元501室", Severity.NOTE, "office"),
        ("演示路1号501室", Severity.VERIFY, "unlabelled"),
        ("6 2 2 2 0 2 1 2 3 4 5 6 7 8 9 0 1 2 8", Severity.VERIFY, "unlabelled"),
        ("1 3 8 0 0 1 3 8 0 0 0", Severity.VERIFY, "unlabelled"),
        ("办公电话12345，传真12345，a1@qq.com", Severity.VERIFY, "contact"),
        ("张三，1990年5月出生", Severity.NOTE, "unlabelled"),
    ],
)
def test_what_is_not_sure_is_to_verify(text: str, severity: Severity, why: str) -> None:
    (hit, *_) = hits_in(text)
    assert (hit.severity, hit.why) == (severity, why)


@pytest.mark.parametrize(
    ("text", "context", "code"),
    [
        ("1234567", "军官证号", "SCR-MILITARY-ID"),
        ("E12345678", "护照号码", "SCR-PASSPORT"),
        ("3200123456789012", "银行账号", "SCR-BANK-ACCOUNT"),
        ("1990-05-06", "出生日期", "SCR-BIRTH"),
        ("演示县东乡镇西村18号", "家庭住址", "SCR-ADDRESS"),
        ("320101199003071233", "身份证号", "SCR-ID-CARD"),
    ],
)
def test_headings_say_what_a_cell_is(text: str, context: str, code: str) -> None:
    assert [hit.code for hit in hits_in(text, context)] == [code]


def test_the_masked_forms() -> None:
    forms = {
        ("SCR-ID-CARD", "32010119900307123X"): "3201************3X",
        ("SCR-PHONE", "13812341234"): "138****1234",
        ("SCR-PHONE", "8613812341234"): "86138****1234",
        ("SCR-BANK-CARD", "6222021234567890128"): "***************0128",
        ("SCR-ADDRESS", "演示市城东区人民路12号"): "演示市城东区****",
        ("SCR-ADDRESS", "阳光花园3幢"): "****",
        ("SCR-BIRTH", "1990年5月6日"): "1990年*月*日",
        ("SCR-EMAIL", "abc @qq.com"): "a***@qq.com",
        ("SCR-HEALTH", "患有尿毒症"): "****",
        ("SCR-PASSPORT", "E1"): "E*",
    }
    assert {key: masked(*key) for key in forms} == forms


@pytest.mark.parametrize(
    ("on", "minor"),
    [
        (date(2004, 3, 6), True),
        (date(2004, 3, 7), False),
        (date(1990, 3, 7), True),
        (date(1990, 3, 6), False),
        (date(2030, 1, 1), False),
    ],
)
def test_children_under_fourteen_are_told_by_their_number(on: date, minor: bool) -> None:
    codes = [hit.code for hit in hits_in("320101199003071232", on=on)]
    assert codes == ["SCR-ID-CARD", *(["SCR-MINOR"] if minor else [])]


def test_check_digits() -> None:
    assert check_digit("11010519491231002") == "X"  # the example of GB 11643
    assert luhn("79927398713") and not luhn("79927398710")  # the example of ISO/IEC 7812
    assert is_credit_code("91350100M000100Y43")  # the example of GB 32100
    assert not is_credit_code("91350100M000100Y44")
    assert not is_credit_code("91350100M000100I43")
    assert not is_credit_code("9135")


@pytest.mark.parametrize(
    ("digits", "known"),
    [
        *(("110101", True), ("110401", False), ("320102", True), ("327502", False), ("429004", True), ("990000", False)),
        *(("810000", True), ("810100", False), ("911124", True), ("990001", False), ("010101", False)),
    ],
)
def test_areas(digits: str, known: bool) -> None:
    assert area_is_known(digits) is known


def test_days_of_birth() -> None:
    assert birth_of("320101199003071232") == date(1990, 3, 7)
    assert birth_of("320101900307123") == date(1990, 3, 7)
    assert birth_of("320101199002301232") is None
    assert birth_of("320101180003071232") is None


def test_a_credit_code_that_could_be_an_identity_number_is_believed_by_its_name() -> None:
    both = next(
        digits
        for serial in range(1000)
        for first in [f"11010119900307{serial:03}"]
        for digits in [first + check_digit(first)]
        if is_credit_code(digits)
    )
    assert [hit.code for hit in hits_in(both)] == ["SCR-ID-CARD"]
    assert hits_in(f"统一社会信用代码：{both}") == ()


@given(st.text(alphabet="0123456789１２Xx ★-·.\n\u200b〇一二三 身份证电话卡号苏A京B@q.com年月日", max_size=120))
def test_offsets_are_those_of_the_text_as_given(text: str) -> None:
    hits = hits_in(text)
    assert all(text[hit.start : hit.end] == hit.text for hit in hits)
    assert all(first.end <= second.start for first, second in itertools.pairwise(hits))
    plain = plain_text(text)
    assert len(plain.text) <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "138 ",
        "省市区路号",
        "人民路12号3幢",
        "a@",
        "苏A1",
        "苏A1 ",
        "护照E1234567",
        "出生1990年",
        "某患",
        "住址",
        "12-",
        "62 ",
        "X",
        "1\n",
    ],
)
def test_no_text_makes_the_rules_run_wild(piece: str) -> None:
    """A hundred thousand characters of the worst kinds end at all; a rule that went back and forth would not."""
    hits = hits_in(piece * (100_000 // len(piece)))
    assert all(hit.end > hit.start for hit in hits)
