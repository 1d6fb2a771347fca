"""Roles: who grants them, who may hold which together, who stands in for whom (promises 25, 26; law.md 10.2)."""

from __future__ import annotations

from itertools import product

import pytest

from gongkai.core.errors_bodies import (
    AlreadyAppointed,
    AlreadyEnded,
    DelegationRefused,
    DutiesCollide,
    LastAdministrator,
    NotForOneself,
    NotTheirDuty,
    PeriodBackwards,
    PersonInactive,
    RoleNeedsBody,
)
from gongkai.web.bodies.access import rights_of
from gongkai.web.bodies.kinds import INSTALLATION_WIDE, RIGHTS, Right, Role
from gongkai.web.bodies.models import Appointment, Delegation
from gongkai.web.bodies.selectors import delegations_ending, holders_of, people_of, people_with
from gongkai.web.bodies.separation import collision_of
from gongkai.web.bodies.services.people import user_deactivate
from gongkai.web.bodies.services.roles import appointment_begin, appointment_end, delegation_begin, delegation_end
from tests.web.bodies.conftest import codes_of, day
from tests.web.conftest import BEGUN, ON

pytestmark = pytest.mark.postgres
ADMINISTRATORS = {Right.ADMIN_SYSTEM, Right.ADMIN_SECURITY, Right.ADMIN_AUDIT}
BUSINESS = set(Right) - ADMINISTRATORS


def grant(user, role, body, security, begun_on=ON, ended_on=None):
    return appointment_begin(user=user, role=role, body=body, begun_on=begun_on, ended_on=ended_on, actor=security, on=ON)


class TestSeparationOfDuties:
    """Enumerated: every role, every pair of roles."""

    @pytest.mark.parametrize("role", Role)
    def test_no_role_holds_two_duties(self, role):
        rights = RIGHTS[role]
        assert len(rights & ADMINISTRATORS) <= 1
        assert not (rights & ADMINISTRATORS and rights & BUSINESS)
        assert not {Right.DRAFT, Right.REVIEW_FINAL} <= rights
        assert (role in INSTALLATION_WIDE) == bool(rights & ADMINISTRATORS)

    @pytest.mark.parametrize(("one", "other"), list(product(Role, Role)))
    def test_no_pair_of_roles_that_may_meet_holds_two_duties(self, one, other):
        if collision_of(one, other, same_body=True) is not None:
            assert collision_of(other, one, same_body=True) is not None
            return
        together = RIGHTS[one] | RIGHTS[other]
        assert not {Right.ADMIN_SECURITY, Right.ADMIN_AUDIT} <= together
        assert len(together & ADMINISTRATORS) <= 1
        assert not (together & ADMINISTRATORS and together & BUSINESS)
        assert not {Right.DRAFT, Right.REVIEW_FINAL} <= together

    @pytest.mark.parametrize(("one", "other"), [(a, b) for a, b in product(Role, Role) if a != b])
    def test_the_service_refuses_exactly_those(self, one, other, person, bureau, security):
        user = person("zhang", bureau)
        body_one, body_other = (None if role in INSTALLATION_WIDE else bureau for role in (one, other))
        grant(user, one, body_one, security)
        if collision_of(one, other, same_body=True):
            with pytest.raises(DutiesCollide):
                grant(user, other, body_other, security)
        else:
            grant(user, other, body_other, security)

    def test_an_approver_of_one_body_may_draft_in_another(self, person, bureau, other_bureau, security):
        user = person("zhang", bureau)
        grant(user, Role.LEADER, bureau, security)
        grant(user, Role.HANDLER, other_bureau, security)
        rights = rights_of(user, on=ON)
        assert not rights.has(Right.DRAFT, over=bureau)
        assert not rights.has(Right.REVIEW_FINAL, over=other_bureau)

    def test_one_after_the_other_is_no_collision(self, person, bureau, security):
        user = person("zhang", bureau)
        grant(user, Role.HANDLER, bureau, security, begun_on=BEGUN, ended_on=ON)
        grant(user, Role.LEADER, bureau, security, begun_on=ON)
        with pytest.raises(DutiesCollide):
            grant(user, Role.HANDLER, bureau, security, begun_on=day("2026-08-01"))

    def test_a_bureau_of_two(self, person, bureau, security):
        """The drafter is never the final approver; the other reviews lie with either."""
        drafter, chief = person("a", bureau), person("b", bureau)
        for user, role in (
            (drafter, Role.HANDLER),
            (drafter, Role.OFFICE_HEAD),
            (drafter, Role.PUBLISHER),
            (drafter, Role.PAPER_CLERK),
            (chief, Role.REVIEWER),
            (chief, Role.SECRECY_REVIEWER),
            (chief, Role.LEADER),
        ):
            grant(user, role, bureau, security)
        held = [rights_of(user, on=ON).over[bureau.pk] for user in (drafter, chief)]
        assert held[0] | held[1] >= BUSINESS - {Right.SUPERVISE}


