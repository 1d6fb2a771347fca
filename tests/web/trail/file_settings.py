"""The product's own settings on a database file: GONGKAI_VAR comes from the test."""

import os

os.environ.setdefault("GONGKAI_INSECURE", "1")

from gongkai.web.site.settings import *  # noqa: F403
