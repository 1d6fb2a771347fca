"""The byte that fills up the list of a paragraph's properties in a DOC, set to zero where a program left rubbish in it.

A list that does not fill its words is followed by one byte that means nothing ([MS-DOC] 2.9.175, PapxInFkp). LibreOffice
copies whatever lies there in tables within tables; msdoc2docx takes only a zero for padding and would refuse the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

_PAGE = 512  # bytes of one page of formatted paragraphs; it lies in one piece in the file
_ENTRY = 13  # bytes that a page spends on each paragraph beside its position
_STYLE = 2  # bytes before the list: the paragraph's style
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)  # of the operand, by the upper three bits of the operator; 0: it says so itself
_VARIABLE = 6
_TABLE = 0xD608  # its length takes two bytes
_TABS = 0xC615  # its length may be 255, which means another way of counting
_UNCOUNTED = 255


def without_rubbish(data: bytes, text: bytes, table: bytes, at: int, size: int) -> bytes:
    """The file with zeros for padding. `text` and `table` are its streams; `at` and `size` say where the pages are listed."""
    count = max(size - 4, 0) // 8
    listed = table[at + 4 * (count + 1) : at + 4 * (count + 1) + 4 * count]
    for (number,) in struct.iter_unpack("<I", listed[: len(listed) // 4 * 4]):
        page = text[number * _PAGE : (number + 1) * _PAGE]
        mended = bytearray(page)
        for place in _padding(page):
            mended[place] = 0
        if mended != page and data.count(page) == 1:
            data = data.replace(page, bytes(mended))
    return data


def _padding(page: bytes) -> Iterator[int]:
    """Where in a page a byte of padding stands."""
    if len(page) < _PAGE:
        return
    count = page[-1]
    for entry in range(4 * (count + 1), min(4 * (count + 1) + _ENTRY * count, _PAGE - 1), _ENTRY):
        start = page[entry] * 2
        words, short = page[start], page[start] > 0  # a zero says that the length stands in the byte after it
        words = words if short else page[start + 1]
        first = start + (1 if short else 2) + _STYLE
        end = first - _STYLE + 2 * words - short
        if start and first < end < _PAGE and _rest(page[first:end]) == 1:
            yield end - 1


def _rest(properties: bytes) -> int:
    """How many bytes are left after the last whole property; 0 where they cannot be told apart."""
    at = 0
    while at + 2 <= len(properties):
        (operator,) = struct.unpack_from("<H", properties, at)
        at += 2
        size = _SIZES[operator >> 13]
        if operator >> 13 == _VARIABLE:
            told = properties[at : at + 2]
            if len(told) < 2 or (operator == _TABS and told[0] == _UNCOUNTED):
                return 0
            size = int.from_bytes(told, "little") + 1 if operator == _TABLE else told[0] + 1
        at += size
    return len(properties) - at


def mended(data: bytes, compound: Any, text: bytes) -> bytes:
    """The file as it may be given to msdoc2docx; `compound` is its opened container, `text` its main stream."""
    from doc2docx.msdoc import FileInformationBlock

    block = FileInformationBlock.parse(text)
    table = compound.open_stream(block.base.table_stream_name)
    return without_rubbish(data, text, table, block.plcf_bte_papx.fc, block.plcf_bte_papx.lcb)
