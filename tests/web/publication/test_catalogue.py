"""The catalogue fields: what they hold, what they refuse, which heads a body of which level has."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.core.errors import CalendarUnknown
from gongkai.core.errors_register import FieldWrong, HeadNotOfLevel
from gongkai.web.bodies.kinds import Level
from gongkai.web.bodies.models import Body
from gongkai.web.publication.catalogue import FACTS as NAMES
from gongkai.web.publication.catalogue import facts_of, fields_of, missing_fields
from gongkai.web.publication.places import with_places
from gongkai.web.publication.services.documents import document_change, document_register
from gongkai.web.publication.versions import digest_of
from tests.web.conftest import ON
from tests.web.publication.conftest import FACTS, Staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"title": " "}, FieldWrong),
        ({"title": "题" * 301}, FieldWrong),
        ({"title": "题\0"}, FieldWrong),
        ({"kind": "unheard_of"}, FieldWrong),
        ({"column": "elsewhere"}, FieldWrong),
        ({"formed_on": "2026-02-30"}, FieldWrong),
        ({"head": "A99_99"}, FieldWrong),
        ({"head": "A21_township"}, HeadNotOfLevel),
        ({"doc_no": "号" * 81}, FieldWrong),
    ],
)
def test_what_a_field_cannot_hold_is_refused(facts: dict[str, Any], error: type[Exception], bureau: Body) -> None:
    with pytest.raises(error):
        fields_of({**FACTS, **facts}, bureau)


@pytest.mark.parametrize(
    ("level", "head", "fits"),
    [
        (Level.PREFECTURE, "A21_city_county", True),
        (Level.COUNTY, "A21_city_county", True),
        (Level.TOWNSHIP, "A21_city_county", False),
        (Level.TOWNSHIP, "A21_township", True),
        (Level.PROVINCE, "A21_city_county", False),
        (Level.PROVINCE, "A20_15", True),
    ],
)
def test_heads_by_level(level: Level, head: str, fits: bool, bureau: Body) -> None:
    """R 21."""
    bureau.level = level
    if fits:
        assert fields_of({"head": head}, bureau) == {"head": head}
    else:
        with pytest.raises(HeadNotOfLevel):
            fields_of({"head": head}, bureau)


def test_fields_come_back_as_they_were_written(staff: Staff) -> None:
    given = {
        **dict.fromkeys(NAMES, ""),
        **FACTS,
        "column": "statutory",
        "topic": "综合政务",
        "genre": "通知",
        "abstract": "概述",
        "keywords": "信访 接待",
        "source": "本局",
        "issuer": "演示市信访局、演示市文化局",
        "effective_on": "2026-04-01",
        "expires_on": "2031-03-31",
        "published_before": None,
    }
    document = document_register(body=staff.body, facts=given, actor=staff.handler, on=ON)
    document.refresh_from_db()
    assert facts_of(document) == given == document.current.facts


def test_a_change_of_one_field_leaves_the_others(staff: Staff) -> None:
    document = document_register(body=staff.body, facts=FACTS, html="<p>文</p>", actor=staff.handler, on=ON)
    document_change(document=document, facts={"topic": "综合政务"}, html="<p>文</p>", base=1, actor=staff.handler, on=ON)
    document.refresh_from_db()
    assert (document.title, document.topic, document.formed_on) == (FACTS["title"], "综合政务", date(2026, 3, 1))


class TestTheLastDay:
    @pytest.mark.parametrize(
        ("facts", "due"),
        [
            ({"formed_on": "2026-04-28"}, date(2026, 5, 28)),
            ({"formed_on": "2026-03-02", "kind": "licence"}, date(2026, 3, 11)),
            ({"formed_on": ""}, None),
            ({"formed_on": "2018-03-01"}, None),
            ({"formed_on": "2020-03-02", "published_before": "2020-03-05"}, None),
        ],
    )
    def test_it_follows_the_day_of_forming(self, facts: dict[str, Any], due: date | None, staff: Staff) -> None:
        document = document_register(body=staff.body, facts={**FACTS, **facts}, actor=staff.handler, on=ON)
        assert document.publish_by == due

    def test_it_follows_a_correction_of_that_day(self, staff: Staff) -> None:
        document = document_register(body=staff.body, facts=FACTS, actor=staff.handler, on=ON)
        document_change(document=document, facts={"formed_on": "2026-04-28"}, html="", base=1, actor=staff.handler, on=ON)
        document.refresh_from_db()
        assert document.publish_by == date(2026, 5, 28)

    def test_a_year_without_a_calendar_is_refused(self, staff: Staff) -> None:
        with pytest.raises(CalendarUnknown):
            document_register(body=staff.body, facts={**FACTS, "formed_on": "2099-01-05"}, actor=staff.handler, on=ON)


def test_what_the_catalogue_still_lacks_is_named(staff: Staff) -> None:
    """R 12(3): 索引、名称、内容概述、生成日期."""
    document = document_register(body=staff.body, facts={**FACTS, "formed_on": ""}, actor=staff.handler, on=ON)
    assert [each.zh for each in missing_fields(document)] == ["内容概述", "生成日期"]


def test_anybody_can_compute_the_digest_again() -> None:
    """The form of `publication.versions`: one line of JSON with sorted keys."""
    import hashlib

    line = '{"attachments":[["附件.docx","ab"]],"facts":{"title":"题"},"html":"<p>文</p>","original":null}'
    assert digest_of("<p>文</p>", {"title": "题"}, None, [("附件.docx", "ab")]) == hashlib.sha256(line.encode()).hexdigest()


@pytest.mark.parametrize(
    ("html", "wanted", "shown"),
    [
        ("<p>甲</p><p>乙</p>", {"P2"}, '<p>甲</p><p><span id="P2" class="place"></span>乙</p>'),
        ("<h2>题</h2><p></p><p>乙</p>", {"P2", "h-1"}, None),
        ("<table><tr><td><p>格</p></td></tr></table><p>后</p>", {"P1", "T1"}, None),
        ("<p>甲</p>", set(), "<p>甲</p>"),
        ("", {"P1"}, ""),
        ("&lt;b&gt;<p>甲</p>", {"P1"}, '&lt;b&gt;<p><span id="P1" class="place"></span>甲</p>'),
        ("<p>&lt;script&gt;x&lt;/script&gt;</p>&amp;", {"P1"}, None),
    ],
)
def test_places_to_jump_to(html: str, wanted: set[str], shown: str | None) -> None:
    found = with_places(html, wanted)
    if shown is not None:
        assert found == shown
    assert all(f'id="{name}"' in found for name in wanted if html)
    assert "<script" not in found
