"""Questions to the register of bodies and people, each with its day."""

from gongkai.web.bodies.selectors.accounts import accounts_of, accounts_silent, days_of_silence
from gongkai.web.bodies.selectors.people import (
    appointments_of,
    delegations_ending,
    delegations_of,
    holders_of,
    people_of,
    people_with,
)
from gongkai.web.bodies.selectors.public_face import group_history, groups_of, leaders_of, members_of, offices_of
from gongkai.web.bodies.selectors.tree import (
    TreeLine,
    answering_body,
    bodies_below,
    bodies_of,
    body_path,
    body_with_code,
    children_of,
    parent_of,
    parents_over_time,
    tree_lines,
    tree_root_of,
)
from gongkai.web.bodies.selectors.updates import update_tasks_open

__all__ = [
    "TreeLine",
    "accounts_of",
    "accounts_silent",
    "answering_body",
    "appointments_of",
    "bodies_below",
    "bodies_of",
    "body_path",
    "body_with_code",
    "children_of",
    "days_of_silence",
    "delegations_ending",
    "delegations_of",
    "group_history",
    "groups_of",
    "holders_of",
    "leaders_of",
    "members_of",
    "offices_of",
    "parent_of",
    "parents_over_time",
    "people_of",
    "people_with",
    "tree_lines",
    "tree_root_of",
    "update_tasks_open",
]
