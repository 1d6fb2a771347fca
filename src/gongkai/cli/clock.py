"""`gongkai deadline` and `gongkai clock`: the day to answer by, and every day's reason."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from gongkai.cli.app import language
from gongkai.core.case import case_from_text
from gongkai.core.clock_events import Case, Channel
from gongkai.core.clocks import Clock
from gongkai.core.clocks import clock as clock_of
from gongkai.core.clocks import deadline as deadline_of
from gongkai.core.errors import Lang

DAY = click.DateTime(["%Y-%m-%d"])


@click.command()
@click.option("--received", type=DAY, required=True, help="收到（到达）日期。The day it came.")
@click.option(
    "--channel",
    type=click.Choice([channel.value for channel in Channel]),
    required=True,
    help="收到渠道，决定起算日（条例第31条）。How it came; decides day 0 (art. 31).",
)
@click.option(
    "--confirmed", type=DAY, help="与申请人确认之日（平信、互联网、传真）。The day of confirmation, where that counts."
)
@click.option("--explain", is_flag=True, help="逐日列出是否计入及理由。Print the days with their reasons.")
@click.option("--strict", is_flag=True, help="拒绝暂定的日期。Refuse a provisional date.")
@click.pass_context
def deadline(
    ctx: click.Context, received: datetime, channel: str, confirmed: datetime | None, explain: bool, strict: bool
) -> None:
    """计算政府信息公开申请的答复期限。 The last day to answer a request.

    \b
    gongkai deadline --received 2024-03-04 --channel in_person --explain
    """
    lang = language(ctx)
    day, confirmation = received.date(), confirmed.date() if confirmed else None
    due = deadline_of(day, Channel(channel), confirmation, strict=strict)
    if explain:
        click.echo("\n".join(_explained(clock_of(Case(Channel(channel), day, confirmation)), lang)))
    click.echo(f"{'provisional ' if due.provisional else ''}{due.day.isoformat()}")


@click.command()
@click.argument("case", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="拒绝暂定的日期。Refuse a provisional date.")
@click.pass_context
def clock(ctx: click.Context, case: Path, output: str, strict: bool) -> None:
    """按办理过程计算一件申请的时限，逐日说明理由。 The clock of a case written as YAML or JSON.

    \b
    gongkai clock examples/cases/third-party.yaml --format json
    """
    lang = language(ctx)
    found = clock_of(case_from_text(case.read_text(encoding="utf-8-sig", errors="replace")), strict=strict)
    if output == "json":
        click.echo(json.dumps(found.as_json(lang), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join([*_explained(found, lang), _result(found, lang)]))


def _explained(found: Clock, lang: Lang) -> Iterator[str]:
    """A line a day with its reason, marked + where it counts; then what deserves a look, marked !."""
    for reason in found.reasons:
        yield f"{'+' if reason.counted else ' '} {reason.say(lang)}"
    for flag in found.flags:
        yield f"! {flag.say(lang)}"


def _result(found: Clock, lang: Lang) -> str:
    """The state and the last day: the body's to answer, or the applicant's to correct or pay."""
    words = {"zh": ("状态", "答复期限", "申请人期限", "暂定"), "en": ("state", "reply by", "applicant by", "provisional")}[lang]
    mark = f" ({words[3]})" if found.provisional else ""
    lines = [f"{words[0]}: {found.state.value}"]
    for word, day in ((words[1], found.due), (words[2], found.applicant_due)):
        if day is not None:
            lines.append(f"{word}: {day.isoformat()}{mark}")
    return "\n".join(lines)
