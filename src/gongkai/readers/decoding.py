"""Bytes to text: the encodings Chinese offices really save in, tried from the surest to the least sure.

A byte order mark decides; then UTF-8, UTF-16 without a mark, GB18030, and only then a statistical guess. Text is
never taken from bytes that are not text.
"""

from __future__ import annotations

import codecs

from gongkai.core.errors import EmptyFile, UnknownEncoding, UnreadableKind

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16-LE, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 65_536  # enough to tell an encoding; statistics on a whole large file would cost seconds
_MAY_BE_LOST = 1_000  # one unreadable character in so many is a scratch, more is the wrong encoding
_COMMON_SHARE = 0.6  # share of everyday characters (GB 2312 level 1) below which Chinese text is misread bytes
_BLANK_CONTROLS = frozenset("\t\n\r\f\v\x1a\x85")


def decode(data: bytes, *, file: str = "") -> str:
    """The text of `data`, without its byte order mark.

    Raises EmptyFile for no content, UnreadableKind for bytes that are no text (NUL bytes, control characters), and
    UnknownEncoding where no encoding fits. `file` names the source in those sentences.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"), file)
    if not data.strip():
        raise EmptyFile(file=file)
    if b"\0" in data:
        return _checked(_utf16_without_mark(data, file), file)
    for encoding in ("utf-8", "gb18030"):
        text = _almost(data, encoding)
        if text is not None and (encoding == "utf-8" or _is_everyday_chinese(text)):
            return _checked(text, file)
    return _checked(_by_statistics(data, file), file)


def _almost(data: bytes, encoding: str) -> str | None:
    """The text in `encoding`, with at most a scratch of lost characters (a file cut inside one); else None."""
    text = data.decode(encoding, errors="replace")
    return text if text.count("\ufffd") * _MAY_BE_LOST <= len(text) + _MAY_BE_LOST else None


def _utf16_without_mark(data: bytes, file: str) -> str:
    """UTF-16 shows itself by the zero half of its digits, blanks and line ends."""
    zeros = (data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0))
    encoding = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    text = data.decode(encoding, errors="replace")
    if "\ufffd" in text or not _is_everyday_chinese(text):
        raise _not_text(file)
    return text


def _is_everyday_chinese(text: str) -> bool:
    """Whether most Chinese characters are everyday ones; pure ASCII passes."""
    chinese = [char for char in text[:_SAMPLE] if char > "\x7f"]
    if not chinese:
        return True
    lead = (char.encode("gb2312", errors="ignore")[:1] for char in chinese)
    return sum(b"\xa1" <= byte <= b"\xd7" for byte in lead) >= _COMMON_SHARE * len(chinese)


def _by_statistics(data: bytes, file: str) -> str:
    """The encoding that the letters' frequencies point to (Big5, mostly)."""
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=["big5", "big5hkscs", "cp950", "gb18030", "euc_tw"]).best()
    text = None if best is None else _almost(data, best.encoding)
    if text is None:
        raise _not_text(file) if _controls(data.decode("latin-1")) else UnknownEncoding(file=file)
    return text


def _checked(text: str, file: str) -> str:
    if not text.strip():
        raise EmptyFile(file=file)
    if _controls(text):
        raise _not_text(file)
    return text


def _controls(text: str) -> bool:
    """Whether control characters stand in the text more often than a scratch explains; a NUL never does."""
    sample = text[:_SAMPLE]
    found = sum(char < " " and char not in _BLANK_CONTROLS for char in sample)
    return "\0" in text or found * _MAY_BE_LOST > len(sample) + _MAY_BE_LOST


def _not_text(file: str) -> UnreadableKind:
    return UnreadableKind(file=file, kind_zh="二进制数据", kind_en="binary data")
