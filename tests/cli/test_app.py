"""The group: help, version, completion, languages, and every command's help ends with something to paste."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

import gongkai
from gongkai.cli import main
from gongkai.cli.app import COMMANDS


def test_version_and_unknown_command() -> None:
    runner = CliRunner()
    assert gongkai.__version__ in runner.invoke(main, ["--version"]).output
    assert runner.invoke(main, ["publish"]).exit_code == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_in_both_languages_and_ends_with_a_pasteable_example(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None and command.help is not None
    last = command.help.strip().splitlines()[-1].strip()
    assert last.startswith(f"gongkai {name}")
    assert any("一" <= character <= "鿿" for character in command.help)
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.name != "help":
            assert parameter.help or parameter.show_default, parameter.name


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    result = CliRunner().invoke(main, ["completion", shell])
    assert result.exit_code == 0 and "_GONGKAI_COMPLETE" in result.output
