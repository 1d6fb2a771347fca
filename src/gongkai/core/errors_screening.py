"""Errors of screening: lists that cannot be used."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class WordListInvalid(GongkaiError):
    """A body's own word list that does not hold words."""

    code = "word-list"
    zh = "词表“{file}”无法使用：{problem_zh}。格式为 YAML，每行一条，如“帐户: 账户”；没有建议用词的写“某词:”。"
    en = (
        "The word list “{file}” cannot be used: {problem_en}. It is YAML, one entry a line such as “帐户: 账户”, "
        "or “某词:” without advice."
    )


class AllowListInvalid(GongkaiError):
    """A list of published contact data that is no plain text, or far too long."""

    code = "allow-list"
    zh = "白名单“{file}”无法使用：{problem_zh}。请用 UTF-8 文本，每行一项，如已公开的办公电话或者领导姓名。"
    en = "The allow list “{file}” cannot be used: {problem_en}. Give UTF-8 text, one published telephone or name a line."


class MaskingOutput(GongkaiError):
    """`--mask` was given a place that cannot take the masked files."""

    code = "mask-output"
    zh = "“{file}”不能作为去标识化文件的输出位置：{problem_zh}。请给出一个目录；原文件不会被改写。"
    en = "“{file}” cannot take the masked files: {problem_en}. Give a directory; the originals are never written to."
