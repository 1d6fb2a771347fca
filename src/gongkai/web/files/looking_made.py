"""What a document of ours can be made of: the accessible HTML, the plain text, and what the paper says of itself."""

from __future__ import annotations

from typing import Any

from gongkai.readers.document import Document, Table, TableCell
from gongkai.readers.official_head import official_head, signature_at
from gongkai.web.files.looking_html import document_html

_ALIGNED = frozenset({"docx", "doc"})  # these say themselves what stands to the right


def made_of(document: Document, *, certain: bool) -> dict[str, Any]:
    """Text that was recognised gives no HTML: what a machine made out is not published as if it were read."""
    head = official_head(document)
    signed = () if document.format in _ALIGNED else signature_at(document)
    named = {"title": head.title, "doc_no": head.doc_no, "formed_on": head.formed_on, "issuer": head.issuer}
    return {
        "html": document_html(document, to_the_right=signed) if certain else "",
        "text": "\n".join(_text(block) for block in document.blocks),
        "head": {key: (read.value, read.certain and certain) for key, read in named.items() if read is not None},
    }


def _text(block: Any) -> str:
    """A paragraph as it is, a table row by row with tabs between its cells."""
    if not isinstance(block, Table):
        return str(block.text)
    return "\n".join("\t".join(_cell(cell) for cell in row) for row in block.rows())


def _cell(cell: TableCell) -> str:
    return " ".join(cell.text.split())
