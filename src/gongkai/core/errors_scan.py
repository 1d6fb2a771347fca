"""Errors of reading scans and pictures by text recognition (OCR)."""

from __future__ import annotations

from gongkai.core.errors import UnreadableReport


class RecognitionNotInstalled(UnreadableReport):
    """Text recognition was asked for, and the extra that brings it (or its models) is not there."""

    code = "ocr-not-installed"
    zh = "“{file}”需要文字识别，而识别组件未安装：pip install \"gongkai[ocr]\"。离线环境请用安装包中的同名部分。"  # fmt: skip
    en = (
        "“{file}” needs text recognition, which is not installed: pip install \"gongkai[ocr]\"; offline, the part of that "
        "name in the bundle."
    )  # fmt: skip


class DamagedPicture(UnreadableReport):
    """A picture that breaks off or cannot be decoded."""

    code = "damaged-picture"
    zh = "“{file}”（{kind_zh}）已损坏或不完整，无法显示为图像。请重新扫描或重新导出。"
    en = "“{file}” ({kind_en}) is damaged or incomplete and cannot be shown as a picture. Scan or export it anew."


class PictureTooLarge(UnreadableReport):
    """A picture of far more pixels than a page scanned at 600 dpi."""

    code = "picture-too-large"
    zh = (
        "“{file}”第 {page} 页图像为 {width}×{height} 像素，超过上限（{limit} 百万像素），未予解码。"
        "请以 200 至 300 dpi 重新扫描。"
    )
    en = (
        "Page {page} of “{file}” is a picture of {width}×{height} pixels, above the limit of {limit} million, and was not "
        "decoded. Scan it anew at 200 to 300 dpi."
    )


class PictureTooSmall(UnreadableReport):
    """A picture of so few pixels that no page of a report can stand on it."""

    code = "picture-too-small"
    zh = "“{file}”第 {page} 页图像仅 {width}×{height} 像素，无法辨认文字。请以 200 dpi 以上重新扫描。"
    en = "Page {page} of “{file}” is a picture of {width}×{height} pixels, too few to read. Scan it anew at 200 dpi or more."


class TooManyScans(UnreadableReport):
    """More pages to be recognised than any report has."""

    code = "too-many-scans"
    zh = "“{file}”有 {pages} 页需要文字识别，上限 {limit} 页。请只提供报告本身的页面。"
    en = "“{file}” has {pages} pages to be recognised, the limit is {limit}. Give the pages of the report alone."


class NothingRecognised(UnreadableReport):
    """Recognition found no text on any page."""

    code = "nothing-recognised"
    zh = "在“{file}”的图像中没有识别出任何文字。请确认页面不是空白或过于模糊，并重新扫描。"
    en = "No text was recognised in the pictures of “{file}”. See that the pages are neither blank nor blurred, and scan anew."
