"""`gongkai fee`: the information processing fee by either tariff."""

from __future__ import annotations

import json
from datetime import date, datetime

import click

from gongkai.cli.app import language
from gongkai.core.fees import Fee, request_fee

DAY = click.DateTime(["%Y-%m-%d"])
MOST = 1_000_000  # no body has so many requests or pages; a typing slip does


@click.command()
@click.option("--items", type=click.IntRange(max=MOST), help="按件计收：申请件数。By item: how many requests.")
@click.option(
    "--earlier",
    type=click.IntRange(max=MOST),
    default=0,
    show_default=True,
    help="同月此前已申请的件数。Earlier ones this month.",
)
@click.option("--pages", type=click.IntRange(max=MOST), help="按量计收：页数（A4单面）。By page: how many sides of A4.")
@click.option("--on", "received", type=DAY, help="收到申请之日，默认今天。The day of receipt; today by default.")
@click.option("--explain", is_flag=True, help="逐档列出计算过程。Print the reckoning band by band.")
@click.option("--format", "output", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_context
def fee(
    ctx: click.Context,
    items: int | None,
    earlier: int,
    pages: int | None,
    received: datetime | None,
    explain: bool,
    output: str,
) -> None:
    """计算信息处理费（元）：按件或者按量，不可并用。 The processing fee in yuan, by item or by page.

    \b
    gongkai fee --items 35 --explain
    """
    on = received.date() if received else date.today()  # a legal day is the date on the wall
    found = request_fee(on=on, items=items, pages=pages, earlier_this_month=earlier)
    if output == "json":
        click.echo(json.dumps(_as_json(found), ensure_ascii=False, indent=2))
        return
    if explain:
        click.echo("\n".join([*found.explain(language(ctx))[:-1], f"[{found.source}]"]))
    click.echo(str(found.amount))


def _as_json(found: Fee) -> dict[str, object]:
    lines = [{"first": line.first, "last": line.last, "rate": line.rate, "amount": line.amount} for line in found.lines]
    return {"charged_by": found.charged_by.value, "amount": found.amount, "lines": lines, "source": found.source}
