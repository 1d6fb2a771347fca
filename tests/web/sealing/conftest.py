"""A model of the tests with sealed columns, there for one test only."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from gongkai.web.sealing.fields import BlindIndexField, SealedTextField


@pytest.fixture
def letter(db):
    """`Letter`: an identity number and an address, sealed, and the blind index of the first."""

    class Letter(models.Model):
        number = SealedTextField(purpose="test.identity")
        address = SealedTextField(purpose="test.identity", blank=True, null=True)
        complaint = SealedTextField(purpose="petitions.letter", default="")
        number_index = BlindIndexField(source="number", purpose="test.identity")

        class Meta:
            app_label = "sealing"
            db_table = "sealing_test_letter"

    key = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE sealing_test_letter (id {key} PRIMARY KEY, number text NOT NULL, address text, "
            "complaint text NOT NULL, number_index varchar(64) NOT NULL)"
        )
    yield Letter
    del apps.all_models["sealing"]["letter"]
    apps.clear_cache()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE sealing_test_letter")


@pytest.fixture
def raw():
    """What stands in the database."""

    def read(column="number"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {column} FROM sealing_test_letter ORDER BY id")
            return [row[0] for row in cursor.fetchall()]

    return read
