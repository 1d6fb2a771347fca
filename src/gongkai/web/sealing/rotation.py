"""Changing keys: a new one in the file, then everything sealed before is sealed anew, batch by batch.

It may stop anywhere and go on later: a value is under the old key or under the new one, and the file holds both.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Value
from django.db.models.functions import Cast

from gongkai.web.sealing.ciphers import prefix_of_current, seal, unseal
from gongkai.web.sealing.fields import BlindIndexField, SealedTextField
from gongkai.web.sealing.indexes import blind_index
from gongkai.web.sealing.keyring import key_add, keyring

__all__ = ["key_add", "values_reseal", "values_under_old_keys"]


def values_under_old_keys() -> int:
    """How many sealed values and blind indexes are not under the current keys."""
    sealed = sum(_old_values(field).count() for field in _fields(SealedTextField))
    return sealed + sum(_old_indexes(field).count() for field in _fields(BlindIndexField))


def values_reseal(*, most: int = 500) -> int:
    """Seal at most so many values anew, and make so many blind indexes; how many it were. 0: all is done.

    Call it in a transaction: its rows are locked until that ends, and a value written meanwhile is never overwritten.
    """
    done = 0
    for field in _fields(SealedTextField):
        if done < most:
            done += _reseal(field, most - done)
    for index in _fields(BlindIndexField):
        if done < most:
            done += _reindex(index, most - done)
    return done


def _fields(kind: type[models.Field]) -> Iterator[Any]:
    for model in apps.get_models():
        if model._meta.managed and not model._meta.proxy:
            yield from (field for field in model._meta.local_concrete_fields if isinstance(field, kind))


def _old_values(field: SealedTextField) -> models.QuerySet[Any]:
    raw = Cast(field.name, models.TextField())
    rows = field.model._base_manager.annotate(sealed_as=raw).exclude(sealed_as__isnull=True).exclude(sealed_as="")
    return rows.exclude(sealed_as__startswith=prefix_of_current(field.purpose))


def _reseal(field: SealedTextField, most: int) -> int:
    rows = _old_values(field).select_for_update().order_by("pk")
    done = 0
    for key, token in rows.values_list("pk", "sealed_as")[:most]:
        plain = unseal(token, purpose=field.purpose, place=field.place)
        fresh = Value(seal(plain, purpose=field.purpose, place=field.place), output_field=models.TextField())
        done += field.model._base_manager.filter(pk=key).update(**{field.name: fresh})
    return done


def _old_indexes(field: BlindIndexField) -> models.QuerySet[Any]:
    prefix = keyring(field.purpose).index_id + "."
    return field.model._base_manager.exclude(**{field.name: ""}).exclude(**{f"{field.name}__startswith": prefix})


def _reindex(field: BlindIndexField, most: int) -> int:
    rows = list(_old_indexes(field).select_for_update().order_by("pk").only("pk", field.source)[:most])
    for row in rows:
        index = blind_index(field.purpose, getattr(row, field.source) or "")
        field.model._base_manager.filter(pk=row.pk).update(**{field.name: index})
    return len(rows)
