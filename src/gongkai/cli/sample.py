"""`gongkai sample`: an invented report, with its truth and the errors planted in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import cast

import click

from gongkai.core.report.form import FORMS
from gongkai.samples.plant import PROSE_KINDS, TABLE_KINDS, YEAR_KINDS
from gongkai.samples.sample import FORMATS, Format, Sample

ERRORS = (*TABLE_KINDS, *PROSE_KINDS, *YEAR_KINDS)


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--seed", type=int, default=1, show_default=True, help="相同的种子生成相同的文件。The same seed gives the same file."
)
@click.option("--form", type=click.Choice(FORMS), default="2021", show_default=True)
@click.option("--format", "form_of_file", type=click.Choice(FORMATS), default="docx", show_default=True)
@click.option(
    "--error",
    "errors",
    multiple=True,
    type=click.Choice(ERRORS),
    metavar="KIND",
    help=f"植入的差错，可多次。Planted, may be repeated: {', '.join(ERRORS)}.",
)
def sample(directory: Path, seed: int, form: str, form_of_file: str, errors: tuple[str, ...]) -> None:
    """生成虚构机关的年度报告及其真值，用于试用和测试。 Write an invented report beside its truth.

    \b
    gongkai sample out --form 2021 --format pdf
    """
    from gongkai.samples import generate

    made = generate(seed=seed, form=form, format=cast(Format, form_of_file), errors=errors)
    directory.mkdir(parents=True, exist_ok=True)
    for one in (made, made.previous):
        if one is not None:
            _write(directory, one)


def _write(directory: Path, made: Sample) -> None:
    path = directory / made.name
    path.write_bytes(made.data)
    truth = path.with_suffix(".truth.json")
    truth.write_text(json.dumps(made.truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    click.echo(str(path))
    click.echo(str(truth))
