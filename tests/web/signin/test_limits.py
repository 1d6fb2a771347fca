"""How often one may try, and how long one waits: the counters without a page."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections

from gongkai.core.errors_signin import SignInLocked
from gongkai.web.bodies.models import User
from gongkai.web.bodies.signin.addresses import client_address, network_of
from gongkai.web.bodies.signin.attempts import give_back, locks_now, signin_reserve
from gongkai.web.bodies.signin.limits import ACCOUNT, ADDRESS, LIMITS, PAIR, session_fault
from gongkai.web.bodies.signin.models import Failures, Method, Session
from gongkai.web.bodies.signin.sweeping import sweep
from tests.web.signin.conftest import MORNING

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
HERE, THERE = "203.0.113.5", "198.51.100.7"


def tries(username: str, address: str, times: int, *, at: datetime, step: timedelta = timedelta(0)) -> int:
    """How many of so many tries are looked at."""
    looked = 0
    for number in range(times):
        try:
            signin_reserve(username, address, at=at + number * step)
        except SignInLocked:
            continue
        looked += 1
    return looked


def test_waits_double_up_to_the_longest() -> None:
    for limit in LIMITS.values():
        waits = [limit.wait(tried) for tried in range(1, 200)]
        assert waits[: limit.free - 1] == [timedelta(0)] * (limit.free - 1)
        assert waits[limit.free - 1 : limit.free + 2] == [limit.first, 2 * limit.first, 4 * limit.first]
        assert max(waits) == waits[-1] == limit.longest == timedelta(minutes=15)


def test_a_thousand_tries_at_once_from_one_address_are_five() -> None:
    assert tries("zhang", HERE, 1000, at=MORNING) == PAIR.free


def test_a_thousand_tries_in_a_day_are_less_than_a_hundred_and_ten() -> None:
    assert tries("zhang", HERE, 1000, at=MORNING, step=timedelta(seconds=86)) < 110


def test_a_pause_ends_and_the_next_one_is_longer() -> None:
    tries("zhang", HERE, 5, at=MORNING)
    with pytest.raises(SignInLocked) as first:
        signin_reserve("zhang", HERE, at=MORNING + timedelta(seconds=59))
    assert first.value.details["minutes"] == 1
    taken = signin_reserve("zhang", HERE, at=MORNING + timedelta(seconds=60))
    assert locks_now(taken, MORNING + timedelta(seconds=60))
    with pytest.raises(SignInLocked) as then:
        signin_reserve("zhang", HERE, at=MORNING + timedelta(seconds=120))
    assert then.value.details["until"] == "09:03:00"


def test_the_owner_comes_in_from_elsewhere_while_a_stranger_waits() -> None:
    tries("zhang", THERE, 10, at=MORNING)
    assert len(signin_reserve("zhang", HERE, at=MORNING)) == 3


def test_a_hundred_strangers_slow_each_other_and_not_the_owner(zhang: User) -> None:
    Session.objects.create(
        user=zhang,
        method=Method.PASSWORD,
        begun_at=MORNING - timedelta(days=3),
        seen_at=MORNING,
        proven_at=MORNING,
        address=HERE,
    )
    looked = sum(tries("zhang", f"198.51.100.{number}", 5, at=MORNING) for number in range(100))
    assert looked == ACCOUNT.free
    assert len(signin_reserve("zhang", HERE, at=MORNING)) == 2


def test_one_address_with_many_names_waits() -> None:
    looked = sum(tries(f"name{number}", HERE, 1, at=MORNING) for number in range(300))
    assert looked == ADDRESS.free


def test_after_a_quiet_day_all_is_new() -> None:
    tries("zhang", HERE, 5, at=MORNING)
    later = MORNING + timedelta(days=1, minutes=2)
    assert tries("zhang", HERE, 10, at=later) == PAIR.free


def test_a_right_password_clears_the_name_and_forgives_the_address_one_try() -> None:
    tries("zhang", HERE, 3, at=MORNING)
    give_back(signin_reserve("zhang", HERE, at=MORNING))
    assert list(Failures.objects.values_list("scope", "tries")) == [("address", 3)]


def test_names_written_otherwise_are_one_name() -> None:
    for written in ("zhang", "ZHANG", "ｚｈａｎｇ", " zhang"):
        signin_reserve(written, HERE, at=MORNING)
    assert Failures.objects.get(scope="pair").tries == 4


def test_what_was_typed_is_nowhere_in_the_table(zhang: User) -> None:
    signin_reserve("my-secret-in-the-wrong-field", HERE, at=MORNING)
    signin_reserve("zhang", HERE, at=MORNING)
    rows = [str(value) for row in Failures.objects.values() for value in row.values()]
    assert not [value for value in rows if "secret" in value or HERE in value]
    assert Failures.objects.get(scope="pair", user=zhang)
    assert Failures.objects.filter(scope="pair", user=None).count() == 1


@pytest.mark.django_db(transaction=True)
def test_sixty_four_tries_in_the_same_moment_are_five() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory is one connection")
    looked: list[int] = []

    def one() -> None:
        looked.append(tries("zhang", HERE, 8, at=MORNING))
        connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(looked) == PAIR.free


@pytest.mark.parametrize(
    ("begun", "seen", "expected"),
    [(0, 0, ""), (29, 29, ""), (60, 30, "idle"), (60, 29, ""), (719, 1, ""), (720, 0, "absolute"), (721, 40, "absolute")],
)
def test_how_long_a_session_holds(begun: int, seen: int, expected: str) -> None:
    fault = session_fault(
        begun=MORNING - timedelta(minutes=begun),
        seen=MORNING - timedelta(minutes=seen),
        at=MORNING,
        idle=timedelta(minutes=30),
        absolute=timedelta(hours=12),
    )
    assert fault == expected


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "", "10.0.0.1"),
        (0, "1.2.3.4", "10.0.0.1"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        (2, "9.9.9.9, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (1, "", "10.0.0.1"),
        (1, "not an address", ""),
    ],
)
def test_only_our_own_proxies_say_who_asks(rf: Any, settings: Any, proxies: int, forwarded: str, expected: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    assert client_address(rf.get("/", REMOTE_ADDR="10.0.0.1", **more)) == expected


def test_the_trail_keeps_the_network_only() -> None:
    assert network_of("203.0.113.77") == "203.0.113.0/24"
    assert network_of("2001:db8:1:2::7") == "2001:db8:1::/48"
    assert network_of("") == ""


def test_made_up_names_do_not_fill_the_table() -> None:
    for number in range(1000):
        tries(f"made-up-{number}", HERE, 1, at=MORNING)
    assert Failures.objects.count() == 1 + 2 * ADDRESS.free


def test_what_is_past_is_swept_and_what_holds_stays(zhang: User) -> None:
    tries("zhang", HERE, 5, at=MORNING)
    dates = {"begun_at": MORNING, "seen_at": MORNING, "proven_at": MORNING}
    Session.objects.create(user=zhang, method=Method.PASSWORD, address=HERE, **dates)
    assert sweep(MORNING + timedelta(hours=23)) == 0
    assert sweep(MORNING + timedelta(days=2)) == 3
    assert sweep(MORNING + timedelta(days=182)) == 0
    assert sweep(MORNING + timedelta(days=184)) == 1
