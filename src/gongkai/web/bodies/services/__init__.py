"""Every act on the register of bodies and people."""

from gongkai.web.bodies.services.accounts import (
    AccountFacts,
    platform_account_change,
    platform_account_file,
    platform_account_hand_over,
    platform_account_open,
    platform_account_post,
    platform_account_set_status,
)
from gongkai.web.bodies.services.bodies import (
    body_answer_as,
    body_change,
    body_end,
    body_found,
    body_move,
    body_simplify,
    body_unsimplify,
)
from gongkai.web.bodies.services.first_run import FirstPerson, installation_set_up
from gongkai.web.bodies.services.groups import Seat, leading_group_adjust, leading_group_end, leading_group_found
from gongkai.web.bodies.services.imports import bodies_import
from gongkai.web.bodies.services.offices import (
    internal_office_begin,
    internal_office_change,
    internal_office_end,
    leader_begin,
    leader_change,
    leader_end,
)
from gongkai.web.bodies.services.people import user_add, user_change, user_deactivate, user_reactivate
from gongkai.web.bodies.services.roles import appointment_begin, appointment_end, delegation_begin, delegation_end
from gongkai.web.bodies.services.updates import update_task_close

__all__ = [
    "AccountFacts",
    "FirstPerson",
    "Seat",
    "appointment_begin",
    "appointment_end",
    "bodies_import",
    "body_answer_as",
    "body_change",
    "body_end",
    "body_found",
    "body_move",
    "body_simplify",
    "body_unsimplify",
    "delegation_begin",
    "delegation_end",
    "installation_set_up",
    "internal_office_begin",
    "internal_office_change",
    "internal_office_end",
    "leader_begin",
    "leader_change",
    "leader_end",
    "leading_group_adjust",
    "leading_group_end",
    "leading_group_found",
    "platform_account_change",
    "platform_account_file",
    "platform_account_hand_over",
    "platform_account_open",
    "platform_account_post",
    "platform_account_set_status",
    "update_task_close",
    "user_add",
    "user_change",
    "user_deactivate",
    "user_reactivate",
]
