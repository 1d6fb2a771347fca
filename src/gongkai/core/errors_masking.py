"""Errors of masking personal data and of looking for what hides in files."""

from __future__ import annotations

from gongkai.core.errors import UnreadableReport


class MaskingFailed(UnreadableReport):
    """The proof that nothing can be recovered from a masked file did not hold; nothing was written."""

    code = "masking-failed"
    zh = "“{file}”去标识化后仍可查到 {problem_zh}，没有写出任何文件。请在原软件中删除该内容后重试，或者改用截图方式公开。"
    en = (
        "After masking, “{file}” still gave away {problem_en}; nothing was written. Remove it in the program that made the "
        "file and try again, or publish a picture of the page."
    )


class MaskingUnsupported(UnreadableReport):
    """A kind of file that cannot be masked with certainty."""

    code = "masking-unsupported"
    zh = "“{file}”是{kind_zh}，不能可靠地去标识化。请在原软件中另存为 {target} 后重试。"
    en = "“{file}” is {kind_en}, which cannot be masked with certainty. Save it as {target} and try again."


class MaskingOverwrites(UnreadableReport):
    """The masked copy would take the place of a file that exists."""

    code = "masking-overwrites"
    zh = "去标识化文件不能写到“{file}”：{problem_zh}。请另给一个文件名。"
    en = "The masked copy cannot be written to “{file}”: {problem_en}. Give another name."


class ScreeningNotInstalled(UnreadableReport):
    """What hides in this kind of file is looked at with libraries of an extra that is not installed."""

    code = "screening-not-installed"
    zh = (
        "检查或者处理“{file}”需要附加组件 {library}，尚未安装：pip install 'gongkai[screening]'。"
        "离线环境请用安装包中的同名部分。"
    )
    en = (
        "“{file}” needs the library {library}, which is not installed: pip install \"gongkai[screening]\"; offline, the part "
        "of that name in the bundle."
    )  # fmt: skip


class LinkRefused(UnreadableReport):
    """An address that is not looked up: no web address, or one inside the own network."""

    code = "link-refused"
    zh = "不访问“{file}”：{problem_zh}。"
    en = "“{file}” is not looked up: {problem_en}."
