"""Errors of bodies, people, roles and accounts, continued from `core/errors.py`."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError

# ── the tree ─────────────────────────────────────────────────────────────────────────────────


class BodyCodeWrong(GongkaiError):
    """A code that cannot stand in an address."""

    zh = "代码“{code}”不能用于网址。请用小写字母、数字和连字符，例如 sxfj。"
    en = "The code “{code}” cannot stand in an address. Use lower-case letters, digits and hyphens, such as sxfj."


class BodyCodeTaken(GongkaiError):
    """Two bodies with one code."""

    zh = "代码“{code}”已由“{name}”使用。请换一个代码。"
    en = "The code “{code}” belongs to “{name}” already. Choose another."


class CreditCodeWrong(GongkaiError):
    """A credit code whose check character does not fit (GB 32100)."""

    zh = "统一社会信用代码“{code}”未通过校验（应为18位，末位为校验码）。请对照登记证书核对。"
    en = "The credit code “{code}” fails its check (18 characters, the last is the check). Compare it with the certificate."


class CreditCodeTaken(GongkaiError):
    """Two bodies with one credit code."""

    zh = "统一社会信用代码“{code}”已登记在“{name}”名下。请核对是否为同一机关。"
    en = "The credit code “{code}” is registered for “{name}”. Check whether this is the same body."


class BodyNotThere(GongkaiError):
    """A body was used on a day on which it did not exist."""

    zh = "“{name}”在 {on} 不存在（{begun} 设立{ended_zh}）。请核对日期。"
    en = "“{name}” did not exist on {on} (founded {begun}{ended_en}). Check the day."


class BodyLeadsOthers(GongkaiError):
    """A body was to be ended while others stand below it."""

    zh = "“{name}”之下还有 {count} 个机关（{examples}）。请先把它们划归其他机关。"
    en = "“{name}” still leads {count} bodies ({examples}). Move them first."


class BodyStillUsed(GongkaiError):
    """A body was to be ended while others answer in its name."""

    zh = "{examples}以“{name}”的名义答复。请先变更答复名义。"
    en = "{examples} answer in the name of “{name}”. Change that first."


class TreeWouldCircle(GongkaiError):
    """A body was to be put below itself."""

    zh = "“{parent}”在“{name}”之下，不能作为它的上级。请另选上级。"
    en = "“{parent}” stands below “{name}” and cannot lead it. Choose another parent."


class MoveNotLater(GongkaiError):
    """A move that would begin on or before the day on which the present parent began."""

    zh = "“{name}”现在的隶属关系自 {begun} 起，新的隶属关系须在此之后开始。请核对日期。"
    en = "“{name}” has had its present parent since {begun}; a new one must begin later. Check the day."


class AnswersForItself(GongkaiError):
    """A body that answers in the name of itself, or of one that itself answers in another's name."""

    zh = "“{other}”不能作为“{name}”的答复名义：{why_zh}。请选择以自己名义答复的机关。"
    en = "“{name}” cannot answer in the name of “{other}”: {why_en}. Choose a body that answers in its own name."


# ── people and roles ─────────────────────────────────────────────────────────────────────────


class UsernameTaken(GongkaiError):
    """Two accounts with one user name."""

    zh = "用户名“{username}”已有人使用。请换一个。"
    en = "The user name “{username}” is taken. Choose another."


class NotTheirDuty(GongkaiError):
    """An administrator did what belongs to another of the three (三员分立)."""

    zh = "{act_zh}由{who_zh}办理。请转请其办理。"
    en = "To {act_en} is the duty of the {who_en}. Ask them."


class NotForOneself(GongkaiError):
    """Somebody granted a role to themselves."""

    zh = "不能给自己授予或者收回角色。请由另一名安全管理员办理。"
    en = "Nobody grants or withdraws their own roles. Ask another security administrator."


class DutiesCollide(GongkaiError):
    """Two roles that one person may not hold at once (promise 26, law.md 10.2)."""

    zh = "“{name}”已担任“{held_zh}”，不能同时担任“{wanted_zh}”：{why_zh}。请指定另一人，或者先结束原角色。"
    en = "“{name}” is {held_en} and cannot be {wanted_en} too: {why_en}. Name somebody else, or end the other role first."


class RoleNeedsBody(GongkaiError):
    """A role of a body without one, or an administrator's role with one."""

    zh = "“{role_zh}”{need_zh}。请更正。"
    en = "The role “{role_en}” {need_en}. Correct it."


class AlreadyAppointed(GongkaiError):
    """The same role twice at once."""

    zh = "“{name}”在该期间已担任“{role_zh}”。无需重复授予。"
    en = "“{name}” holds the role “{role_en}” in that time already. There is nothing to grant."


