"""Django's settings of signing in: policies, second factors, lock-out, sessions.

GONGKAI_PASSWORD_POLICY       djbh (default) or asvs
GONGKAI_SECOND_FACTOR         required (default) or offered (`make run` sets it for the demonstration)
GONGKAI_SESSION_IDLE_MINUTES  minutes without an act after which a session ends (default 30)
GONGKAI_SESSION_HOURS         hours after which a session ends in any case (default 12)
GONGKAI_TRUSTED_PROXIES       how many proxies of one's own stand before the application (default 0)
GONGKAI_OIDC                  a JSON file naming the identity providers (docs/how-to)
"""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path
from typing import Any

SIGNIN_APPS: list[str] = [
    "gongkai.web.bodies.signin",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
]
SIGNIN_MIDDLEWARE: list[str] = [
    "allauth.account.middleware.AccountMiddleware",
    "gongkai.web.bodies.signin.middleware.SessionGuard",
]
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/signin/"
LOGIN_REDIRECT_URL = "/workbench/"
CSRF_FAILURE_VIEW = "gongkai.web.bodies.signin.views.csrf_refused"

PASSWORD_POLICY = os.environ.get("GONGKAI_PASSWORD_POLICY", "djbh")
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "gongkai.web.bodies.password_policies.PolicyValidator"}]

SECOND_FACTOR = os.environ.get("GONGKAI_SECOND_FACTOR", "required")
TRUSTED_PROXIES = int(os.environ.get("GONGKAI_TRUSTED_PROXIES", "0"))
SIGNIN_CLOCK = "django.utils.timezone.now"  # what the time of a sign-in is asked from; tests put their own here
SESSION_IDLE = timedelta(minutes=float(os.environ.get("GONGKAI_SESSION_IDLE_MINUTES", "30")))
SESSION_ABSOLUTE = timedelta(hours=float(os.environ.get("GONGKAI_SESSION_HOURS", "12")))
SESSION_COOKIE_AGE = int(SESSION_ABSOLUTE.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
if os.environ.get("GONGKAI_INSECURE") != "1":
    SESSION_COOKIE_NAME = "__Host-session"  # bound to this very host and to TLS by the browser (RFC 6265bis)
    CSRF_COOKIE_NAME = "__Host-csrf"


def _providers() -> list[dict[str, Any]]:
    path = os.environ.get("GONGKAI_OIDC", "")
    if not path:
        return []
    found: list[dict[str, Any]] = json.loads(Path(path).read_text(encoding="utf-8"))["providers"]
    return found


SIGNIN_OIDC = _providers()

# allauth gives the parts of OIDC and of second factors; its own pages and its registration of strangers are not in the urls.
ACCOUNT_ADAPTER = "gongkai.web.bodies.signin.adapters.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_ADAPTER = "gongkai.web.bodies.signin.adapters.ClosedSocialAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
MFA_ADAPTER = "gongkai.web.bodies.signin.adapters.SealedFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_WEBAUTHN_USER_VERIFICATION = "preferred"
MFA_RECOVERY_CODE_DIGITS = 10
