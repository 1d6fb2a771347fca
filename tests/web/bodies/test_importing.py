"""The workbook: every fault with its line and column, all or nothing, and exported and imported again nothing changes."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook as Book
from openpyxl import load_workbook

from gongkai.core.errors import UnreadableReport
from gongkai.core.errors_bodies import (
    BodyCodeWrong,
    CellMissing,
    CellWrong,
    CreditCodeWrong,
    DutiesCollide,
    ImportHasFaults,
    LineTwice,
    SheetMissing,
    TreeWouldCircle,
)
from gongkai.web.bodies.access import rights_of
from gongkai.web.bodies.importing.columns import BODIES, PEOPLE, ROLES, SHEETS
from gongkai.web.bodies.importing.reading import read_workbook
from gongkai.web.bodies.importing.trial import import_tried
from gongkai.web.bodies.importing.writing import export, template
from gongkai.web.bodies.kinds import BodyKind, Right, Role
from gongkai.web.bodies.models import Appointment, Body, User
from gongkai.web.bodies.selectors import bodies_below, parent_of
from gongkai.web.bodies.services.imports import bodies_import
from gongkai.web.trail.models import Entry
from tests.web.bodies.conftest import day
from tests.web.conftest import ON

pytestmark = pytest.mark.postgres
CITY = {
    "代码": "ysszf", "全称": "演示市人民政府", "简称": "市政府", "类别": "人民政府",
    "层级": "设区的市级", "设立日期": "2020-01-01",
}  # fmt: skip
BUREAU = {
    "代码": "xfj", "全称": "演示市信访局", "简称": "信访局", "类别": "政府部门", "层级": "设区的市级",
    "上级代码": "ysszf", "设立日期": "2020年1月1日", "联系电话": "0000-0000001",
}  # fmt: skip
ZHANG = {"用户名": "zhang", "姓名": "演示人员甲", "机关代码": "xfj", "电子邮件": "zhang@demo.example"}
HANDLER = {"用户名": "zhang", "机关代码": "xfj", "角色": "经办人", "开始日期": "2026/1/1"}


def book(bodies=(), people=(), roles=(), heads=None):
    made = Book()
    made.remove(made.active)
    for name, lines in ((BODIES, bodies), (PEOPLE, people), (ROLES, roles)):
        sheet = made.create_sheet(name)
        columns = (heads or {}).get(name) or [column.head for column in SHEETS[name]]
        sheet.append(columns)
        for line in lines:
            sheet.append([line.get(head) for head in columns])
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def take(data, actor=None):
    return bodies_import(workbook=read_workbook(data, "导入.xlsx"), passwords=lambda: "一次性-A1b2", actor=actor, on=ON)


def refused(data, actor=None):
    with pytest.raises(ImportHasFaults) as caught:
        take(data, actor)
    return [(each.sheet, each.line, each.column, type(each.error)) for each in caught.value.details["faults"]]


@pytest.mark.django_db
class TestTaking:
    def test_bodies_people_and_roles_whatever_the_order_of_lines(self):
        done = take(book([BUREAU, CITY], [ZHANG], [HANDLER]))
        bureau = Body.objects.get(code="xfj")
        assert parent_of(bureau, ON).code == "ysszf"
        assert rights_of(User.objects.get(username="zhang"), on=ON).has(Right.DRAFT, over=bureau)
        assert done.added == {BODIES: 2, PEOPLE: 1, ROLES: 1}
        assert done.passwords == [("zhang", "一次性-A1b2")]
        assert User.objects.get().check_password("一次性-A1b2")

    def test_the_same_again_changes_nothing(self):
        data = book([BUREAU, CITY], [ZHANG], [HANDLER])
        take(data)
        entries = Entry.objects.count()
        done = take(data)
        assert done.unchanged == {BODIES: 2, PEOPLE: 1, ROLES: 1}
        assert Entry.objects.count() == entries

    def test_what_was_exported_changes_nothing(self):
        take(book([BUREAU, CITY], [ZHANG], [HANDLER]))
        entries = Entry.objects.count()
        done = take(export(ON))
        assert done.unchanged == {BODIES: 2, PEOPLE: 1, ROLES: 1}
        assert Entry.objects.count() == entries

    def test_what_differs_is_changed_and_blanks_change_nothing(self):
        take(book([BUREAU, CITY], [ZHANG]))
        done = take(book([{**BUREAU, "联系电话": None, "办公地址": "示范路2号"}], [{**ZHANG, "姓名": "演示人员乙"}]))
        bureau = Body.objects.get(code="xfj")
        assert (bureau.office_phone, bureau.office_address) == ("0000-0000001", "示范路2号")
        assert done.changed == {BODIES: 1, PEOPLE: 1, ROLES: 0}
        assert User.objects.get().name == "演示人员乙"

    def test_a_body_moves_from_the_day_of_the_import(self):
        take(book([CITY, BUREAU, {**BUREAU, "代码": "whj", "全称": "演示市文化局"}]))
        take(book([{**BUREAU, "上级代码": "whj"}]))
        assert parent_of(Body.objects.get(code="xfj"), ON).code == "whj"
        assert parent_of(Body.objects.get(code="xfj"), day("2026-03-01")).code == "ysszf"

    def test_sixty_bodies_at_once(self):
        lines = [{**BUREAU, "代码": f"j{index}", "全称": f"演示市第{index}局"} for index in range(60)]
        assert take(book([*lines, CITY])).added[BODIES] == 61
        assert bodies_below(Body.objects.get(code="ysszf"), ON).count() == 60

    def test_numbers_and_days_as_a_spreadsheet_keeps_them(self):
        take(book([{**CITY, "设立日期": day("2020-01-01"), "邮政编码": 755000}]))
        city = Body.objects.get()
        assert (city.begun_on, city.postcode) == (day("2020-01-01"), "755000")


@pytest.mark.django_db
class TestFaults:
    def test_each_with_its_line_and_column_and_nothing_taken(self):
        found = refused(
            book(
                [
                    CITY,
                    {**BUREAU, "全称": None},
                    {**BUREAU, "代码": "XF J"},
                    {**BUREAU, "代码": "a", "类别": "公司"},
                    {**BUREAU, "代码": "b", "设立日期": "去年"},
                    {**BUREAU, "代码": "c", "统一社会信用代码": "123"},
                    {**BUREAU, "代码": "d", "上级代码": "nobody"},
                    CITY,
                    {**BUREAU, "代码": "e", "邮政编码": "7550000"},
                ],
                [{**ZHANG, "机关代码": "nobody"}],
                [{**HANDLER, "用户名": "wang", "机关代码": "ysszf"}],
            )
        )
        assert found == [
            (BODIES, 3, "全称", CellMissing),
            (BODIES, 4, "代码", BodyCodeWrong),
            (BODIES, 5, "类别", CellWrong),
            (BODIES, 6, "设立日期", CellWrong),
            (BODIES, 7, "统一社会信用代码", CreditCodeWrong),
            (BODIES, 8, "上级代码", CellWrong),
            (BODIES, 9, "代码", LineTwice),
            (BODIES, 10, "邮政编码", CellWrong),
            (PEOPLE, 2, "机关代码", CellWrong),
            (ROLES, 2, "用户名", CellWrong),
        ]
        assert not Body.objects.exists()
        assert not Entry.objects.exists()

    def test_bodies_in_a_circle(self):
        a = {**BUREAU, "代码": "a", "上级代码": "b"}
        b = {**BUREAU, "代码": "b", "上级代码": "a"}
        assert {(sheet, column) for sheet, _, column, _ in refused(book([a, b]))} == {(BODIES, "上级代码")}
        take(book([CITY, {**a, "上级代码": "ysszf"}, {**b, "上级代码": "a"}]))
        assert refused(book([{**a, "上级代码": "b"}])) == [(BODIES, 2, "上级代码", TreeWouldCircle)]

    def test_roles_that_collide(self):
        found = refused(book([CITY, BUREAU], [ZHANG], [HANDLER, {**HANDLER, "角色": "分管领导"}]))
        assert found == [(ROLES, 3, "用户名", DutiesCollide)]
        assert not User.objects.exists()

    def test_a_column_that_must_be_there(self):
        heads = {PEOPLE: ["姓名", "机关代码"]}
        assert refused(book([CITY], [ZHANG], heads=heads)) == [(PEOPLE, 1, "用户名", CellMissing)]

    def test_the_day_of_founding_is_not_changed_by_a_table(self):
        take(book([CITY]))
        assert refused(book([{**CITY, "设立日期": "2021-01-01"}])) == [(BODIES, 2, "设立日期", CellWrong)]

    def test_not_the_template_and_not_a_workbook(self):
        made = Book()
        saved = io.BytesIO()
        made.save(saved)
        with pytest.raises(SheetMissing):
            read_workbook(saved.getvalue(), "别的.xlsx")
        with pytest.raises(UnreadableReport):
            read_workbook(b"PK\x03\x04 nothing", "坏.xlsx")

    def test_every_fault_speaks_both_languages(self):
        with pytest.raises(ImportHasFaults) as caught:
            take(book([{**CITY, "类别": "公司", "层级": None}]))
        for fault in caught.value.details["faults"]:
            assert fault.error.say("zh")
            assert fault.error.say("en")


@pytest.mark.django_db
class TestWho:
    """Accounts are the system administrator's, roles the security administrator's (promise 26)."""

    def test_each_takes_their_own_sheets(self, system, security):
        data = book([CITY, BUREAU], [ZHANG], [HANDLER])
        assert take(data, system).added == {BODIES: 2, PEOPLE: 1, ROLES: 0}
        assert not Appointment.objects.filter(role=Role.HANDLER).exists()
        assert take(data, security).added == {BODIES: 0, PEOPLE: 0, ROLES: 1}

    def test_nobody_else_takes_anything(self, audit, person, bureau):
        for actor in (audit, person("head", bureau, Role.OFFICE_HEAD)):
            assert not any(take(book([CITY], [ZHANG], [HANDLER]), actor).added.values())


@pytest.mark.django_db
class TestTrialAndTemplate:
    def test_a_trial_says_what_would_be_and_leaves_nothing(self):
        workbook = read_workbook(book([CITY, BUREAU], [ZHANG], [HANDLER]), "x.xlsx")
        done = import_tried(workbook=workbook, actor=None, on=ON)
        assert (done.added, done.passwords) == ({BODIES: 2, PEOPLE: 1, ROLES: 1}, [])
        assert not (Body.objects.exists() or User.objects.exists() or Entry.objects.exists())

    def test_a_trial_with_faults_raises_them(self):
        workbook = read_workbook(book([{**CITY, "层级": "乡"}]), "x.xlsx")
        with pytest.raises(ImportHasFaults):
            import_tried(workbook=workbook, actor=None, on=ON)

    def test_the_template_reads_back_without_a_fault_and_holds_no_formula(self):
        workbook = read_workbook(template(), "模板.xlsx")
        assert not workbook.faults
        assert [len(workbook.of(sheet)) for sheet in SHEETS] == [1, 1, 1]
        sheets = load_workbook(io.BytesIO(template()))
        assert all(cell.data_type == "s" for sheet in sheets for row in sheet for cell in row if cell.value is not None)

    def test_what_looks_like_a_formula_is_exported_as_text(self, bureau):
        Body.objects.filter(pk=bureau.pk).update(office_name="=1+1")
        cells = [cell for row in load_workbook(io.BytesIO(export(ON)))[BODIES] for cell in row]
        assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]
        assert BodyKind.DEPARTMENT.label in [cell.value for cell in cells]
