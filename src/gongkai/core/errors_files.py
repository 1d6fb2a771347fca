"""Errors of files handed in, continued from `core/errors.py`."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class FileRefused(GongkaiError):
    """Base of what stops a file at the door; nothing of it was written."""


class FileMarkedSecret(FileRefused):
    """A file bears a secrecy mark (law.md 10.3). Neither its name nor any of its text is repeated."""

    zh = (
        "该文件带有密级标志，已被拒收，本系统没有保存它的任何内容。本系统为非涉密系统，不得存储、处理、传输国家秘密。"
        "请立即停止通过本系统办理该文件，并报告本机关保密工作机构；解密须在系统之外办理。"
    )
    en = (
        "The file bears a secrecy mark and was refused; nothing of it was kept. This system is not for state secrets. "
        "Stop handling it here and tell your secrecy office; declassification is done outside."
    )


class FileTooLarge(FileRefused):
    """More than one file may have."""

    zh = "文件超过 {limit} MB，没有保存。请拆分或压缩图片后再上传。"
    en = "The file is larger than {limit} MB and was not kept. Split it, or make its pictures smaller."


class FileEmpty(FileRefused):
    """Nothing in it."""

    zh = "文件“{name}”是空的，没有保存。请检查后重新选择。"
    en = "The file “{name}” is empty and was not kept. Look at it and choose it again."


class FileKindRefused(FileRefused):
    """A kind that is not taken, or a content that is not what its name promises."""

    zh = "文件“{name}”不能接收：{why}。可以上传：DOCX、DOC、PDF、OFD、XLSX、TXT、HTML、PNG、JPG、ZIP。"
    en = "The file “{name}” is not taken: {why_en}. Taken are DOCX, DOC, PDF, OFD, XLSX, TXT, HTML, PNG, JPG, ZIP."


class FileUnreadable(FileRefused):
    """It could not be looked through, so it cannot be known to be free of secrecy marks."""

    zh = "文件“{name}”无法检查内容，因此没有保存：{why}"
    en = "The file “{name}” could not be looked through and was not kept: {why_en}"


class FileDamaged(GongkaiError):
    """The bytes on disk are no longer those that were accepted."""

    zh = "文件“{name}”与入库时的校验值不一致，需核实。请从备份恢复后再使用。"
    en = "The file “{name}” no longer has the digest it was accepted with. Restore it from a backup before use."
