"""What the installation is told from outside: environment variables and the folder of its own data.

GONGKAI_VAR        folder of database, files and keys (default: var)
GONGKAI_DATABASE   postgresql://user:password@host:port/name, or absent for SQLite in GONGKAI_VAR
GONGKAI_HOSTS      names this installation answers to, with commas (default: loopback)
GONGKAI_SITE_NAME, GONGKAI_SITE_DOMAIN, GONGKAI_SITE_ID_CODE
                   what the public pages call themselves (the tags of every page, law.md 8.3)
GONGKAI_REACHABLE  hosts of the own network that may be asked for the proof of a release, with commas
GONGKAI_KEYS, GONGKAI_PETITION_KEYS, GONGKAI_CRYPTO
                   the files of keys, and sm for SM4 and SM3 (gongkai.web.sealing)
GONGKAI_INSECURE   1 where no TLS stands before it: cookies then travel over plain HTTP (`make run` sets it)
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

VAR = Path(os.environ.get("GONGKAI_VAR", "var")).absolute()
HOSTS = [host.strip() for host in os.environ.get("GONGKAI_HOSTS", "127.0.0.1,localhost,[::1]").split(",") if host.strip()]
SITE_NAME = os.environ.get("GONGKAI_SITE_NAME", "政府信息公开")
SITE_DOMAIN = os.environ.get("GONGKAI_SITE_DOMAIN", "")
SITE_ID_CODE = os.environ.get("GONGKAI_SITE_ID_CODE", "")
REACHABLE = frozenset(host.strip() for host in os.environ.get("GONGKAI_REACHABLE", "").split(",") if host.strip())
INSECURE = os.environ.get("GONGKAI_INSECURE") == "1"


def secret_key() -> str:
    """The installation's own secret, made at the first start, readable by its owner alone."""
    path = VAR / "secret.key"
    if not path.is_file():
        VAR.mkdir(parents=True, exist_ok=True)
        partial = VAR / f"secret.{os.getpid()}"
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64))
        try:
            os.link(partial, path)  # two first starts at once: the first to link wins, both read the same
        except FileExistsError:
            pass
        finally:
            partial.unlink()
    return path.read_text(encoding="ascii").strip()


def database() -> dict[str, Any]:
    """The database's settings for Django, from GONGKAI_DATABASE."""
    address = os.environ.get("GONGKAI_DATABASE", "")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": VAR / "gongkai.sqlite3",
            "OPTIONS": {
                "timeout": 20,
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": parts.hostname or "127.0.0.1",
        "PORT": str(parts.port or 5432),
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
