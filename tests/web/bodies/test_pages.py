"""The pages: seen by whom they are for, forms keep what was typed, and every act leads on."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import ClassVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.web import shell
from gongkai.web.bodies.access import rights_of
from gongkai.web.bodies.importing.writing import template
from gongkai.web.bodies.kinds import AccountKind, Right, Role
from gongkai.web.bodies.models import (
    Appointment,
    Body,
    Delegation,
    GroupMember,
    InternalOffice,
    Leader,
    LeadingGroup,
    PlatformAccount,
    UpdateTask,
    User,
)
from gongkai.web.bodies.selectors import parent_of
from gongkai.web.bodies.services.accounts import AccountFacts, platform_account_open
from gongkai.web.bodies.worklists import PROVIDERS, bodies_found
from gongkai.web.site.translations import translations_compile
from tests.web.conftest import BEGUN, ON, body_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(monkeypatch):
    """The day of the pages."""
    import gongkai.web.bodies.middleware as middleware
    from gongkai.web.bodies import views
    from gongkai.web.bodies.views import accounts, importing, people, public_face, roles, setup, tree, updates

    assert views
    for module in (middleware, accounts, importing, people, public_face, roles, setup, tree, updates):
        monkeypatch.setattr(module, "localdate", lambda: ON, raising=False)
    return ON


@pytest.fixture
def browser(at):
    def sign_in(user):
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def head(person, bureau):
    return person("head", bureau, Role.OFFICE_HEAD)


def get(client, page, /, *args):
    return client.get(reverse(f"bodies:{page}", args=args))


def post(client, page, /, *args, **data):
    return client.post(reverse(f"bodies:{page}", args=args), data)


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


class TestTree:
    def test_everybody_sees_the_tree_and_opens_only_their_own(self, browser, head, bureau, other_bureau):
        page = text(get(browser(head), "tree"))
        assert "演示市信访局" in page
        assert "演示市文化局" in page
        assert reverse("bodies:body", args=["xfj"]) in page
        assert reverse("bodies:body", args=["whj"]) not in page
        assert get(browser(head), "body", "xfj").status_code == 200
        assert get(browser(head), "body", "whj").status_code == 404
        assert get(browser(head), "body", "nobody").status_code == 404

    def test_the_system_administrator_registers_moves_and_ends(self, browser, system, city, bureau):
        client = browser(system)
        answer = post(
            client, "found", code="aj", name="演示市安局", short_name="安局", kind="department", level="prefecture",
            begun_on="2026年1月5日", parent=city.pk,
        )  # fmt: skip
        assert answer["Location"] == reverse("bodies:body", args=["aj"])
        made = Body.objects.get(code="aj")
        assert post(client, "move", "aj", parent=bureau.pk, begun_on="2026-02-01").status_code == 302
        assert parent_of(made, ON) == bureau
        assert post(client, "answers", "aj", answers_as=bureau.pk).status_code == 302
        assert "以谁的名义答复" in text(get(client, "body", "aj"))
        assert post(client, "end", "aj", ended_on="2026-03-02").status_code == 302
        assert "撤销" in text(get(client, "body", "aj"))

    def test_what_is_wrong_is_said_and_nothing_typed_is_lost(self, browser, system, city):
        answer = post(
            browser(system), "found", code="xfj2", name="演示市某局", short_name="某局", kind="department",
            level="prefecture", begun_on="2026-01-05", credit_code="123",
        )  # fmt: skip
        assert answer.status_code == 422
        assert "未通过校验" in text(answer)
        assert 'value="演示市某局"' in text(answer)

    def test_the_office_changes_and_opens_updates(self, browser, head, bureau):
        client = browser(head)
        page = text(get(client, "office", "xfj"))
        seen = re.search(r'name="seen" value="(\w+)"', page)[1]
        answer = post(client, "office", "xfj", office_phone="0955-7000001", seen=seen)
        assert answer["Location"] == reverse("bodies:body", args=["xfj"])
        assert UpdateTask.objects.count() == 2
        assert "0955-7000001" in text(get(client, "body", "xfj"))

    def test_nobody_overwrites_what_they_have_not_seen(self, browser, head, bureau):
        client = browser(head)
        seen = re.search(r'name="seen" value="(\w+)"', text(get(client, "office", "xfj")))[1]
        Body.objects.filter(pk=bureau.pk).update(office_phone="0955-9999999")
        answer = post(client, "office", "xfj", office_phone="0955-7000001", seen=seen)
        assert answer.status_code == 409
        assert "他人已修改" in text(answer)
        assert "0955-7000001" in text(answer)
        bureau.refresh_from_db()
        assert bureau.office_phone == "0955-9999999"
        again = re.search(r'name="seen" value="(\w+)"', text(answer))[1]
        assert post(client, "office", "xfj", office_phone="0955-7000001", seen=again).status_code == 302

    def test_the_simplified_mode_stands_on_every_page_of_the_body(self, browser, system, head, bureau):
        assert post(browser(system), "simplify", "xfj", leader="演示领导", since="2026-01-01").status_code == 302
        for name in ("body", "roles", "leaders", "group", "accounts", "updates"):
            assert "简化模式" in text(get(browser(head), name, "xfj")), name
        assert post(browser(system), "unsimplify", "xfj").status_code == 302
        assert "纸质呈批单" not in text(get(browser(head), "body", "xfj"))

    def test_a_tree_of_sixty_costs_as_many_queries_as_one_of_six(self, browser, head, city, django_assert_max_num_queries):
        client = browser(head)
        get(client, "tree")
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as few:
            get(client, "tree")
        for index in range(60):
            body_of(f"j{index}", f"演示市第{index}局", parent=city)
        with django_assert_max_num_queries(len(few)):
            assert "演示市第59局" in text(get(client, "tree"))


class TestPeopleAndRoles:
    def test_an_account_is_made_and_its_password_shown_once(self, browser, system, bureau):
        client = browser(system)
        answer = post(client, "user-add", username="wang", name="演示王", body=bureau.pk)
        assert answer["Cache-Control"] == "no-store"
        password = re.search(r'data-label="一次性口令">([^<]+)<', answer.content.decode())[1]
        user = User.objects.get(username="wang")
        assert user.check_password(password)
        assert password not in text(get(client, "user", user.pk))
        assert "wang" in text(get(client, "people"))
        again = post(client, "user-add", username="wang", name="演示王二", body=bureau.pk)
        assert again.status_code == 422
        assert "演示王二" in text(again)

    def test_changed_switched_off_and_on(self, browser, system, person, bureau):
        user, client = person("li", bureau), browser(system)
        assert post(client, "user-change", user.pk, name="演示李", body=bureau.pk).status_code == 302
        assert post(client, "user-deactivate", user.pk, reason="调离").status_code == 302
        assert reverse("bodies:user-reactivate", args=[user.pk]) in text(get(client, "user", user.pk))
        assert get(client, "user-reactivate", user.pk).status_code == 405
        assert post(client, "user-reactivate", user.pk).status_code == 302
        user.refresh_from_db()
        assert (user.name, user.is_active) == ("演示李", True)

    def test_the_security_administrator_grants_and_withdraws(self, browser, security, person, bureau):
        user, client = person("li", bureau), browser(security)
        assert post(client, "grant", "xfj", user=user.pk, role="handler", begun_on="2026-03-02").status_code == 302
        refused = post(client, "grant", "xfj", user=user.pk, role="leader", begun_on="2026-03-02")
        assert refused.status_code == 422
        assert "拟稿人不能作最后批准" in text(refused)
        held = Appointment.objects.get(user=user)
        assert reverse("bodies:role-withdraw", args=[held.pk]) in text(get(client, "roles", "xfj"))
        assert post(client, "role-withdraw", held.pk, ended_on="2026-04-01").status_code == 302
        assert post(client, "administrator-grant", user=user.pk, role="audit_admin", begun_on="2026-04-01").status_code == 302
        assert "li" in text(get(client, "administrators"))

    def test_a_handler_reaches_none_of_it(self, browser, person, bureau):
        user = person("zhang", bureau, Role.HANDLER)
        client = browser(user)
        for name, args in (
            ("people", ()), ("user-add", ()), ("user", (user.pk,)), ("user-change", (user.pk,)), ("grant", ("xfj",)),
            ("administrators", ()), ("import", ()), ("export", ()), ("found", ()), ("move", ("xfj",)), ("office", ("xfj",)),
        ):  # fmt: skip
            assert get(client, name, *args).status_code == 404, name
            assert post(client, name, *args).status_code == 404, name

    def test_a_leader_lends_their_role_and_takes_it_back(self, browser, person, bureau):
        chief, deputy = person("b", bureau, Role.LEADER), person("c", bureau, Role.REVIEWER)
        held = Appointment.objects.get(user=chief)
        client = browser(chief)
        data = {"appointment": held.pk, "to": deputy.pk, "begun_on": "2026-03-02", "ended_on": "2026-03-10", "reason": "出差"}
        assert post(client, "delegate", **data).status_code == 302
        loan = Delegation.objects.get()
        assert reverse("bodies:delegation-end", args=[loan.pk]) in text(get(browser(deputy), "delegations"))
        stranger = browser(person("s", None))
        assert get(stranger, "delegation-end", loan.pk).status_code == 404
        assert post(browser(deputy), "delegation-end", loan.pk, ended_on="2026-03-04").status_code == 302
        assert post(client, "delegate", **{**data, "to": chief.pk}).status_code == 422


class TestPublicFace:
    def test_a_group_is_founded_and_adjusted_line_by_line(self, browser, head, bureau):
        client = browser(head)
        first = "组长，演示甲，局长\n副组长，演示乙，副局长"
        answer = post(
            client, "group-add", "xfj", name="政务公开工作领导小组", document="演示信发〔2026〕1号",
            adjusted_on="2026-01-05", members=first,
        )  # fmt: skip
        assert answer.status_code == 302
        group = LeadingGroup.objects.get()
        assert "组长，演示甲，局长" in text(get(client, "group-adjust", group.pk))
        wrong = post(client, "group-adjust", group.pk, document="x", adjusted_on="2026-03-02", members="主任 演示丙")
        assert wrong.status_code == 422
        assert "第 1 行" in text(wrong)
        data = {"document": "演示信发〔2026〕7号", "adjusted_on": "2026-03-02", "members": "组长，演示丙，局长"}
        assert post(client, "group-adjust", group.pk, **data).status_code == 302
        page = text(get(client, "group", "xfj"))
        assert "演示信发〔2026〕7号" in page
        assert "副组长 演示乙" in page
        assert GroupMember.objects.filter(ended_on=None).get().name == "演示丙"
        assert post(client, "group-end", group.pk, ended_on="2026-05-01").status_code == 302

    def test_leaders_and_offices(self, browser, head, bureau):
        client = browser(head)
        assert post(client, "leader-add", "xfj", name="演示甲", post="局长", place=1, begun_on="2026-03-02").status_code == 302
        assert post(client, "office-add", "xfj", name="办公室", place=1, begun_on="2026-03-02").status_code == 302
        leader, office = Leader.objects.get(), InternalOffice.objects.get()
        page = text(get(client, "leaders", "xfj"))
        assert "演示甲" in page
        assert "办公室" in page
        for name, record, typed in (
            ("leader-change", leader, {"name": "演示甲", "post": "党组书记、局长", "place": 1}),
            ("office-change", office, {"name": "办公室", "duties": "公文", "place": 1}),
        ):
            seen = re.search(r'name="seen" value="(\w+)"', text(get(client, name, record.pk)))[1]
            assert post(client, name, record.pk, seen=seen, **typed).status_code == 302
        leader.refresh_from_db()
        assert leader.post == "党组书记、局长"
        assert post(client, "leader-end", leader.pk, ended_on="2026-06-01").status_code == 302
        assert post(client, "office-end", office.pk, ended_on="2026-06-01").status_code == 302

    def test_an_update_is_closed_with_its_proof(self, browser, head, bureau):
        client = browser(head)
        post(client, "office-add", "xfj", name="办公室", place=1, begun_on="2026-03-02")
        task = UpdateTask.objects.get()
        assert reverse("bodies:update-close", args=[task.pk]) in text(get(client, "updates", "xfj"))
        assert post(client, "update-close", task.pk).status_code == 422
        assert post(client, "update-close", task.pk, proof="https://demo.example/jgzn").status_code == 302
        assert "https://demo.example/jgzn" in text(get(client, "updates", "xfj"))
        again = post(client, "update-close", task.pk, reason="别的")
        assert again.status_code == 409


class TestAccounts:
    def test_from_opening_to_closing(self, browser, head, person, bureau):
        keeper, taker = person("keeper", bureau, Role.HANDLER), person("taker", bureau)
        client = browser(head)
        opened = post(
            client, "account-open", "xfj", kind="wechat", name="演示信访", address="gh_demo", keeper=keeper.pk,
            begun_on="2026-01-01",
        )  # fmt: skip
        account = PlatformAccount.objects.get()
        assert opened["Location"] == reverse("bodies:account", args=[account.pk])
        assert "自 2026-01-01 起未更新" in text(get(client, "accounts", "xfj"))
        assert post(browser(keeper), "account-post", account.pk, posted_on="2026-03-01").status_code == 302
        assert post(browser(keeper), "account-status", account.pk).status_code == 404
        assert "起未更新" not in text(get(client, "accounts", "xfj"))
        filing = {"filed_with": "演示市政府办公室", "filed_on": "2026-01-10"}
        assert post(client, "account-file", account.pk, **filing).status_code == 302
        data = {"taker": taker.pk, "items": "登录账号\n手机卡", "signed_by": "演示监交", "handed_on": "2026-03-02"}
        assert post(client, "account-hand-over", account.pk, **data).status_code == 302
        assert post(client, "account-change", account.pk, name="演示市信访局", icp="宁ICP备0号").status_code == 302
        page = text(get(client, "account", account.pk))
        assert "登录账号、手机卡" in page
        assert "宁ICP备0号" in page
        status = {"status": "closed", "since": "2026-03-02", "reason": "整合"}
        assert post(client, "account-status", account.pk, **status).status_code == 302
        assert post(client, "account-post", account.pk, posted_on="2026-03-02").status_code == 422


class TestImport:
    def upload(self, data=None, name="导入.xlsx"):
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        return SimpleUploadedFile(name, template() if data is None else data, kind)

    def test_tried_then_taken_with_passwords_once(self, browser, system, city):
        client = browser(system)
        address = reverse("bodies:import")
        tried = client.post(address, {"file": self.upload()})
        assert "没有保存" in text(tried)
        assert not Body.objects.filter(code="xfj").exists()
        taken = client.post(address, {"file": self.upload(), "take": "1"})
        assert "一次性口令" in text(taken)
        assert Body.objects.filter(code="xfj").exists()
        assert User.objects.filter(username="zhangsan").exists()
        assert not Appointment.objects.filter(user__username="zhangsan").exists()
        again = client.post(address, {"file": self.upload(), "take": "1"})
        assert "一次性口令" not in text(again)

    def test_faults_by_line_and_column(self, browser, system, city):
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(template()))
        book["机关"]["D2"] = "公司"
        data = io.BytesIO()
        book.save(data)
        answer = browser(system).post(reverse("bodies:import"), {"file": self.upload(data.getvalue()), "take": "1"})
        assert answer.status_code == 422
        assert "须为以下之一" in text(answer)
        assert re.search(r'data-label="行">2<', answer.content.decode())

    def test_what_is_no_workbook_is_said(self, browser, system, city):
        answer = browser(system).post(reverse("bodies:import"), {"file": self.upload(b"hello", "x.txt")})
        assert answer.status_code == 422

    def test_template_and_export(self, browser, system, city):
        for name in ("import-template", "export"):
            answer = get(browser(system), name)
            assert answer.content[:2] == b"PK"
            assert "attachment" in answer["Content-Disposition"]


class TestSetup:
    DATA: ClassVar = {
        "name": "演示市信访局", "short_name": "信访局", "code": "xfj", "kind": "department", "level": "prefecture",
        "begun_on": "2020-01-01", "system_name": "甲", "system_username": "xitong", "security_name": "乙",
        "security_username": "anquan", "audit_name": "丙", "audit_username": "shenji", "handler_name": "丁",
        "handler_username": "jingban",
    }  # fmt: skip

    def test_once_and_never_again(self, client, at):
        assert client.get("/setup/").status_code == 200
        answer = client.post("/setup/", self.DATA)
        assert answer.status_code == 200
        shown = re.findall(r'data-label="一次性口令">([^<]+)<', answer.content.decode())
        assert len(shown) == 4
        assert User.objects.get(username="anquan").check_password(shown[1])
        assert client.get("/setup/").status_code == 404
        assert client.post("/setup/", self.DATA).status_code == 404

    def test_four_people(self, client, at):
        answer = client.post("/setup/", {**self.DATA, "audit_username": "xitong"})
        assert answer.status_code == 422
        assert 'value="演示市信访局"' in text(answer)
        assert not User.objects.exists()


class TestWorkList:
    def test_updates_silence_and_loans(self, browser, head, person, bureau):
        keeper = person("keeper", bureau, Role.HANDLER)
        facts = AccountFacts(AccountKind.WECHAT, "演示信访", "gh_demo", BEGUN)
        account = platform_account_open(body=bureau, facts=facts, keeper=keeper, actor=head, on=ON)
        post(browser(head), "office-add", "xfj", name="办公室", place=1, begun_on="2026-03-02")
        held = Appointment.objects.get(user=head)
        Delegation.objects.create(appointment=held, to=person("c", bureau), begun_on=BEGUN, ended_on="2026-03-05", reason="x")

        def kinds(user):
            rights = rights_of(user, on=ON)
            return [str(item.kind) for provider in PROVIDERS for item in provider(rights, ON)]

        assert kinds(head) == ["信息更新", "久未更新", "委托到期"]
        assert kinds(keeper) == ["信息更新", "久未更新"]
        assert kinds(person("other", None)) == []
        User.objects.filter(pk=keeper.pk).update(is_active=False)
        assert "账号移交" in kinds(head)
        assert account.keeper == keeper
        assert rights_of(head, on=ON).has(Right.MANAGE_BODY, over=bureau)


def test_english_pages_hold_no_chinese_of_ours(browser, head, system, security, bureau, person):
    """Names of bodies and people stay as they are; every word of ours is translated."""
    translations_compile()
    around = "".join(path.read_text(encoding="utf-8") for path in Path(shell.__file__).parent.rglob("templates/**/*.html"))
    names = {"演示市信访局", "演示市人民政府", "市信访局", "人民政府"}
    for user, pages in (
        (head, [("tree",), ("body", "xfj"), ("office", "xfj"), ("roles", "xfj"), ("leaders", "xfj"), ("leader-add", "xfj"),
                ("group", "xfj"), ("group-add", "xfj"), ("accounts", "xfj"), ("account-open", "xfj"), ("updates", "xfj"),
                ("delegations",), ("delegate",)]),
        (system, [("found",), ("import",), ("people",), ("user-add",), ("user", head.pk), ("move", "xfj"), ("answers", "xfj"),
                  ("end", "xfj"), ("simplify", "xfj"), ("identity", "xfj")]),
        (security, [("grant", "xfj"), ("administrators",), ("administrator-grant",)]),
    ):  # fmt: skip
        client = browser(user)
        client.cookies["django_language"] = "en"
        for name, *args in pages:
            main = re.search(r"<main.*</main>", get(client, name, *args).content.decode(), re.S)[0]
            for each in sorted({*names, *User.objects.values_list("name", flat=True)}, key=len, reverse=True):
                main = main.replace(each, "")
            found = set(re.findall(r"[一-龥]{2,}", re.sub(r"[（(].*?[)）]", "", main)))
            assert {each for each in found if each not in around} <= {"组长", "副组长", "成员"}, (name, found)


def test_the_search_box_finds_the_bodies_one_may_open(head, system, bureau, other_bureau):
    def found(user, typed):
        return [hit.where for hit in bodies_found(rights_of(user, on=ON), typed, ON)]

    assert found(head, "演示市") == ["xfj"]
    assert found(head, "whj") == []
    assert found(system, "演示市") == ["whj", "xfj", "ysszf"]
    assert found(system, "信访") == ["xfj"]
