"""Errors of writing files: where they cannot go, and what they cannot be written with."""

from __future__ import annotations

from gongkai.core.errors import GongkaiError


class WriterNotInstalled(GongkaiError):
    """A library that a format is written with is not there."""

    zh = "输出 {format} 需要组件“{package}”，尚未安装。请运行 pip install 'gongkai[writers]' 后重试。"
    en = "Writing {format} needs “{package}”, which is not installed. Run pip install 'gongkai[writers]' and try again."


class OutputNeedsPath(GongkaiError):
    """A file that is no text was asked for without saying where it goes."""

    zh = "{format} 是文件，不能显示在终端上。请用 --out 给出文件名，例如 --out 文件.{suffix}。"
    en = "{format} is a file and cannot be shown on the terminal. Name it with --out, as in --out file.{suffix}."


class OutputNotWritten(GongkaiError):
    """The disk or its permissions refused the file."""

    zh = "无法写入“{path}”：{reason}。请检查目录是否存在、是否有写入权限，或用 --out 另选位置。"
    en = "“{path}” could not be written: {reason}. Check that the directory exists and may be written, or choose another --out."


class OutputIsInput(GongkaiError):
    """The output would overwrite a file that is read."""

    zh = "--out 指向被读取的文件“{path}”，写入会覆盖原件。请另选文件名。"
    en = "--out names the file “{path}” that is being read and would overwrite it. Choose another name."


class OutputExists(GongkaiError):
    """A file of that name is there already."""

    zh = "“{path}”已存在，未作改动。请另选文件名；确需覆盖时加 --force。"
    en = "“{path}” exists and was left as it is. Choose another name, or overwrite it with --force."


class OutputMustBeFolder(GongkaiError):
    """Several reports were to be written into one file."""

    zh = "要写出 {count} 份文件，--out 须为目录。请给出目录名，例如 --out 输出/。"
    en = "{count} files are to be written, so --out must be a folder, as in --out written/."


class OutputsShareName(GongkaiError):
    """Two reports would be written into the same file, and one of them be lost."""

    zh = "“{path}”和“{other}”都会写成“{target}”，后写的会覆盖先写的，未予写出。请先改名，或分次写入不同目录。"
    en = "“{path}” and “{other}” would both become “{target}” and one be lost; nothing was written. Rename one, or use folders."
