"""The demonstration city: invented, marked, made once, through the real services."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from gongkai.core.publication import Stage
from gongkai.web.bodies.models import Appointment, Body, User
from gongkai.web.publication.models import Document, IssueEntry
from gongkai.web.site.demonstration import demonstrate, scenario

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.portal.urls")]
ON = date(2026, 11, 23)


def test_the_city_stands_and_a_second_start_changes_nothing() -> None:
    made = demonstrate(on=ON)
    assert made is not None
    password, accounts = made
    before = [model.objects.count() for model in (Body, User, Appointment, Document, IssueEntry)]
    assert demonstrate(on=ON) is None
    assert [model.objects.count() for model in (Body, User, Appointment, Document, IssueEntry)] == before
    assert before[0] == 6
    assert all(User.objects.get(username=account.username).check_password(password) for account in accounts)


def test_everything_is_marked_as_invented() -> None:
    demonstrate(on=ON)
    assert all(body.demo and body.name.startswith("演示") for body in Body.objects.all())
    assert all("演示" in user.name for user in User.objects.all())
    for address in ("/", "/b/yssxf/", "/b/yssxf/statutory/"):
        text = Client().get(address).content.decode()
        assert "演示：本页所有机关、人员和文件均为虚构。" in text
        assert 'name="robots" content="noindex"' in text


def test_what_the_example_office_issued_is_in_its_register_and_what_is_open_is_on_its_pages() -> None:
    demonstrate(on=ON)
    entries = IssueEntry.objects.filter(body__code="yssxf")
    assert entries.count() == 11
    assert entries.filter(attribute="open").count() == 3
    assert {entry.state for entry in entries} == {"confirmed", "returned", "referred"}
    stages = set(Document.objects.values_list("stage", flat=True))
    assert stages == {each["stage"] for each in scenario()["documents"]}
    text = Client().get("/b/yssxf/statutory/").content.decode()
    assert "来访接待工作规则" in text
    assert "2026年部门预算" not in text  # still under review
    assert "会商纪要" not in text
    assert Document.objects.filter(stage=Stage.RELEASED).exists()
