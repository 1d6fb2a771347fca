"""Second factors: codes of an authenticator, recovery codes, what is owed, what is asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from gongkai.core.errors_bodies import NotTheirDuty
from gongkai.core.errors_signin import FactorNotOwnReset
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import User
from gongkai.web.bodies.signin.factors import code_step
from gongkai.web.bodies.signin.models import Session
from gongkai.web.bodies.signin.services import factors_reset
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON, People
from tests.web.signin.conftest import MORNING, PASSWORD, Clock, codes, enter, inside

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
Browser = Callable[..., Client]


def code_at(secret: str, at: datetime) -> str:
    return str(format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30)))


def tie(client: Client) -> tuple[str, list[str]]:
    """Tie an authenticator on the page; its secret, and the recovery codes that come with it."""
    client.get("/signin/factors/totp/")
    secret = client.session["signin.totp_secret"]
    answer = client.post("/signin/factors/totp/", {"code": code_at(secret, Clock.now)})
    assert answer.status_code == 200, answer.content.decode()
    return secret, answer.context["codes"]


@pytest.fixture
def tied(browser: Browser, zhang: User) -> tuple[Client, str, list[str]]:
    client = browser()
    enter(client)
    secret, recovery = tie(client)
    client.post("/signin/out/")
    Clock.move(timedelta(minutes=2))
    return browser(), secret, recovery


def test_the_secret_lies_sealed_and_the_codes_with_it(browser: Browser, zhang: User) -> None:
    client = browser()
    enter(client)
    secret, recovery = tie(client)
    rows = str(list(Authenticator.objects.values()))
    assert len(recovery) == 10
    assert secret not in rows
    assert not [code for code in recovery if code in rows]
    assert rows.count("gk1.") == 2
    assert codes() == ["signin.succeeded", "signin.factor_added", "signin.recovery_codes_made"]
    assert secret not in str(list(Entry.objects.values()))


def test_the_first_step_alone_opens_nothing(tied: tuple[Client, str, list[str]]) -> None:
    client, secret, _ = tied
    assert enter(client, next="/workbench/?a=1")["Location"] == "/signin/second/"
    assert not inside(client)
    answer = client.post("/signin/second/", {"code": code_at(secret, Clock.now)})
    assert answer["Location"] == "/workbench/?a=1"
    assert inside(client)
    assert Session.objects.order_by("-begun_at")[0].second_factor == "totp"


def test_a_code_is_good_once_in_whatever_browser(tied: tuple[Client, str, list[str]], browser: Browser) -> None:
    _, secret, _ = tied
    code = code_at(secret, Clock.now)
    for expected in (302, 422):
        client = browser()
        enter(client)
        assert client.post("/signin/second/", {"code": code}).status_code == expected
    earlier = browser()
    enter(earlier)
    assert earlier.post("/signin/second/", {"code": code_at(secret, Clock.now - timedelta(seconds=30))}).status_code == 422
    Clock.move(timedelta(seconds=30))
    assert earlier.post("/signin/second/", {"code": code_at(secret, Clock.now)}).status_code == 302


def test_the_code_that_tied_the_authenticator_is_used_up(browser: Browser, zhang: User) -> None:
    client = browser()
    enter(client)
    secret, _ = tie(client)
    client.post("/signin/out/")
    enter(client)
    assert client.post("/signin/second/", {"code": code_at(secret, Clock.now)}).status_code == 422


@pytest.mark.parametrize(("steps", "good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_go_wrong_by_one_step(steps: int, good: bool) -> None:
    secret = generate_totp_secret()
    code = code_at(secret, MORNING + timedelta(seconds=30 * steps))
    assert (code_step(secret, code, at=MORNING) is not None) is good


def test_known_answers_of_the_standard() -> None:
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # RFC 6238, appendix B, the last six digits
    for instant, code in ((59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")):
        assert code_step(secret, code, at=datetime.fromtimestamp(instant, tz=MORNING.tzinfo)) == instant // 30


def test_a_recovery_code_is_good_once(tied: tuple[Client, str, list[str]], browser: Browser) -> None:
    _, _, recovery = tied
    for expected in (302, 422):
        client = browser()
        enter(client)
        assert client.post("/signin/second/", {"code": recovery[3]}).status_code == expected
    spaced = browser()
    enter(spaced)
    written = f"{recovery[4][:5]} {recovery[4][5:]}"
    assert spaced.post("/signin/second/", {"code": written}).status_code == 302
    assert "剩余恢复码 8 个" in spaced.get("/signin/factors/").content.decode()


def test_guessing_codes_waits_and_is_written_down(tied: tuple[Client, str, list[str]], browser: Browser) -> None:
    client, secret, _ = tied
    enter(client)
    wrong = "000000" if code_at(secret, Clock.now) != "000000" else "000001"
    found = [client.post("/signin/second/", {"code": wrong}).status_code for _ in range(1000)]
    assert (found.count(422), found.count(429)) == (5, 995)
    failures = Entry.objects.filter(code="signin.factor_failed").order_by("sequence")
    assert [entry.details["locked"] for entry in failures] == [False] * 4 + [True]
    again = browser("198.51.100.7")
    enter(again)
    assert again.post("/signin/second/", {"code": code_at(secret, Clock.now)}).status_code == 429
    Clock.move(timedelta(minutes=1))
    assert again.post("/signin/second/", {"code": code_at(secret, Clock.now)}).status_code == 302


def test_the_second_step_does_not_wait_for_ever(tied: tuple[Client, str, list[str]]) -> None:
    client, secret, _ = tied
    enter(client)
    Clock.move(timedelta(minutes=10))
    answer = client.post("/signin/second/", {"code": code_at(secret, Clock.now)})
    assert answer["Location"] == "/signin/?why=step"
    assert not inside(client)


def test_the_second_step_without_the_first_opens_nothing(tied: tuple[Client, str, list[str]], browser: Browser) -> None:
    _, secret, _ = tied
    client = browser()
    assert client.post("/signin/second/", {"code": code_at(secret, Clock.now)})["Location"] == "/signin/?why=step"
    assert not inside(client)


def test_a_password_changed_between_the_steps_stops_it(tied: tuple[Client, str, list[str]], zhang: User) -> None:
    client, secret, _ = tied
    enter(client)
    zhang.set_password("another-Kf7-password")
    zhang.save()
    assert client.post("/signin/second/", {"code": code_at(secret, Clock.now)})["Location"] == "/signin/?why=step"


def test_where_required_nothing_opens_without_a_second_factor(browser: Browser, zhang: User, settings: Any) -> None:
    settings.SECOND_FACTOR = "required"
    client = browser()
    enter(client)
    for address in ("/workbench/", "/", "/signin/account/"):
        assert client.get(address)["Location"] == "/signin/factors/"
    assert "要求工作人员用两种方式登录" in client.get("/signin/factors/").content.decode()
    tie(client)
    assert inside(client)
    factor = Authenticator.objects.get(type="totp")
    client.post(f"/signin/factors/{factor.pk}/remove/")
    assert Authenticator.objects.filter(type="totp").exists()
    settings.SECOND_FACTOR = "offered"
    client.post(f"/signin/factors/{factor.pk}/remove/")
    assert not Authenticator.objects.exists()


def test_a_session_of_one_factor_ends_where_two_are_required(browser: Browser, zhang: User, settings: Any) -> None:
    client = browser()
    enter(client)
    Authenticator.objects.create(user=zhang, type="totp", data={"secret": "x"})
    assert inside(client)
    settings.SECOND_FACTOR = "required"
    assert client.get("/workbench/")["Location"].startswith("/signin/?why=factor")
    assert not inside(client)


def test_ones_safeguards_change_only_after_a_fresh_proof(tied: tuple[Client, str, list[str]]) -> None:
    client, secret, _ = tied
    enter(client)
    client.post("/signin/second/", {"code": code_at(secret, Clock.now)})
    Clock.move(timedelta(minutes=15))
    factor = Authenticator.objects.get(type="totp")
    for address in (f"/signin/factors/{factor.pk}/remove/", "/signin/factors/recovery/"):
        assert client.post(address)["Location"] == "/signin/factors/again/"
    assert client.get("/signin/factors/passkey/")["Location"] == "/signin/factors/again/"
    assert client.post("/signin/factors/again/", {"code": "000000"}).status_code == 422
    assert client.post("/signin/factors/again/", {"password": PASSWORD}).status_code == 422
    assert client.post("/signin/factors/again/", {"code": code_at(secret, Clock.now)}).status_code == 302
    client.post(f"/signin/factors/{factor.pk}/remove/")
    assert not Authenticator.objects.exists()


def test_nobody_removes_the_factor_of_another(
    tied: tuple[Client, str, list[str]], person: People, browser: Browser, zhang: User
) -> None:
    person("li", zhang.body)
    other = browser()
    enter(other, "li")
    factor = Authenticator.objects.get(type="totp")
    assert other.post(f"/signin/factors/{factor.pk}/remove/").status_code == 404
    assert Authenticator.objects.filter(pk=factor.pk).exists()


def test_the_security_administrator_resets_what_was_lost(
    tied: tuple[Client, str, list[str]], person: People, zhang: User, browser: Browser
) -> None:
    client, secret, _ = tied
    enter(client)
    client.post("/signin/second/", {"code": code_at(secret, Clock.now)})
    security, system = person("sec", None, Role.SECURITY_ADMIN), person("sys", None, Role.SYSTEM_ADMIN)
    with pytest.raises(NotTheirDuty):
        factors_reset(user=zhang, reason="手机丢失", actor=system, on=ON, at=Clock.now)
    with pytest.raises(FactorNotOwnReset):
        factors_reset(user=security, reason="手机丢失", actor=security, on=ON, at=Clock.now)
    assert factors_reset(user=zhang, reason="手机丢失", actor=security, on=ON, at=Clock.now) == 2
    assert factors_reset(user=zhang, reason="手机丢失", actor=security, on=ON, at=Clock.now) == 0
    assert not inside(client)
    assert enter(browser())["Location"] == "/workbench/"
    assert codes("signin.factors").count("signin.factors_reset") == 1


def test_the_secret_is_not_in_the_page_of_a_second_visit(browser: Browser, zhang: User) -> None:
    client = browser()
    enter(client)
    tie(client)
    assert "signin.totp_secret" not in client.session
    assert client.post("/signin/factors/totp/", {"code": "123456"})["Location"] == "/signin/factors/totp/"
