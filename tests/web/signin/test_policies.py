"""The two password policies, row by row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from gongkai.web.bodies.models import Body, User
from gongkai.web.bodies.password_policies import POLICIES, change_due, faults, password_made, sentences

OWN = ["zhangwei", "张伟", "13800000000", "演示市信访局", "xfj"]

# policy, password, what is wrong with it
TABLE = [
    ("djbh", "Kf7#mQ2!xZ", set()),
    ("djbh", "Kf7#mQ2!x", {"PasswordTooShort"}),
    ("djbh", "kfjwmqpdxz", {"PasswordTooPlain"}),
    ("djbh", "kfjwmq7dxz", {"PasswordTooPlain"}),
    ("djbh", "kfjwmq7dxZ", set()),
    ("djbh", "1234567890", {"PasswordTooPlain", "PasswordCommon"}),
    ("djbh", "Password123", {"PasswordCommon"}),
    ("djbh", "P@ssword2026!", {"PasswordCommon"}),
    ("djbh", "1qaz2wsx3EDC", {"PasswordCommon"}),
    ("djbh", "Zhangwei2026", {"PasswordNamesSomething"}),
    ("djbh", "Ab1张伟的密码啊啊", {"PasswordNamesSomething"}),
    ("djbh", "青山绿水-2026-a", set()),
    ("djbh", "Aa1!Aa1!Aa1!", {"PasswordCommon"}),
    ("djbh", "K7#" + "x" * 126, {"PasswordTooLong"}),
    ("djbh", "Old-password-7", {"PasswordUsedBefore"}),
    ("djbh", "", {"PasswordTooShort", "PasswordTooPlain"}),
    ("asvs", "kfjwmqpdxzab", set()),
    ("asvs", "kfjwmqpdxza", {"PasswordTooShort"}),
    ("asvs", "青山绿水之间有一条小河流过", set()),
    ("asvs", "correct horse battery staple", set()),
    ("asvs", "passwordpassword", {"PasswordCommon"}),
    ("asvs", "111111111111", {"PasswordCommon"}),
    ("asvs", "1234567890ab", {"PasswordCommon"}),
    ("asvs", "qwertyuiopas", {"PasswordCommon"}),
    ("asvs", "演示市信访局的密码是什么呢", {"PasswordNamesSomething"}),
    ("asvs", "ｚｈａｎｇｗｅｉ的小河流过", {"PasswordNamesSomething"}),
    ("asvs", "kfjwmqpdxzab" * 5 + "河", set()),
    ("asvs", "Old-password-7", {"PasswordUsedBefore"}),
]


@pytest.mark.parametrize(("name", "password", "expected"), TABLE)
def test_what_a_policy_has_against_a_password(name: str, password: str, expected: set[str]) -> None:
    used = [make_password("Old-password-7")]
    found = list(faults(password, POLICIES[name], own_words=OWN, used_before=used))
    assert {type(fault).__name__ for fault in found} == expected
    for fault in found:
        assert password not in (fault.say("zh") + fault.say("en")) or not password
        assert "{" not in fault.say("zh") + fault.say("en")


def test_djbh_remembers_five_and_asvs_only_the_present_one() -> None:
    used = [make_password(f"Kf7#mQ2!x{number}") for number in range(7)]
    refused = {
        name: [number for number in range(7) if any(faults(f"Kf7#mQ2!x{number}zz"[:10], policy, used_before=used))]
        for name, policy in POLICIES.items()
    }
    assert refused["djbh"] == [0, 1, 2, 3, 4]


def test_djbh_asks_for_a_change_in_time_and_asvs_never_does() -> None:
    changed = date(2026, 1, 1)
    assert change_due(POLICIES["djbh"], changed) == date(2026, 4, 1)
    assert change_due(POLICIES["djbh"], None) is None
    assert change_due(POLICIES["asvs"], changed) is None


def test_each_policy_is_dated_sourced_and_says_what_it_asks() -> None:
    for policy in POLICIES.values():
        assert policy.source
        assert policy.since <= date(2026, 1, 1)
        assert str(policy.length) in sentences(policy)[0]


@pytest.mark.parametrize("name", list(POLICIES))
def test_a_password_made_for_one_use_meets_both_policies(name: str) -> None:
    made = {password_made() for _ in range(50)}
    assert len(made) == 50
    assert [each for each in made if list(faults(each, POLICIES[name]))] == []


@pytest.mark.django_db
def test_every_way_to_set_a_password_meets_the_policy(settings: Any, bureau: Body) -> None:
    user = User(username="zhangwei", name="张伟", body=bureau)
    with pytest.raises(ValidationError) as caught:
        validate_password("信访局Kf7#mQ2!xZ 演示市信访局", user)
    assert {error.code for error in caught.value.error_list} == {"PasswordNamesSomething"}
    settings.PASSWORD_POLICY = "asvs"
    validate_password("kfjwmqpdxzab", user)
    with pytest.raises(ValidationError):
        validate_password("Kf7#mQ2!xZ", user)
