"""Single sign-on against a real identity provider on loopback: what is believed, and what never is (promise 32)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from django.test import Client

from gongkai.core.errors_bodies import NotTheirDuty
from gongkai.core.errors_signin import IdentityDecided, IdentityNotForOneself
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import Appointment, Body, User
from gongkai.web.bodies.signin.models import Identity, IdentityProposal, Session
from gongkai.web.bodies.signin.services import identity_confirm, identity_decline, identity_unlink
from gongkai.web.trail.models import Entry
from tests.web.conftest import ON, People
from tests.web.signin.conftest import MORNING, Clock, codes, enter, inside
from tests.web.signin.provider import CLIENT, KEY, STRANGER, Provider, serving

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
Browser = Callable[..., Client]


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    with serving(MORNING) as found:
        settings.SIGNIN_OIDC = [row("city", found)]
        yield found


def row(key: str, provider: Provider, **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "name": "市统一身份认证",
        "issuer": provider.issuer,
        "client_id": CLIENT,
        "client_secret": "a secret",
        "group_roles": {"gk-handlers": "handler", "gk-chiefs": "security_admin"},
        **more,
    }


@pytest.fixture
def linked(provider: Provider, zhang: User) -> User:
    Identity.objects.create(issuer=provider.issuer, subject="1001", provider="city", user=zhang, begun_on=ON)
    return zhang


def go(client: Client, provider: Provider, key: str = "city") -> dict[str, list[str]]:
    """To the provider; what it is asked."""
    answer = client.get(f"/signin/oidc/{key}/?next=/workbench/?a=1")
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"].startswith(provider.issuer + "/authorize?")
    return parse_qs(urlsplit(answer["Location"]).query)


def back(client: Client, query: dict[str, list[str]], key: str = "city", code: str = "good-code", **more: str) -> Any:
    return client.get(f"/signin/oidc/{key}/back/", {"code": code, "state": query["state"][0], **more})


def through(client: Client, provider: Provider) -> Any:
    query = go(client, provider)
    provider.agree(query)
    return back(client, query)


def test_in_by_the_provider(browser: Browser, provider: Provider, linked: User) -> None:
    client = browser()
    query = go(client, provider)
    assert query["response_type"] == ["code"]
    assert query["code_challenge_method"] == ["S256"]
    assert set(query["scope"][0].split()) == {"openid", "profile"}
    assert len(query["nonce"][0]) >= 32
    provider.agree(query)
    answer = back(client, query)
    assert (answer.status_code, answer["Location"]) == (302, "/workbench/?a=1")
    assert inside(client)
    assert (Session.objects.get().method, Session.objects.get().user) == ("oidc", linked)
    assert len(provider.asked[0]["code_verifier"]) >= 43


def _hmac_with_the_public_key() -> bytes:
    return KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


NOW = MORNING.timestamp()
WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("another issuer", {"wrong": {"iss": "https://evil.example"}}, "issuer"),
    ("no issuer", {"wrong": {"iss": None}}, "token"),
    ("another audience", {"wrong": {"aud": "other-client"}}, "audience"),
    ("no audience", {"wrong": {"aud": None}}, "token"),
    ("two audiences, no party", {"wrong": {"aud": [CLIENT, "other"]}}, "audience"),
    ("for another party", {"wrong": {"aud": [CLIENT, "other"], "azp": "other"}}, "audience"),
    ("another nonce", {"wrong": {"nonce": "replayed"}}, "nonce"),
    ("no nonce", {"wrong": {"nonce": None}}, "nonce"),
    ("a nonce that is no text", {"wrong": {"nonce": 7}}, "nonce"),
    ("expired", {"wrong": {"exp": NOW - 61}}, "expired"),
    ("no end", {"wrong": {"exp": None}}, "token"),
    ("an end that is no number", {"wrong": {"exp": True}}, "time"),
    ("made tomorrow", {"wrong": {"iat": NOW + 86400, "exp": NOW + 90000}}, "time"),
    ("made an hour ago", {"wrong": {"iat": NOW - 3600}}, "time"),
    ("good from tomorrow", {"wrong": {"nbf": NOW + 86400}}, "time"),
    ("no subject", {"wrong": {"sub": None}}, "token"),
    ("an empty subject", {"wrong": {"sub": ""}}, "subject"),
    ("an endless subject", {"wrong": {"sub": "1" * 300}}, "subject"),
    ("signed by a stranger", {"key": STRANGER}, "signature"),
    ("a key of another name", {"header": {"kid": "k2"}}, "key"),
    ("not signed", {"algorithm": "none", "key": None}, "algorithm"),
    ("signed with a shared secret", {"algorithm": "HS256", "key": "a secret" * 8}, "algorithm"),
]


@pytest.mark.parametrize(("label", "changes", "check"), WRONG, ids=[each[0] for each in WRONG])
def test_a_wrong_token_opens_nothing(
    browser: Browser, provider: Provider, linked: User, label: str, changes: dict[str, Any], check: str
) -> None:
    for name, value in changes.items():
        setattr(provider, name, value)
    client = browser()
    answer = through(client, provider)
    assert answer.status_code == 403, label
    assert "未登录" in answer.content.decode()
    assert not inside(client)
    assert not Session.objects.exists()
    assert not IdentityProposal.objects.exists()
    assert Entry.objects.get(code="signin.identity_refused").details["check"] == check


def test_the_providers_own_public_key_is_no_shared_secret(
    browser: Browser, provider: Provider, linked: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    import base64
    import hashlib
    import hmac
    import json

    def part(value: bytes) -> str:
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

    def token(code: str) -> str:
        claims = {"iss": provider.issuer, "sub": "1001", "aud": CLIENT, "exp": NOW + 300, "iat": NOW}
        claims["nonce"] = provider.challenges[code][1]
        head = part(json.dumps({"alg": "HS256", "kid": "k1"}).encode())
        text = f"{head}.{part(json.dumps(claims).encode())}"
        return f"{text}.{part(hmac.new(_hmac_with_the_public_key(), text.encode(), hashlib.sha256).digest())}"

    monkeypatch.setattr(provider, "token", token)
    client = browser()
    assert through(client, provider).status_code == 403
    assert not inside(client)


@pytest.mark.parametrize("token", [None, "", "a.b.c", 7, ["x"], "x" * 5000])
def test_what_is_no_token_opens_nothing(
    browser: Browser, provider: Provider, linked: User, monkeypatch: pytest.MonkeyPatch, token: Any
) -> None:
    monkeypatch.setattr(provider, "token", lambda code: token)
    client = browser()
    assert through(client, provider).status_code == 403
    assert not inside(client)


def test_a_token_that_brings_its_own_key_opens_nothing(browser: Browser, provider: Provider, linked: User) -> None:
    import json

    provider.key = STRANGER
    provider.header = {"jwk": json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(STRANGER.public_key()))}
    client = browser()
    assert through(client, provider).status_code == 403
    assert not inside(client)


def test_state_is_bound_to_the_browser_and_good_once(browser: Browser, provider: Provider, linked: User) -> None:
    victim, attacker = browser(), browser("198.51.100.7")
    query = go(attacker, provider)
    provider.agree(query)
    assert back(victim, query).status_code == 403  # the answer meant for another browser
    assert not inside(victim)
    assert back(attacker, query).status_code == 302
    attacker.post("/signin/out/")
    provider.agree(query)
    assert back(attacker, query).status_code == 403  # a second time
    assert back(attacker, {"state": ["made up"]}).status_code == 403
    assert attacker.get("/signin/oidc/city/back/", {"code": "good-code"}).status_code == 403
    assert not inside(attacker)


def test_a_code_of_another_sign_in_fails_at_its_challenge(browser: Browser, provider: Provider, linked: User) -> None:
    owner, thief = browser(), browser("198.51.100.7")
    provider.agree(go(owner, provider), code="stolen-code")
    query = go(thief, provider)
    assert back(thief, query, code="stolen-code").status_code == 403
    assert not inside(thief)


def test_an_answer_in_the_name_of_another_issuer_is_refused(browser: Browser, provider: Provider, linked: User) -> None:
    client = browser()
    query = go(client, provider)
    provider.agree(query)
    assert back(client, query, iss="https://evil.example").status_code == 403
    assert not provider.asked


def test_a_person_who_declines_is_told_so(browser: Browser, provider: Provider) -> None:
    client = browser()
    query = go(client, provider)
    answer = client.get("/signin/oidc/city/back/", {"error": "access_denied", "state": query["state"][0]})
    assert answer.status_code == 403


def test_a_discovery_that_names_another_issuer_is_refused(browser: Browser, provider: Provider) -> None:
    provider.discovery = {"issuer": "https://evil.example"}
    assert browser().get("/signin/oidc/city/").status_code == 502


def test_keys_and_codes_never_travel_in_the_open(browser: Browser, provider: Provider) -> None:
    provider.discovery = {"token_endpoint": "http://sso.example/token"}
    assert browser().get("/signin/oidc/city/").status_code == 502


def test_a_silent_provider_is_a_page_not_a_crash(browser: Browser, provider: Provider) -> None:
    client = browser()
    query = go(client, provider)
    provider.silent = True
    assert "暂时无法连接" in back(client, query).content.decode()
    assert "暂时无法连接" in browser().get("/signin/oidc/city/").content.decode()
    assert browser().get("/signin/oidc/other/").status_code == 404


def test_the_same_subject_of_another_issuer_is_another_person(
    browser: Browser, provider: Provider, linked: User, settings: Any
) -> None:
    with serving(MORNING) as other:
        settings.SIGNIN_OIDC = [row("city", provider), row("other", other)]
        client = browser()
        query = go(client, other, "other")
        other.agree(query)
        assert back(client, query, "other").status_code == 403
        assert not inside(client)
        assert IdentityProposal.objects.get().issuer == other.issuer
        mixed = browser()  # begun at one, brought back to the other
        query = go(mixed, other, "other")
        other.agree(query)
        assert back(mixed, query, "city").status_code == 403
        assert not inside(mixed)


def test_nobody_is_made_or_linked_by_an_address_or_a_name(browser: Browser, provider: Provider, zhang: User) -> None:
    zhang.email = "zhang@example.cn"
    zhang.save()
    provider.wrong = {"email": "zhang@example.cn", "email_verified": True, "preferred_username": "zhang", "name": "zhang"}
    people = User.objects.count()
    for _ in range(3):
        client = browser()
        answer = through(client, provider)
        assert answer.status_code == 403
        assert not inside(client)
    proposal = IdentityProposal.objects.get()
    assert proposal.number in answer.content.decode()
    assert (proposal.user, proposal.roles) == (None, ["handler"])
    assert (User.objects.count(), Identity.objects.count()) == (people, 0)
    assert codes("signin.identity") == ["signin.identity_proposed"]


def test_the_security_administrator_confirms_and_nobody_else(
    browser: Browser, provider: Provider, zhang: User, person: People, bureau: Body
) -> None:
    through(browser(), provider)
    proposal = IdentityProposal.objects.get()
    security, system = person("sec", None, Role.SECURITY_ADMIN), person("sys", None, Role.SYSTEM_ADMIN)
    for actor, expected in ((system, NotTheirDuty), (zhang, NotTheirDuty)):
        with pytest.raises(expected):
            identity_confirm(proposal=proposal, user=zhang, roles=["handler"], reason="核实", actor=actor, on=ON)
    with pytest.raises(IdentityNotForOneself):
        identity_confirm(proposal=proposal, user=security, roles=[], reason="核实", actor=security, on=ON)
    page = browser()
    enter(page, "sec")
    assert proposal.number in page.get("/signin/admin/").content.decode()
    typed = {"username": "zhang", "roles": ["handler"], "reason": "已电话核实"}
    assert page.post(f"/signin/admin/identities/{proposal.pk}/", typed)["Location"] == "/signin/admin/"
    assert Appointment.objects.get(user=zhang).role == "handler"
    with pytest.raises(IdentityDecided):
        identity_decline(proposal=proposal, reason="再次", actor=security, on=ON)
    client = browser()
    assert through(client, provider).status_code == 302
    assert inside(client)


def test_roles_are_proposed_never_granted(browser: Browser, provider: Provider, linked: User) -> None:
    provider.groups = ["gk-chiefs", "gk-handlers"]
    client = browser()
    assert through(client, provider).status_code == 302
    assert not Appointment.objects.filter(user=linked).exists()
    assert IdentityProposal.objects.get().roles == ["handler", "security_admin"]
    provider.groups = "gk-chiefs"  # type: ignore[assignment]
    assert through(browser(), provider).status_code == 302


def test_a_role_that_was_not_proposed_cannot_be_slipped_in(
    browser: Browser, provider: Provider, zhang: User, person: People
) -> None:
    through(browser(), provider)
    page = browser()
    person("sec", None, Role.SECURITY_ADMIN)
    enter(page, "sec")
    proposal = IdentityProposal.objects.get()
    typed = {"username": "zhang", "roles": ["leader"], "reason": "已电话核实"}
    assert page.post(f"/signin/admin/identities/{proposal.pk}/", typed).status_code == 422
    assert not Appointment.objects.filter(user=zhang).exists()
    typed = {"username": "nobody", "reason": "姓名不符，不予关联", "decline": "1"}
    assert page.post(f"/signin/admin/identities/{proposal.pk}/", typed).status_code == 302
    assert IdentityProposal.objects.get().state == "declined"


def test_somebody_signed_in_may_ask_for_the_tie_and_waits_too(browser: Browser, provider: Provider, zhang: User) -> None:
    client = browser()
    enter(client)
    assert through(client, provider)["Location"] == "/signin/account/"
    assert IdentityProposal.objects.get().user == zhang
    assert not Identity.objects.exists()


def test_a_disabled_person_is_not_let_in_by_the_provider(browser: Browser, provider: Provider, linked: User) -> None:
    linked.is_active = False
    linked.save()
    client = browser()
    assert through(client, provider).status_code == 403
    assert not inside(client)


def test_an_untied_identity_opens_nothing(browser: Browser, provider: Provider, linked: User) -> None:
    identity_unlink(identity=Identity.objects.get(), reason="", actor=linked, on=ON)
    client = browser()
    assert through(client, provider).status_code == 403
    assert codes("signin.identity") == ["signin.identity_unlinked", "signin.identity_proposed"]


@pytest.mark.parametrize(
    ("trusted", "ways", "opens"),
    [(True, ["pwd", "mfa"], True), (True, ["pwd"], False), (False, ["pwd", "mfa"], False), (True, "mfa", False)],
)
def test_the_providers_second_factor_counts_only_where_it_is_trusted(
    browser: Browser, provider: Provider, linked: User, settings: Any, trusted: bool, ways: Any, opens: bool
) -> None:
    settings.SECOND_FACTOR = "required"
    settings.SIGNIN_OIDC = [row("city", provider, second_factor=trusted)]
    provider.wrong = {"amr": ways}
    client = browser()
    through(client, provider)
    assert inside(client) is opens


def test_state_grows_old(browser: Browser, provider: Provider, linked: User, clock: type[Clock]) -> None:
    client = browser()
    query = go(client, provider)
    provider.agree(query)
    clock.move(timedelta(minutes=20))  # the token is as old as the answer
    assert back(client, query).status_code == 403
