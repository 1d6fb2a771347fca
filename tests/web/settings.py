"""The settings of the tests: those of the product, on a throw-away database, without TLS."""

import os
import tempfile

os.environ["GONGKAI_INSECURE"] = "1"
os.environ["GONGKAI_VAR"] = tempfile.mkdtemp(prefix="gongkai-test-")
os.environ["GONGKAI_SECOND_FACTOR"] = "offered"

from gongkai.web.site.settings import *  # noqa: F403
from gongkai.web.site.translations import translations_compile

translations_compile()

ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if os.environ.get("GONGKAI_TEST_DATABASE") == "postgres":
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": os.environ.get("GONGKAI_TEST_POSTGRES_HOST", "127.0.0.1"),
            "PORT": os.environ.get("GONGKAI_TEST_POSTGRES_PORT", "5432"),
            "NAME": os.environ.get("GONGKAI_TEST_POSTGRES_NAME", "gongkai"),
            "USER": os.environ.get("GONGKAI_TEST_POSTGRES_USER", "postgres"),
        }
    }
