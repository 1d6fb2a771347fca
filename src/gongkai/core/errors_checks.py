"""Errors of checking: reports of which nothing could be checked."""

from __future__ import annotations

from gongkai.core.errors import UnreadableReport


class NoFigures(UnreadableReport):
    """A report whose three tables hold no number at all; passing it would take an unread file for a year of zeros."""

    code = "no-figures"
    zh = "“{file}”的三张表中没有读到任何数字，无法核对。请确认文件是否为年度报告、表格是否为图片，或提供 DOCX、HTML 版本。"
    en = (
        "No number was read in tables 2, 3 and 4 of “{file}”, so nothing can be checked. See whether it is an annual report "
        "and whether its tables are pictures, or give a DOCX or HTML version."
    )