class PersonInactive(GongkaiError):
    """A role, delegation or account for somebody whose account is off."""

    zh = "“{name}”的账号已停用。请先启用，或者另选一人。"
    en = "The account of “{name}” is off. Switch it on, or choose somebody else."


class LastAdministrator(GongkaiError):
    """The last administrator of a kind was to go."""

    zh = "“{name}”是唯一的{role_zh}。请先任命另一人，再办理。"
    en = "“{name}” is the only {role_en}. Appoint another one first."


class PeriodBackwards(GongkaiError):
    """An end before its beginning."""

    zh = "结束日期 {ended} 须晚于开始日期 {begun}。请更正。"
    en = "The end, {ended}, must be later than the beginning, {begun}. Correct it."


class DelegationRefused(GongkaiError):
    """A delegation that cannot be: to oneself, of an administrator, to another body, longer than the role itself."""

    zh = "不能委托代行：{why_zh}。"
    en = "This cannot be delegated: {why_en}."


class AlreadyEnded(GongkaiError):
    """Something that has ended was to be ended or changed."""

    zh = "“{name}”已于 {ended} 结束，不能再变更。请刷新页面。"
    en = "“{name}” ended on {ended} and cannot be changed. Reload the page."


# ── the face to the public ───────────────────────────────────────────────────────────────────


class GroupHeadWrong(GongkaiError):
    """A leading group with no head or with several."""

    zh = "领导小组须有一名组长，现有 {count} 名。请更正名单。"
    en = "A leading group has one head; the list has {count}. Correct the list."


class AdjustmentNotLater(GongkaiError):
    """An adjustment of the group dated on or before the last one."""

    zh = "上一次调整在 {last}，本次调整须在此之后。请核对日期。"
    en = "The last adjustment was on {last}; this one must be later. Check the day."


class TaskAlreadyClosed(GongkaiError):
    """An update task was closed twice with something different."""

    zh = "该更新任务已于 {closed} 完成。请刷新页面。"
    en = "This update was closed on {closed}. Reload the page."


class ProofOrReason(GongkaiError):
    """An update task closed with neither proof nor reason, or with both."""

    zh = "请填写公开页面网址或者文件编号；不需更新的，写明理由。两项填一项。"
    en = "Give the address of the page or the number of the document, or the reason why nothing is to do: one of the two."


class AccountRefused(GongkaiError):
    """What an account's state or keeper does not allow."""

    zh = "账号“{name}”：{why_zh}。"
    en = "Account “{name}”: {why_en}."


class ChangedMeanwhile(GongkaiError):
    """Somebody else changed the same record after the page was opened: nothing is overwritten unseen."""

    zh = "您打开本页后，他人已修改“{name}”。您填写的内容仍在下面，请对照现在的内容核对后再保存。"
    en = "Somebody changed “{name}” after you opened this page. What you typed is still below; compare it and save again."


class MemberLineWrong(GongkaiError):
    """A line of a leading group's list that is not seat, name, post."""

    zh = "第 {line} 行“{value}”应写作：组长，姓名，职务（组内职务为组长、副组长或者成员）。"
    en = "Line {line}, “{value}”: write seat, name and post, with commas (the seat is 组长, 副组长 or 成员)."


# ── first run and import ─────────────────────────────────────────────────────────────────────


class SetupDone(GongkaiError):
    """The first run was asked for when people exist already."""

    zh = "系统已经初始化。新的机关和人员由系统管理员登记。"
    en = "The system has been set up. Bodies and people are now registered by the system administrator."


class UserNamesNotApart(GongkaiError):
    """The three administrators and the first handler must be four people."""

    zh = "三名管理员和经办人须为不同的人，用户名不能相同：{username}。"
    en = "The three administrators and the handler are different people; this user name stands twice: {username}."


class ImportHasFaults(GongkaiError):
    """An import with faults was to be carried out; nothing of it was."""

    zh = "表格有 {count} 处需要更正，没有导入任何内容。请按清单更正后重新上传。"
    en = "The table has {count} places to correct; nothing was imported. Correct them and upload it again."


class SheetMissing(GongkaiError):
    """A workbook without the sheets of the template."""

    zh = "“{file}”没有“{sheet}”工作表。请使用下载的模板。"
    en = "“{file}” has no sheet “{sheet}”. Use the template."


class CellMissing(GongkaiError):
    """A cell that must be filled is blank."""

    zh = "此格必填。请填写。"
    en = "This cell must be filled."


class CellWrong(GongkaiError):
    """A cell with something that cannot stand there."""

    zh = "“{value}”{need_zh}。"
    en = "“{value}” {need_en}."


class LineTwice(GongkaiError):
    """Two lines of a table for one thing."""

    zh = "“{value}”与第 {line} 行重复。请删除一行。"
    en = "“{value}” stands in line {line} already. Remove one of them."
