"""The words of what signing in writes into the trail."""

from __future__ import annotations

from gongkai.web.trail.actions import register

WORDS = (
    ("signin.succeeded", "登录成功", "signed in"),
    ("signin.failed", "登录未成功", "sign-in failed"),
    ("signin.locked", "登录未成功并暂停登录", "sign-in failed and paused"),
    ("signin.unlocked", "解除登录暂停", "pause of sign-in lifted"),
    ("signin.session_ended", "登录会话结束", "session ended"),
    ("signin.sessions_ended", "其他登录会话全部结束", "all other sessions ended"),
    ("signin.proof_renewed", "再次确认身份", "identity confirmed again"),
    ("signin.password_changed", "修改密码", "password changed"),
    ("signin.password_reset", "重置密码", "password reset"),
    ("signin.factor_added", "添加登录验证方式", "second factor added"),
    ("signin.factor_removed", "删除登录验证方式", "second factor removed"),
    ("signin.factors_reset", "重置登录验证方式", "second factors reset"),
    ("signin.factor_used", "第二步验证通过", "second factor used"),
    ("signin.factor_failed", "第二步验证未通过", "second factor failed"),
    ("signin.recovery_codes_made", "生成恢复码", "recovery codes made"),
    ("signin.identity_refused", "统一身份认证结果未通过核验", "identity token refused"),
    ("signin.identity_proposed", "统一身份待核对", "identity waits for confirmation"),
    ("signin.identity_confirmed", "确认统一身份", "identity confirmed"),
    ("signin.identity_declined", "不予确认统一身份", "identity declined"),
    ("signin.identity_unlinked", "解除统一身份关联", "identity unlinked"),
    ("signin.break_glass_sealed", "封存应急账号", "emergency account sealed"),
    ("signin.break_glass_used", "启用应急账号（请三员核查）", "emergency account used (all administrators take note)"),
    ("signin.break_glass_closed", "关闭应急账号", "emergency account closed"),
)


def register_all() -> None:
    """Give the trail the words of every code of signing in."""
    for code, zh, en in WORDS:
        register(code, zh=zh, en=en)
