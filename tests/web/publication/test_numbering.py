"""Numbers: by the body's own pattern, never twice, without gaps, whoever writes at once (promise 3)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, connections, transaction

from gongkai.core.errors_register import IndexNumberTaken, IndexPatternWrong
from gongkai.core.errors_reviews import NotYours
from gongkai.web.bodies.models import Body
from gongkai.web.publication.models import IndexPattern, IssueEntry, NumberSeries
from gongkai.web.publication.numbering import index_no_of, next_number, pattern_checked
from gongkai.web.publication.selectors.register import index_pattern_of
from gongkai.web.publication.services.documents import document_index_set, document_register
from gongkai.web.publication.services.register import entry_add, index_pattern_set
from tests.web.conftest import ON
from tests.web.publication.conftest import FACTS, Staff


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{code}/{year}-{number:5}", "11640000TEST000000/2026-00007"),
        ("{code}/{year}{month}-{number:05}", "11640000TEST000000/202603-00007"),
        ("PZ-{year}-{number}", "PZ-2026-7"),
        ("索〔{year}〕{number:3}号", "索〔2026〕007号"),
    ],
)
def test_patterns_seen_in_real_catalogues(pattern: str, number: str) -> None:
    body = Body(code="xfj", credit_code="11640000TEST000000")
    assert index_no_of(body, ON, 7, pattern_checked(pattern, body, ON)) == number


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("{code}/{year}", "流水号"),
        ("{code}-{number:5}", "年份"),
        ("{code.__class__}/{year}-{number}", "花括号"),
        ("{year}-{number}-{number.__init__.__globals__}", "花括号"),
        ("{year}-{number:9999}", "流水号"),
        ("<b>{year}</b>{number}", "字符"),
        ("x" * 60 + "{year}{number}", "太长"),
    ],
)
def test_a_pattern_that_gives_no_proper_numbers_is_refused(pattern: str, problem: str) -> None:
    with pytest.raises(IndexPatternWrong) as refused:
        pattern_checked(pattern, Body(code="xfj"), ON)
    assert problem in str(refused.value)


@pytest.mark.django_db
class TestPatternsOfABody:
    def test_it_holds_from_its_day_and_numbers_given_stay(self, staff: Staff) -> None:
        first = document_register(body=staff.body, facts=FACTS, actor=staff.handler, on=ON)
        index_pattern_set(body=staff.body, pattern="信{year}-{number:4}", begun_on=date(2026, 4, 1), actor=staff.head, on=ON)
        before = document_register(body=staff.body, facts=FACTS, actor=staff.handler, on=date(2026, 3, 31))
        after = document_register(body=staff.body, facts=FACTS, actor=staff.handler, on=date(2026, 4, 1))
        first.refresh_from_db()
        numbers = [first.index_no, before.index_no, after.index_no]
        assert numbers == ["xfj/2026-00001", "xfj/2026-00002", "信2026-0003"]
        assert index_pattern_of(body=staff.body, on=date(2026, 4, 1)) == ("信{year}-{number:4}", "信2026-0001")

    def test_set_twice_for_a_day_the_later_holds(self, staff: Staff) -> None:
        for pattern in ("甲{year}-{number}", "乙{year}-{number}"):
            index_pattern_set(body=staff.body, pattern=pattern, begun_on=ON, actor=staff.head, on=ON)
        assert IndexPattern.objects.get().pattern == "乙{year}-{number}"

    def test_only_who_manages_the_body_sets_it(self, staff: Staff) -> None:
        with pytest.raises(NotYours):
            index_pattern_set(body=staff.body, pattern="{year}-{number}", begun_on=ON, actor=staff.handler, on=ON)

    def test_a_number_another_document_has_is_not_given_twice(self, staff: Staff) -> None:
        first = document_register(body=staff.body, facts=FACTS, actor=staff.handler, on=ON)
        second = document_register(body=staff.body, facts=FACTS, actor=staff.handler, on=ON)
        for wanted in (first.index_no, " "):
            with pytest.raises(IndexNumberTaken):
                document_index_set(document=second, index_no=wanted, actor=staff.handler, on=ON)


@pytest.mark.django_db
def test_what_is_undone_gives_its_number_back(staff: Staff) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        next_number(staff.body, "index", 2026)
        raise ZeroDivisionError
    assert next_number(staff.body, "index", 2026) == 1


@pytest.mark.django_db
def test_bodies_kinds_and_years_count_apart(staff: Staff, other_bureau: Body) -> None:
    asked = [
        (staff.body, "index", 2026),
        (other_bureau, "index", 2026),
        (staff.body, "register", 2026),
        (staff.body, "index", 2027),
    ]
    assert [next_number(*each) for each in asked] == [1, 1, 1, 1]
    assert NumberSeries.objects.count() == 4


def at_once(count: int, act: Callable[[int], object]) -> list[BaseException]:
    """What went wrong when `count` threads acted at the same moment."""
    faults: list[BaseException] = []
    ready = threading.Barrier(count)

    def one(number: int) -> None:
        ready.wait()
        try:
            act(number)
        except BaseException as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_sixty_four_writers_of_the_register_some_of_whom_fail(staff: Staff) -> None:
    """Every third registration is undone after it had its number: the others have all numbers, none twice, none missing."""
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time on SQLite")

    def write(number: int) -> None:
        for turn in range(4):
            with transaction.atomic():
                entry_add(
                    body=staff.body, title=f"{number}.{turn}", drafted_on=ON, attribute="open", actor=staff.handler, on=ON
                )
                if (number + turn) % 3 == 0:
                    transaction.set_rollback(True)

    assert at_once(64, write) == []
    kept = sum((number + turn) % 3 != 0 for number in range(64) for turn in range(4))
    numbers = sorted(IssueEntry.objects.values_list("number", flat=True))
    assert numbers == [f"2026-{number:04}" for number in range(1, kept + 1)]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_line_imported_twice_at_once_is_one_entry(staff: Staff) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("one writer at a time on SQLite")

    def write(_: int) -> None:
        entry_add(body=staff.body, title="同一行", drafted_on=ON, attribute="open", import_key="k", actor=staff.handler, on=ON)

    assert at_once(8, write) == []
    assert IssueEntry.objects.get().number == "2026-0001"
    assert (
        entry_add(body=staff.body, title="下一件", drafted_on=ON, attribute="open", actor=staff.handler, on=ON).number
        == "2026-0002"
    )
