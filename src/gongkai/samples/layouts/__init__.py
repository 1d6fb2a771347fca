"""One module a file format: each writes a page as bytes, with the format's own quirks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from gongkai.samples.layouts import docx, html, pdf, txt, xlsx
from gongkai.samples.page import Page
from gongkai.samples.sample import Format

Layout = Callable[[Page, Mapping[str, str]], bytes]
LAYOUTS: Mapping[Format, Layout] = {
    "html": html.write,
    "docx": docx.write,
    "pdf": pdf.write,
    "txt": txt.write,
    "xlsx": xlsx.write,
}
