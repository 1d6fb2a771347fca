"""`gongkai completion`: the shell script that completes commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """输出命令补全脚本。 Print the shell's completion script.

    \b
    gongkai completion bash >> ~/.bashrc
    """
    found = get_completion_class(shell)
    if found is None:  # pragma: no cover - click knows the three shells above
        raise click.UsageError(shell)
    click.echo(found(ctx.find_root().command, {}, "gongkai", "_GONGKAI_COMPLETE").source())
