"""The forms of signing in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.core.errors_signin import PasswordsDiffer
from gongkai.web.bodies.kinds import Role
from gongkai.web.bodies.models import User
from gongkai.web.bodies.password_policies import MOST
from gongkai.web.bodies.signin.wording import said

_NAME = {"autocomplete": "username webauthn", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}


def _password(label: Any, autocomplete: str) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=MOST, strip=False, widget=widget)


class SignInForm(forms.Form):
    """User name and password."""

    username = forms.CharField(label=_("用户名"), max_length=60, widget=forms.TextInput(attrs=_NAME))
    password = _password(_("密码"), "current-password")


class CodeForm(forms.Form):
    """A code of the authenticator, or a recovery code."""

    code = forms.CharField(
        label=_("验证码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )


class ProofForm(forms.Form):
    """One's own password or a code, to show again who it is."""

    password = _password(_("当前密码"), "current-password")


class PasswordForm(forms.Form):
    """The present password and twice the new one."""

    present = _password(_("当前密码"), "current-password")
    new = _password(_("新密码"), "new-password")
    again = _password(_("再次输入新密码"), "new-password")

    def clean(self) -> dict[str, Any]:
        """Both new ones are alike."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("new") and cleaned.get("again") and cleaned["new"] != cleaned["again"]:
            self.add_error("again", said(PasswordsDiffer()))
        return cleaned


class PasskeyForm(forms.Form):
    """The name of a new passkey and what the browser answered."""

    name = forms.CharField(label=_("名称"), max_length=40, help_text=_("便于日后辨认，例如“办公电脑”。"))
    answer = forms.CharField(max_length=20_000, widget=forms.HiddenInput, required=False)


class ReasonForm(forms.Form):
    """Why an administrator does something."""

    reason = forms.CharField(label=_("事由"), min_length=4, max_length=200, widget=forms.TextInput)


class ConfirmForm(ReasonForm):
    """To whom an identity belongs, and which of the proposed roles are granted."""

    field_order = ["username", "roles", "reason"]
    username = forms.CharField(label=_("本系统用户名"), max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    roles = forms.MultipleChoiceField(label=_("同时授予的角色"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, proposed: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [Role(name) for name in proposed if name in Role.values]
        roles: Any = self.fields["roles"]
        roles.choices = [(role.value, role.label) for role in known]

    def clean_username(self) -> User:
        """The account itself."""
        username = self.cleaned_data["username"]
        user = User.objects.select_related("body").filter(username=username, is_active=True).first()
        if user is None:
            raise forms.ValidationError(_("没有这个用户名，或者账号已停用。请核对。"))
        found: User = user
        return found
