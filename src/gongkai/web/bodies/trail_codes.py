"""The words of this app's entries in the trail."""

from __future__ import annotations

from gongkai.web.trail.actions import register

_WORDS = {
    "body.founded": ("登记机关", "body registered"),
    "body.changed": ("变更机关信息", "body changed"),
    "body.answers_as": ("变更答复名义", "answering name changed"),
    "body.moved": ("变更隶属关系", "body moved"),
    "body.ended": ("撤销机关", "body ended"),
    "body.simplified": ("进入简化模式", "simplified mode begun"),
    "body.unsimplified": ("结束简化模式", "simplified mode ended"),
    "user.added": ("登记人员账号", "account added"),
    "user.changed": ("变更人员信息", "account changed"),
    "user.deactivated": ("停用账号", "account switched off"),
    "user.reactivated": ("启用账号", "account switched on"),
    "appointment.begun": ("授予角色", "role granted"),
    "appointment.ended": ("收回角色", "role withdrawn"),
    "delegation.begun": ("委托代行", "role delegated"),
    "delegation.ended": ("结束委托代行", "delegation ended"),
    "leading_group.founded": ("成立领导小组", "leading group founded"),
    "leading_group.adjusted": ("调整领导小组", "leading group adjusted"),
    "leading_group.ended": ("撤销领导小组", "leading group ended"),
    "leader.begun": ("登记领导", "leader registered"),
    "leader.changed": ("变更领导信息", "leader changed"),
    "leader.ended": ("领导离任", "leader left"),
    "internal_office.begun": ("登记内设机构", "internal office registered"),
    "internal_office.changed": ("变更内设机构", "internal office changed"),
    "internal_office.ended": ("撤销内设机构", "internal office ended"),
    "platform_account.opened": ("登记平台账号", "platform account registered"),
    "platform_account.changed": ("变更平台账号", "platform account changed"),
    "platform_account.filed": ("平台账号备案", "platform account filed"),
    "platform_account.status_changed": ("变更平台账号状态", "state of platform account changed"),
    "platform_account.handed_over": ("移交平台账号", "platform account handed over"),
    "platform_account.posted": ("记录平台更新", "update of platform recorded"),
    "update_task.closed": ("完成信息更新", "update closed"),
    "bodies.imported": ("导入机关和人员", "bodies and people imported"),
    "installation.set_up": ("系统初始化", "installation set up"),
}


def register_all() -> None:
    """Give every code its words; called once when the app starts."""
    for code, (zh, en) in _WORDS.items():
        register(code, zh=zh, en=en)
