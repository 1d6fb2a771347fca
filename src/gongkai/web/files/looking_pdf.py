"""The objects of a PDF walked once: what they say, and whether any of them runs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gongkai.screening.hidden_pdf_file import objects_of

_MOST_NODES = 400_000
_DEEPEST = 12
_SAYING_KEYS = "/Contents /T /V /DV /Title /Subj /TU /Alt /ActualText /E /RC /Desc /F /UF /Author /Keywords /Subject /Name /Lbl"
_RUNNING_ACTIONS = "/JavaScript /Launch /ImportData /SubmitForm /Rendition /RichMediaExecute /GoToE /Movie /Sound"
_SAYING, _RUNNING = frozenset(_SAYING_KEYS.split()), frozenset(_RUNNING_ACTIONS.split())
_RUNNING_KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/RichMediaContent"})


def strings_in(data: bytes, name: str) -> Iterator[str]:
    """The texts of notes, form fields, outlines, properties and names. Raises the errors of opening one."""
    import pikepdf

    for key, value in _entries(data, name):
        if key in _SAYING and isinstance(value, pikepdf.String | str):
            yield str(value)
        elif key == "/Metadata" and isinstance(value, pikepdf.Stream):
            yield from bytes(value.read_bytes())[: 1024**2].decode("utf-8", "replace").splitlines()


def what_runs(data: bytes, name: str) -> str:
    """The name of an action or content that a PDF program would run; empty where there is none."""
    import pikepdf

    for key, value in _entries(data, name):
        if key in _RUNNING_KEYS:
            return key.lstrip("/")
        if key == "/S" and isinstance(value, pikepdf.Name) and str(value) in _RUNNING:
            return str(value).lstrip("/")
        if key == "/Subtype" and isinstance(value, pikepdf.Name) and str(value) in ("/RichMedia", "/Screen", "/3D"):
            return str(value).lstrip("/")
    return ""


def attached(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each file inside the file."""
    with objects_of(data, name) as pdf:
        for key in list(pdf.attachments.keys())[:200]:
            spec = pdf.attachments[key]
            yield str(spec.filename or key), bytes(spec.get_file().read_bytes())


def _entries(data: bytes, name: str) -> Iterator[tuple[str, Any]]:
    """(key, value) of every dictionary in the file, nested ones included, within bounds."""
    import pikepdf

    left = _MOST_NODES
    with objects_of(data, name) as pdf:
        waiting: list[tuple[Any, int]] = [(each, 0) for each in pdf.objects]
        waiting.append((pdf.trailer, 0))
        while waiting and left > 0:
            left -= 1
            node, depth = waiting.pop()
            holds = isinstance(node, pikepdf.Dictionary | pikepdf.Stream)
            children: list[Any] = []
            if holds:
                for key in list(node.keys()):
                    value = node[key]
                    yield str(key), value
                    children.append(value)
            elif isinstance(node, pikepdf.Array):
                children = list(node)
            if depth < _DEEPEST:
                waiting.extend((each, depth + 1) for each in children if _is_direct(each))


def _is_direct(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
