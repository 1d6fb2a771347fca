"""The group of commands, its language, and how a failure leaves: one sentence on stderr and exit code 2."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

import gongkai
from gongkai.core.errors import GongkaiError, Lang

COMMANDS = {  # name → module; loaded when called, so that one command does not pay for the libraries of another
    "read": "gongkai.cli.read",
    "check": "gongkai.cli.check",
    "write": "gongkai.cli.write",
    "screen": "gongkai.cli.screen",
    "compare": "gongkai.cli.compare",
    "consolidate": "gongkai.cli.consolidate",
    "deadline": "gongkai.cli.clock",
    "clock": "gongkai.cli.clock",
    "fee": "gongkai.cli.fee",
    "remedies": "gongkai.cli.remedies",
    "sample": "gongkai.cli.sample",
    "completion": "gongkai.cli.completion",
    "serve": "gongkai.cli.web",
    "worker": "gongkai.cli.web",
    "manage": "gongkai.cli.web",
}


class Explained(click.ClickException):
    """A failure of ours with its sentence; exit code 2, never a traceback."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        """The sentence alone: it already says what is wrong, where, and what to do."""
        click.echo(self.format_message(), err=True)


class LazyCommands(click.Group):
    """Commands whose modules are imported when they are called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """In the order of the table above: the order of the work."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """The command of that name, its module imported now."""
        if name not in COMMANDS:
            return None
        command: click.Command = getattr(importlib.import_module(COMMANDS[name]), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error of ours becomes its sentence in the language asked for."""
        try:
            return super().invoke(ctx)
        except GongkaiError as error:
            raise Explained(error.say(ctx.params.get("lang") or "zh")) from error
        except BrokenPipeError:  # the reader of our output has gone, as in `gongkai read … | head`
            sys.stdout = None
            ctx.exit(0)


@click.group(cls=LazyCommands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default="zh",
    envvar="GONGKAI_LANG",
    show_default=True,
    help="输出语言。Language of what is printed.",
)
@click.version_option(gongkai.__version__, prog_name="gongkai")
def main(lang: Lang) -> None:
    """公开：读取、核对政府信息公开工作年度报告，计算期限、费用和救济途径。

    Read and check annual reports on government information disclosure; compute deadlines, fees and remedies.

    \b
    gongkai check examples/
    """


def language(ctx: click.Context) -> Lang:
    """The language of this call."""
    lang: Lang = ctx.find_root().params["lang"]
    return lang
