"""The guided first run: open only while nobody has an account."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from gongkai.core.errors import GongkaiError
from gongkai.core.errors_bodies import SetupDone
from gongkai.web.bodies.facts import BodyFacts
from gongkai.web.bodies.forms.setup import FIRST, SetupForm
from gongkai.web.bodies.kinds import BodyKind, Level
from gongkai.web.bodies.password_policies import password_made
from gongkai.web.bodies.selectors import people_all
from gongkai.web.bodies.services.first_run import FirstPerson, installation_set_up
from gongkai.web.bodies.wording import say


@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def setup(request: Any) -> HttpResponse:
    """One form; the answer shows the one-time passwords, once. Raises Http404 as soon as anybody has an account."""
    if people_all().exists():
        raise Http404
    on = localdate()
    form = SetupForm(request.POST or None, initial={"begun_on": on})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = form.cleaned_data
            people = [
                FirstPerson(role, values[f"{key}_username"], values[f"{key}_name"], password_made()) for key, role, _ in FIRST
            ]
            try:
                _set_up(values, people, on)
            except SetupDone:
                raise Http404 from None
            except GongkaiError as error:
                form.add_error(None, ValidationError(say(error)))
            else:
                shown = [(each.username, f"{each.name}（{each.role.label}）", each.password) for each in people]
                return render(request, "bodies/setup_done.html", {"passwords": shown})
    return render(request, "bodies/setup.html", {"form": form}, status=status)


def _set_up(values: dict[str, Any], people: list[FirstPerson], on: Any) -> None:
    facts = BodyFacts(
        code=values["code"],
        name=values["name"],
        short_name=values["short_name"],
        kind=BodyKind(values["kind"]),
        level=Level(values["level"]),
        credit_code=values["credit_code"],
    )
    installation_set_up(facts=facts, begun_on=values["begun_on"], people=people, actor=None, on=on)