class TestGranting:
    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.SECURITY_ADMIN])
    def test_only_the_security_administrator_grants(self, role, person, bureau, administrator, security):
        actor = administrator(role) if role in INSTALLATION_WIDE else person("actor", bureau, role)
        user = person("li", bureau)
        with pytest.raises(NotTheirDuty):
            grant(user, Role.HANDLER, bureau, actor)
        held = grant(user, Role.HANDLER, bureau, security)
        with pytest.raises(NotTheirDuty):
            appointment_end(appointment=held, ended_on=ON, actor=actor, on=ON)

    def test_nobody_grants_themselves(self, security, bureau):
        with pytest.raises(NotForOneself):
            grant(security, Role.HANDLER, bureau, security)
        with pytest.raises(NotForOneself):
            appointment_end(appointment=security.appointments.get(), ended_on=ON, actor=security, on=ON)

    def test_the_same_role_twice(self, person, bureau, security):
        user = person("li", bureau)
        grant(user, Role.HANDLER, bureau, security)
        with pytest.raises(AlreadyAppointed):
            grant(user, Role.HANDLER, bureau, security, begun_on=day("2026-09-01"))

    def test_administrators_belong_to_no_body_and_others_to_one(self, person, bureau, security):
        user = person("li", bureau)
        with pytest.raises(RoleNeedsBody):
            grant(user, Role.AUDIT_ADMIN, bureau, security)
        with pytest.raises(RoleNeedsBody):
            grant(user, Role.HANDLER, None, security)

    def test_not_for_an_account_that_is_off_nor_backwards(self, person, bureau, security, system):
        user = person("li", bureau)
        with pytest.raises(PeriodBackwards):
            grant(user, Role.HANDLER, bureau, security, ended_on=ON)
        user_deactivate(user=user, reason="调离", actor=system, on=ON)
        with pytest.raises(PersonInactive):
            grant(user, Role.HANDLER, bureau, security)

    def test_a_role_ends_on_its_day(self, person, bureau, security):
        held = grant(person("li", bureau), Role.HANDLER, bureau, security)
        appointment_end(appointment=held, ended_on=day("2026-04-01"), actor=security, on=ON)
        appointment_end(appointment=held, ended_on=day("2026-04-01"), actor=security, on=ON)
        assert rights_of(held.user, on=day("2026-03-31")).has(Right.DRAFT, over=bureau)
        assert not rights_of(held.user, on=day("2026-04-01")).any(*Right)
        assert codes_of(held) == ["appointment.begun", "appointment.ended"]
        with pytest.raises(AlreadyEnded):
            appointment_end(appointment=held, ended_on=day("2026-05-01"), actor=security, on=day("2026-04-02"))

    def test_a_security_administrator_always_remains(self, administrator, security):
        """The other one leaves on 1 April; from May on nobody would be left."""
        other = administrator(Role.SECURITY_ADMIN, "second")
        appointment_end(appointment=other.appointments.get(), ended_on=day("2026-04-01"), actor=security, on=ON)
        with pytest.raises(LastAdministrator):
            appointment_end(appointment=security.appointments.get(), ended_on=day("2026-05-01"), actor=other, on=ON)
        appointment_end(appointment=security.appointments.get(), ended_on=day("2026-03-20"), actor=other, on=ON)


UNTIL = day("2026-03-16")


