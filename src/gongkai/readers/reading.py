"""A file in, a Report out: the one door through which commands and checks read."""

from __future__ import annotations

from pathlib import Path

from gongkai.core.report.exchange import Report
from gongkai.readers.grid import report_from_document
from gongkai.readers.opening import Told, document_of, open_file
from gongkai.readers.sniff import Kind


def read_report(path: Path, *, recognise: bool = False, told: Told | None = None) -> Report:
    """The report in a file of any readable kind, our own JSON among them.

    With `recognise`, pictures and scanned pages are read by text recognition (extra [ocr]); `told` hears of each page.
    Raises a subclass of UnreadableReport that says what is wrong with the file and what to do.
    """
    opened = open_file(path, recognise=recognise)
    if opened.kind is Kind.JSON:
        from gongkai.readers.report_json import read_json

        return read_json(opened.data, opened.name)
    return report_from_document(document_of(opened, recognise=recognise, told=told))
