"""`gongkai remedies`: what may be done against a reply or against silence, and until when."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime

import click

from gongkai.cli.app import language
from gongkai.core.calendar import DueDay
from gongkai.core.errors import Lang
from gongkai.core.law import terms
from gongkai.core.outcomes import Outcome
from gongkai.core.remedies import Known, Route, RouteKind, remedy_mode, routes, routes_against_inaction, suit_after_review_due

DAY = click.DateTime(["%Y-%m-%d"])
OUTCOMES = [outcome.value for outcome in Outcome]
_KINDS: dict[RouteKind, tuple[str, str]] = {
    RouteKind.REVIEW: ("行政复议", "administrative reconsideration"),
    RouteKind.SUIT: ("行政诉讼", "administrative litigation"),
    RouteKind.SUIT_AFTER_REVIEW: ("复议后起诉", "litigation after reconsideration"),
    RouteKind.COMPLAINT: ("投诉举报", "complaint"),
}


@click.command()
@click.option("--outcome", type=click.Choice(OUTCOMES), metavar="OUTCOME", help=f"答复类型。One of {', '.join(OUTCOMES)}.")
@click.option("--withheld", multiple=True, type=click.Choice(OUTCOMES), metavar="OUTCOME", help="部分公开中不予公开的部分。")
@click.option("--served", type=DAY, help="送达之日。The day the reply was served.")
@click.option("--told/--untold", default=True, help="答复是否告知救济途径。Whether the reply states the remedies.")
@click.option("--unanswered-by", type=DAY, help="未答复：答复期限届满之日。Silence: the last day to answer.")
@click.option("--review-received", type=DAY, help="收到复议决定书之日。The reconsideration decision came on.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def remedies(
    ctx: click.Context,
    outcome: str | None,
    withheld: tuple[str, ...],
    served: datetime | None,
    told: bool,
    unanswered_by: datetime | None,
    review_received: datetime | None,
    output: str,
) -> None:
    """列出申请人的救济途径、先后顺序和最后日期。 The applicant's remedies, in order, with their last days.

    \b
    gongkai remedies --outcome DENY_PROCESS --served 2026-03-04
    """
    if review_received:
        found: Iterable[Route] = (_after_review(review_received.date(), told),)
    elif unanswered_by:
        found = routes_against_inaction(unanswered_by.date())
    elif outcome and served:
        found = _against(Outcome(outcome), withheld, served.date(), told)
    else:
        raise click.UsageError(
            "请给出 --outcome 和 --served，或者 --unanswered-by，或者 --review-received。"
            "Give --outcome and --served, or --unanswered-by, or --review-received."
        )
    click.echo(_shown(tuple(found), output, language(ctx)))


def _against(outcome: Outcome, withheld: tuple[str, ...], served: date, told: bool) -> tuple[Route, ...]:
    """The routes against a reply served on a day."""
    mode = remedy_mode(outcome, on=served, withheld=tuple(Outcome(part) for part in withheld))
    return routes(mode, Known(made=served, content=served, told=served if told else None))


def _after_review(received: date, told: bool) -> Route:
    due = suit_after_review_due(decision_received=received, told=told)
    return Route(RouteKind.SUIT_AFTER_REVIEW, due, terms()["litigation_after_review"].at(received).source)


def _shown(found: tuple[Route, ...], output: str, lang: Lang) -> str:
    if output == "json":
        entries = [
            {
                "kind": route.kind.value,
                "due": route.due.day.isoformat() if route.due else None,
                "provisional": route.due is not None and route.due.provisional,
                "source": route.source,
            }
            for route in found
        ]
        return json.dumps(entries, ensure_ascii=False, indent=2)
    pick = 0 if lang == "zh" else 1
    return "\n".join(
        f"{number}. {_KINDS[route.kind][pick]}  {_day(route.due)}  [{route.source}]" for number, route in enumerate(found, 1)
    )


def _day(due: DueDay | None) -> str:
    if due is None:
        return "-"
    return f"{'provisional ' if due.provisional else ''}{due.day.isoformat()}"
