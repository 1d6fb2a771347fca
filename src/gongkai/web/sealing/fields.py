"""Columns whose content is sealed before it reaches the database, and the blind index beside them."""

from __future__ import annotations

from typing import Any

from django.core import checks
from django.db import models

from gongkai.core.errors_sealing import SealedNotSearchable
from gongkai.web.sealing.ciphers import seal, unseal
from gongkai.web.sealing.indexes import MOST, blind_index


class SealedTextField(models.TextField):
    """A text that stands sealed in the database, bound to its model and field.

    A token moved into another column is refused as broken. Empty stays empty. Nothing can be searched by it except
    whether it is null; equal values are found by a `BlindIndexField`. Reading raises SealBroken or KeyMissing.
    """

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.purpose = purpose

    @property
    def place(self) -> str:
        """Model and field, to which every token is bound."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def deconstruct(self) -> Any:
        """As Django wants it."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "purpose": self.purpose}

    def check(self, **kwargs: Any) -> list[Any]:
        """A sealed field without a purpose would share its key with others."""
        found = list(super().check(**kwargs))
        if not self.purpose:
            found.append(checks.Error("SealedTextField needs a purpose.", obj=self, id="sealing.E001"))
        return found

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        """Unseal what was read."""
        return unseal(value, purpose=self.purpose, place=self.place) if value else value

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """Seal what is written."""
        if hasattr(value, "as_sql"):
            return value
        plain = self.get_prep_value(value)
        return seal(plain, purpose=self.purpose, place=self.place) if plain else plain

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull` means anything. Raises SealedNotSearchable."""
        if lookup_name != "isnull":
            raise SealedNotSearchable(place=self.place, lookup=lookup_name)
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: Any) -> str:
        """Dumps of fixtures hold the token, never the text."""
        value = self.value_from_object(obj)
        return seal(value, purpose=self.purpose, place=self.place) if value else ""


class BlindIndexField(models.CharField):
    """The blind index of another field of the same model, made anew at every save; asked by `blind_indexes`."""

    def __init__(self, *args: Any, source: str = "", purpose: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MOST)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)
        self.source = source
        self.purpose = purpose

    def deconstruct(self) -> Any:
        """As Django wants it."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "source": self.source, "purpose": self.purpose}

    def pre_save(self, model_instance: Any, add: bool) -> str:
        """The index of what the source field holds now."""
        index = blind_index(self.purpose, getattr(model_instance, self.source) or "")
        setattr(model_instance, self.attname, index)
        return index