class TestStandingIn:
    def lend(self, appointment, to, actor, begun_on=ON, ended_on=UNTIL):
        return delegation_begin(
            appointment=appointment, to=to, begun_on=begun_on, ended_on=ended_on, reason="出差", actor=actor, on=ON
        )

    def held(self, user, role):
        return Appointment.objects.get(user=user, role=role)

    def test_the_other_acts_for_that_time(self, person, bureau):
        chief, deputy = person("b", bureau, Role.LEADER), person("c", bureau, Role.REVIEWER)
        self.lend(self.held(chief, Role.LEADER), deputy, chief)
        assert rights_of(deputy, on=ON).has(Right.REVIEW_FINAL, over=bureau)
        assert not rights_of(deputy, on=day("2026-03-16")).has(Right.REVIEW_FINAL, over=bureau)
        assert holders_of(Role.LEADER, bureau, ON) == [chief, deputy]
        assert holders_of(Role.LEADER, bureau, day("2026-03-16")) == [chief]
        assert people_with(Right.REVIEW_FINAL, bureau, ON) == [chief, deputy]
        assert list(delegations_ending(deputy, day("2026-03-12"), within=5))
        assert not list(delegations_ending(deputy, ON, within=5))

    def test_not_to_who_would_then_draft_and_approve(self, person, bureau):
        chief, drafter = person("b", bureau, Role.LEADER), person("a", bureau, Role.HANDLER)
        with pytest.raises(DutiesCollide):
            self.lend(self.held(chief, Role.LEADER), drafter, chief)
        with pytest.raises(DutiesCollide):
            self.lend(self.held(drafter, Role.HANDLER), chief, drafter)

    def test_a_role_on_loan_counts_when_another_is_granted(self, person, bureau, security):
        chief, deputy = person("b", bureau, Role.LEADER), person("c", bureau, Role.REVIEWER)
        self.lend(self.held(chief, Role.LEADER), deputy, chief)
        with pytest.raises(DutiesCollide):
            grant(deputy, Role.HANDLER, bureau, security)
        grant(deputy, Role.HANDLER, bureau, security, begun_on=day("2026-03-16"))

    def test_not_to_oneself_nor_of_administrators_nor_elsewhere(self, person, bureau, other_bureau, security, system):
        chief = person("b", bureau, Role.LEADER)
        stranger = person("s", other_bureau, Role.REVIEWER)
        held = self.held(chief, Role.LEADER)
        for to in (chief, stranger):
            with pytest.raises(DelegationRefused):
                self.lend(held, to, chief)
        with pytest.raises(DelegationRefused):
            self.lend(security.appointments.get(), person("c", bureau), security)
        with pytest.raises(DelegationRefused):
            self.lend(held, security, security)

    def test_only_its_holder_or_the_security_administrator(self, person, bureau, security):
        chief, deputy = person("b", bureau, Role.LEADER), person("c", bureau, Role.REVIEWER)
        held = self.held(chief, Role.LEADER)
        with pytest.raises(NotTheirDuty):
            self.lend(held, person("d", bureau, Role.REVIEWER), deputy)
        assert self.lend(held, deputy, security)

    def test_not_twice_and_not_longer_than_the_role(self, person, bureau, security):
        chief, deputy = person("b", bureau), person("c", bureau, Role.REVIEWER)
        held = grant(chief, Role.LEADER, bureau, security, ended_on=day("2026-03-10"))
        with pytest.raises(DelegationRefused):
            self.lend(held, deputy, chief)
        self.lend(held, deputy, chief, ended_on=day("2026-03-10"))
        with pytest.raises(DelegationRefused):
            self.lend(held, deputy, chief, begun_on=day("2026-03-05"), ended_on=day("2026-03-06"))

    def test_it_ends_early_and_with_the_role(self, person, bureau, security):
        chief, deputy = person("b", bureau), person("c", bureau, Role.REVIEWER)
        held = grant(chief, Role.LEADER, bureau, security)
        loan = self.lend(held, deputy, chief)
        delegation_end(delegation=loan, ended_on=day("2026-03-09"), actor=deputy, on=ON)
        assert not rights_of(deputy, on=day("2026-03-09")).has(Right.REVIEW_FINAL, over=bureau)
        with pytest.raises(PeriodBackwards):
            delegation_end(delegation=loan, ended_on=ON, actor=chief, on=ON)
        appointment_end(appointment=held, ended_on=day("2026-03-04"), actor=security, on=ON)
        assert Delegation.objects.get().ended_on == day("2026-03-04")
        assert not rights_of(deputy, on=day("2026-03-05")).has(Right.REVIEW_FINAL, over=bureau)
        assert codes_of(loan) == ["delegation.begun", "delegation.ended"]


class TestRightsOfAPerson:
    def test_three_queries_whatever_the_tree(self, person, bureau, city, django_assert_max_num_queries):
        supervisor = person("s", city, Role.SUPERVISOR, Role.REVIEWER)
        with django_assert_max_num_queries(3):
            rights = rights_of(supervisor, on=ON)
            assert rights.has(Right.SUPERVISE, over=bureau)
            assert rights.bodies(Right.READ) == {bureau.pk, city.pk}
            assert not rights.has(Right.DRAFT, over=bureau)

    def test_a_supervisor_changes_nothing_below(self, person, bureau, city):
        rights = rights_of(person("s", city, Role.SUPERVISOR), on=ON)
        assert rights.over[bureau.pk] == {Right.READ, Right.SUPERVISE}

    def test_people_of_a_body(self, person, bureau, other_bureau):
        mine, guest = person("a", bureau), person("g", other_bureau, Role.HANDLER)
        Appointment.objects.create(user=guest, body=bureau, role=Role.REVIEWER, begun_on=BEGUN, ended_on=ON)
        assert list(people_of(bureau, BEGUN)) == [mine, guest]
        assert list(people_of(bureau, ON)) == [mine]
