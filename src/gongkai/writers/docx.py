"""The report as a Word document in the layout of GB/T 9704-2012 without red head; WPS opens it unchanged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gongkai.writers.docx_frame import add, add_signature, new_paper, saved
from gongkai.writers.docx_tables import table_element
from gongkai.writers.paper import Block, Signature, Words, sections_on_paper, title_lines
from gongkai.writers.printed import PrintedReport, PrintedTable

if TYPE_CHECKING:
    from docx.document import Document


def write_docx(printed: PrintedReport) -> bytes:
    """The report as one DOCX file; the same report gives the same bytes.

    Raises WriterNotInstalled without the extra [writers].
    """
    paper = new_paper(printed.title, printed.agency)
    for line in title_lines(printed):
        add(paper, line, "Title", indent=0)
    if printed.published:
        add(paper, printed.published, align="center", indent=0)
    add(paper, "", indent=0)
    for text in printed.lead:
        add(paper, text)
    for heading, blocks in sections_on_paper(printed):
        add(paper, heading, "Heading 1")
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            _add_block(paper, block)
            if isinstance(block, Words) and isinstance(following, PrintedTable):
                paper.paragraphs[-1].paragraph_format.keep_with_next = True
    return saved(paper, day=f"{printed.year or 1980}-12-31")  # the last day it reports on, not the day it was made


def _add_block(paper: Document, block: Block) -> None:
    if isinstance(block, Words):
        add(paper, block.text, "Heading 2" if block.heading else "Normal")
    elif isinstance(block, Signature):
        add_signature(paper, block.name, block.date)
    else:
        paper.element.body.insert_element_before(table_element(block), "w:sectPr")
        add(paper, "", indent=0)
