"""Errors of reviewing and releasing, continued from `core/errors.py`."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class NotYours(GongkaiError):
    """A step was tried by somebody who does not hold its right over this body."""

    zh = "您在{body}没有“{right}”的职责，不能办理这一步。请由承担该职责的人员办理。"
    en = "You do not hold “{right}” in {body}; somebody who does has to take this step."


class SamePerson(GongkaiError):
    """Duties that law.md 10.2 keeps apart met in one person."""

    zh = "{who}，不能再作{step}。请由另一人办理。"
    en = "{who_en}; the same person cannot also do the {step_en}. Another person has to."


class VersionMoved(GongkaiError):
    """The version on the screen is no longer the one in hand."""

    zh = "您看到的是第{seen}版，现在是第{now}版。请重新查看后再审查；您的意见保留在下面。"
    en = "You saw version {seen}, the document is at version {now}. Look at it again; your opinion is kept below."


class VersionTampered(GongkaiError):
    """The content no longer has the digest it was written with."""

    zh = "该版本的内容与登记时的校验值不一致，需核实。请停止办理并报告系统管理员和审计管理员。"
    en = "This version no longer has the digest it was written with. Stop, and tell the system and audit administrators."


class FindingsBlock(GongkaiError):
    """Findings that stop the first review."""

    zh = "筛查发现 {count} 项须先处理：{first}。请修改，或由您写明理由后逐项放行（密级标志除外）。"
    en = "{count} findings have to be dealt with first: {first}. Change the text, or let each stand with your reason."


class FindingNotThere(GongkaiError):
    """An override for a finding that the version does not have, or that never can be overridden."""

    zh = "该版本没有可以放行的这一项（{code}，{where}）。密级标志不能放行。"
    en = "There is no such finding to let stand ({code}, {where}). Secrecy marks cannot be let stand."


class ReviewsIncomplete(GongkaiError):
    """Release was tried without all reviews of exactly this version."""

    zh = "这一版尚未完成审查，缺：{missing}。未经审查的信息不能发布（条例第十七条）。"
    en = "Not all reviews of this version are done; missing: {missing}. Nothing is released unreviewed (art. 17)."


class ReturnTarget(GongkaiError):
    """Sent back to a step that does not come before."""

    zh = "只能退回到本环节之前的步骤：{possible}。"
    en = "It can only be sent back to an earlier step: {possible}."


class ReasonMissing(GongkaiError):
    """A return, withdrawal or override without a reason."""

    zh = "请写明理由，有关人员会看到。"
    en = "Write down the reason; the people concerned will read it."


class NotReleased(GongkaiError):
    """Something was to be done to a public page that is not public."""

    zh = "“{title}”没有公开的版本，不能{act}。"
    en = "“{title}” has no public version to {act_en}."


class ReadByItsMaker(GongkaiError):
    """The reading after release is a second person's."""

    zh = "发布后的核读须由拟稿人和发布人以外的人进行。"
    en = "The reading after release is done by somebody who neither wrote nor released it."


class BodyEnded(GongkaiError):
    """A body that no longer exists releases nothing."""

    zh = "{body}已于{on}撤销，不能再发布信息。"
    en = "{body} ended on {on} and releases nothing any more."


class ReleaseTimePast(GongkaiError):
    """A release was planned for a time that is over."""

    zh = "定时发布的时间须在现在之后。"
    en = "A planned release lies in the future."


class SheetHasNoLine(GongkaiError):
    """A sheet without anything to sign."""

    zh = "呈批单上没有可以办理的事项。请先勾选信息，或者查看各项被移出的原因。"
    en = "There is nothing on the sheet to sign. Choose documents first, or look why lines fell out."


class SheetMixed(GongkaiError):
    """A sheet of several bodies."""

    zh = "一张呈批单只能列同一机关的信息。请按机关分别制单。"
    en = "A sheet lists documents of one body. Make one for each."
