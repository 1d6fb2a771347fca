"""Errors of signing in: passwords, second factors, pauses, identities, the sealed account; continued from `core/errors.py`."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError

# ── signing in ───────────────────────────────────────────────────────────────────────────────


class SignInRefused(GongkaiError):
    """Name or password do not fit; one sentence for every cause, so that nobody learns which names exist."""

    zh = "用户名或者密码不正确。请核对后重新输入；忘记密码的，请联系本单位系统管理员。"
    en = "User name or password do not fit. Check both and try again; if you forgot it, ask your system administrator."


class SignInLocked(GongkaiError):
    """Too many wrong passwords in a row."""

    zh = "连续多次输入不正确，已暂停登录。请在 {until} 之后重试（约 {minutes} 分钟）；急需使用的，请联系安全管理员解除。"
    en = (
        "Too many wrong entries: signing in is paused. Try again after {until} (about {minutes} minutes), or ask the security "
        "administrator to lift it."
    )


class SignInStepLost(GongkaiError):
    """The second step was opened without the first, or too late."""

    zh = "登录等待时间过长，或者未先输入用户名和密码。请重新登录。"
    en = "The sign-in waited too long, or its first step is missing. Please sign in again."


class CodeRefused(GongkaiError):
    """A code of the authenticator or a recovery code does not fit, or was used before."""

    zh = "验证码不正确，或者已经用过。请等待验证器显示下一个验证码后再输入；也可以使用恢复码。"
    en = "The code does not fit or was used before. Wait for the next code of your authenticator, or use a recovery code."


class PasskeyRefused(GongkaiError):
    """A passkey was not recognised."""

    zh = "未能识别该通行密钥。请重试，或者改用密码登录；多次不成功的，请联系安全管理员。"
    en = "The passkey was not recognised. Try again or use your password; if it keeps failing, ask the security administrator."


class ProofTooOld(GongkaiError):
    """A change of one's own safeguards needs a sign-in or a proof of the last minutes."""

    zh = "修改登录保护措施之前，请先再次确认身份。"
    en = "Confirm that it is you before you change how you sign in."


# ── passwords ────────────────────────────────────────────────────────────────────────────────


class PasswordTooShort(GongkaiError):
    """A password shorter than the policy asks for."""

    zh = "密码至少 {least} 个字符，当前为 {length} 个。请加长，例如用几个不相关的词语连成一句。"
    en = "A password has at least {least} characters; this one has {length}. Make it longer, for example by unrelated words."


class PasswordTooLong(GongkaiError):
    """A password longer than is read."""

    zh = "密码最多 {most} 个字符，当前为 {length} 个。请缩短。"
    en = "A password has at most {most} characters; this one has {length}. Make it shorter."


class PasswordTooPlain(GongkaiError):
    """A password of too few classes of characters (djbh)."""

    zh = "密码须包含大写字母、小写字母、数字、其他字符中的至少 {least} 类，当前为 {classes} 类。请增加其他类别的字符。"
    en = (
        "A password mixes at least {least} of: capitals, small letters, digits, other signs; this one has {classes}. "
        "Add another kind."
    )


class PasswordCommon(GongkaiError):
    """A password that stands in the lists of those tried first."""

    zh = "该密码在常见密码之列，容易被猜出。请换一个。"
    en = "This password is among the most common ones and easily guessed. Choose another."


class PasswordNamesSomething(GongkaiError):
    """A password made of the person's or the body's own words."""

    zh = "密码中包含“{word}”（您的姓名、用户名、电话或者所在机关的名称）。请去掉。"
    en = "The password contains “{word}” (your name, user name, telephone or body). Leave it out."


class PasswordUsedBefore(GongkaiError):
    """A password that was in use before."""

    zh = "该密码是最近 {count} 次使用过的密码之一。请换一个没有用过的。"
    en = "This password is one of your last {count}. Choose one that you have not used."


class PasswordNotYours(GongkaiError):
    """The present password was typed wrongly when it was to be changed."""

    zh = "当前密码不正确。请核对后重新输入。"
    en = "The present password does not fit. Check it and type it again."


