"""serve, worker, manage: the installation as a whole. The web is loaded when one of them is called, not before."""

from __future__ import annotations

import os
from importlib.util import find_spec

import click

from gongkai.core.errors_site import WebExtraMissing


def _require_web(command: str) -> None:
    missing = [name for name in ("django", "granian", "django_tasks_db") if find_spec(name) is None]
    if missing:
        raise WebExtraMissing(command=command, missing="、".join(missing))


def _say(host: str, port: int) -> None:
    """Where it is now to be found."""
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"公开平台 Portal     http://{shown}:{port}/")
    click.echo(f"工作台   Workbench  http://{shown}:{port}/workbench/")
    click.echo("按 Ctrl+C 停止 (press Ctrl+C to stop)")


@click.command()
@click.option(
    "--host", default="127.0.0.1", envvar="GONGKAI_HOST", show_default=True, help="监听地址，默认仅本机。Address to bind."
)
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    envvar=["GONGKAI_PORT", "PORT"],
    show_default=True,
    help="监听端口。Port to bind.",
)
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="服务进程数。Server processes.")
def serve(host: str, port: int, processes: int) -> None:
    """启动平台：服务和后台进程一起启动、一起停止。

    Start the installation: server and worker together, in the foreground. The database is brought up to date first. Either
    ending by itself ends both, with exit code 2; SIGTERM and Ctrl+C end both in order, with exit code 0.

    gongkai serve --port 8000
    """
    _require_web("serve")
    from gongkai.web.site.serving import serve as start

    start(host=host, port=port, processes=processes, say=_say)


@click.command()
def worker() -> None:
    """单独启动后台进程（多台服务器部署时使用）。

    Run a worker alone, for installations of several hosts; `serve` starts one by itself.

    gongkai worker
    """
    _require_web("worker")
    from gongkai.web.site.working import main

    main()


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []}, add_help_option=False)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def manage(arguments: tuple[str, ...]) -> None:
    """管理命令（migrate、first_run、trail_verify 等），不带参数时列出全部。

    Management commands; without arguments, a list of them.

    gongkai manage trail_verify
    """
    _require_web("manage")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.site.settings")
    from django.core.management import execute_from_command_line

    from gongkai.web.site.translations import translations_compile

    translations_compile()
    execute_from_command_line(["gongkai manage", *arguments])
