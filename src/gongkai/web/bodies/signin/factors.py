"""Second factors: codes of an authenticator (RFC 6238), recovery codes, passkeys. The parts are allauth's, the order ours."""

from __future__ import annotations

import hmac
import json
from datetime import datetime
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from gongkai.core.errors_signin import CodeRefused, FactorThere, PasskeyRefused
from gongkai.web.bodies.models import User

TOTP, RECOVERY, PASSKEY = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES, Authenticator.Type.WEBAUTHN
_SIGNS = "0123456789"


def factors_of(user: User) -> QuerySet[Authenticator]:
    """What somebody proves themselves with beside the password, recovery codes left out."""
    return Authenticator.objects.filter(user=user, type__in=(TOTP, PASSKEY)).order_by("created_at")


def has_factor(user: User) -> bool:
    """Whether a second step is to be asked for."""
    return factors_of(user).exists()


def codes_left(user: User) -> int | None:
    """How many recovery codes are unused; None where there are none at all."""
    row = Authenticator.objects.filter(user=user, type=RECOVERY).first()
    return len(RecoveryCodes(row).get_unused_codes()) if row else None


def code_step(secret: str, code: str, *, at: datetime) -> int | None:
    """The time step a code belongs to: now or one to each side, for clocks that go wrong (RFC 6238, 5.2 and 6)."""
    typed = "".join(sign for sign in code if sign in _SIGNS)
    now = int(at.timestamp()) // app_settings.TOTP_PERIOD
    for step in (now, now - 1, now + 1):
        if hmac.compare_digest(typed.encode(), format_hotp_value(hotp_value(secret, step)).encode()):
            return step
    return None


def code_spend(user: User, code: str, *, at: datetime) -> str:
    """Use up a code of the authenticator or a recovery code, within a transaction; the kind that fitted. Raises CodeRefused.

    A time step is good once, and none before it afterwards, whatever process answers (ASVS 6.5.1).
    """
    rows = Authenticator.objects.select_for_update().filter(user=user, type__in=(TOTP, RECOVERY)).order_by("type")
    for row in rows:
        secret = decrypt(row.data["secret"]) if row.type == TOTP else ""
        if secret and (step := code_step(secret, code, at=at)) is not None:
            if step <= row.data.get("last_step", 0):
                raise CodeRefused
            row.data |= {"last_step": step, "secret": encrypt(secret)}  # sealed anew, so that a change of keys reaches it
            row.last_used_at = at
            row.save(update_fields=["data", "last_used_at"])
            return str(TOTP)
        if row.type == RECOVERY and RecoveryCodes(row).validate_code(code.replace(" ", "").replace("-", "")):
            return str(RECOVERY)
    raise CodeRefused


def totp_keep(user: User, secret: str, code: str, *, at: datetime) -> Authenticator:
    """Keep the secret of an authenticator that has shown its first code. Raises CodeRefused, FactorThere."""
    if Authenticator.objects.filter(user=user, type=TOTP).exists():
        raise FactorThere
    step = code_step(secret, code, at=at)
    if step is None:
        raise CodeRefused
    return Authenticator.objects.create(user=user, type=TOTP, data={"secret": encrypt(secret), "last_step": step})


def recovery_renew(user: User) -> list[str]:
    """New recovery codes; the old ones are void."""
    Authenticator.objects.filter(user=user, type=RECOVERY).delete()
    return list(RecoveryCodes.activate(user).generate_codes())


def passkey_keep(user: User, name: str, answer: str) -> Authenticator:
    """Keep a passkey that has answered the challenge of this session. Raises PasskeyRefused."""
    credential = _answer(answer)
    try:
        webauthn.complete_registration(credential)
        row: Authenticator = webauthn.WebAuthn.add(user, name, credential).instance
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        raise PasskeyRefused from None
    return row


def passkey_spend(user: User | None, answer: str, *, at: datetime) -> Authenticator:
    """The passkey that answered the challenge of this session; `user` None: it says itself whose it is.

    Its counter may not run backwards: that would be a copy (WebAuthn 6.1.1). Raises PasskeyRefused.
    """
    response = _answer(answer)
    try:
        owner = user or webauthn.extract_user_from_response(response)
        row = webauthn.complete_authentication(owner, response)
        count = webauthn.parse_authentication_response(response).response.authenticator_data.counter
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        raise PasskeyRefused from None
    row = Authenticator.objects.select_for_update().get(pk=row.pk)
    if (count or row.data.get("count", 0)) and count <= row.data.get("count", 0):
        raise PasskeyRefused
    row.data["count"] = count
    row.last_used_at = at
    row.save(update_fields=["data", "last_used_at"])
    return row


def _answer(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        raise PasskeyRefused from None
    if not isinstance(found, dict):
        raise PasskeyRefused
    return found
