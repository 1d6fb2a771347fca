"""The facts about authorities and the people in them."""

from gongkai.web.bodies.models.body import Body, ParentLink
from gongkai.web.bodies.models.people import Appointment, Delegation, User

__all__ = ["Appointment", "Body", "Delegation", "ParentLink", "User"]
