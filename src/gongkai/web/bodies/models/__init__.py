"""The facts about authorities and the people in them."""

from gongkai.web.bodies.models.accounts import AccountHandover, PlatformAccount
from gongkai.web.bodies.models.body import Body, ParentLink
from gongkai.web.bodies.models.group import GroupAdjustment, GroupMember, LeadingGroup
from gongkai.web.bodies.models.offices import InternalOffice, Leader
from gongkai.web.bodies.models.people import Appointment, Delegation, User
from gongkai.web.bodies.models.updates import UpdateTask

__all__ = [
    "AccountHandover",
    "Appointment",
    "Body",
    "Delegation",
    "GroupAdjustment",
    "GroupMember",
    "InternalOffice",
    "Leader",
    "LeadingGroup",
    "ParentLink",
    "PlatformAccount",
    "UpdateTask",
    "User",
]
