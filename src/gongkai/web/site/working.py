"""The worker as a program of its own: `python -m gongkai.web.site.working`."""

from __future__ import annotations

from gongkai.web.site.serving import setup


def main() -> None:
    """Work until told to end."""
    setup()
    from gongkai.web.site.tasks import work

    work()


if __name__ == "__main__":
    main()
