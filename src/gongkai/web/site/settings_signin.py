"""Django's settings of signing in: policies, second factors, lock-out, sessions."""

from __future__ import annotations

SIGNIN_APPS: list[str] = []
SIGNIN_MIDDLEWARE: list[str] = []
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/signin/"
LOGIN_REDIRECT_URL = "/workbench/"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
SESSION_COOKIE_AGE = 12 * 3600
