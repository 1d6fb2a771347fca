"""What hides in a file: comments, changes, properties, covered text, what programs left; by kind of file (law.md 10.1)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.core.findings import Finding, Severity
from gongkai.readers.opening import Opened
from gongkai.readers.sniff import Kind
from gongkai.screening.messages_files import CONTROL_CHARACTERS
from gongkai.screening.text_controls import controls_in


def inspect(opened: Opened) -> list[Finding]:
    """What an opened file holds besides what it shows (R 15, R 17; PIPL art. 25). Each thing once, in a fixed order.

    Raises a subclass of UnreadableReport for files that are broken or hostile, ScreeningNotInstalled where the libraries
    of the extra [screening] are missing.
    """
    return list(_findings(opened))


def _findings(opened: Opened) -> Iterator[Finding]:
    data, name, kind = opened.data, opened.name, opened.kind
    if kind is Kind.DOCX:
        from gongkai.screening.hidden_docx import docx_findings

        yield from docx_findings(data, name)
    elif kind is Kind.XLSX:
        from gongkai.screening.hidden_xlsx import xlsx_findings

        yield from xlsx_findings(data, name)
    elif kind is Kind.PDF:
        from gongkai.screening.hidden_pdf import pdf_findings

        yield from pdf_findings(data, name)
    elif kind is Kind.HTML:
        from gongkai.screening.hidden_html import html_findings

        yield from html_findings(data, name)
    elif kind is Kind.OFD:
        from gongkai.screening.hidden_ofd import ofd_findings

        yield from ofd_findings(data, name)
    elif kind is Kind.DOC:
        from gongkai.readers.opening import document_of
        from gongkai.screening.metadata import property_findings

        yield from property_findings(document_of(opened).meta, "properties")
    elif kind is Kind.TEXT:
        from gongkai.readers.decoding import decode

        yield from text_findings(decode(data, file=name), name)
    elif kind.picture:
        from gongkai.screening.pictures import picture_findings

        yield from picture_findings(data, name, name)


def text_findings(text: str, where: str) -> Iterator[Finding]:
    """Characters that nobody sees: zero width ones to verify, those that change the direction of writing as a warning."""
    count, names, turning = controls_in(text)
    if count:
        yield CONTROL_CHARACTERS.at(where, severity=Severity.WARNING if turning else None, count=count, name=names)
