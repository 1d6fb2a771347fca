"""The catalogue of messages: every code a check may yield. Codes are stable for ever."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gongkai.core.findings import Message
from gongkai.core.report import messages_consolidation, messages_form, messages_prose, messages_tables, messages_years

_PARTS = (messages_tables, messages_years, messages_prose, messages_form, messages_consolidation)

CATALOGUE: Mapping[str, Message] = MappingProxyType(
    {value.code: value for part in _PARTS for value in vars(part).values() if isinstance(value, Message)}
)
"""Code → message, in the order in which the parts hold them."""
