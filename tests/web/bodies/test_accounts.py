"""Websites and official accounts: one named keeper, handed over by list, an alarm when silent (law.md 8.4)."""

from __future__ import annotations

import pytest

from gongkai.core.errors_bodies import AccountRefused, PersonInactive
from gongkai.web.bodies.kinds import AccountKind, AccountStatus
from gongkai.web.bodies.models import PlatformAccount
from gongkai.web.bodies.selectors import accounts_of, accounts_silent
from gongkai.web.bodies.services.accounts import (
    AccountFacts,
    platform_account_change,
    platform_account_file,
    platform_account_hand_over,
    platform_account_open,
    platform_account_post,
    platform_account_set_status,
)
from tests.web.bodies.conftest import codes_of, day
from tests.web.conftest import BEGUN, ON


@pytest.fixture
def keeper(person, bureau):
    return person("keeper", bureau)


@pytest.fixture
def account(bureau, keeper):
    facts = AccountFacts(AccountKind.WECHAT, "演示市信访局", "gh_demo", BEGUN)
    return platform_account_open(body=bureau, facts=facts, keeper=keeper, actor=keeper, on=BEGUN)


def post(account, posted_on, on=ON):
    return platform_account_post(account=account, posted_on=day(posted_on), actor=None, on=on)


class TestSilence:
    @pytest.mark.parametrize(("last", "silent"), [("2026-02-17", False), ("2026-02-16", True), ("2026-03-02", False)])
    def test_two_weeks(self, account, last, silent):
        post(account, last)
        assert list(accounts_silent(ON)) == ([account] if silent else [])

    def test_never_updated_counts_from_its_opening(self, account):
        assert accounts_silent(ON).get().quiet_since == BEGUN
        assert not accounts_silent(day("2020-01-14"))
        assert accounts_silent(day("2020-01-15"))

    def test_only_in_use_and_only_of_these_bodies(self, account, bureau, other_bureau, keeper):
        assert accounts_silent(ON, bodies=[bureau.pk])
        assert not accounts_silent(ON, bodies=[other_bureau.pk])
        platform_account_set_status(
            account=account, status=AccountStatus.PAUSED, since=day("2026-01-01"), reason="整合", actor=keeper, on=ON
        )
        assert not accounts_silent(ON)

    def test_used_again_it_has_two_weeks_anew(self, account, keeper):
        for status, since in ((AccountStatus.PAUSED, "2026-01-01"), (AccountStatus.IN_USE, "2026-02-25")):
            platform_account_set_status(account=account, status=status, since=day(since), reason="", actor=keeper, on=ON)
        assert not accounts_silent(ON)
        assert accounts_silent(day("2026-03-11"))


class TestUpdates:
    def test_the_latest_day_stands_whatever_comes_later(self, account):
        post(account, "2026-02-20")
        post(account, "2026-02-10")
        post(account, "2026-02-20")
        account.refresh_from_db()
        assert account.last_post_on == day("2026-02-20")
        assert codes_of(account) == ["platform_account.opened", "platform_account.posted"]

    def test_not_in_the_future(self, account):
        with pytest.raises(AccountRefused):
            post(account, "2026-03-03")


class TestKeeping:
    def hand_over(self, account, taker, actor, items=("登录账号", "管理员手机卡"), handed_on=ON):
        return platform_account_hand_over(
            account=account, taker=taker, items=items, signed_by="演示监交人", handed_on=handed_on, actor=actor, on=ON
        )

    def test_the_account_passes_by_a_list(self, account, keeper, person, bureau):
        taker = person("taker", bureau)
        first = self.hand_over(account, taker, keeper)
        assert self.hand_over(account, taker, keeper) == first
        account.refresh_from_db()
        assert account.keeper == taker
        assert (first.giver, first.taker, first.items) == (keeper, taker, ["登录账号", "管理员手机卡"])
        assert codes_of(account) == ["platform_account.opened", "platform_account.handed_over"]

    def test_what_is_no_handover(self, account, keeper, person, bureau):
        taker = person("taker", bureau)
        with pytest.raises(AccountRefused):
            self.hand_over(account, taker, keeper, items=[" "])
        with pytest.raises(AccountRefused):
            self.hand_over(account, keeper, keeper)
        for wrong in ("2019-12-31", "2026-03-03"):
            with pytest.raises(AccountRefused):
                self.hand_over(account, taker, keeper, handed_on=day(wrong))
        taker.is_active = False
        taker.save()
        with pytest.raises(PersonInactive):
            self.hand_over(account, taker, keeper)

    def test_keeper_and_deputy_are_two(self, account, keeper, person, bureau):
        deputy = person("deputy", bureau)
        with pytest.raises(AccountRefused):
            platform_account_change(account=account, changes={}, deputy=keeper, actor=keeper, on=ON)
        platform_account_change(account=account, changes={"icp": "宁ICP备00000000号"}, deputy=deputy, actor=keeper, on=ON)
        self.hand_over(account, deputy, keeper)
        account = PlatformAccount.objects.get()
        assert (account.keeper, account.deputy, account.icp) == (deputy, None, "宁ICP备00000000号")


class TestRegister:
    def test_one_address_once_until_it_is_closed(self, account, bureau, keeper):
        facts = AccountFacts(AccountKind.WECHAT, "演示信访", "gh_demo", ON)
        with pytest.raises(AccountRefused):
            platform_account_open(body=bureau, facts=facts, keeper=keeper, actor=keeper, on=ON)
        platform_account_set_status(account=account, status=AccountStatus.CLOSED, since=ON, reason="注销", actor=keeper, on=ON)
        again = platform_account_open(body=bureau, facts=facts, keeper=keeper, actor=keeper, on=ON)
        assert set(accounts_of(bureau)) == {account, again}

    def test_a_closed_account_stays_closed(self, account, keeper, person, bureau):
        platform_account_set_status(account=account, status=AccountStatus.CLOSED, since=ON, reason="注销", actor=keeper, on=ON)
        with pytest.raises(AccountRefused):
            platform_account_set_status(account=account, status=AccountStatus.IN_USE, since=ON, reason="", actor=keeper, on=ON)
        with pytest.raises(AccountRefused):
            post(account, "2026-03-01")

    def test_it_is_filed_with_the_competent_office(self, account, keeper):
        for _ in range(2):
            platform_account_file(
                account=account, filed_with="演示市人民政府办公室", filed_on=day("2020-02-01"), actor=keeper, on=ON
            )
        account.refresh_from_db()
        assert (account.filed_with, account.filed_on) == ("演示市人民政府办公室", day("2020-02-01"))
        assert codes_of(account).count("platform_account.filed") == 1
