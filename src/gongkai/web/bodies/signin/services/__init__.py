"""The acts of signing in, by subject."""

from gongkai.web.bodies.signin.services.break_glass import break_glass_close, break_glass_seal, break_glass_use
from gongkai.web.bodies.signin.services.entry import (
    factor_fail,
    factor_use,
    lockout_end,
    passkey_enter,
    signin_fail,
    signin_succeed,
)
from gongkai.web.bodies.signin.services.factors import (
    factor_remove,
    factors_reset,
    passkey_add,
    recovery_codes_make,
    totp_add,
)
from gongkai.web.bodies.signin.services.identities import (
    identity_confirm,
    identity_decline,
    identity_propose,
    identity_refuse,
    identity_unlink,
)
from gongkai.web.bodies.signin.services.passwords import password_change, password_reset
from gongkai.web.bodies.signin.services.sessions import proof_renew, session_end, sessions_end

__all__ = [
    "break_glass_close",
    "break_glass_seal",
    "break_glass_use",
    "factor_fail",
    "factor_remove",
    "factor_use",
    "factors_reset",
    "identity_confirm",
    "identity_decline",
    "identity_propose",
    "identity_refuse",
    "identity_unlink",
    "lockout_end",
    "passkey_add",
    "passkey_enter",
    "password_change",
    "password_reset",
    "proof_renew",
    "recovery_codes_make",
    "session_end",
    "sessions_end",
    "signin_fail",
    "signin_succeed",
    "totp_add",
]