class PasswordsDiffer(GongkaiError):
    """The new password was not typed twice alike."""

    zh = "两次输入的新密码不一致。请重新输入。"
    en = "The two new passwords differ. Type them again."


class PasswordElsewhere(GongkaiError):
    """A person who signs in elsewhere wants to change a password here."""

    zh = "您的账号没有本系统密码，由统一身份认证登录。请在统一身份认证平台修改密码。"
    en = "Your account has no password here; you sign in by single sign-on. Change the password there."


# ── second factors ───────────────────────────────────────────────────────────────────────────


class FactorStillNeeded(GongkaiError):
    """The last second factor was to be removed where one is required."""

    zh = "本系统要求两种方式登录，不能删除最后一个动态验证码或者通行密钥。请先添加另一个，再删除此项。"
    en = "Two factors are required here; the last one cannot be removed. Add another one first."


class FactorThere(GongkaiError):
    """A second authenticator of a kind of which there is one only."""

    zh = "您已经启用动态验证码。需要更换手机的，请先删除原来的。"
    en = "You have an authenticator already. To change telephones, remove the old one first."


class FactorNotOwnReset(GongkaiError):
    """The security administrator wants to reset the own second factors in this way."""

    zh = "不能重置自己的登录保护措施。请由另一名安全管理员办理。"
    en = "You cannot reset your own second factors. Another security administrator must do it."


# ── identities from elsewhere ────────────────────────────────────────────────────────────────


class IdentityTokenRefused(GongkaiError):
    """What the identity provider sent does not stand up to its checks."""

    zh = "统一身份认证返回的结果未通过核验（{check}），未登录。请重新登录；仍不成功的，请把本页提示告知系统管理员。"
    en = "What the single sign-on sent did not pass its checks ({check}). You are not signed in; try again or ask for help."


class IdentityProviderSilent(GongkaiError):
    """The identity provider cannot be reached, or answers what is not understood."""

    zh = "暂时无法连接“{name}”。请稍后重试，或者使用本系统用户名和密码登录。"
    en = "“{name}” cannot be reached at present. Try later, or sign in with user name and password."


class IdentityUnknown(GongkaiError):
    """An identity that belongs to no account; accounts are never made or linked by themselves."""

    zh = "您的统一身份尚未与本系统账号关联，已转安全管理员核对（编号 {number}）。核对后即可登录，不必重复提交。"
    en = "Your identity belongs to no account yet; the security administrator was asked (no. {number}). You need not ask again."


class IdentityTaken(GongkaiError):
    """One identity was to be given to a second account."""

    zh = "该统一身份已经关联“{name}”的账号。请先解除原关联。"
    en = "This identity belongs to the account of “{name}”. Undo that first."


class IdentityDecided(GongkaiError):
    """A proposal was to be decided a second time."""

    zh = "该事项已由{name}于 {on} 办理，不必重复办理。"
    en = "This was decided by {name} on {on} already."


class IdentityNotForOneself(GongkaiError):
    """An administrator wants to confirm the own identity or roles."""

    zh = "不能由本人确认自己的身份关联或者角色。请由另一名安全管理员办理。"
    en = "Nobody confirms their own identity or roles. Another security administrator must do it."


# ── the sealed account ───────────────────────────────────────────────────────────────────────


class BreakGlassOpen(GongkaiError):
    """A second sealed account for the same role."""

    zh = "“{role}”已有一个应急账号（{username}）尚未关闭。请先关闭，再封存新的。"
    en = "There is a sealed account for “{role}” ({username}) that is not closed. Close it before you seal another."


class BreakGlassNotOwnClose(GongkaiError):
    """The sealed account wants to close itself."""

    zh = "应急账号不能由其自身关闭。请由安全管理员用本人账号登录后办理。"
    en = "The sealed account does not close itself. A security administrator does so with their own account."


class ReasonMissing(GongkaiError):
    """An act that needs a reason was given none."""

    zh = "请写明事由（至少 {least} 个字）。事由将记入操作记录。"
    en = "State the reason (at least {least} characters). It is kept in the trail."
