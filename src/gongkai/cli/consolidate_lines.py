"""JSON lines of whole figures, decoded by their shape: what every cell must be is said once, and checked in C.

A line whose tables hold exactly the rows of its form and a number in every cell needs nothing else of itself; whatever
differs in the least (a blank, a dash, a doubt, another label) is left to the strict reading.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from itertools import chain
from typing import Annotated, Any

from gongkai.core.report.consolidate_layout import layout
from gongkai.core.report.consolidate_returns import Return, about_return, return_of_numbers
from gongkai.core.report.exchange import SCHEMA
from gongkai.core.report.form import Row

_OTHER_FORM = b'"form": "2019"'
_HEAD = 4096  # bytes in which a line says its form: it stands before the tables
_LARGEST = 2**53
_DIGITS = 28
Decode = Callable[[bytes], "Any | None"]


def plain_line(line: bytes) -> Any | None:
    """A line of whole figures as a value with `agency`, `year` and the tables; None where it is to be read strictly."""
    return _decoder("2019" if _OTHER_FORM in line[:_HEAD] else "2021")(line)


def return_of_line(line: Any, unit: str, file: str) -> Return:
    """The return that a plain line makes for `unit`. Raises NotOurJson for a version or a day that is none."""
    from msgspec.structs import astuple

    of_form = layout(line.form)
    values2 = list(chain.from_iterable(map(astuple, astuple(line.table2))))
    counts = [values2[index] for index in of_form.counts2]
    for table in (line.table3, line.table4):
        counts.extend(chain.from_iterable(astuple(table)))
    money = [values2[index] for index in of_form.money2]
    about = about_return(version=line.version, at=line.at, published=line.published, source=line.source, file=file)
    return return_of_numbers(unit, line.year, line.form, counts, money, about)


@cache
def _decoder(form_id: str) -> Decode:
    """What decodes the lines of a form; without msgspec (extra [readers]) every line is read strictly."""
    try:
        import msgspec
    except ImportError:
        return lambda _line: None
    from msgspec.structs import astuple

    decoder = msgspec.json.Decoder(_line_type(form_id))

    def decode(line: bytes) -> Any | None:
        try:
            found = decoder.decode(line)
        except (msgspec.DecodeError, RecursionError):
            return None
        if found.schema != SCHEMA or found.form != form_id or found.unrecognised or found.documents is not None:
            return None
        amounts = (value for row in astuple(found.table2) for value in astuple(row) if type(value) is Decimal)
        return found if all(map(_is_amount, amounts)) else None

    return decode


def _is_amount(value: Decimal) -> bool:
    """Whether it is of the size that amounts have; anything else is left to the strict reading."""
    return value.is_finite() and abs(value.adjusted()) < _DIGITS and len(value.as_tuple().digits) < _DIGITS


def _line_type(form_id: str) -> Any:
    """The shape of a line: what is not named here is skipped, but must be JSON."""
    import msgspec

    which = layout(form_id).form
    text = str | None
    fields: list[Any] = [
        ("schema", str),
        ("agency", text),
        ("year", int),
        ("form", str),
        ("table2", _struct("Table2", [(row.label, _row2(row)) for row in which.table2])),
        ("table3", _struct("Table3", [(row.label, _numbers(row)) for row in which.table3])),
        ("table4", _struct("Table4", [(str(row.key), _numbers(row)) for row in which.table4])),
        ("unrecognised", list[msgspec.Raw], msgspec.field(default_factory=list)),
        ("documents", msgspec.Raw | None, None),
        *((name, text, None) for name in ("source", "published", "at")),
        ("version", int | None, None),
    ]
    return msgspec.defstruct("Line", fields, gc=False)


def _row2(row: Row) -> Any:
    return _struct("Row2", [(column.label, Decimal if column.unit else _count()) for column in row.columns])


def _numbers(row: Row) -> Any:
    """A list exactly as long as the table is wide."""
    return tuple.__class_getitem__((_count(),) * len(row.columns))


def _count() -> Any:
    """A whole number that eight bytes hold; a larger one is left to the strict reading."""
    import msgspec

    return Annotated[int, msgspec.Meta(ge=-_LARGEST, le=_LARGEST)]


def _struct(name: str, labels: list[tuple[str, Any]]) -> Any:
    """A mapping of exactly these labels, whatever their order."""
    import msgspec

    named = [(f"f{index}", kind) for index, (_, kind) in enumerate(labels)]
    rename = {f"f{index}": label for index, (label, _) in enumerate(labels)}
    return msgspec.defstruct(name, named, rename=rename, forbid_unknown_fields=True, gc=False)
