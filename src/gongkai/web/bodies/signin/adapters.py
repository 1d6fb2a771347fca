"""What allauth asks of the house: nobody registers by themselves, secrets of second factors lie sealed, no letters are sent."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest

from gongkai.web.sealing.ciphers import seal, unseal

_PURPOSE, _PLACE = "signin.factors", "mfa.authenticator.data"


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by the system administrator alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


class ClosedSocialAdapter(DefaultSocialAccountAdapter):
    """An identity from elsewhere never makes or links an account by itself."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never."""
        return False


class SealedFactorAdapter(DefaultMFAAdapter):
    """Secrets of authenticators and seeds of recovery codes are sealed before they reach the database."""

    def encrypt(self, text: str) -> str:
        """Seal a secret."""
        return seal(text, purpose=_PURPOSE, place=_PLACE)

    def decrypt(self, encrypted_text: str) -> str:
        """Unseal a secret. Raises SealBroken, KeyMissing."""
        return unseal(encrypted_text, purpose=_PURPOSE, place=_PLACE)

    def get_totp_issuer(self) -> str:
        """The name under which an authenticator shows its codes."""
        return str(settings.SITE_NAME)

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.username)

    def _get_site_name(self) -> str:
        return str(settings.SITE_NAME)
