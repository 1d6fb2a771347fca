"""The addresses of signing in, below /signin/."""

from __future__ import annotations

from django.urls import path

from gongkai.web.bodies.signin.views import account, administration, entry, factors, oidc

app_name = "signin"
urlpatterns = [
    path("", entry.signin, name="signin"),
    path("second/", entry.second, name="second"),
    path("passkey/", entry.passkey, name="passkey"),
    path("out/", entry.signout, name="out"),
    path("password/", account.password, name="password"),
    path("account/", account.account, name="account"),
    path("account/sessions/<uuid:session>/end/", account.session_close, name="session-end"),
    path("account/sessions/end/", account.sessions_close, name="sessions-end"),
    path("account/identities/<uuid:identity>/end/", account.identity_close, name="identity-end"),
    path("factors/", factors.factors, name="factors"),
    path("factors/again/", account.again, name="again"),
    path("factors/totp/", factors.totp, name="totp"),
    path("factors/passkey/", factors.passkey_new, name="passkey-new"),
    path("factors/recovery/", factors.recovery, name="recovery"),
    path("factors/<int:number>/remove/", factors.factor_out, name="factor-remove"),
    path("oidc/<slug:provider>/", oidc.oidc, name="oidc"),
    path("oidc/<slug:provider>/back/", oidc.oidc_back, name="oidc-back"),
    path("admin/", administration.administration, name="administration"),
    path("admin/pauses/<uuid:user>/end/", administration.pause_end, name="pause-end"),
    path("admin/people/<uuid:user>/", administration.person, name="person"),
    path("admin/identities/<uuid:proposal>/", administration.proposal, name="proposal"),
    path("admin/sealed/<uuid:sealed>/close/", administration.break_glass_end, name="break-glass-end"),
]
