from __future__ import annotations
import os
from typing import Any
import pytest
from datetime import datetime, UTC, timedelta
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import User
from gongkai.web.bodies.signin.models import BreakGlass, IdentityProposal
from gongkai.web.bodies.signin.services import break_glass_seal
from tests.web.conftest import ON
from tests.web.signin.conftest import PASSWORD
from tests.web.signin.test_passkeys import page, site, zhang, tie, sign_in, sign_out  # noqa: F401
pytestmark = [pytest.mark.django_db(transaction=True)]
OUT = "/tmp/shots"

def test_shots(page: Any, site: str, zhang: User, person: Any, settings: Any) -> None:
    os.makedirs(OUT, exist_ok=True)
    settings.SIGNIN_OIDC = [dict(key="city", name="市统一身份认证", issuer="https://sso.example", client_id="g")]
    page.set_viewport_size({"width": 1280, "height": 900})
    n = 0
    def shot(name: str) -> None:
        page.screenshot(path=f"{OUT}/{name}.png", full_page=True)
    page.goto(f"{site}/signin/?next=/workbench/"); shot("signin")
    page.click("a[href*=passkey]"); shot("passkey")
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site}/signin/?why=idle"); shot("signin-phone")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/signin/")
    page.fill("[name=username]", "zhang"); page.fill("[name=password]", "x"); page.click(".signin form .button"); shot("signin-wrong")
    tie(page, site); shot("recovery")
    page.goto(f"{site}/signin/factors/totp/"); shot("totp")
    page.goto(f"{site}/signin/factors/passkey/"); shot("passkey-new")
    page.goto(f"{site}/signin/factors/"); shot("factors")
    page.goto(f"{site}/signin/account/"); shot("account")
    page.goto(f"{site}/signin/password/"); shot("password")
    page.fill("[name=present]", "x"); page.fill("[name=new]", "abc"); page.fill("[name=again]", "abd"); page.click(".signin form .button"); shot("password-wrong")
    sign_out(page, site); sign_in(page, site); shot("second")
    sign_out(page, site)
    for _ in range(6):
        page.goto(f"{site}/signin/")
        page.fill("[name=username]", "zhang"); page.fill("[name=password]", "x"); page.click(".signin form .button")
    shot("locked")
    person("sec", None, Role.SECURITY_ADMIN)
    sealed, _ = break_glass_seal(role=Role.SYSTEM_ADMIN, actor=None, on=ON)
    break_glass_seal(role=Role.SECURITY_ADMIN, actor=None, on=ON)
    BreakGlass.objects.filter(pk=sealed.pk).update(used_at=datetime.now(UTC), network="203.0.113.0/24")
    p = IdentityProposal.objects.create(issuer="https://sso.example", subject="1001-22", provider="city", shown_name="演示李四", roles=["handler", "reviewer"], proposed_on=ON)
    page.goto(f"{site}/signin/")
    page.fill("[name=username]", "sec"); page.fill("[name=password]", PASSWORD); page.click(".signin form .button")
    page.goto(f"{site}/signin/admin/"); shot("admin")
    page.goto(f"{site}/signin/admin/identities/{p.pk}/"); shot("proposal")
    page.goto(f"{site}/signin/admin/people/{zhang.pk}/"); shot("person")
    sign_out(page, site)
    page.goto(f"{site}/signin/"); page.context.clear_cookies(); page.fill("[name=username]", "sec"); page.fill("[name=password]", PASSWORD); page.click(".signin form .button"); shot("csrf")
    page.context.add_cookies([{"name": "django_language", "value": "en", "url": site}])
    page.goto(f"{site}/signin/"); shot("signin-en")
