"""Errors of file formats that came later: old Word documents, and libraries that only some formats need."""

from __future__ import annotations

from gongkai.core.errors import UnreadableReport


class FastSaved(UnreadableReport):
    """An old Word document whose last changes were written behind the text and not into it (快速保存)."""

    code = "fast-saved"
    zh = "“{file}”以 Word“快速保存”方式保存，正文与修改分开存放，不能可靠读取。请用 Word 或 WPS 打开，另存为 DOCX 后重试。"
    en = (
        "“{file}” was saved by Word's “fast save”, which keeps the text and its last changes apart, and cannot be read with "
        "certainty. Open it in Word or WPS and save it as DOCX."
    )


class ReaderNotInstalled(UnreadableReport):
    """A format whose library is not installed."""

    code = "reader-not-installed"
    zh = '读取“{file}”需要另行安装：pip install "gongkai[readers]"。离线环境请用安装包中的同名部分；也可将文件另存为 DOCX。'
    en = (
        '“{file}” needs a library that is not installed: pip install "gongkai[readers]"; offline, the part of that name in '
        "the bundle. Or save the file as DOCX."
    )
