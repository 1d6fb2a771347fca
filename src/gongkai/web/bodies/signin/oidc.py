"""Single sign-on: where providers are named, how the browser is sent there, and when an ID token is believed.

State, PKCE and the exchange of the code are allauth's; the checks of the ID token are all here (OpenID Connect Core 1.0,
3.1.3.7; RFC 9207; ASVS 5.0 V10): nothing is believed because of the way it came.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from gongkai.core.errors_signin import IdentityProviderSilent, IdentityTokenRefused

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
_LEEWAY = timedelta(seconds=60)
_OLDEST = timedelta(minutes=10)  # an ID token of a sign-in just done
_SUBJECT_MOST = 255  # OpenID Connect Core 1.0, 2
_SAID_AS_TWO = {"mfa", "otp", "hwk", "swk", "sms"}  # RFC 8176: words that say more than a password was asked


@dataclass(frozen=True, slots=True)
class ProviderConfig:
    """One identity provider as the installation names it; the secret is never shown."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str = field(default="", repr=False)
    groups_claim: str = "groups"
    group_roles: Mapping[str, str] = field(default_factory=dict)
    second_factor: bool = False  # whether its word for a second factor is taken


@dataclass(frozen=True, slots=True)
class Known:
    """What a good ID token says."""

    issuer: str
    subject: str
    name: str
    groups: tuple[str, ...]
    second_factor: bool


def providers() -> list[ProviderConfig]:
    """Every identity provider of the installation."""
    return [ProviderConfig(**each) for each in settings.SIGNIN_OIDC]


def access_provider(key: str) -> ProviderConfig:
    """One identity provider. Raises Http404."""
    for each in providers():
        if each.key == key:
            return each
    raise Http404


class StaffAdapter(OpenIDConnectOAuth2Adapter):
    """allauth's adapter with our addresses, a discovery that must name its issuer, and no second guess."""

    def __init__(self, request: HttpRequest, config: ProviderConfig) -> None:
        self.config = config
        super().__init__(request, config.key)

    def get_provider(self) -> OpenIDConnectProvider:
        """The provider as named by the installation; the database of allauth is not asked."""
        return StaffProvider(self.request, self.config)

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Where the provider sends the browser back to."""
        return str(build_absolute_uri(request, reverse("signin:oidc-back", kwargs={"provider": self.config.key})))

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's own description. Raises IdentityProviderSilent, IdentityTokenRefused."""
        if not hasattr(self, "_openid_config"):
            _refuse_open_line(self.config.issuer)
            found = _fetched(self.config, self.config.issuer.rstrip("/") + "/.well-known/openid-configuration")
            if found.get("issuer") != self.config.issuer:
                raise IdentityTokenRefused(check="issuer")
            for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
                _refuse_open_line(str(found.get(name, "")))
            self._openid_config = found
        return self._openid_config


class StaffProvider(OpenIDConnectProvider):
    """allauth's provider, made from the installation's own list; PKCE always."""

    def __init__(self, request: HttpRequest, config: ProviderConfig) -> None:
        app = SocialApp(
            provider="openid_connect",
            provider_id=config.key,
            name=config.name,
            client_id=config.client_id,
            secret=config.client_secret,
            settings={"server_url": config.issuer, "oauth_pkce_enabled": True, "scope": ["openid", "profile"]},
        )
        self.config = config
        super().__init__(request, app=app)

    def get_oauth2_adapter(self, request: HttpRequest) -> StaffAdapter:
        """Ours."""
        return StaffAdapter(request, self.config)


def send_there(request: HttpRequest, config: ProviderConfig, next_url: str) -> HttpResponse:
    """Send the browser to the provider, with state, nonce and PKCE kept in this session. Raises IdentityProviderSilent."""
    nonce = secrets.token_urlsafe(32)
    try:
        answer: HttpResponse = StaffProvider(request, config).redirect(
            request, process="login", next_url=next_url, auth_params={"nonce": nonce}, nonce=nonce
        )
    except (requests.RequestException, OAuth2Error, KeyError, ValueError):
        raise IdentityProviderSilent(name=config.name) from None
    return answer


def came_back(request: HttpRequest, config: ProviderConfig, *, at: datetime) -> tuple[Known, str]:
    """What the provider says of the person, and where the person wanted to go.

    Raises IdentityTokenRefused with the name of the check, IdentityProviderSilent.
    """
    provider = StaffProvider(request, config)
    state = statekit.unstash_state(request, provider_id=provider.sub_id, state_id=request.GET.get("state", ""))
    if state is None:
        raise IdentityTokenRefused(check="state")
    if "iss" in request.GET and request.GET["iss"] != config.issuer:
        raise IdentityTokenRefused(check="issuer")
    if "error" in request.GET or not request.GET.get("code"):
        raise IdentityTokenRefused(check="code")
    adapter = provider.get_oauth2_adapter(request)
    try:
        client = adapter.get_client(request, provider.app)
        answer = client.get_access_token(request.GET["code"], pkce_code_verifier=state["pkce_code_verifier"])
        keys = _fetched(config, adapter.openid_config["jwks_uri"])
    except OAuth2Error:
        raise IdentityTokenRefused(check="code") from None
    except (requests.RequestException, KeyError, ValueError):
        raise IdentityProviderSilent(name=config.name) from None
    token = answer.get("id_token") if isinstance(answer, dict) else None
    claims = token_claims(token, config, nonce=state["nonce"], keys=keys, at=at)
    return _known(claims, config), str(state.get("next", ""))


