"""From where somebody asks: the address as far as our own proxies vouch for it, and how much of it is written down."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest

_V4, _V6 = 24, 48  # bits of a network that the trail keeps of an address


def client_address(request: HttpRequest) -> str:
    """The address of the one who asks. Entries of X-Forwarded-For before those of our own proxies are anybody's claim."""
    hops = [request.META.get("REMOTE_ADDR", "")]
    if settings.TRUSTED_PROXIES:
        hops = [*(hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()), *hops]
    named = hops[-1 - settings.TRUSTED_PROXIES] if len(hops) > settings.TRUSTED_PROXIES else hops[0]
    try:
        return str(ipaddress.ip_address(named))
    except ValueError:
        return ""


def network_of(address: str) -> str:
    """The network an address lies in, for the trail: enough to see where from, not who."""
    if not address:
        return ""
    bits = _V4 if ipaddress.ip_address(address).version == 4 else _V6
    return str(ipaddress.ip_network(f"{address}/{bits}", strict=False))
