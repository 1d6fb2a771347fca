"""Coming in and going out, over HTTP."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import Client

from gongkai.web.bodies.models import Body, User
from gongkai.web.bodies.services.people import user_deactivate
from gongkai.web.bodies.signin.models import Failures, PasswordUse, Session
from gongkai.web.bodies.signin.services import password_reset
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON, People
from tests.web.signin.conftest import MORNING, PASSWORD, Clock, codes, enter, inside

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
Browser = Callable[..., Client]


class CountingHasher(Argon2PasswordHasher):
    """The hasher of the product, counting how often it works."""

    seen: ClassVar[list[str]] = []
    time_cost, memory_cost = 1, 1024

    def encode(self, password: str, salt: str) -> str:
        self.seen.append("made")
        return str(super().encode(password, salt))

    def verify(self, password: str, encoded: str) -> bool:
        self.seen.append("checked")
        return bool(super().verify(password, encoded))


def test_the_page_says_what_it_is_and_works_without_scripts(browser: Browser) -> None:
    answer = browser().get("/signin/?next=/workbench/")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "非涉密" in text
    assert 'autocomplete="current-password"' in text
    assert 'name="csrfmiddlewaretoken"' in text
    assert answer["Cache-Control"] == "no-store"


def test_in_and_out(browser: Browser, zhang: User) -> None:
    client = browser()
    assert client.get("/workbench/")["Location"] == "/signin/?next=/workbench/"
    answer = enter(client, next="/workbench/?tab=2")
    assert (answer.status_code, answer["Location"]) == (302, "/workbench/?tab=2")
    assert client.get("/workbench/").content == b"workbench of zhang"
    client.post("/signin/out/")
    assert not inside(client)
    assert Session.objects.get().ending == "signed_out"
    assert codes() == ["signin.succeeded", "signin.session_ended"]


def test_signing_out_needs_a_form(browser: Browser, zhang: User) -> None:
    client = browser()
    enter(client)
    assert client.get("/signin/out/").status_code == 405
    assert inside(client)


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example", "/signin/", ""]
)
def test_nobody_is_led_elsewhere(browser: Browser, zhang: User, wanted: str) -> None:
    assert enter(browser(), next=wanted)["Location"] == "/workbench/"


def test_unknown_names_wrong_passwords_and_closed_accounts_answer_alike(
    browser: Browser, zhang: User, person: People, bureau: Body, settings: Any
) -> None:
    settings.PASSWORD_HASHERS = ["tests.web.signin.test_entry.CountingHasher"]
    hashed = CountingHasher.seen
    closed, owner = person("gone", bureau), person("owner", bureau)
    for user in (zhang, closed, owner):
        user.set_password(PASSWORD)
        user.is_active = user is not closed
        user.save()
    answers, costs = [], []
    for number, (name, password) in enumerate([("nobody", "wrong"), ("zhang", "wrong"), ("gone", PASSWORD), ("gone", "wrong")]):
        hashed.clear()
        answer = enter(browser(f"203.0.113.{number}"), name, password)
        text = answer.content.decode().replace(name, "NAME").replace(password, "")
        answers.append((answer.status_code, len(text) // 100, "用户名或者密码不正确" in text, sorted(answer.headers)))
        costs.append(len(hashed))
    assert set(map(str, answers)) == {str(answers[0])}
    assert answers[0][:1] + answers[0][2:3] == (422, True)
    assert costs == [1, 1, 1, 1]
    assert codes() == ["signin.failed"] * 4


def test_the_trail_of_a_failure_holds_nothing_that_was_typed(browser: Browser, zhang: User, caplog: Any) -> None:
    with caplog.at_level(logging.DEBUG):
        enter(browser(), "my-secret-in-the-wrong-field", "another-secret")
        enter(browser(), "zhang", "another-secret")
    rows = [entry.details for entry in Entry.objects.filter(code="signin.failed").order_by("sequence")]
    assert rows == [{"network": "203.0.113.0/24", "known": False}, {"network": "203.0.113.0/24", "known": True}]
    everything = str(list(Entry.objects.values())) + str(list(Failures.objects.values())) + caplog.text
    assert "secret" not in everything
    assert "203.0.113.5" not in everything


def test_after_five_failures_one_waits_and_is_told_until_when(browser: Browser, zhang: User, clock: type[Clock]) -> None:
    client = browser()
    assert [enter(client, password="wrong").status_code for _ in range(5)] == [422] * 5
    answer = enter(client)  # the right one, too
    assert answer.status_code == 429
    assert answer["Retry-After"] == "60"
    assert "09:01:00" in answer.content.decode()
    assert codes() == ["signin.failed"] * 4 + ["signin.locked"]
    assert enter(browser("198.51.100.7")).status_code == 302  # the owner, from elsewhere
    clock.move(timedelta(seconds=60))
    assert enter(client).status_code == 302


def test_a_thousand_passwords_find_nothing_and_leave_few_entries(browser: Browser, zhang: User) -> None:
    client = browser()
    found = [enter(client, password=f"guess-{number}").status_code for number in range(1000)]
    assert (found.count(422), found.count(429)) == (5, 995)
    assert len(codes()) == 5


def test_unknown_names_wait_like_known_ones(browser: Browser, zhang: User) -> None:
    runs = []
    for name in ("zhang", "nobody"):
        client = browser("203.0.113.9" if name == "zhang" else "203.0.113.10")
        runs.append([enter(client, name, "wrong").status_code for _ in range(8)])
    assert runs[0] == runs[1] == [422] * 5 + [429] * 3


def test_the_cookie_before_signing_in_is_worth_nothing_after_it(browser: Browser, zhang: User) -> None:
    client = browser()
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    enter(client)
    assert client.session.session_key != before
    assert "planted" not in client.session
    thief = browser()
    thief.cookies["sessionid"] = before
    assert not inside(thief)


def test_a_disabled_person_is_out_at_the_next_request(browser: Browser, zhang: User, person: People) -> None:
    from gongkai.web.bodies.kinds import Role

    admin = person("sys", None, Role.SYSTEM_ADMIN)
    client = browser()
    enter(client)
    assert inside(client)
    user_deactivate(user=zhang, reason="离职", actor=admin, on=ON)
    assert not inside(client)
    assert enter(browser("198.51.100.9")).status_code == 422


def test_a_changed_password_ends_every_other_session(browser: Browser, zhang: User) -> None:
    here, there = browser(), browser("198.51.100.7")
    enter(here)
    enter(there)
    new = "新的口令-Kf7-2026"
    answer = here.post("/signin/password/", {"present": PASSWORD, "new": new, "again": new})
    assert answer.status_code == 302, answer.content.decode()
    assert inside(here)
    assert not inside(there)
    assert enter(browser("192.0.2.1")).status_code == 422
    assert enter(browser("192.0.2.2"), password=new).status_code == 302


def test_a_reset_password_ends_all_and_must_be_changed(browser: Browser, zhang: User, person: People) -> None:
    from gongkai.web.bodies.kinds import Role

    admin = person("sys", None, Role.SYSTEM_ADMIN)
    client = browser()
    enter(client)
    made = password_reset(user=zhang, actor=admin, on=ON, at=MORNING)
    assert not inside(client)
    enter(client, password=made)
    for address in ("/workbench/", "/signin/account/", "/"):
        assert client.get(address)["Location"] == "/signin/password/"
    text = client.get("/signin/password/").content.decode()
    assert "请先设置新密码" in text
    new = "新的口令-Kf7-2026"
    assert client.post("/signin/password/", {"present": made, "new": new, "again": new})["Location"]
    assert inside(client)


def test_what_is_wrong_with_a_new_password_stands_at_its_field(browser: Browser, zhang: User) -> None:
    client = browser()
    enter(client)
    rows = [
        ({"present": "wrong", "new": "新的口令-Kf7-2026", "again": "新的口令-Kf7-2026"}, "present", "当前密码不正确"),
        ({"present": PASSWORD, "new": "新的口令-Kf7-2026", "again": "other"}, "again", "不一致"),
        ({"present": PASSWORD, "new": "Kf7", "again": "Kf7"}, "new", "至少 10 个字符"),
        ({"present": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "new", "用过的密码"),
    ]
    for typed, field, sentence in rows:
        answer = client.post("/signin/password/", typed)
        assert answer.status_code == 422
        assert any(sentence in each for each in answer.context["form"].errors[field])
    assert not PasswordUse.objects.exists()


def test_djbh_asks_for_a_new_password_after_ninety_days(
    browser: Browser, zhang: User, clock: type[Clock], settings: Any
) -> None:
    PasswordUse.objects.create(user=zhang, encoded=zhang.password, at=MORNING - timedelta(days=89))
    client = browser()
    enter(client)
    assert inside(client)
    client.post("/signin/out/")
    clock.move(timedelta(days=1))
    enter(client)
    assert client.get("/workbench/")["Location"] == "/signin/password/"
    settings.PASSWORD_POLICY = "asvs"
    other = browser()
    enter(other)
    assert inside(other)


@pytest.mark.parametrize(
    ("steps", "ends", "why"),
    [([29, 29, 29], False, ""), ([31], True, "idle"), ([29, 31], True, "idle"), ([29] * 25, True, "absolute")],
)
def test_idle_and_absolute_limits_hold(
    browser: Browser, zhang: User, clock: type[Clock], steps: list[int], ends: bool, why: str
) -> None:
    client = browser()
    enter(client)
    answer = None
    for minutes in steps:
        clock.move(timedelta(minutes=minutes))
        answer = client.get("/workbench/")
    assert answer is not None
    assert (answer.status_code == 302) is ends
    if ends:
        assert answer["Location"] == f"/signin/?why={why}&next=%2Fworkbench%2F"
        assert Session.objects.get().ending == why
        assert "请重新登录" in client.get(answer["Location"]).content.decode()


def test_htmx_is_led_to_the_whole_page(browser: Browser, zhang: User, clock: type[Clock]) -> None:
    client = browser()
    enter(client)
    clock.move(timedelta(hours=1))
    answer = client.get("/workbench/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Redirect"]) == (204, "/signin/?why=idle&next=%2Fworkbench%2F")


def test_one_sees_and_ends_ones_own_sessions_only(browser: Browser, zhang: User, person: People, bureau: Body) -> None:
    person("li", bureau)
    here, there, other = browser(), browser("198.51.100.7"), browser("192.0.2.4")
    enter(here)
    enter(there)
    enter(other, "li")
    text = here.get("/signin/account/").content.decode()
    assert "198.51.100.7" in text
    assert "192.0.2.4" not in text
    foreign = Session.objects.get(user__username="li")
    assert here.post(f"/signin/account/sessions/{foreign.pk}/end/").status_code == 404
    mine = Session.objects.get(address="198.51.100.7")
    here.post(f"/signin/account/sessions/{mine.pk}/end/")
    assert (inside(here), inside(there), inside(other)) == (True, False, True)
    enter(there)
    here.post("/signin/account/sessions/end/")
    assert (inside(here), inside(there), inside(other)) == (True, False, True)


def test_nothing_signed_in_is_stored_and_the_public_costs_nothing(
    browser: Browser, zhang: User, django_assert_num_queries: Any
) -> None:
    client = browser()
    with django_assert_num_queries(0):
        assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    enter(client)
    for address in ("/", "/workbench/", "/signin/account/", "/nowhere/"):
        assert client.get(address)["Cache-Control"] == "no-store"


def test_a_guarded_request_costs_three_queries(browser: Browser, zhang: User, django_assert_num_queries: Any) -> None:
    client = browser()
    enter(client)
    with django_assert_num_queries(3):  # Django's session, the person, our row
        client.get("/workbench/")


def test_a_form_from_elsewhere_is_refused_with_a_helpful_page(zhang: User) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = enter(client)
    assert answer.status_code == 403
    assert "后退" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("typed", [{"username": "", "password": ""}, {"username": "z", "password": "x" * 200}, {}])
def test_faulty_forms_are_shown_again(browser: Browser, typed: dict[str, str]) -> None:
    assert browser().post("/signin/", typed).status_code == 422
    assert not Failures.objects.exists()


def test_odd_names_do_no_harm(browser: Browser, zhang: User) -> None:
    for name in ("\x00zhang", "zhang\x00", "'; DROP TABLE bodies_user; --", "\ud800", "zh\u200bang", "张" * 60):
        assert enter(browser(), name.encode("utf-8", "replace").decode(), "x").status_code == 422