def token_claims(token: Any, config: ProviderConfig, *, nonce: str, keys: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The claims of an ID token that stands up to every check. Raises IdentityTokenRefused with the name of the check."""
    if not isinstance(token, str):
        raise IdentityTokenRefused(check="token")
    try:
        header = jwt.get_unverified_header(token)
        if header.get("alg") not in ALGORITHMS:
            raise IdentityTokenRefused(check="algorithm")
        key = _key_for(header, keys)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=key,
            algorithms=[header["alg"]],
            issuer=config.issuer,
            audience=config.client_id,
            options={
                "require": ["iss", "sub", "aud", "exp", "iat"],
                "verify_exp": False,
                "verify_iat": False,
                "verify_nbf": False,
            },
        )
    except jwt.InvalidIssuerError:
        raise IdentityTokenRefused(check="issuer") from None
    except jwt.InvalidAudienceError:
        raise IdentityTokenRefused(check="audience") from None
    except jwt.InvalidSignatureError:
        raise IdentityTokenRefused(check="signature") from None
    except (jwt.PyJWTError, ValueError, TypeError, KeyError):
        raise IdentityTokenRefused(check="token") from None
    _check_claims(claims, config, nonce=nonce, at=at)
    return claims


def _check_claims(claims: Mapping[str, Any], config: ProviderConfig, *, nonce: str, at: datetime) -> None:
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    party = claims.get("azp")
    if (len(audiences) > 1 and party is None) or (party is not None and party != config.client_id):
        raise IdentityTokenRefused(check="audience")
    said = claims.get("nonce")
    if not isinstance(said, str) or not hmac.compare_digest(said.encode(), nonce.encode()):
        raise IdentityTokenRefused(check="nonce")
    now = at.timestamp()
    times = [claims["exp"], claims["iat"], claims.get("nbf", 0)]
    if not all(isinstance(each, int | float) and not isinstance(each, bool) for each in times):
        raise IdentityTokenRefused(check="time")
    expires, issued, begins = times
    slack = _LEEWAY.total_seconds()
    if now >= expires + slack:
        raise IdentityTokenRefused(check="expired")
    if issued > now + slack or begins > now + slack or issued < now - _OLDEST.total_seconds():
        raise IdentityTokenRefused(check="time")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _SUBJECT_MOST:
        raise IdentityTokenRefused(check="subject")


def _key_for(header: Mapping[str, Any], keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The provider's key of that name, fit for that algorithm; never a symmetric one, never one the token brings along."""
    usable = [
        each for each in keys.get("keys", []) if each.get("kty") in {"RSA", "EC", "OKP"} and each.get("use", "sig") == "sig"
    ]
    if header.get("kid") is not None:
        usable = [each for each in usable if each.get("kid") == header["kid"]]
    fit = [each for each in usable if each.get("alg", header["alg"]) == header["alg"]]
    if len(fit) != 1:
        raise IdentityTokenRefused(check="key")
    return jwt.PyJWK(fit[0], algorithm=header["alg"])


def _known(claims: Mapping[str, Any], config: ProviderConfig) -> Known:
    groups = claims.get(config.groups_claim, [])
    ways = claims.get("amr", [])
    return Known(
        issuer=claims["iss"],
        subject=claims["sub"],
        name=str(claims.get("name", "")),
        groups=tuple(each for each in groups if isinstance(each, str)) if isinstance(groups, list) else (),
        second_factor=config.second_factor and isinstance(ways, list) and bool(_SAID_AS_TWO & {str(way) for way in ways}),
    )


def _fetched(config: ProviderConfig, address: str) -> dict[str, Any]:
    try:
        with get_adapter().get_requests_session() as line:
            answer = line.get(address, allow_redirects=False)
            answer.raise_for_status()
            found = answer.json()
    except (requests.RequestException, ValueError):
        raise IdentityProviderSilent(name=config.name) from None
    if not isinstance(found, dict):
        raise IdentityProviderSilent(name=config.name)
    return found


def _refuse_open_line(address: str) -> None:
    """Keys and codes travel over TLS, or stay on this machine."""
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "::1", "localhost"}:
        raise IdentityTokenRefused(check="https")
