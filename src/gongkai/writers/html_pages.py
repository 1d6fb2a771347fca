"""Pages from templates: autoescaped, with their style sheets inside, one file each, without script or other hosts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from gongkai.core.errors_writing import WriterNotInstalled

if TYPE_CHECKING:
    from jinja2 import Environment


def page(template: str, sheets: Sequence[str], *, extra_css: str = "", **values: object) -> str:
    """A template filled. `sheets` are the names of style sheets beside it, put into one style element with `extra_css`.

    Raises WriterNotInstalled without Jinja2.
    """
    pages = _environment()
    from markupsafe import Markup

    css = "\n".join([*map(sheet, sheets), extra_css])
    style = Markup("<style>\n{}\n</style>").format(Markup(css))  # noqa: S704 - our own style sheets
    return pages.get_template(template).render(style=style, **values)


def sheet(name: str) -> str:
    """One of our style sheets as text."""
    return (resources.files("gongkai.writers") / "templates" / name).read_text(encoding="utf-8").strip()


@cache
def _environment() -> Environment:
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError as error:
        raise WriterNotInstalled(format="HTML", package="Jinja2") from error
    loader = PackageLoader("gongkai.writers")
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
