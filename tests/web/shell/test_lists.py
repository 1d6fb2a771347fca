"""Lists: pages with a constant number of queries, filters, sorting, spreadsheets that no program calculates, bulk actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gongkai.web.bodies.kinds import BodyKind, Level
from gongkai.web.bodies.models import Body
from gongkai.web.shell.paging import page_of
from gongkai.web.shell.spreadsheets import spreadsheet_of
from gongkai.web.shell.tables import Column, shown, table_of
from tests.web.conftest import BEGUN
from tests.web.shell import urls

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies(db: None) -> Callable[[int], None]:
    def make(number: int) -> None:
        Body.objects.filter(code__startswith="b").delete()
        Body.objects.bulk_create(
            Body(
                code=f"b{n:05}",
                name=f"演示市第{n}局",
                short_name=f"第{n}局",
                kind=BodyKind.DEPARTMENT,
                level=Level.PREFECTURE,
                begun_on=BEGUN,
            )
            for n in range(number)
        )

    return make


def text(answer: Any) -> str:
    return str(answer.content.decode())


def codes(answer: Any) -> list[str]:
    return [cell.text for row in answer.context["table"].rows for cell in row.cells if cell.label == "代码"]


def sheet(answer: Any) -> list[tuple[Any, ...]]:
    return list(load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_queries_stay_the_same_at_every_size(desk: Client, bodies: Callable[[int], None]) -> None:
    counts = {}
    for number in (5, 100, 3000):
        bodies(number)
        for address in ("/list/", "/list/?page=2&sort=-name&q=第"):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                assert desk.get(address).status_code == 200
            counts.setdefault(address, set()).add(len(asked))
            counting = [each["sql"] for each in asked if "COUNT(" in each["sql"]]
            assert all("LIMIT 1001" in each for each in counting), "a count without an end"
    assert all(len(each) == 1 for each in counts.values()), counts


def test_twenty_a_page_and_every_record_once(desk: Client, bodies: Callable[[int], None]) -> None:
    bodies(45)
    found = [code for number in (1, 2, 3) for code in codes(desk.get(f"/list/?page={number}&q=第"))]
    assert found == [f"b{n:05}" for n in range(45)]
    assert "共 45 条" in text(desk.get("/list/?q=第"))
    assert codes(desk.get("/list/?q=第&page=99")) == codes(desk.get("/list/?q=第&page=3"))


def test_beyond_a_thousand_is_reached_though_not_counted(desk: Client, bodies: Callable[[int], None]) -> None:
    bodies(1100)
    first = text(desk.get("/list/?q=第"))
    assert "共 1000+ 条" in first
    assert codes(desk.get("/list/?q=第&page=55"))[-1] == "b01099"
    assert "下一页" not in text(desk.get("/list/?q=第&page=55"))
    assert "page=52" in text(desk.get("/list/?q=第&page=51"))


@pytest.mark.parametrize("page", ["0", "-1", "x", "1e3", "٣", "", "9" * 30, "1 OR 1"])
def test_a_strange_page_number_is_the_first(desk: Client, bodies: Callable[[int], None], page: str) -> None:
    bodies(30)
    assert len(codes(desk.get("/list/", {"page": page}))) == 20


def test_filters_and_sorting_are_kept_by_every_link(desk: Client, bodies: Callable[[int], None]) -> None:
    bodies(30)
    shown_page = text(desk.get("/list/?q=第&sort=-code&demo=0"))
    assert 'aria-sort="descending"' in shown_page
    assert "?q=%E7%AC%AC&amp;demo=0&amp;sort=-code&amp;page=2" in shown_page
    assert "export=xlsx" in shown_page
    assert codes(desk.get("/list/?q=第&sort=-code"))[0] == "b00029"
    assert '<option value="0" selected>' in shown_page


def test_what_the_list_does_not_know_is_left_out(desk: Client, bodies: Callable[[int], None]) -> None:
    bodies(3)
    answer = desk.get("/list/?sort=password&demo=7&other=x&q=%00")
    assert answer.status_code == 200
    assert len(codes(answer)) == 5  # with the bureau and its city
    assert "other" not in answer.context["export"]


def test_an_empty_list_says_so_and_one_filtered_empty_says_how_on(desk: Client) -> None:
    assert "没有符合条件的记录" in text(desk.get("/list/?q=没有这个"))
    assert "清除筛选" in text(desk.get("/list/?q=没有这个"))
    assert "导出 Excel" not in text(desk.get("/list/?q=没有这个"))
    Body.objects.all().update(ended_on=date(2020, 1, 2))
    assert "暂无记录" in text(desk.get("/list/"))


def test_names_are_escaped(desk: Client, bureau: Body) -> None:
    bureau.name = '<script>alert("x")</script>'
    bureau.save()
    assert "<script>alert" not in text(desk.get("/list/"))


def test_the_spreadsheet_has_the_same_rows_under_the_same_filters(desk: Client, bodies: Callable[[int], None]) -> None:
    bodies(45)
    answer = desk.get("/list/?q=第&sort=-code&export=xlsx")
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    assert "filename*=utf-8''%E6%9C%BA%E5%85%B3.xlsx" in answer["Content-Disposition"]
    rows = sheet(answer)
    assert rows[0] == ("名称", "代码", "类别", "设立")
    assert [row[1] for row in rows[1:]] == [f"b{n:05}" for n in reversed(range(45))]
    assert rows[1][3] == datetime(2020, 1, 1)


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x","y")', "＝1+1", "=cmd|' /C calc'!A0"]
)
def test_no_cell_is_a_formula(start: str) -> None:
    book = load_workbook(BytesIO(spreadsheet_of("x", [Column("name", "=标题", value=lambda record: record)], [start])))
    for (cell,) in book.active.iter_rows():
        assert cell.data_type == "s"
        assert cell.quotePrefix
    assert str(book.active["A2"].value).strip() == start.strip()


def test_values_keep_their_kind_in_the_spreadsheet() -> None:
    values = [
        3,
        2.5,
        True,
        date(2026, 3, 2),
        datetime(2026, 3, 2, 1, tzinfo=UTC),
        None,
        "a\x00b\x0bc\ud800",
        ["甲", "乙"],
        "长" * 40_000,
    ]
    book = load_workbook(BytesIO(spreadsheet_of("a/b:[c]", [Column("x", "值", value=lambda record: record)], values)))
    read = [row[0] for row in book.active.iter_rows(min_row=2, values_only=True)]
    assert read[:8] == [3, 2.5, "是", datetime(2026, 3, 2), datetime(2026, 3, 2, 9), None, "abc", "甲、乙"]
    assert len(read[8]) == 32_000


def test_a_long_spreadsheet_says_that_it_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.web.shell.spreadsheets.MOST_ROWS", 3)
    book = load_workbook(BytesIO(spreadsheet_of("x", [Column("x", "值", value=lambda record: record)], range(5))))
    read = [row[0] for row in book.active.iter_rows(values_only=True)]
    assert read == ["值", 0, 1, 2, "仅导出前 3 行，请先筛选再导出"]


def test_bulk_shows_what_will_happen_and_what_is_refused_and_why(desk: Client, bodies: Callable[[int], None]) -> None:
    bodies(5)
    chosen = [str(body.pk) for body in Body.objects.filter(code__in=["b00001", "b00002"])]
    held = Body.objects.create(
        code="b9", name="演示市第3", short_name="3", kind=BodyKind.DEPARTMENT, level=Level.PREFECTURE, begun_on=BEGUN
    )
    urls.PERFORMED.clear()
    seen = desk.post("/list/", {"bulk": "end", "chosen": [*chosen, str(held.pk)]})
    page = text(seen)
    assert seen.status_code == 200
    assert "将办理 2 条" in page and "不能办理 1 条" in page and "仍有未办结事项" in page
    assert urls.PERFORMED == []
    keep = {"bulk": "end", "chosen": seen.context["chosen"], "seal": seen.context["seal"], "confirm": "1"}
    faulty = desk.post("/list/", keep)
    assert faulty.status_code == 422
    assert 'href="#id_reason"' in text(faulty)
    done = desk.post("/list/", {**keep, "reason": "机构改革"})
    assert done.status_code == 302
    assert urls.PERFORMED == [(["演示市第1局", "演示市第2局"], {"reason": "机构改革"})]


def test_bulk_does_nothing_where_something_changed_after_the_look(desk: Client, bodies: Callable[[int], None]) -> None:
    bodies(2)
    urls.PERFORMED.clear()
    one = Body.objects.get(code="b00000")
    seen = desk.post("/list/", {"bulk": "end", "chosen": [str(one.pk)]})
    one.name = "演示市第3"
    one.save()
    answer = desk.post(
        "/list/", {"bulk": "end", "chosen": [str(one.pk)], "seal": seen.context["seal"], "confirm": "1", "reason": "x"}
    )
    assert answer.status_code == 409
    assert "记录在您查看之后有变化" in text(answer)
    assert urls.PERFORMED == []


def test_bulk_shows_the_sentence_of_a_refusing_service(desk: Client, bodies: Callable[[int], None]) -> None:
    bodies(1)
    one = str(Body.objects.get(code="b00000").pk)
    seen = desk.post("/list/", {"bulk": "end", "chosen": [one]})
    answer = desk.post(
        "/list/", {"bulk": "end", "chosen": [one], "seal": seen.context["seal"], "confirm": "1", "reason": "冲突"}
    )
    assert answer.status_code == 409
    assert "正在审核，请先撤回" in text(answer)
    assert 'value="冲突"' in text(answer)


def test_bulk_over_everything_keeps_to_the_filter_and_to_its_most(
    desk: Client, bodies: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    bodies(30)
    assert len(desk.post("/list/?q=第1", {"bulk": "end", "everything": "1"}).context["chosen"]) == 11
    monkeypatch.setattr("gongkai.web.shell.bulk.MOST", 10)
    answer = desk.post("/list/?q=第1", {"bulk": "end", "everything": "1"}, follow=True)
    assert "一次最多办理 10 条" in text(answer)
    keys = [str(each) for each in Body.objects.values_list("pk", flat=True)[:11]]
    assert "一次最多办理 10 条" in text(desk.post("/list/", {"bulk": "end", "chosen": keys}, follow=True))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"bulk": "end"}, "请先勾选记录"),
        ({"bulk": "end", "chosen": ["not-a-key"]}, "请先勾选记录"),
        ({"bulk": "end", "chosen": ["0198c0de-0000-7000-8000-000000000000"]}, "请先勾选记录"),
        ({"bulk": "nothing", "chosen": ["x"]}, "请选择要办理的操作"),
        ({"bulk": "secret", "everything": "1"}, "请选择要办理的操作"),
        ({}, "请选择要办理的操作"),
    ],
)
def test_bulk_asks_for_what_is_missing(desk: Client, sent: dict[str, Any], said: str) -> None:
    assert said in text(desk.post("/list/", sent, follow=True))


def test_an_action_not_allowed_is_not_offered(desk: Client) -> None:
    shown_page = text(desk.get("/list/"))
    assert 'value="end"' in shown_page and 'value="secret"' not in shown_page


def test_a_plain_list_pages_too() -> None:
    page = page_of(list(range(45)), 3, lambda number: f"?page={number}")
    assert (list(page.records), page.total, page.before, page.after) == ([40, 41, 42, 43, 44], 45, "?page=2", "")
    long = page_of(list(range(400)), 10, str)
    assert [step.number for step in long.steps] == [1, 0, 8, 9, 10, 11, 12, 0, 20]
    assert not page_of([], 1, str).several


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "—"), ("", "—"), (0, "0"), (False, "否"), (date(2026, 3, 2), "2026-03-02"), (("甲", "乙"), "甲、乙")],
)
def test_values_in_words(value: object, words: str) -> None:
    assert shown(value) == words


def test_a_table_of_anything() -> None:
    class Thing:
        pk = 7
        name = "甲"
        owner = None

    table = table_of(
        [Column("name", "名称", kind="main"), Column("owner.name", "归口")],
        [Thing()],
        caption="物",
        choosing=True,
        chosen=["7"],
    )
    assert [cell.text for cell in table.rows[0].cells] == ["甲", "—"]
    assert (table.rows[0].key, table.rows[0].name, table.rows[0].chosen) == ("7", "甲", True)
